"""Tracks that a question names: people managers, or individual contributors."""

from __future__ import annotations

import re

_MANAGERS = re.compile(
    r"\b(?:people|line|team)[\s-](?:managers?|management|leaders?)\b"
    r"|\b(?:management|managerial|manager|leadership|m)[\s-](?:track|path|ladder|career|roles?|positions?)\b"
    r"|\bmanagers of people\b|\bmanagers(?= (?:do|need|are|have|should|must|who)\b|\s*\?*$)",
    re.IGNORECASE,
)
_CONTRIBUTORS = re.compile(
    r"\bindividual[\s-]contributors?\b|\bnon[\s-]?manag(?:ers?|erial|ement)\b|\bIC(?:s\b|(?=[\s-](?:track|path|ladder|roles?)))"
    r"(?:[\s-](?:track|path|ladder|roles?))?|\bICs?\b"
    r"|\b(?:ic|professional|specialist|technical|expert)[\s-](?:track|path|ladder)\b",
    re.IGNORECASE,
)
_CASED = re.compile(r"^ICs?$", re.IGNORECASE)


def find_tracks(text: str) -> list[tuple[int, int, bool]]:
    """Return where ``text`` names a track: start, end, and whether it is that of people managers."""
    found = [(*match.span(), True) for match in _MANAGERS.finditer(text)]
    for match in _CONTRIBUTORS.finditer(text):
        if _CASED.match(match[0]) and not match[0].startswith("IC"):
            continue  # "ic" in lower case may be part of anything
        if not any(start < match.end() and match.start() < end for start, end, _ in found):
            found.append((*match.span(), False))
    return sorted(found)
