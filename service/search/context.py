"""What passages of one place speak of together: the mean of their vectors, for each role and for each level of a role.

A question often names the field of the answer and not its words; the neighbours of the right passage then speak for it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from service.search.columns import FacetColumns
from store.encoder import FloatArray

_CHUNK = 8_192  # rows added up at once: vectors are read from disk where they lie, and never copied as a whole


class Contexts:
    """Unit vectors of roles and of levels of roles, and which of them each of n rows belongs to."""

    def __init__(self, columns: FacetColumns, vectors: FloatArray) -> None:
        """Average ``vectors`` (n, d) over the rows of each role, and of each level of each role."""
        role, level = columns.codes("role"), columns.codes("level")
        self._role_rows, self._roles = _average(role, vectors)
        self._level_rows, self._levels = _average(role * (int(level.max(initial=0)) + 2) + level, vectors)

    def of_roles(self, vector: FloatArray, rows: NDArray[np.int64]) -> FloatArray:
        """Return the cosine of ``vector`` (d,) with the role of each of ``rows``."""
        cosines: FloatArray = (self._roles @ vector)[self._role_rows[rows]]
        return cosines

    def of_levels(self, vector: FloatArray, rows: NDArray[np.int64]) -> FloatArray:
        """Return the cosine of ``vector`` (d,) with the level of the role of each of ``rows``."""
        cosines: FloatArray = (self._levels @ vector)[self._level_rows[rows]]
        return cosines


def _average(places: NDArray[np.int64], vectors: FloatArray) -> tuple[NDArray[np.int32], FloatArray]:
    """Return for each row its group, and the unit mean (groups, d) of the rows of each."""
    known, groups = np.unique(places, return_inverse=True)
    sums = np.zeros((len(known), vectors.shape[1]), dtype=np.float32)
    for start in range(0, len(vectors), _CHUNK):
        part = groups[start : start + _CHUNK]
        order = np.argsort(part, kind="stable")
        first = np.flatnonzero(np.diff(part[order], prepend=-1))
        if len(first):
            sums[part[order][first]] += np.add.reduceat(vectors[start : start + _CHUNK][order], first, axis=0)
    lengths = np.linalg.norm(sums, axis=1, keepdims=True)
    means: FloatArray = (sums / np.maximum(lengths, np.finfo(np.float32).tiny)).astype(np.float32)
    return groups.astype(np.int32), means
