from __future__ import annotations

import pytest

from service.inference.experience import read_required_years


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("5+ years of experience in customer success", 5, None),
        ("5 to 8 years, statistics or a similar degree.", 5, 8),
        ("12 to 18 years, seven of them leading.", 12, 18),
        ("Requirements: 2-4 years professional development, Java.", 2, 4),
        ("At least three years in a similar position.", 3, None),
    ],
)
def test_years_that_are_asked_for_are_read(sentence: str, low: float, high: float | None) -> None:
    years = read_required_years(sentence)
    assert years is not None
    assert (years.low, years.high) == (low, high)


@pytest.mark.parametrize(
    "sentence",
    [
        "Three-year strategy of a product line.",
        "Writes plans that span several years.",
        "Founded in 1998, we have 40 offices.",
        "Prepares the yearly budget and explains what it costs over five years.",
    ],
)
def test_years_of_something_else_are_not(sentence: str) -> None:
    assert read_required_years(sentence) is None
