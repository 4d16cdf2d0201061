"""Expected values are worked out by hand from four outcomes."""

from __future__ import annotations

import pytest

from service.evaluation.figures import to_figures, to_percentile
from service.evaluation.question import QuestionType
from tests.service.evaluation.records import P3, P4, make_answer, make_outcome

RIGHT = make_outcome(make_answer(P4, 0.9), right=(P4,), gains=(1, 0), ideal=(1,))
WRONG = make_outcome(make_answer(P3, 0.7), make_answer(P4, 0.6), right=(P4,), gains=(0, 1), ideal=(1,))
REFUSED = make_outcome(right=(P4,), nearest=make_answer(P4, 0.3), gains=(0, 0), ideal=(1,))
NOT_REFUSED = make_outcome(make_answer(P3, 0.6), kind=QuestionType.UNANSWERABLE)


def test_statements_are_counted_where_a_question_names_some() -> None:
    figures = to_figures([RIGHT, WRONG, REFUSED, NOT_REFUSED])
    assert (figures.hit_1, figures.hit_5, figures.hit_10) == pytest.approx((1 / 3, 2 / 3, 2 / 3))
    assert (figures.mrr_10, figures.ndcg_10) == pytest.approx((0.5, (1 + 0.63093) / 3))


def test_a_level_is_right_only_as_first_answer_and_a_refusal_is_none() -> None:
    figures = to_figures([RIGHT, WRONG, REFUSED, NOT_REFUSED])
    assert figures.level_hit_1 == pytest.approx(1 / 3)
    assert figures.level_hit_1_unrefused == pytest.approx(2 / 3)


def test_refusals_are_shares_of_what_can_and_of_what_cannot_be_answered() -> None:
    refused = make_outcome(kind=QuestionType.UNANSWERABLE)
    figures = to_figures([RIGHT, WRONG, REFUSED, NOT_REFUSED, refused])
    assert figures.refused_answerable == pytest.approx(1 / 3)
    assert figures.refused_unanswerable == 0.5


def test_calibration_judges_every_answer_that_was_given() -> None:
    figures = to_figures([RIGHT, WRONG, REFUSED, NOT_REFUSED])
    assert figures.ece == pytest.approx((0.1 + 0.7 + 0.6) / 3)
    assert figures.brier == pytest.approx((0.01 + 0.49 + 0.36) / 3)
    assert [part.count for part in figures.reliability] == [1, 1, 1]


def test_reads_must_be_exactly_what_the_question_names_and_no_other_filter_is_looked_at() -> None:
    none = frozenset[str]()
    trap = QuestionType.TRAP
    good = make_outcome(kind=trap, wanted_reads={"level": none}, reads={"level": none, "kind": frozenset({"skill"})})
    bad = make_outcome(kind=trap, wanted_reads={"level": none}, reads={"level": frozenset({"P4"})})
    more = make_outcome(wanted_reads={"level": frozenset({"P4"})}, reads={"level": frozenset({"P3", "P4"})})
    figures = to_figures([good, bad, more])
    assert (figures.traps, figures.reads) == pytest.approx((1 / 2, 1 / 3))


def test_latency_is_that_of_searches_and_the_encoder_has_its_share() -> None:
    figures = to_figures([make_outcome(seconds=seconds) for seconds in (0.001, 0.002, 0.003, 0.010)])
    assert (figures.latency_p50_ms, figures.latency_p95_ms) == pytest.approx((2.0, 10.0))
    assert figures.encoder_share == pytest.approx(0.5)


def test_a_percentile_is_one_of_the_values() -> None:
    values = [float(value) for value in range(100, 0, -1)]
    assert [to_percentile(values, percent) for percent in (50, 95, 99)] == [50.0, 95.0, 99.0]
    assert (to_percentile([7.0], 99), to_percentile([], 50)) == (7.0, None)


def test_what_no_question_tells_is_unknown() -> None:
    figures = to_figures([NOT_REFUSED])
    assert (figures.ndcg_10, figures.level_hit_1, figures.refused_answerable, figures.traps) == (None,) * 4
    assert figures.counts == {
        "statements": 0,
        "levels": 0,
        "unanswerable": 1,
        "answered": 1,
        "reads": 0,
        "traps": 0,
    }
