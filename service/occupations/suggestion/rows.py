"""What is said of each unit of a family, as rows of the reference index.

u units, r rows, q queries, d dimensions; vectors have length 1, so that an inner product is a cosine.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.labels.words import fold_words, to_singular
from service.occupations.suggestion.family import Numbers
from store.encoder import FloatArray

_ROWS = 8192  # that are compared at a time: their vectors are copied out of the file, 12 MB of 384 dimensions


class Part(NamedTuple):
    """One passage about a unit; a tuple, since there are a hundred thousand."""

    unit: int
    row: int  # of the reference index
    text: str


class UnitRows:
    """Rows in order of the units that they belong to."""

    def __init__(self, parts: Iterable[Part], units: int, vectors: FloatArray) -> None:
        """Take the rows of ``vectors`` (r, d) that ``parts`` name."""
        held = sorted((part.unit, part.row) for part in parts)
        self._owners: Numbers = np.asarray([unit for unit, _ in held], dtype=np.int64)
        self._rows: Numbers = np.asarray([row for _, row in held], dtype=np.int64)
        self._ends: Numbers = np.searchsorted(self._owners, np.arange(units + 1))
        self._vectors = vectors
        self._units = units

    @property
    def has_any(self) -> NDArray[np.bool_]:
        """Whether there is a row of each unit (u,)."""
        has_any: NDArray[np.bool_] = np.diff(self._ends) > 0
        return has_any

    def of(self, unit: int) -> Numbers:
        """Return the rows of ``unit``."""
        return self._rows[self._ends[unit] : self._ends[unit + 1]]

    def average(self) -> FloatArray:
        """Return the direction of the mean of each unit's rows (u, d); zeros where it has none."""
        sums: FloatArray = np.zeros((self._units, self._vectors.shape[1]), dtype=np.float32)
        for start in range(0, len(self._rows), _ROWS):
            part = slice(start, start + _ROWS)
            np.add.at(sums, self._owners[part], self._vectors[self._rows[part]])
        return to_unit(sums)

    def find_nearest(self, queries: FloatArray) -> FloatArray:
        """Return the cosine of each of ``queries`` (q, d) with the nearest row of each unit (q, u); -1 for no row."""
        best: FloatArray = np.full((len(queries), self._units), -1.0, dtype=np.float32)
        unit = 0
        while unit < self._units:
            # Whole units, as many as fit: a maximum is taken over all rows of one at once.
            last = int(np.searchsorted(self._ends, self._ends[unit] + _ROWS, side="right")) - 1
            last = min(max(last, unit + 1), self._units)
            rows = slice(self._ends[unit], self._ends[last])
            if rows.start < rows.stop and len(queries):
                cosines = queries @ self._vectors[self._rows[rows]].T
                owners, starts = np.unique(self._owners[rows], return_index=True)
                best[:, owners] = np.maximum.reduceat(cosines, starts, axis=1)
            unit = last
        return best


class OccupationRows:
    """What the units of one family are called, what they do, and what they are said to be."""

    def __init__(
        self,
        units: int,
        described: Sequence[Part],
        titles: Sequence[Part],
        tasks: Sequence[Part],
        vectors: FloatArray,
    ) -> None:
        """Take the parts of ``units`` units, whose rows are those of ``vectors`` (r, d)."""
        self.units = units
        self.titles = UnitRows(titles, units, vectors)
        self.tasks = UnitRows(tasks, units, vectors)
        self.described = UnitRows(described, units, vectors)
        self.meanings = self.described.average()
        self.work = self.tasks.average()
        self.wholes = to_unit(self.meanings + self.work + self.titles.average())
        self._named = _read_names((*titles, *(part._replace(text=part.text.partition(":")[0]) for part in described)))

    def find_named(self, title: str) -> frozenset[int]:
        """Return the units with a title of the same words as ``title``."""
        return self._named.get(to_words(title), frozenset())


def to_words(title: str) -> frozenset[str]:
    """Return the words of a title, in the singular."""
    return frozenset(to_singular(word) for word in fold_words(title))


def to_unit(vectors: FloatArray) -> FloatArray:
    """Return ``vectors`` (..., d) with length 1; zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    result: FloatArray = (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return result


def _read_names(parts: Iterable[Part]) -> Mapping[frozenset[str], frozenset[int]]:
    found: dict[frozenset[str], set[int]] = {}
    for part in parts:
        words = to_words(part.text)
        if words:
            found.setdefault(words, set()).add(part.unit)
    return {words: frozenset(units) for words, units in found.items()}
