"""The best texts for one question, each with all places that say it and the words that it shares with the question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontology.passage import Passage
from service.search.candidates import Candidates, Searchable
from service.search.duplicates import TextGroups
from service.search.ranking import Ranked
from store.text_index import TextMatch

_MAX_ALSO = 25  # places of one text that are listed


@dataclass(frozen=True, slots=True)
class Found:
    """One text that was found."""

    place: int  # of the passage among the candidates
    passage: Passage
    also: tuple[tuple[int | None, Passage], ...]  # where else it is said, with the place among the candidates if any
    matches: tuple[TextMatch, ...]


class TextFinder:
    """Turns ranked candidates into texts, from one index."""

    def __init__(self, index: Searchable) -> None:
        self._index = index
        self._groups = TextGroups(index.passages)

    def find(
        self,
        candidates: Candidates,
        ranked: Ranked,
        mask: NDArray[np.bool_] | None,
        terms: Collection[str],
        limit: int,
    ) -> list[Found]:
        """Return the best ``limit`` texts, best first; ``mask`` (rows,) says where else they may be listed."""
        rows: list[int] = candidates.rows[ranked.order].tolist()
        firsts = self._groups.first_of_each(rows)[:limit]
        others = {first: self._others(rows[first], mask) for first in firsts}
        wanted = [rows[first] for first in firsts] + [row for also in others.values() for row in also]
        passages = dict(zip(wanted, self._index.passages.get(wanted), strict=True))
        places = {row: place for place, row in enumerate(candidates.rows.tolist())}
        found = []
        for first in firsts:
            passage = passages[rows[first]]
            place = int(ranked.order[first])
            shares_words = candidates.lexical[place] > 0
            matches = self._index.text.match(passage.text, terms) if shares_words else []
            also = tuple((places.get(row), passages[row]) for row in others[first])
            found.append(Found(place, passage, also, tuple(matches)))
        return found

    def _others(self, row: int, mask: NDArray[np.bool_] | None) -> list[int]:
        alike = [other for other in self._groups.rows_like(row) if other != row and (mask is None or mask[other])]
        return alike[:_MAX_ALSO]
