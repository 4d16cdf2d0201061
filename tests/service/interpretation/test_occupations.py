"""Questions that ask for an occupation of a classification, and those that only sound so."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.interpretation.occupations import read_occupations
from service.search.result import Filters


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("which occupation plans renewals", "which occupation"),
        ("Which occupations need welding?", "Which occupations"),
        ("what occupation is closest to a tide analyst", "what occupation"),
        ("occupations that forecast tides", "occupations"),
        ("find occupations for a nurse", "find occupations"),
        ("which occupations", "which occupations"),
        ("O*NET code for market research", "O*NET code"),
        ("what is the SOC code for tide analysts", "what is the SOC code"),
        ("ESCO occupation: baker", "ESCO occupation"),
        ("onet-soc code of a nurse", "onet-soc code"),
        ("occupation codes for carvers", "occupation codes"),
    ],
)
def test_an_occupation_is_asked_for_at_the_beginning(question: str, asked: str) -> None:
    wanted = read_occupations(question)
    assert wanted is not None
    assert question[wanted.start : wanted.end] == asked
    assert (wanted.kinds, wanted.sure) == (("occupation",), True)


@pytest.mark.parametrize(
    "question",
    [
        "occupational health and safety",
        "which occupation data do analysts clean",
        "occupation mapping owner",
        "who handles SOC code reviews",
        "who keeps the list of occupations",
        "codes of conduct",
        "which code is reviewed",
        "code reviews",
        "SOC 2 compliance",
        "which SOC reports do customers get",
        " " * 2_000,
    ],
)
def test_what_only_sounds_so_is_left_alone(question: str) -> None:
    assert read_occupations(question) is None


def test_it_is_a_filter_that_shows_and_can_be_turned_off(occupations_engine: Engine) -> None:
    question = "which occupation is a tide analyst at P3"
    read = occupations_engine.interpreter.interpret(question)
    assert (read.filters, read.text) == (Filters(kind=("occupation",)), "is a tide analyst at P3")
    effects = {mention.text: mention.effect.value for mention in read.mentions}
    assert effects.pop("which occupation") == "filter"
    assert set(effects.values()) == {"none"}  # an occupation has no level and is of no role
    plain = occupations_engine.interpreter.interpret(question, ignore=("kind",))
    assert plain.filters.kind == ()
    assert plain.filters.level == ("P3",)


def test_a_kind_of_the_callers_own_takes_its_place(occupations_engine: Engine) -> None:
    read = occupations_engine.interpreter.interpret("which occupation warns harbours", Filters(kind=("task",)))
    assert (read.filters.kind, read.read.kind) == (("task",), ("occupation",))


def test_without_classifications_it_is_no_question_for_them(engine: Engine) -> None:
    assert engine.interpreter.interpret("which occupation plans renewals").filters.kind == ()
