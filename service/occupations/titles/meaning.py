"""How near a title comes in meaning to the names, descriptions and tasks of occupations.

n occupations, N names, d dimensions. Cosines of names are taken after a change of scale that the names themselves
teach: directions in which names of one occupation differ count less than those in which occupations differ (the
within-class covariance to the power of -1/4 on either side, between a plain cosine and linear discriminant analysis).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from service.occupations.titles.names import NO_ROW, Ids, Rows, SchemeNames
from store.encoder import FloatArray

_PRIOR = 2000  # names' worth of an even covariance that is mixed in: few names teach little
_SAMPLE = 20_000  # names that teach the scale
_PART = 4096  # vectors that are measured at a time
_FEW = 1e-9


class Meaning:
    """The vectors of a scheme's names; safe to use from several threads."""

    def __init__(self, names: SchemeNames) -> None:
        self._vectors = names.vectors
        self._rows = names.rows
        size = len(names.occupations)
        self._descriptions = names.vectors[names.descriptions]
        with_rows = np.flatnonzero(names.rows != NO_ROW)
        held, owners = names.vectors[names.rows[with_rows]], names.owners[with_rows]
        sums = _add_up(held, owners, size) + self._descriptions
        means = _divide(sums, np.bincount(owners, minlength=size)[:, None] + 1)
        self._middle = _divide(held.sum(axis=0), max(len(held), 1))
        self._scale = _learn_scale(held, owners, means)
        self._lengths = np.ones(len(names.rows), np.float32)
        self._lengths[with_rows] = self._measure(held)
        self._centres = _to_units((means - self._middle) @ self._scale)
        self._tasks = _to_units(_add_up(names.vectors[names.tasks], names.task_owners, size))
        self._without_tasks = ~self._tasks.any(axis=1)

    def place(self, vector: FloatArray) -> FloatArray:
        """Return the unit vector (d,) of a title as it is compared with names."""
        placed = (vector - self._middle) @ self._scale
        return _divide(placed, np.linalg.norm(placed) + _FEW)

    def compare_occupations(self, vector: FloatArray, placed: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return cosines (n,) with the middle of each occupation's names, with its description, and with its tasks."""
        described = _multiply(self._descriptions, vector)
        tasks = np.where(self._without_tasks, described, _multiply(self._tasks, vector))
        return _multiply(self._centres, placed), described, tasks

    def _measure(self, held: FloatArray) -> FloatArray:
        """Return how long each vector is after the change of scale."""
        lengths = np.zeros(len(held), np.float32)
        for start in range(0, len(held), _PART):
            part = slice(start, start + _PART)
            lengths[part] = np.linalg.norm((held[part] - self._middle) @ self._scale, axis=1) + _FEW
        return lengths

    def compare_names(self, placed: FloatArray, names: Ids) -> FloatArray:
        """Return the cosine of a title with each of ``names``; 0 for one without a vector."""
        rows: Rows = self._rows[names]
        turned = self._scale @ placed
        cosines = _divide(_multiply(self._vectors[rows], turned) - self._middle @ turned, self._lengths[names])
        cosines[rows == NO_ROW] = 0
        return cosines


def _learn_scale(held: FloatArray, owners: Ids, means: FloatArray) -> FloatArray:
    """Return the symmetric matrix (d, d) that makes the scatter of names about their occupations' means more even."""
    width = held.shape[1]
    sample = slice(None, None, max(1, len(held) // _SAMPLE))
    apart = held[sample] - means[owners[sample]]
    share = len(apart) / (len(apart) + _PRIOR)
    covariance = (apart.T @ apart / max(len(apart), 1)).astype(np.float64)
    even = np.eye(width) * max(float(np.trace(covariance)) / width, _FEW)
    values, directions = np.linalg.eigh(share * covariance + (1 - share) * even)
    scale: FloatArray = ((directions * values**-0.25) @ directions.T).astype(np.float32)
    return scale


def _add_up(vectors: FloatArray, owners: Ids, size: int) -> FloatArray:
    """Return the sum of the vectors of each of ``size`` owners, which ascend; zeros for one that has none."""
    sums = np.zeros((size, vectors.shape[1]), np.float32)
    starts = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(starts):
        sums[owners[starts]] = np.add.reduceat(vectors, starts, axis=0)
    return sums


def _multiply(vectors: FloatArray, vector: FloatArray) -> FloatArray:
    """Return the inner product of each row with ``vector``, by one thread: several would wait longer than they work."""
    products: FloatArray = np.einsum("ij,j->i", vectors, vector)
    return products


def _to_units(vectors: NDArray[np.floating[Any]]) -> FloatArray:
    return _divide(vectors, np.linalg.norm(vectors, axis=1, keepdims=True) + _FEW)


def _divide(values: NDArray[np.floating[Any]], by: ArrayLike) -> FloatArray:
    quotients: FloatArray = np.divide(values, by, dtype=np.float32)
    return quotients
