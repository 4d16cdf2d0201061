"""Whether confidences can be believed: of all that is said with 80 % confidence, 80 % should be right.

Sources: expected calibration error with bins of equal width (Guo et al. 2017, https://arxiv.org/abs/1706.04599,
equation 3); Brier score (Brier 1950).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

BINS = 10

Judged = tuple[float, bool]  # a confidence, and whether what was said with it was right


@dataclass(frozen=True, slots=True)
class Bin:
    """What was said with confidences from ``low`` to ``high``; the last bin holds 1 too."""

    low: float
    high: float
    count: int
    confidence: float  # mean
    right: float  # share


def to_bins(judged: Sequence[Judged]) -> tuple[Bin, ...]:
    """Return the bins that hold something, lowest first."""
    groups: dict[int, list[Judged]] = {}
    for confidence, right in judged:
        groups.setdefault(min(int(confidence * BINS), BINS - 1), []).append((confidence, right))
    return tuple(
        Bin(
            low=number / BINS,
            high=(number + 1) / BINS,
            count=len(group),
            confidence=sum(confidence for confidence, _ in group) / len(group),
            right=sum(right for _, right in group) / len(group),
        )
        for number, group in sorted(groups.items())
    )


def to_calibration_error(bins: Sequence[Bin]) -> float | None:
    """Return how far confidence and share of right answers lie apart, weighted by count: 0-1, lower is better."""
    total = sum(part.count for part in bins)
    return sum(part.count * abs(part.confidence - part.right) for part in bins) / total if total else None


def to_brier_score(judged: Sequence[Judged]) -> float | None:
    """Return the mean square of what confidences were off by: 0-1, lower is better."""
    return sum((confidence - right) ** 2 for confidence, right in judged) / len(judged) if judged else None
