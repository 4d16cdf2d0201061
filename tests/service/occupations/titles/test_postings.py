"""Tokens by occupation: scores worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from service.occupations.titles.postings import Postings

# Occupation 0 has token 7 twice and 8 once, occupation 1 has 8 three times, occupation 2 has none.
POSTINGS = Postings(np.array([7, 8, 7, 8, 8, 8]), np.array([0, 0, 0, 1, 1, 1], np.int32), 3, prior=2.0)


def test_a_score_is_the_log_likelihood_ratio_of_an_occupation_s_names_to_all_names() -> None:
    # Of six tokens 7 is a third; one with three tokens of its own pays log((3 + 2) / 2) for each that is known.
    paid = math.log(5 / 2)
    gained = math.log1p(2 / (2 * (2 / 6)))
    assert POSTINGS.score(np.array([7])) == pytest.approx([gained - paid, -paid, 0.0], abs=1e-6)


def test_tokens_of_a_title_add_up_and_unknown_ones_say_nothing() -> None:
    both = POSTINGS.score(np.array([7, 8, 9]))
    assert both == pytest.approx(POSTINGS.score(np.array([7])) + POSTINGS.score(np.array([8])), abs=1e-6)
    assert POSTINGS.score(np.array([9])).tolist() == [0.0, 0.0, 0.0]


def test_the_occupations_that_have_a_token_are_known() -> None:
    places = POSTINGS.find(np.array([8, 9, 7]))
    assert [POSTINGS.owners(place).tolist() for place in places] == [[0, 1], [0]]


def test_no_names_are_no_postings() -> None:
    empty = Postings(np.zeros(0, np.int64), np.zeros(0, np.int32), 2, prior=2.0)
    assert empty.score(np.array([7])).tolist() == [0.0, 0.0]
