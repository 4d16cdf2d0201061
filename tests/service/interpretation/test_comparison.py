"""Questions that compare name the profiles, in their order."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.search.result import Comparison, Effect


@pytest.mark.parametrize(
    ("question", "profiles"),
    [
        ("difference between P3 and P4 CSM", ("CUS.GEN.P3", "CUS.GEN.P4")),
        ("differences between a junior and a senior product manager", ("PM.GEN.P1", "PM.GEN.P4")),
        ("senior vs staff software engineer", ("SWE.GEN.P4", "SWE.GEN.P5")),
        ("Senior Software Engineer versus Principal Software Engineer", ("SWE.GEN.P4", "SWE.GEN.P6")),
        ("compare P2 and P3 product manager", ("PM.GEN.P2", "PM.GEN.P3")),
        ("how does a senior differ from a principal engineer", ("SWE.GEN.P4", "SWE.GEN.P6")),
        ("CUS.GEN.P3 vs CUS.GEN.P4", ("CUS.GEN.P3", "CUS.GEN.P4")),
        ("compare SWE.GEN.P5 with CUS.GEN.P5", ("SWE.GEN.P5", "CUS.GEN.P5")),
        ("what changes from P3 to P4 for a CSM", ("CUS.GEN.P3", "CUS.GEN.P4")),
        ("moving from P2 to P4 in product management", ("PM.GEN.P2", "PM.GEN.P4")),
        ("promotion from senior to staff software engineer", ("SWE.GEN.P4", "SWE.GEN.P5")),
        ("data analyst L3 compared with L4", ("DATA.ANA.L3", "DATA.ANA.L4")),
        ("what is new at P5 compared with P4 for software engineers", ("SWE.GEN.P5", "SWE.GEN.P4")),
    ],
)
def test_what_is_to_be_compared_is_named_by_its_codes(engine: Engine, question: str, profiles: tuple[str, ...]) -> None:
    interpretation = engine.interpreter.interpret(question)
    assert interpretation.comparison == Comparison(profiles)
    [mention] = [mention for mention in interpretation.mentions if mention.what == "comparison"]
    assert (mention.values, mention.effect) == (profiles, Effect.NONE)


@pytest.mark.parametrize(
    "question",
    [
        "P3 or P4 product manager",
        "between P2 and P4 in product management",
        "compares vendors for P4 customer success",
        "senior vs principal",  # of which role?
        "difference between plans at P4",
        "compare tariffs",
    ],
)
def test_without_two_profiles_to_tell_apart_nothing_is_compared(engine: Engine, question: str) -> None:
    assert engine.interpreter.interpret(question).comparison is None


def test_only_the_levels_that_are_compared_are_demanded(engine: Engine) -> None:
    read = engine.interpreter.interpret("difference between a junior and a senior product manager").read
    assert (read.level, read.role) == (("P1", "P4"), ("PM.GEN",))
