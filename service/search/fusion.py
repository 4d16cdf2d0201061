"""One score from two: how near a passage is in meaning, and how many of the question's words it has.

The weights are provisional (docs/decisions/0005-fusion.md); they are to be fitted on judged questions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# A cosine between sentences is rarely below 0 and means "unrelated" up to about 0.2; BM25 has no upper end, so it is
# taken relative to the best passage for the same question, and weighs less: shared words are a hint, not the meaning.
_DENSE_WEIGHT = 0.75
_LEXICAL_WEIGHT = 0.25


class Candidate(NamedTuple):
    """A passage that either index found; a tuple, since a search makes hundreds of them."""

    row: int
    dense: float  # cosine
    lexical: float  # BM25, 0 where no word is shared
    score: float  # 0-1


def fuse(dense: Mapping[int, float], lexical: Mapping[int, float]) -> list[Candidate]:
    """Return the candidates, best first, ties in row order; every row has a cosine, some have a BM25 score."""
    best = max(lexical.values(), default=0.0)
    share = _LEXICAL_WEIGHT / best if best > 0 else 0.0
    candidates = [
        Candidate(row, cosine, words := lexical.get(row, 0.0), _DENSE_WEIGHT * max(cosine, 0.0) + share * words)
        for row, cosine in dense.items()
    ]
    candidates.sort(key=lambda candidate: (-candidate.score, candidate.row))
    return candidates
