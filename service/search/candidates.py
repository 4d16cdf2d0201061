"""The passages worth ranking for one question: the nearest in meaning and the best in words, under the filters.

n candidates. ``dense`` is a cosine for every candidate, whichever index found it; ``lexical`` is BM25, 0 where no word
is shared; ``related`` is BM25 of synonyms of the question's words; ranks count from 1 within each index, 0 where that
index did not find the candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from service.search.columns import COLUMNS
from service.search.result import Mode
from store.encoder import FloatArray
from store.passages import PassageTable
from store.text_index import TextIndex
from store.vector_index import VectorIndex

POOL = 100  # candidates taken from each index


class Searchable(Protocol):
    """Passages with their words and vectors, row for row: those of a snapshot, or of its classifications."""

    @property
    def passages(self) -> PassageTable:
        """The passages by row."""

    @property
    def text(self) -> TextIndex:
        """Their words."""

    @property
    def vectors(self) -> VectorIndex:
        """Their vectors."""


Allowed = Sequence[Mapping[str, Sequence[str]]]  # facet -> values; a passage must fit one of the mappings


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for."""

    text: str
    vector: FloatArray  # (d,)
    synonyms: Sequence[Sequence[Sequence[str]]]  # for each phrase that has some: each as indexed terms


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows (n,) with what each index says of them."""

    rows: NDArray[np.int64]
    dense: FloatArray
    lexical: FloatArray
    related: FloatArray
    dense_ranks: NDArray[np.int64]
    lexical_ranks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)


class CandidateFinder:
    """Finds candidates in one index."""

    def __init__(self, index: Searchable) -> None:
        self._index = index

    def find(self, wanted: Wanted, allowed: Allowed, mask: NDArray[np.bool_] | None, mode: Mode, k: int) -> Candidates:
        """Return at most ``k`` candidates of each index that ``mode`` asks; ``mask`` (rows,) is ``allowed`` by row."""
        words: dict[int, float] = {}
        synonyms: dict[int, float] = {}
        if mode is not Mode.DENSE:
            columns = [{COLUMNS[facet]: values for facet, values in choice.items()} for choice in allowed]
            words = {hit.row: hit.score for hit in self._index.text.search(wanted.text, k, *columns)}
            if mode is Mode.HYBRID:
                found = self._index.text.search_any(wanted.synonyms, k, *columns)
                synonyms = {hit.row: hit.score for hit in found}
        near: dict[int, float] = {}
        if mode is not Mode.LEXICAL:
            near = {hit.row: hit.score for hit in self._index.vectors.search(wanted.vector, k, mask)}
        # Every candidate has its cosine, whichever index found it: scores stay comparable.
        others = [row for row in dict.fromkeys([*words, *synonyms]) if row not in near]
        rows = [*near, *others]
        return Candidates(
            rows=np.asarray(rows, dtype=np.int64),
            dense=np.concatenate(
                [np.fromiter(near.values(), dtype=np.float32), self._index.vectors.scores(wanted.vector, others)],
                dtype=np.float32,
            ),
            lexical=np.asarray([words.get(row, 0.0) for row in rows], dtype=np.float32),
            related=np.asarray([synonyms.get(row, 0.0) for row in rows], dtype=np.float32),
            dense_ranks=_to_ranks(near, rows),
            lexical_ranks=_to_ranks(words, rows),
        )


def _to_ranks(found: Iterable[int], rows: Sequence[int]) -> NDArray[np.int64]:
    """Return the place of each of ``rows`` in ``found``, best first, from 1; 0 for those that are not there."""
    places = {row: rank for rank, row in enumerate(found, 1)}
    return np.asarray([places.get(row, 0) for row in rows], dtype=np.int64)
