"""How good rankings of occupations are: hits among the first, calibration, and what refusing gains.

q titles, n occupations.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bench.occupation_titles.questions import Question

FIRST = (1, 5, 10)
_BINS = 10
LEAST = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9)
Ranked = Sequence[Sequence[int]]  # for each title, places of occupations, best first


def rank(scores: NDArray[np.floating]) -> Ranked:
    """Return the best occupations of each row of ``scores`` (q, n)."""
    ranked: list[list[int]] = np.argsort(-scores, axis=1, kind="stable")[:, : FIRST[-1]].tolist()
    return ranked


def count_hits(ranked: Ranked, questions: Sequence[Question]) -> list[float]:
    """Return for each of FIRST the share of titles that have a right occupation among so many."""
    return [
        float(np.mean([not q.answers.isdisjoint(found[:k]) for found, q in zip(ranked, questions, strict=True)]))
        for k in FIRST
    ]


def count_group_hits(ranked: Ranked, questions: Sequence[Question], groups: Sequence[str | None]) -> list[float]:
    """Return the same for the groups of right occupations, among the groups of as many occupations."""
    pairs = [
        ([groups[n] for n in found], {groups[n] for n in q.answers}) for found, q in zip(ranked, questions, strict=True)
    ]
    return [float(np.mean([not right.isdisjoint(found[:k]) for found, right in pairs])) for k in FIRST]


def calibration_error(confidences: NDArray[np.floating], right: NDArray[np.bool_]) -> float:
    """Return how far confidence is from being right, averaged over ten bins of as many titles (ECE)."""
    bins = np.array_split(np.argsort(confidences, kind="stable"), _BINS)
    apart = [abs(float(confidences[part].sum()) - float(right[part].sum())) for part in bins if len(part)]
    return sum(apart) / max(len(confidences), 1)


def refuse(confidences: NDArray[np.floating], right: NDArray[np.bool_]) -> list[tuple[float, float, float]]:
    """Return for each of LEAST the share of titles answered from there on, and how many of these are right."""
    return [
        (least, float((confidences >= least).mean()), float(right[confidences >= least].mean()))
        for least in LEAST
        if (confidences >= least).any()
    ]
