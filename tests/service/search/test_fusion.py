"""Two scores become one order."""

from __future__ import annotations

import pytest

from service.search.fusion import fuse


def test_the_best_lexical_score_counts_a_quarter_and_meaning_three_quarters() -> None:
    found = fuse({1: 0.8, 2: 0.4, 3: -0.2}, {2: 12.0, 3: 3.0})
    assert [candidate[:3] for candidate in found] == [(1, 0.8, 0.0), (2, 0.4, 12.0), (3, -0.2, 3.0)]
    assert [candidate.score for candidate in found] == pytest.approx([0.6, 0.3 + 0.25, 0.0625])


def test_equals_stand_in_row_order() -> None:
    assert [candidate.row for candidate in fuse({9: 0.5, 2: 0.5, 5: 0.5}, {})] == [2, 5, 9]


def test_no_candidates_give_no_order() -> None:
    assert fuse({}, {}) == []
