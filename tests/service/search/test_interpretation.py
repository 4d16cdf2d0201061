"""What a question constrains is read from it; where it constrains nothing, nothing is invented."""

from __future__ import annotations

import pytest

from service.search.interpretation import interpret
from service.search.result import Filters

LEVELS = ["P1", "P2", "P3", "P4", "P5", "P6", "M1", "L3"]


@pytest.mark.parametrize(
    ("query", "levels", "text"),
    [
        ("who mentors juniors at P4", ("P4",), "who mentors juniors at"),
        ("p3 or P4 renewals", ("P3", "P4"), "or renewals"),
        ("what does L3 own", ("L3",), "what does own"),
        ("who influences C-level renewals", (), "who influences C-level renewals"),
        ("P9 responsibilities", (), "P9 responsibilities"),
        ("who handles P1 incidents", (), "who handles P1 incidents"),
        ("who closes P2 tickets at P3", ("P3",), "who closes P2 tickets at"),
        ("XP3 budgets and P3-like work", (), "XP3 budgets and P3-like work"),
        ("P4", ("P4",), "P4"),
    ],
)
def test_a_level_is_read_from_its_code_alone(query: str, levels: tuple[str, ...], text: str) -> None:
    interpretation = interpret(query, Filters(), LEVELS)
    assert (interpretation.filters.level, interpretation.text) == (levels, text)


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("skills for P4", ("skill",)),
        ("What skills does a P2 need", ("skill",)),
        ("list the responsibilities of a product manager", ("responsibility",)),
        ("competencies needed in support", ("competency",)),
        ("who coaches sales skills", ()),
        ("skills", ()),
        ("who assigns tasks to contractors", ()),
        ("tasks are assigned by whom", ("task",)),
    ],
)
def test_a_kind_is_asked_for_only_where_it_is_the_questions_object(query: str, kinds: tuple[str, ...]) -> None:
    assert interpret(query, Filters(), LEVELS).filters.kind == kinds


def test_a_filter_of_the_callers_own_takes_the_place_of_what_the_question_says() -> None:
    interpretation = interpret("skills for P4", Filters(level=("P2",), role=("X.Y",)), LEVELS)
    assert interpretation.filters == Filters(level=("P2",), role=("X.Y",), kind=("skill",))
    assert interpretation.read == Filters(level=("P4",), kind=("skill",))
