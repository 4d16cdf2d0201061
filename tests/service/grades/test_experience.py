"""Years of experience are read from how people write them, and other years are left alone."""

from __future__ import annotations

import pytest

from service.grades.experience import YearRange, read_experience, read_years


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("5–8 years", [(5, 8)]),
        ("0-2 years", [(0, 2)]),
        ("8+ years", [(8, None)]),
        ("15+ years; known in the profession", [(15, None)]),
        ("at least ten years", [(10, None)]),
        ("minimum of 5 years", [(5, None)]),
        ("10 or more years", [(10, None)]),
        ("over a decade", [(10, None)]),
        ("a decade", [(10, 10)]),
        ("up to 2 years", [(0, 2)]),
        ("less than a year", [(0, 1)]),
        ("between 3 and 5 years", [(3, 5)]),
        ("five to eight yrs", [(5, 8)]),
        ("3 to 5+ years", [(3, None)]),
        ("ten (10) years", [(10, 10)]),
        ("18 months", [(1.5, 1.5)]),
        ("~2-3 year", [(2, 3)]),
        ("Typically 0-2", [(0, 2)]),
        ("4+ years with a degree, 2+ years with a doctorate", [(4, None), (2, None)]),
        ("8 to 5 years", []),
        ("100 years", []),
        ("a degree of any kind", []),
        ("several years", []),
    ],
)
def test_a_text_about_experience_gives_ranges_of_years(text: str, ranges: list[tuple[float, float | None]]) -> None:
    assert [(years.low, years.high) for years in read_years(text)] == ranges


@pytest.mark.parametrize(
    ("text", "range_"),
    [
        ("who has 8+ years", (8, None)),
        ("someone with ten years of experience", (10, 10)),
        ("5-8 yrs experience in support", (5, 8)),
        ("at least 5 years in customer success", (5, None)),
        ("10 years' experience", (10, 10)),
        ("experience: 3 years", (3, 3)),
        ("You bring 3 years as a developer", (3, 3)),
    ],
)
def test_years_of_experience_are_found_in_any_text(text: str, range_: tuple[float, float | None]) -> None:
    [years] = read_experience(text)
    assert (years.low, years.high) == range_


@pytest.mark.parametrize(
    "text",
    [
        "a plan over five years",
        "thinks three years ahead",
        "bets whose return lies more than three years ahead",
        "7 years of ticket history",
        "a two-year plan",
        "18 years of age",
        "a system that is 8 years old",
        "We have been building software for over 20 years.",
        "twice a year",
        "the year 2025",
    ],
)
def test_other_years_measure_no_experience(text: str) -> None:
    assert read_experience(text) == ()


def test_a_range_says_where_it_stands() -> None:
    assert read_experience("with 5 – 8 years in sales") == (YearRange(5, 8, "5 – 8 years", (5, 16)),)
