"""Passages that say the same: one text at several levels is one hit that lists them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ontology.text import normalise_text
from store.passages import PassageTable

Rows = NDArray[np.int64]


class TextGroups:
    """Which of n passages share their text, as it is compared: whatever the case, spaces and closing full stop."""

    def __init__(self, passages: PassageTable) -> None:
        known: dict[int, int] = {}
        # Texts are told apart by their 64-bit hashes, so that a hundred thousand of them take no memory here.
        self._group = np.fromiter(
            (known.setdefault(hash(normalise_text(text)), len(known)) for text in passages.texts()), dtype=np.int32
        )
        self._order = np.argsort(self._group, kind="stable")
        self._starts = np.searchsorted(self._group[self._order], np.arange(len(known) + 1))

    def rows_like(self, row: int) -> list[int]:
        """Return all rows with the text of ``row``, itself among them, in row order."""
        group = self._group[row]
        rows: list[int] = self._order[self._starts[group] : self._starts[group + 1]].tolist()
        return rows

    def first_of_each(self, rows: Sequence[int]) -> list[int]:
        """Return the positions in ``rows`` at which a text occurs for the first time."""
        seen: set[int] = set()
        groups = self._group[np.asarray(rows, dtype=np.int64)].tolist()
        return [place for place, group in enumerate(groups) if not (group in seen or seen.add(group))]  # type: ignore[func-returns-value]
