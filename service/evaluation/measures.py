"""Measures of one list of hits: how early what is right stands in it.

``gains`` are those of the hits in their order, 0 for a hit that is not right; ``ideal`` are the gains of all that is
right, in any order. Each measure is 0-1, higher is better.
Sources: nDCG as trec_eval computes it (gain / log2(rank + 1); Järvelin and Kekäläinen 2002,
https://doi.org/10.1145/582415.582418); reciprocal rank from Voorhees 1999, https://trec.nist.gov/pubs/trec8/papers/qa_report.pdf
"""

from __future__ import annotations

import math
from collections.abc import Sequence


def to_ndcg(gains: Sequence[int], ideal: Sequence[int], depth: int) -> float:
    """Return the discounted gain of the first ``depth`` hits as a share of what the best order of ``ideal`` has."""
    best = _discount(sorted(ideal, reverse=True)[:depth])
    return _discount(gains[:depth]) / best if best > 0 else 0.0


def to_reciprocal_rank(gains: Sequence[int], depth: int) -> float:
    """Return 1 / the rank of the first right hit; 0 where none is among the first ``depth``."""
    return next((1.0 / rank for rank, gain in enumerate(gains[:depth], 1) if gain > 0), 0.0)


def is_hit(gains: Sequence[int], depth: int) -> bool:
    """Return whether one of the first ``depth`` hits is right."""
    return any(gain > 0 for gain in gains[:depth])


def _discount(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))
