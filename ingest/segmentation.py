"""Exact inference over segmentations: n items in order, cut into L consecutive segments, some possibly empty.

A segmentation is as likely as the exponential of its score: what each item gains in its segment (``gains`` (n, L)) plus
what each segment [a, b) gains by its extent (``extents`` (n + 1, n + 1), row a, column b; b < a is never read). All
arrays are float64, scores are natural logarithms. Time O(L n^2), memory O(n^2).
Source: Sarawagi and Cohen, Semi-Markov Conditional Random Fields for Information Extraction, NIPS 2004.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Doubles: TypeAlias = NDArray[np.float64]


def compute_marginals(gains: Doubles, extents: Doubles) -> Doubles:
    """Return the probability (n, L) of each item to lie in each segment: rows sum to 1 (forward-backward)."""
    items, segments = gains.shape
    starts_after_end = np.tri(items + 1, k=-1, dtype=bool)
    allowed = np.where(starts_after_end, -np.inf, extents)
    sums = np.vstack([np.zeros(segments), np.cumsum(gains, axis=0)]).T  # (L, n + 1)

    forward = np.full((segments + 1, items + 1), -np.inf)  # row j: segments 0..j-1 cover the items before a cut
    forward[0, 0] = 0.0
    for j in range(segments):
        forward[j + 1] = _log_sum_exp((forward[j] - sums[j])[:, None] + allowed, axis=0) + sums[j]
    backward = np.full((segments + 1, items + 1), -np.inf)  # row j: segments j..L-1 cover the items after a cut
    backward[segments, items] = 0.0
    for j in reversed(range(segments)):
        backward[j] = _log_sum_exp(allowed + (backward[j + 1] + sums[j])[None, :], axis=1) - sums[j]

    starts = np.exp(forward + backward - forward[segments, items])  # (L + 1, n + 1): segment j starts at a cut
    reached = np.cumsum(starts, axis=1)[:, :items]  # segment j started at or before the item
    marginals: Doubles = np.clip(reached[:-1] - reached[1:], 0.0, 1.0).T
    return marginals


def choose_segments(marginals: Doubles) -> list[int]:
    """Return, item by item, the never-falling segment numbers that are right for most items in expectation.

    ``marginals`` (n, L). Where two are equal, the lower segment is taken.
    """
    items, segments = marginals.shape
    origins = np.zeros((items, segments), dtype=np.intp)
    total = np.zeros(segments)
    for i in range(items):
        best = np.maximum.accumulate(total)
        rises = np.r_[True, best[1:] > best[:-1]]
        origins[i] = np.maximum.accumulate(np.where(rises, np.arange(segments), 0))
        total = best + marginals[i]
    chosen = [int(total.argmax())] if items else []
    for i in range(items - 1, 0, -1):
        chosen.append(int(origins[i, chosen[-1]]))
    return chosen[::-1]


def _log_sum_exp(scores: Doubles, axis: int) -> Doubles:
    top = scores.max(axis=axis, keepdims=True)
    top = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):  # the logarithm of 0 is -inf, as it should be
        total: Doubles = np.log(np.exp(scores - top).sum(axis=axis)) + top.squeeze(axis)
    return total
