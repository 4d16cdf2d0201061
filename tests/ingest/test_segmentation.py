"""The exact inference, against all segmentations written out one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.segmentation import Doubles, choose_segments, compute_marginals


def list_segmentations(items: int, segments: int) -> list[tuple[int, ...]]:
    return list(itertools.combinations_with_replacement(range(segments), items))


def sum_by_hand(gains: Doubles, extents: Doubles) -> Doubles:
    items, segments = gains.shape
    total = np.zeros((items, segments))
    for labels in list_segmentations(items, segments):
        score = sum(gains[i, j] for i, j in enumerate(labels))
        for j in range(segments):
            start = sum(label < j for label in labels)
            score += extents[start, start + labels.count(j)]
        for i, j in enumerate(labels):
            total[i, j] += np.exp(score)
    by_hand: Doubles = total / total.sum(axis=1, keepdims=True)
    return by_hand


@settings(max_examples=60, deadline=None)
@given(items=st.integers(1, 6), segments=st.integers(1, 4), seed=st.integers(0, 2**32 - 1))
def test_marginals_and_choice_are_those_of_all_segmentations(items: int, segments: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    gains = generator.normal(scale=2, size=(items, segments))
    extents = generator.normal(scale=2, size=(items + 1, items + 1))
    marginals = compute_marginals(gains, extents)
    np.testing.assert_allclose(marginals, sum_by_hand(gains, extents), atol=1e-9)

    chosen = choose_segments(marginals)
    expected = max(sum(marginals[i, j] for i, j in enumerate(labels)) for labels in list_segmentations(items, segments))
    assert chosen == sorted(chosen)
    assert sum(marginals[i, j] for i, j in enumerate(chosen)) == pytest.approx(expected)


def test_scores_far_apart_stay_probabilities() -> None:
    gains = np.array([[900.0, -900.0], [-900.0, 900.0], [0.0, 900.0]])
    marginals = compute_marginals(gains, np.zeros((4, 4)))
    np.testing.assert_allclose(marginals, [[1, 0], [0, 1], [0, 1]], atol=1e-12)


def test_ties_go_to_the_lower_segment() -> None:
    assert choose_segments(np.full((3, 2), 0.5)) == [0, 0, 0]
