"""How near a title comes in meaning to the names, descriptions and tasks of occupations.

n occupations, N names, d dimensions. Cosines of names are taken after a change of scale that the names themselves
teach: directions in which names of one occupation differ count less than those in which occupations differ (the
within-class covariance to the power of -1/4 on either side, between a plain cosine and linear discriminant analysis).
"""

from __future__ import annotations

import numpy as np

from service.occupations.titles.names import NO_ROW, Ids, Rows, SchemeNames
from store.encoder import FloatArray

_PRIOR = 5000  # names that the covariance is mixed with an even one by: few names teach little
_SAMPLE = 20_000  # names that teach the scale
_FEW = 1e-9


class Meaning:
    """The vectors of a scheme's names; safe to use from several threads."""

    def __init__(self, names: SchemeNames) -> None:
        self._vectors = names.vectors
        self.rows = names.rows
        size, width = len(names.occupations), names.vectors.shape[1]
        descriptions = names.vectors[names.descriptions]
        with_rows = np.flatnonzero(names.rows != NO_ROW)
        held = names.vectors[names.rows[with_rows]]
        owners = names.owners[with_rows]
        means = _average(np.vstack([held, descriptions]), np.append(owners, np.arange(size)), size)
        self._middle = held.mean(axis=0) if len(held) else np.zeros(width, np.float32)
        self._scale = _learn_scale(held, means[owners])
        self._lengths = np.ones(len(names.rows), np.float32)
        placed = (held - self._middle) @ self._scale
        self._lengths[with_rows] = np.linalg.norm(placed, axis=1) + _FEW
        placed /= self._lengths[with_rows, None]
        described = _to_units((descriptions - self._middle) @ self._scale)
        self._centres = _to_units(_average(np.vstack([placed, described]), np.append(owners, np.arange(size)), size))
        self._descriptions = descriptions
        self._tasks = _to_units(_average(names.vectors[names.tasks], names.task_owners, size))
        self._without_tasks = ~self._tasks.any(axis=1)

    def place(self, vector: FloatArray) -> FloatArray:
        """Return the unit vector (d,) of a title as it is compared with names."""
        placed: FloatArray = (vector - self._middle) @ self._scale
        return placed / (float(np.linalg.norm(placed)) + _FEW)

    def compare_occupations(self, vector: FloatArray, placed: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Return cosines (n,) with the middle of each occupation's names, with its description, and with its tasks."""
        described: FloatArray = self._descriptions @ vector
        tasks = np.where(self._without_tasks, described, self._tasks @ vector)
        return self._centres @ placed, described, tasks

    def compare_names(self, placed: FloatArray, names: Ids) -> FloatArray:
        """Return the cosine of a title with each of ``names``; 0 for one without a vector."""
        rows: Rows = self.rows[names]
        turned = self._scale @ placed
        cosines: FloatArray = (self._vectors[rows] @ turned - self._middle @ turned) / self._lengths[names]
        return np.where(rows == NO_ROW, np.float32(0), cosines)


def _learn_scale(held: FloatArray, means: FloatArray) -> FloatArray:
    """Return the symmetric matrix (d, d) that makes the scatter of names about their occupations' means more even."""
    width = held.shape[1]
    step = max(1, len(held) // _SAMPLE)
    apart = held[::step] - means[::step]
    covariance = apart.T @ apart * step
    even = np.eye(width) * max(float(np.trace(covariance)) / max(len(held), 1) / width, _FEW)
    values, directions = np.linalg.eigh((covariance + _PRIOR * even) / (len(held) + _PRIOR))
    scale: FloatArray = ((directions * values**-0.25) @ directions.T).astype(np.float32)
    return scale


def _average(vectors: FloatArray, owners: Ids, size: int) -> FloatArray:
    """Return the mean vector of each of ``size`` owners; zeros for one that has none."""
    order = np.argsort(owners, kind="stable")
    sums = np.zeros((size, vectors.shape[1]), np.float32)
    starts = np.flatnonzero(np.diff(owners[order], prepend=-1))
    if len(starts):
        sums[owners[order][starts]] = np.add.reduceat(vectors[order], starts, axis=0)
    return sums / np.maximum(np.bincount(owners, minlength=size), 1)[:, None].astype(np.float32)


def _to_units(vectors: FloatArray) -> FloatArray:
    units: FloatArray = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + _FEW)
    return units
