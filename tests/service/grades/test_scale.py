"""A grade means the levels that a ladder calls so; where it does not use the word, those at its place."""

from __future__ import annotations

import pytest

from service.engine import Engine
from service.grades.scale import GradedLevel, GradeScale


@pytest.fixture(scope="module")
def scale(engine: Engine) -> GradeScale:
    return engine.scale


def codes(levels: tuple[GradedLevel, ...], least: float = 0.5) -> list[str]:
    return sorted(level.level for level in levels if level.weight >= least)


@pytest.mark.parametrize(
    ("grade", "role", "levels"),
    [
        ("senior", None, ["L4", "P4"]),  # their labels; "Senior Manager" is more than a senior
        ("entry", None, ["L1", "P1"]),  # a trainee is one at entry level
        ("principal", None, ["L6", "P5", "P6"]),  # P5 by half of the titles
        ("principal", "PM.GEN", ["P5", "P6"]),
        ("staff", "SWE.GEN", ["P5"]),
        ("junior", "DATA.ANA", ["L2"]),  # an alias
        ("lead", "CUS.MGT", ["M1"]),
        ("manager", None, ["M2", "M3"]),
        ("director", None, ["M4"]),
        ("vice_president", "CUS.MGT", ["M3", "M5"]),  # M3 has an alias with the word
        ("director", "SWE.GEN", []),  # its ladder manages nobody
        ("2", "SWE.GEN", ["P3"]),  # "Software Engineer II"
        ("2", "PPL.GEN", ["P2"]),  # nobody is called II: the number of the code
    ],
)
def test_a_grade_means_the_levels_that_are_called_so(
    scale: GradeScale, grade: str, role: str | None, levels: list[str]
) -> None:
    assert codes(scale.levels(grade, role=role)) == levels


def test_a_level_says_why_it_is_meant(scale: GradeScale) -> None:
    assert scale.levels("senior", role="SWE.GEN") == (GradedLevel("P4", 1.0, "P4 is called 'Senior Professional'"),)
    assert scale.levels("staff", role="SWE.GEN") == (
        GradedLevel("P5", 1.0, "P5 has the title 'Staff Software Engineer'"),
    )
    assert scale.levels("mid", role="DATA.ANA") == (
        GradedLevel("L3", 0.6, "L3 is level 3 of 7 of a ladder that does not use the word"),
    )


def test_an_alias_that_was_turned_down_is_nobody_s_word(scale: GradeScale) -> None:
    assert codes(scale.levels("senior", role="CUS.GEN")) == ["P4"]  # P5's alias with the word was turned down


def test_a_title_of_the_role_overrules_the_label_of_the_scheme(scale: GradeScale) -> None:
    found = {level.level: level.weight for level in scale.levels("fellow", role="PPL.GEN")}
    assert found == {"P6": 1.0}


@pytest.mark.parametrize(
    ("grades", "levels"),
    [
        (("senior", "manager"), ["M3"]),
        (("senior", "director"), ["M4"]),
        (("manager",), ["M2", "M3"]),
        ((), []),
        (("nonsense",), []),
    ],
)
def test_several_grades_describe_one_level(scale: GradeScale, grades: tuple[str, ...], levels: list[str]) -> None:
    assert codes(scale.levels_of(grades)) == levels


@pytest.mark.parametrize(
    ("low", "high", "role", "levels"),
    [
        (8, None, "SWE.GEN", ["P4", "P5", "P6"]),  # P3 ends at 8
        (7, None, "SWE.GEN", ["P3", "P4", "P5", "P6"]),
        (8, 8, "SWE.GEN", ["P4"]),
        (10, 10, None, ["L5", "M3", "P4"]),
        (5, 8, "SWE.GEN", ["P3"]),
        (4, 6, "SWE.GEN", ["P2", "P3"]),
        (0, 1, "SWE.GEN", ["P1"]),
        (20, None, "SWE.GEN", ["P6"]),
        (30, 30, "SWE.GEN", ["P6"]),
        (3, 3, "NO.SUCH", []),
    ],
)
def test_years_fit_the_levels_whose_range_they_reach_into(
    scale: GradeScale, low: float, high: float | None, role: str | None, levels: list[str]
) -> None:
    assert codes(scale.levels_for_experience(low, high, role=role), 0) == levels


def test_a_level_that_begins_below_the_years_weighs_less(scale: GradeScale) -> None:
    found = scale.levels_for_experience(7, None, role="SWE.GEN")
    assert [(level.level, level.weight) for level in found] == [("P4", 1.0), ("P5", 1.0), ("P6", 1.0), ("P3", 0.333)]
    assert found[0].why == "P4 asks for 8–12 years"
