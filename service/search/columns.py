"""The facets of all passages as arrays: which rows a filter allows, and how candidates divide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from store.passages import FACETS, PassageTable

# What filters are called outside, and the column that holds their values.
NAMES = {"kind": "kind", "role": "role_code", "level": "level_code", "track": "track_code"}
# The same for what filters of mappings and occupations come down to.
COLUMNS = {**NAMES, "profile": "profile_code", "scheme": "scheme", "occupation": "occupation_code"}
_NONE = -1


class FacetColumns:
    """Facet values of n passages, coded as small integers."""

    def __init__(self, passages: PassageTable) -> None:
        codes: list[list[int]] = [[] for _ in FACETS]
        values: list[dict[str, int]] = [{} for _ in FACETS]
        for record in passages.facets():
            for column, known, value in zip(codes, values, record, strict=True):
                column.append(_NONE if value is None else known.setdefault(value, len(known)))
        self._columns = {name: np.asarray(column, dtype=np.int32) for name, column in zip(FACETS, codes, strict=True)}
        self._codes = dict(zip(FACETS, values, strict=True))
        self._values = {name: list(known) for name, known in self._codes.items()}
        # The place of each value in alphabetical order, by its code.
        self._places = {name: np.argsort(np.argsort(values)) for name, values in self._values.items()}

    def value(self, facet: str, row: int) -> str | None:
        """Return the value that the passage at ``row`` has for ``facet``."""
        code = int(self._columns[COLUMNS[facet]][row])
        return None if code == _NONE else self._values[COLUMNS[facet]][code]

    def values(self, facet: str) -> list[str | None]:
        """Return the value of every row for ``facet``, in row order."""
        names: list[str | None] = [*self._values[COLUMNS[facet]], None]  # the code of none, -1, is the last place
        return [names[code] for code in self._columns[COLUMNS[facet]].tolist()]

    def known(self, facet: str) -> list[str]:
        """Return all values that ``facet`` has."""
        return sorted(self._values[COLUMNS[facet]])

    def codes(self, facet: str) -> NDArray[np.int64]:
        """Return the code of each row (n,) for ``facet``, -1 where it has none; equal values have equal codes."""
        return self._columns[COLUMNS[facet]].astype(np.int64)

    def allowed(self, choices: Sequence[Mapping[str, Sequence[str]]]) -> NDArray[np.bool_] | None:
        """Return which rows (n,) fit one of ``choices`` (facet -> values, any of which will do); None means all."""
        masks = [mask for choice in choices if (mask := self._fits(choice)) is not None]
        if len(masks) < len(choices) or not masks:
            return None
        either: NDArray[np.bool_] = np.logical_or.reduce(masks)
        return either

    def _fits(self, choice: Mapping[str, Sequence[str]]) -> NDArray[np.bool_] | None:
        mask: NDArray[np.bool_] | None = None
        for facet, wanted in choice.items():
            passes = self.having(facet, wanted)
            mask = passes if mask is None else mask & passes
        return mask

    def having(self, facet: str, values: Iterable[str], rows: NDArray[np.int64] | None = None) -> NDArray[np.bool_]:
        """Return which of ``rows`` (default: all) have one of ``values`` for ``facet``."""
        known = self._codes[COLUMNS[facet]]
        column = self._columns[COLUMNS[facet]]
        passes = np.zeros(len(known) + 1, dtype=np.bool_)  # the last place is that of none, whose code is -1
        passes[[known[value] for value in values if value in known]] = True
        mask: NDArray[np.bool_] = passes[column if rows is None else column[rows]]
        return mask

    def count(self, rows: NDArray[np.int64]) -> dict[str, dict[str, int]]:
        """Return how many of ``rows`` have each value of each facet, most first."""
        result: dict[str, dict[str, int]] = {}
        for facet, column in NAMES.items():
            codes = self._columns[column][rows]
            counts = np.bincount(codes[codes != _NONE], minlength=0)
            found = np.flatnonzero(counts)
            order = found[np.lexsort((self._places[column][found], -counts[found]))]
            values = self._values[column]
            result[facet] = {values[code]: count for code, count in zip(order, counts[order].tolist(), strict=True)}
        return result
