"""The passages worth ranking for one question: the nearest in meaning and the best in words, under the filters.

n candidates. ``dense`` is a cosine for every candidate, whichever index found it; ``lexical`` is BM25, 0 where no word is
shared; ranks count from 1 within each index, 0 where that index did not find the candidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.search.columns import NAMES
from service.search.result import Mode
from store.encoder import FloatArray
from store.snapshot import Snapshot

POOL = 100  # candidates taken from each index

Allowed = Sequence[Mapping[str, Sequence[str]]]  # facet -> values; a passage must fit one of the mappings


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows (n,) with what each index says of them."""

    rows: NDArray[np.int64]
    dense: FloatArray
    lexical: FloatArray
    dense_ranks: NDArray[np.int64]
    lexical_ranks: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)


class CandidateFinder:
    """Finds candidates in one snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def find(
        self, text: str, vector: FloatArray, allowed: Allowed, mask: NDArray[np.bool_] | None, mode: Mode, k: int
    ) -> Candidates:
        """Return at most ``k`` candidates of each index that ``mode`` asks, for ``text`` and its ``vector`` (d,).

        ``mask`` (rows,) is ``allowed`` row by row; None allows all.
        """
        words: dict[int, float] = {}
        if mode is not Mode.DENSE:
            columns = [{NAMES[facet]: values for facet, values in choice.items()} for choice in allowed]
            words = {hit.row: hit.score for hit in self._snapshot.text.search(text, k, *columns)}
        near: list[int] = []
        cosines: list[float] = []
        if mode is not Mode.LEXICAL:
            for hit in self._snapshot.vectors.search(vector, k, mask):
                near.append(hit.row)
                cosines.append(hit.score)
        # Every candidate has its cosine, whichever index found it: scores stay comparable.
        found = set(near)
        others = [row for row in words if row not in found]
        rows = np.asarray(near + others, dtype=np.int64)
        dense = np.concatenate(
            [np.asarray(cosines, dtype=np.float32), self._snapshot.vectors.scores(vector, others)], dtype=np.float32
        )
        places = {row: rank for rank, row in enumerate(words, 1)}
        return Candidates(
            rows=rows,
            dense=dense,
            lexical=np.asarray([words.get(row, 0.0) for row in rows.tolist()], dtype=np.float32),
            dense_ranks=np.concatenate([np.arange(1, len(near) + 1), np.zeros(len(others), dtype=np.int64)]),
            lexical_ranks=np.asarray([places.get(row, 0) for row in rows.tolist()], dtype=np.int64),
        )
