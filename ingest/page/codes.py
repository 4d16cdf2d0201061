"""Profile and level codes as pages write them: ``CUS.GEN.P1``, ``P1``, ``IC4``.

A profile's code is its role's code and its level's, joined by a full stop; the role's is its function's and its
focus's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LEVEL_CODE = r"[A-Z]{1,3}\d{1,2}"
PROFILE_CODE = rf"[A-Z0-9][A-Z0-9_-]*(?:\.[A-Z0-9][A-Z0-9_-]*)*\.{LEVEL_CODE}"

_CODE_LINE = re.compile(
    rf"(?:(?:(?:profile|role|job)\s+)?(?:code|id)|profile)?\s*[:—–-]?\s*[`\[(]?({PROFILE_CODE})[`\])]?", re.IGNORECASE
)
_LEVEL = re.compile(LEVEL_CODE)
# A capital may follow, since the page glues a badge to the level that it highlights: "P3Your level".
_LEVEL_START = re.compile(rf"\W*(?:(?i:level)\W+)?({LEVEL_CODE})(?![a-z\d_-])")
_LEVEL_PARTS = re.compile(r"([A-Z]+)(\d+)")
_AROUND_LABEL = " \t—–-:·|*_()[]"
_WITH_FOCUS = 3


@dataclass(frozen=True, slots=True)
class ProfileCode:
    """A profile's code and its parts; ``function`` and ``focus`` are None where it is not [function.][focus.]level."""

    code: str
    role: str
    level: str
    function: str | None
    focus: str | None


def read_profile_code(text: str) -> ProfileCode | None:
    """Return the profile code that the whole of ``text`` states, or None; a code inside a sentence is none."""
    match = _CODE_LINE.fullmatch(text)
    # Lower case would take in file names and versions, such as "notes.v2".
    if match is None or match.group(1) != match.group(1).upper():
        return None
    code = match.group(1)
    role, _, level = code.rpartition(".")
    parts = role.split(".")
    function = parts[0] if len(parts) < _WITH_FOCUS else None
    return ProfileCode(code, role, level, function, parts[1] if len(parts) == _WITH_FOCUS - 1 else None)


def is_level_code(text: str) -> bool:
    """Tell whether ``text`` is a level code and nothing else."""
    return _LEVEL.fullmatch(text) is not None


def find_level_code(text: str) -> str | None:
    """Return the level code that ``text`` starts with: ``"P1 — Entry"``, ``"**P1**"``, ``"Level P1"`` -> ``"P1"``."""
    match = _LEVEL_START.match(text)
    return match.group(1) if match else None


def split_level_label(text: str) -> tuple[str | None, str]:
    """Split ``"P1 — Entry"`` into level code and label, ``("P1", "Entry")``; without code, None and all of ``text``."""
    match = _LEVEL_START.match(text)
    return (match.group(1), text[match.end() :].strip(_AROUND_LABEL)) if match else (None, text)


def split_level_code(code: str) -> tuple[str, int]:
    """Split a level code into scheme and rank: ``"IC4"`` -> ``("IC", 4)``; a code that is none has rank 0."""
    match = _LEVEL_PARTS.fullmatch(code)
    return (match.group(1), int(match.group(2))) if match else (code, 0)


def fill_levels(codes: list[str]) -> list[str]:
    """Return the levels from the lowest to the highest of ``codes``, gaps filled; of two schemes, ``codes`` alone."""
    split = [split_level_code(code) for code in codes]
    schemes = {scheme for scheme, _ in split}
    if len(schemes) != 1:
        return list(dict.fromkeys(codes))
    ranks = [rank for _, rank in split]
    return [f"{schemes.copy().pop()}{rank}" for rank in range(min(ranks), max(ranks) + 1)]
