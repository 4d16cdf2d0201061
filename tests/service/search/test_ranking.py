"""Candidates in order: by the weighted sum of their signals, or by one index alone."""

from __future__ import annotations

import numpy as np
import pytest

from service.search.candidates import Candidates
from service.search.ranking import rank
from service.search.result import Mode
from service.search.signals import SIGNALS
from service.search.weights import Curve, Weights, read_weights


def weigh(**weights: float) -> np.ndarray:
    return np.asarray([weights.get(name, 0.0) for name in SIGNALS], dtype=np.float32)


WEIGHTS = Weights(
    short=weigh(lexical=1.0),
    long=weigh(dense=0.5, lexical=0.25),
    short_terms=2,
    confidence=Curve(0.0, {}),
    answerable=Curve(0.0, {}),
    least_answerable=0.5,
)
CANDIDATES = Candidates(
    rows=np.asarray([7, 3, 5]),
    dense=np.asarray([0.9, 0.2, 0.4], dtype=np.float32),
    lexical=np.asarray([0.0, 4.0, 8.0], dtype=np.float32),
    related=np.zeros(3, dtype=np.float32),
    dense_ranks=np.asarray([1, 3, 2]),
    lexical_ranks=np.asarray([0, 2, 1]),
)
SIGNALS_READ = np.zeros((3, len(SIGNALS)), dtype=np.float32)
SIGNALS_READ[:, SIGNALS.index("dense")] = [0.9, 0.2, 0.4]
SIGNALS_READ[:, SIGNALS.index("lexical")] = [0.0, 0.5, 1.0]


@pytest.mark.parametrize(
    ("terms", "mode", "rows"),
    [
        (2, Mode.HYBRID, [5, 3, 7]),  # a short question goes by its words
        (3, Mode.HYBRID, [5, 7, 3]),  # 0.45, 0.45 and 0.225: ties in row order
        (3, Mode.DENSE, [7, 5, 3]),
        (3, Mode.LEXICAL, [5, 3, 7]),
    ],
)
def test_the_order_follows_the_length_of_the_question_and_the_mode(terms: int, mode: Mode, rows: list[int]) -> None:
    ranked = rank(CANDIDATES, SIGNALS_READ, terms, WEIGHTS, mode)
    assert CANDIDATES.rows[ranked.order].tolist() == rows


def test_the_shares_of_the_signals_add_up_to_the_score() -> None:
    ranked = rank(CANDIDATES, SIGNALS_READ, 3, WEIGHTS, Mode.HYBRID)
    np.testing.assert_allclose(ranked.shares.sum(axis=1), ranked.scores)


def test_the_weights_that_come_with_the_project_keep_every_score_a_share() -> None:
    weights = read_weights()
    for vector in (weights.short, weights.long):
        assert (vector >= 0).all()
        assert 0.5 < vector.sum() <= 1.0 + 1e-6
    assert 0 < weights.least_answerable < 1
