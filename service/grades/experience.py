"""Years of experience as texts give them: "5–8 years", "8+ years", "at least ten years", "18 months"."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMBERS = (  # noqa: SIM905 - of twenty words
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_SPELLED = {word: float(number) for number, word in enumerate(_NUMBERS)} | {"a": 1.0, "an": 1.0}
_MONTHS = 12.0
_MOST = 60.0  # nobody works longer: "100 years" is no experience

_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = r"(?:years?|yrs?|months?|mos?)"
_LEAST = r"(?:at\s+least|no\s+less\s+than|not\s+less\s+than|minimum(?:\s+of)?|min\.?|more\s+than|over|from|above)"
_MOST_WORDS = r"(?:up\s+to|at\s+most|no\s+more\s+than|less\s+than|fewer\s+than|under|below|maximum(?:\s+of)?|max\.?)"
_RANGE = re.compile(
    rf"(?<![\w.])(?:(?P<least>{_LEAST})\s+|(?P<most>{_MOST_WORDS})\s+|between\s+)?~?\s?"
    rf"(?P<low>{_NUMBER}|an?(?=\s+year))(?P<plus>\s?\+|\s+or\s+more|\s+plus)?"
    rf"(?:\s?(?:-|–|—|to|and)\s?(?P<high>{_NUMBER})(?P<high_plus>\s?\+)?)?"
    rf"(?:\s?\([^()]{{0,12}}\))?\s?-?(?P<unit>{_UNIT})\b(?P<after>\s+or\s+more|\s+and\s+(?:up|above|more)|\s*\+)?",
    re.IGNORECASE,
)
_BARE = re.compile(
    rf"(?<![\w.])~?(?P<low>{_NUMBER})(?P<plus>\s?\+)?(?:\s?(?:-|–|—|to)\s?(?P<high>{_NUMBER}))?(?![\w.])", re.I
)
_DECADE = re.compile(r"(?P<least>(?:at\s+least|over|more\s+than)\s+)?\ba\s+decade\b", re.IGNORECASE)
# What makes years a measure of experience, beside the number: "years of …", "years in …", "… experience".
_OF_WORK = re.compile(
    r"['’]?\s*(?:in|as|working|leading|managing|building|doing|developing)\b(?!\s+(?:age|time|the\s+future))"
    r"|[^.;\n]{0,60}?\bexperience|['’]\s+experience",
    re.IGNORECASE,
)
_BEFORE_WORK = re.compile(r"(?:\bexperience\b[^.;\n]{0,30}|\b(?:with|have|has|having|requires?)\s+)$", re.IGNORECASE)
_NO_WORK = re.compile(r"\s+(?:ahead|ago|old|later|from\s+now|plan|plans|contract|contracts|horizon|of\s+age)\b", re.I)
_LONG_ENOUGH = 200  # characters read around a number to tell what it measures


@dataclass(frozen=True, slots=True)
class YearRange:
    """How long somebody has worked; ``high`` is None where there is no upper end."""

    low: float  # years
    high: float | None
    text: str
    span: tuple[int, int]  # characters of the text


def read_years(text: str) -> tuple[YearRange, ...]:
    """Return all spans of years and months in ``text``, which is known to tell of experience."""
    found = [_to_range(match) for match in _RANGE.finditer(text)]
    found += [_to_decade(match) for match in _DECADE.finditer(text)]
    if not found:  # "Years of experience: typically 0-2"
        found = [_to_range(match) for match in _BARE.finditer(text)]
    kept = [years for years in found if years is not None and (years.high is None or years.low <= years.high)]
    return tuple(sorted(kept, key=lambda years: years.span))


def read_experience(text: str) -> tuple[YearRange, ...]:
    """Return the years of experience in any ``text``: "8+ years", but not "a plan over five years"."""
    found = [_to_range(match) for match in _RANGE.finditer(text) if _measures_work(text, match)]
    found += [_to_decade(match) for match in _DECADE.finditer(text) if _measures_work(text, match)]
    kept = [years for years in found if years is not None and (years.high is None or years.low <= years.high)]
    return tuple(sorted(kept, key=lambda years: years.span))


def _measures_work(text: str, match: re.Match[str]) -> bool:
    behind = text[match.end() : match.end() + _LONG_ENOUGH]
    if _NO_WORK.match(behind):
        return False
    parts = match.groupdict()
    if parts.get("plus") or parts.get("high_plus") or parts.get("after"):
        return True
    before = text[max(0, match.start() - _LONG_ENOUGH) : match.start()]
    return _OF_WORK.match(behind) is not None or _BEFORE_WORK.search(before) is not None


def _to_range(match: re.Match[str]) -> YearRange | None:
    parts = match.groupdict()
    months = (parts.get("unit") or "").lower().startswith("mo")
    low = _to_years(parts["low"], months)
    high = _to_years(parts["high"], months) if parts.get("high") else low
    if max(low, high) > _MOST:
        return None
    limit: float | None = high
    if parts.get("most"):
        low, limit = 0.0, high
    elif any(parts.get(name) for name in ("least", "plus", "high_plus", "after")):
        limit = None
    return YearRange(low, limit, match[0].strip(), match.span())


def _to_decade(match: re.Match[str]) -> YearRange:
    return YearRange(10.0, None if match["least"] else 10.0, match[0].strip(), match.span())


def _to_years(number: str, months: bool) -> float:
    value = _SPELLED.get(number.lower())
    value = float(number) if value is None else value
    return round(value / _MONTHS, 2) if months else value
