from __future__ import annotations

import math

import pytest

from service.occupations.suggestion.family import SUGGESTED_LEVELS
from service.occupations.suggestion.measures import MEASURES
from service.occupations.suggestion.weights import Curve, Limits, read_weights

LIMITS = Limits(Curve(3.0, {"names": -1.0}), title_gap=0.3)


def test_a_curve_is_logistic_and_bounded() -> None:
    curve = Curve(-1.0, {"share": 2.0})
    assert curve.to_probability({"share": 0.5}) == 0.5
    assert curve.to_probability({"share": 1.0}) == pytest.approx(1 / (1 + math.exp(-1)))
    assert 0 < curve.to_probability({"share": -1e9}) < curve.to_probability({"share": 1e9}) <= 1


def test_a_code_is_far_where_the_gap_is_more_than_the_amount_allows() -> None:
    assert not LIMITS.are_exceeded(2.9, 0.0, {"names": 0.0})
    assert LIMITS.are_exceeded(3.1, 0.0, {"names": 0.0})
    assert LIMITS.are_exceeded(2.9, 0.0, {"names": 1.0})


def test_a_title_that_is_nearer_to_another_counts_only_where_the_rest_agrees() -> None:
    assert LIMITS.are_exceeded(1.1, 0.31, {"names": 0.0})
    assert not LIMITS.are_exceeded(0.9, 0.31, {"names": 0.0})
    assert not LIMITS.are_exceeded(1.1, 0.29, {"names": 0.0})


def test_the_weights_that_come_along_know_all_schemes_and_measures_and_say_where_they_are_from() -> None:
    weights = read_weights()
    assert set(weights.ranking) == {"onet-soc", "esco"}
    assert all(set(held) == set(MEASURES) for held in weights.ranking.values())
    assert set(weights.confidence) == set(weights.far) == set(SUGGESTED_LEVELS)
    assert all(weight >= 0 for held in weights.ranking.values() for weight in held.values())
