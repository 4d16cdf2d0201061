"""Levels by their codes, and the words that make a range of one: "P4 and above", "below P3", "between P2 and P4"."""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.grades.ladders import Ladder
from service.grades.words import Word
from service.interpretation.english import DETERMINERS

# What may be counted in P1 to P5 or called M1 or L2 without having to do with anybody's level.
GRADED_THINGS = frozenset(
    "incident incidents bug bugs ticket tickets issue issues outage outages alert alerts defect defects priority "
    "priorities severity escalation escalations case cases request requests fault faults cache caches laptop "
    "laptops chip chips mac macs macbook macbooks processor processors network networks switch switches support "
    "visa visas regression penalty motorway road vpn tunnel language".split()
)
_SPOKEN = re.compile(r"[A-Za-z]{1,5}[ -]?\d{1,2}")
_NUMBERED = ("level", "levels", "grade", "grades")
_IN_BRACKETS = re.compile(r"\(([^()]{2,8})\)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz-. "
_CODE_WORDS = 3  # most words of one code: "IC-4" is two
_UP_AFTER = re.compile(
    r"\s?(?:\+|(?:and|or|&)\s(?:above|up|higher|over|upwards?|beyond|more(?:\ssenior)?|greater)\b|upwards?\b|plus\b)",
    re.I,
)
_DOWN_AFTER = re.compile(r"\s?(?:and|or|&)\s(?:below|under|lower|down|downwards?|less|more\sjunior)\b", re.I)
_BEFORE = (  # "no higher than" before "higher than"
    (
        "least",
        re.compile(r"(?:at least|minimum(?: of)?|min\.?|no (?:lower|less) than|not below)\s(?:an?\s|the\s)?$", re.I),
    ),
    (
        "most",
        re.compile(r"(?:up to|at most|maximum(?: of)?|no (?:higher|more) than|not above)\s(?:an?\s|the\s)?$", re.I),
    ),
    ("above", re.compile(r"(?:above|over|beyond|higher than|more senior than|greater than)\s(?:the\s)?$", re.I)),
    ("below", re.compile(r"(?:below|under|lower than|less than|more junior than)\s(?:the\s)?$", re.I)),
    (
        "not",
        re.compile(
            r"(?:\bnot|\bexcept(?: for)?|excluding|other than|anything but|without|\bno)\s(?:an?\s|the\s)?$", re.I
        ),
    ),
)
_BETWEEN = re.compile(r"^\s?(?:-|–|—|to|through|thru|until|till)\s?(?:an?\s|the\s)?$", re.I)
_AND = re.compile(r"^\s(?:and|&|to)\s(?:an?\s|the\s)?$", re.I)
_OPENS_BETWEEN = re.compile(
    r"(?<!difference\s)(?<!differences\s)(?<!choose\s)\b(?:between|from)\s(?:an?\s|the\s)?$", re.I
)


class Bound(StrEnum):
    """How much of a ladder a level stands for."""

    ITSELF = "itself"
    LEAST = "least"  # it and those above
    ABOVE = "above"  # those above
    MOST = "most"  # it and those below
    BELOW = "below"  # those below
    NOT = "not"  # all but it


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A level's code in a question: the words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    codes: tuple[str, ...]  # several where only a number is named: "level 4"


def read_codes(levels: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    """Return what each code says, folded: ``levels`` are labels by code, and a label may hold a code as it is spoken.

    Where several ladders have their own "L3", the schemes' codes differ and the labels do not: then it means them all.
    """
    known = {code.casefold(): (code,) for code in levels}
    spoken: dict[str, dict[str, None]] = {}
    for code, label in levels.items():
        for said in {label or "", *_IN_BRACKETS.findall(label or "")}:
            if _SPOKEN.fullmatch(said) and not said.lower().startswith(_NUMBERED):
                spoken.setdefault(said.casefold(), {})[code] = None
    return {said: tuple(codes) for said, codes in spoken.items()} | known


def find_codes(text: str, words: Sequence[Word], codes: Mapping[str, tuple[str, ...]]) -> list[CodeSpan]:
    """Return the level codes in ``text``; ``codes`` holds the snapshot's levels by what is said."""
    found = []
    place = 0
    while place < len(words):
        for last in range(min(place + _CODE_WORDS, len(words)), place, -1):
            said = text[words[place].start : words[last - 1].end].casefold()
            known = codes.get(said) or (codes.get(said[:-1]) if said.endswith("s") else None)
            if known is not None and not _is_part(text, words, place, last):
                found.append(CodeSpan(place, last, known))
                place = last - 1
                break
        else:
            found += _read_number(words, place, codes, found)
        place += 1
    return found


def _read_number(
    words: Sequence[Word], place: int, codes: Mapping[str, tuple[str, ...]], found: Sequence[CodeSpan]
) -> list[CodeSpan]:
    """Return the levels with the number of "level 4", or of the 5 in "level 4 or 5", whatever their letters are."""
    key = words[place].key
    if not key.isdigit() or place == 0:
        return []
    named = words[place - 1].key in _NUMBERED
    goes_on = bool(found) and words[found[-1].first].key in _NUMBERED and 0 <= place - found[-1].last <= 1
    if not named and not (goes_on and words[place - 1].key in ("or", "and", "to", words[found[-1].last - 1].key)):
        return []
    alike = (level for folded, levels in codes.items() if folded.lstrip(_LETTERS) == key for level in levels)
    bearing = tuple(dict.fromkeys(alike))
    return [CodeSpan(place - 1 if named else place, place + 1, bearing)] if bearing else []


def _is_part(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether a code is part of a longer word ("P3-like"), or a number without "level" before it."""
    start, end = words[first].start, words[last - 1].end
    before, after = text[start - 1 : start], text[end : end + 2]
    joined_before = bool(before) and before in "._-" and not (before == "-" and _ends_in_code(text[: start - 1]))
    joined_after = (
        len(after) > 1
        and after[0] in "._-"
        and after[1].isalpha()
        and not any(char.isdigit() for char in text[end + 1 : end + 4])
    )
    if joined_before or joined_after:
        return True
    said = text[start:end]
    return said.isdigit() and (first == 0 or words[first - 1].key not in ("level", "grade", "band"))


def _ends_in_code(text: str) -> bool:
    return text[-1:].isdigit()


def read_bound(text: str, start: int, end: int, tail: int) -> tuple[Bound, int, int]:
    """Return the bound that the words around ``text[start:end]`` make of it, and where they begin and end.

    ``tail`` is where the phrase ends that the level stands in: "senior engineers and above".
    """
    for place in (end, tail):
        for bound, pattern in ((Bound.LEAST, _UP_AFTER), (Bound.MOST, _DOWN_AFTER)):
            after = pattern.match(text, place)
            if after:
                return bound, start, after.end() if place == end else end
    head = text[max(0, start - 40) : start]
    for name, pattern in _BEFORE:
        before = pattern.search(head)
        if before:
            return Bound(name), start - len(head) + before.start(), end
    return Bound.ITSELF, start, end


def joins_range(text: str, first_start: int, first_end: int, second_start: int) -> bool:
    """Return whether what stands between two levels makes them the ends of a range."""
    between = text[first_end:second_start]
    if _BETWEEN.match(between):
        return True
    opened = _OPENS_BETWEEN.search(text[max(0, first_start - 30) : first_start])
    return opened is not None and _AND.match(between) is not None


def apply_bound(bound: Bound, codes: Sequence[str], ladders: Sequence[Ladder]) -> list[str]:
    """Return the levels that ``codes`` mean under ``bound``, in the order of their ladders."""
    meant: list[str] = []
    for ladder in ladders:
        places = [place for place, code in enumerate(ladder.codes) if code in codes]
        if bound is Bound.NOT:
            meant += [code for code in ladder.codes if code not in codes]
        elif places:
            low, high = min(places), max(places)
            first, last = {
                Bound.ITSELF: (None, None),
                Bound.LEAST: (low, None),
                Bound.ABOVE: (high + 1, None),
                Bound.MOST: (0, high + 1),
                Bound.BELOW: (0, low),
            }[bound]
            meant += [ladder.codes[place] for place in places] if first is None else ladder.codes[first:last]
    return list(dict.fromkeys(meant))


def span_range(low: Sequence[str], high: Sequence[str], ladders: Sequence[Ladder]) -> list[str]:
    """Return all levels from ``low`` to ``high`` within each ladder that has both; the two alone where none has."""
    meant: list[str] = []
    for ladder in ladders:
        lows = [place for place, code in enumerate(ladder.codes) if code in low]
        highs = [place for place, code in enumerate(ladder.codes) if code in high]
        if lows and highs:
            ends = sorted((min(lows), max(highs)))
            meant += ladder.codes[ends[0] : ends[1] + 1]
    return list(dict.fromkeys(meant or [*low, *high]))


def follows_as_thing(words: Sequence[Word], last: int) -> bool:
    """Return whether the word after a code is something that such codes number too: "P1 incidents"."""
    ahead = [word.key for word in words[last : last + 2] if word.key not in DETERMINERS]
    return bool(ahead) and ahead[0] in GRADED_THINGS
