"""Expected values are worked out by hand, from the definitions."""

from __future__ import annotations

import math
from itertools import permutations

import pytest

from service.evaluation.measures import is_hit, to_ndcg, to_reciprocal_rank


@pytest.mark.parametrize(
    ("gains", "ideal", "expected"),
    [
        ((1, 0, 0), (1,), 1.0),
        ((0, 1, 0), (1,), 0.6309),  # 1 / log2(3)
        ((0, 0, 1), (1,), 0.5),  # 1 / log2(4)
        ((1, 0, 1), (1, 1), 0.9197),  # (1 + 0.5) / (1 + 0.6309)
        ((0, 0, 0), (1, 1), 0.0),
        ((1,), (1, 1), 0.6131),  # 1 / 1.6309: what is missing counts
        # Gains 3, 2, 3, 0, 1, 2 of 3, 3, 3, 2, 2, 2, 1, 0 at depth 6, the example of the measure's encyclopedia entry
        ((3, 2, 3, 0, 1, 2), (3, 3, 3, 2, 2, 2, 1, 0), 0.785),
    ],
)
def test_ndcg_is_the_share_of_the_best_possible_gain(
    gains: tuple[int, ...], ideal: tuple[int, ...], expected: float
) -> None:
    assert to_ndcg(gains, ideal, 6) == pytest.approx(expected, abs=5e-4)


def test_ndcg_is_1_for_the_best_order_and_less_for_any_other() -> None:
    ideal = (3, 2, 1)
    values = {gains: to_ndcg(gains, ideal, 10) for gains in permutations(ideal)}
    assert [gains for gains, value in values.items() if math.isclose(value, 1.0)] == [ideal]
    assert max(values.values()) == pytest.approx(1.0)


def test_what_lies_beyond_the_depth_counts_neither_here_nor_in_the_best_order() -> None:
    assert to_ndcg((0, 0, 1), (1,), 2) == 0.0
    assert to_ndcg((1, 1, 0), (1, 1, 1, 1), 2) == 1.0


@pytest.mark.parametrize(
    ("gains", "expected"), [((1, 1), 1.0), ((0, 1, 1), 0.5), ((0, 0, 0, 2), 0.25), ((0,) * 10 + (1,), 0.0), ((), 0.0)]
)
def test_reciprocal_rank_is_that_of_the_first_right_hit(gains: tuple[int, ...], expected: float) -> None:
    assert to_reciprocal_rank(gains, 10) == expected


def test_a_hit_must_be_among_the_first() -> None:
    assert [is_hit((0, 0, 1), depth) for depth in (1, 2, 3, 10)] == [False, False, True, True]
