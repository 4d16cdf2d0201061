"""Tracks that a question names: people managers, or individual contributors."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from service.grades.ladders import is_management_track
from service.search.result import Effect, Mention

_MANAGERS = re.compile(
    r"\b(?:people|line|team)[\s-](?:managers?|management|leaders?)\b"
    r"|\b(?:management|managerial|manager|leadership|m)[\s-](?:track|path|ladder|career|roles?|positions?)\b"
    r"|\bmanagers of people\b|\bmanagers(?= (?:do|need|are|have|should|must|who)\b|\s*\?*$)",
    re.IGNORECASE,
)
_CONTRIBUTORS = re.compile(
    r"\bindividual[\s-]contributors?\b|\bnon[\s-]?manag(?:ers?|erial|ement)\b"
    r"|\bICs?\b(?:[\s-](?:track|path|ladder|roles?)\b)?"
    r"|\b(?:ic|professional|specialist|technical|expert)[\s-](?:track|path|ladder)\b",
    re.IGNORECASE,
)
_CASED = re.compile(r"^ICs?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TrackSpan:
    """Where a question names a track, in characters."""

    start: int
    end: int
    manages: bool  # it is that of people managers


def find_tracks(text: str) -> list[TrackSpan]:
    """Return where ``text`` names a track."""
    found = [
        (*match.span(), False)
        for match in _CONTRIBUTORS.finditer(text)
        if not _CASED.match(match[0]) or match[0].startswith("IC")  # "ic" in lower case may be part of anything
    ]
    ends = {end for _, end, _ in found}  # "non-managers" ends in managers
    found += [(*match.span(), True) for match in _MANAGERS.finditer(text) if match.end() not in ends]
    return [TrackSpan(*span) for span in sorted(found)]


def read_track(
    text: str, span: TrackSpan, of_holder: bool, labels: Mapping[str, str | None], own: Collection[str]
) -> Mention:
    """Return what ``span`` means; ``labels`` are those of all tracks by code, ``own`` the tracks of the roles."""
    codes = tuple(
        code
        for code, label in labels.items()
        if is_management_track(code, label) is span.manages and (not own or code in own)
    )
    kind = "people managers" if span.manages else "individual contributors"
    if of_holder and codes:
        effect, why = Effect.FILTER, f"the track of {kind}"
    else:
        effect, why = Effect.NONE, f"{kind}, but not as the holder" if codes else f"no track of {kind} here"
    return Mention("track", text[span.start : span.end], (span.start, span.end), codes, effect, why)
