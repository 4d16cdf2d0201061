from __future__ import annotations

from service.evaluation.outcome import Judge
from tests.service.evaluation.records import make_hit

TEXTS = {"a3": "Plans renewals.", "a4": "Plans  renewals.", "b": "Writes reports."}


def test_a_hit_gains_what_its_statement_is_worth() -> None:
    assert Judge(TEXTS).judge({"a3": 1, "b": 2}, [make_hit("x"), make_hit("b"), make_hit("a3")]) == ((0, 2, 1), (1, 2))


def test_a_hit_that_stands_for_a_right_statement_is_right() -> None:
    assert Judge(TEXTS).judge({"a4": 1}, [make_hit("a3", "a4")]) == ((1,), (1,))


def test_the_same_text_at_a_level_that_is_not_right_is_not_right() -> None:
    assert Judge(TEXTS).judge({"a4": 1}, [make_hit("a3")]) == ((0,), (1,))


def test_a_text_gains_once_however_often_it_is_shown_and_wanted() -> None:
    assert Judge(TEXTS).judge({"a3": 1, "a4": 1}, [make_hit("a4"), make_hit("a3")]) == ((1, 0), (1,))


def test_a_statement_that_the_snapshot_lacks_is_missed_not_forgotten() -> None:
    assert Judge(TEXTS).judge({"gone": 1, "b": 1}, [make_hit("b")]) == ((1,), (1, 1))
