"""Expected values are worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from service.inference.levels import Evidence, contrast, softmax, to_distribution
from service.inference.weights import Weights

WEIGHTS = Weights(text=10.0, years=2.0, title=1.0, cells=1.0, role=1.0, least_fit=0.5)
NOTHING = Evidence(np.zeros((0, 3)), np.zeros(3), np.zeros(3), ((), (), ()))


def test_a_sentence_that_is_as_near_to_every_level_says_nothing() -> None:
    assert contrast(np.array([[0.5, 0.5, 0.5]], np.float32)).tolist() == [[0.0, 0.0, 0.0]]


def test_a_sentence_counts_by_how_much_nearer_it_is_to_one_level_and_how_near_that_is() -> None:
    found = contrast(np.array([[0.6, 0.3, 0.3], [-0.1, -0.4, -0.4]], np.float32), least=0.1)
    # 0.5 * (0.6 - 0.4, 0.3 - 0.4, ...); the second is near to nothing.
    np.testing.assert_allclose(found, [[0.1, -0.05, -0.05], [0.0, 0.0, 0.0]], atol=1e-7)


def test_a_level_that_says_nothing_is_neither_nearer_nor_farther() -> None:
    found = contrast(np.array([[0.6, np.nan, 0.2]], np.float32))
    np.testing.assert_allclose(found, [[0.6 * 0.2, 0.0, -0.6 * 0.2]], atol=1e-7)
    assert contrast(np.full((2, 3), np.nan, np.float32)).tolist() == [[0.0] * 3] * 2


def test_without_evidence_all_levels_are_as_probable() -> None:
    np.testing.assert_allclose(to_distribution(NOTHING, WEIGHTS), [1 / 3] * 3)


def test_each_kind_of_evidence_adds_to_the_odds() -> None:
    evidence = replace(
        NOTHING,
        contrasts=np.array([[0.1, 0.0, -0.1]] * 4),  # 4 / sqrt(4) * 0.1 = 0.2 for the first level
        years=np.array([0.0, 1.0, 0.0]),
        title=np.array([1.0, 0.0, 0.0]),
    )
    scores = np.array([10 * 0.2 + 1, 2.0, -10 * 0.2])
    np.testing.assert_allclose(to_distribution(evidence, WEIGHTS), np.exp(scores) / np.exp(scores).sum())


def test_probabilities_of_large_scores_are_numbers() -> None:
    assert softmax(np.array([1e6, 0.0])).tolist() == [1.0, 0.0]
    assert softmax(np.array([-1e6, -1e6])).tolist() == pytest.approx([0.5, 0.5])
