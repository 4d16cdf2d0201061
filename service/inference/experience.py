"""The experience that a job description asks for."""

from __future__ import annotations

import re

from service.grades.experience import YearRange, read_experience, read_years

_EARLY = 25  # characters: a sentence that begins with years tells of experience
_ADJECTIVE = re.compile(r"-\s?years?\b", re.IGNORECASE)  # "a three-year plan"
_MOST_CHARACTERS = 200


def read_required_years(sentence: str) -> YearRange | None:
    """Return the years of experience that ``sentence`` asks for; None where it speaks of something else.

    Of several ("10+ years, four of them leading") the longest counts.
    """
    found = [years for years in read_experience(sentence) if not _ADJECTIVE.search(years.text)]
    if not found and len(sentence) <= _MOST_CHARACTERS:
        early = (years for years in read_years(sentence) if years.span[0] <= _EARLY)
        found = [years for years in early if _is_unit(years) and not _ADJECTIVE.search(years.text)]
    return max(found, key=lambda years: years.low, default=None)


def _is_unit(years: YearRange) -> bool:
    """Return whether the text itself says years: a bare number may count anything."""
    return re.search(r"year|yr|month|decade", years.text, re.IGNORECASE) is not None
