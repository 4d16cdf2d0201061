"""The order of the candidates: a weighted sum of their signals, with other weights for short questions than for long.

"Account director" is looked for as it is written, "who talks executives into staying" by what it means.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.search.candidates import Candidates
from service.search.result import Mode
from service.search.weights import Weights
from store.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class Ranked:
    """Candidates in order, best first: n rows with their scores and signals."""

    order: NDArray[np.int64]  # (n,) places in ``candidates``
    keys: FloatArray  # (n,) by place in ``candidates``: what they are ordered by
    scores: FloatArray  # (n,) by place in ``candidates``, 0-1
    signals: FloatArray  # (n, signals) by place in ``candidates``
    shares: FloatArray  # (n, signals) what each signal gives to the score


def rank(candidates: Candidates, signals: FloatArray, terms: int, weights: Weights, mode: Mode) -> Ranked:
    """Return ``candidates`` in order, for a question of so many ``terms``; ties in row order.

    ``signals`` is (n, signals). Where ``mode`` names one index, its own score is the order.
    """
    shares: FloatArray = signals * (weights.short if terms <= weights.short_terms else weights.long)
    scores: FloatArray = shares.sum(axis=1)
    keys = {Mode.HYBRID: scores, Mode.DENSE: candidates.dense, Mode.LEXICAL: candidates.lexical}[mode]
    return Ranked(np.lexsort((candidates.rows, -keys)), keys, scores, signals, shares)
