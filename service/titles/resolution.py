"""What a title resolves to, as records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from service.occupations.titles.candidate import OccupationCandidate


@dataclass(frozen=True, slots=True)
class Step:
    """One step of normalisation, so that it can be checked."""

    name: str  # characters, noise, places, abbreviations, grades
    text: str  # the title after it
    changes: tuple[str, ...]  # what was taken out, or "was → is"


@dataclass(frozen=True, slots=True)
class StatedGrade:
    """A word of the title that grades its holder."""

    grade: str  # canonical, such as senior; a numeral in digits
    text: str  # as the title has it


@dataclass(frozen=True, slots=True)
class NormalTitle:
    """A title without what does not name the job, and its grades apart from its words."""

    text: str  # spelt out, with its grades
    words: Mapping[str, float]  # that name the job, with how much they count: 1, less in an afterthought
    head: str | None  # the word that says what the holder is, such as "engineer"; None for a title of a grade alone
    grades: tuple[StatedGrade, ...]
    employment: tuple[str, ...]  # marks of employment that were taken out, such as "part-time"
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class TitleCandidate:
    """One profile that a title may mean; where no level is stated, a role with its level left open."""

    profile: str | None  # code; None where the level is open
    role: str  # code; labels beside codes
    role_label: str | None
    level: str | None
    level_label: str | None
    title: str | None  # of the profile
    matched: str  # the label that fits
    matched_kind: str  # title, alias, role, or profile for a code
    approval: str | None  # of an alias: approved, pending or rejected
    confidence: float  # 0-1, calibrated: how often a candidate like this is right
    why: tuple[str, ...]  # sentences


@dataclass(frozen=True, slots=True)
class TitleResolution:
    """What one title resolves to."""

    title: str  # as given
    normalised: NormalTitle | None  # None for a title that cannot be read
    candidates: tuple[TitleCandidate, ...]  # best first; empty where nothing fits
    ambiguous: bool
    reason: str | None  # why it is ambiguous, or why there is none
    problem: str | None = None  # why the title cannot be read; of a batch only
    occupations: tuple[OccupationCandidate, ...] = ()  # scheme by scheme, best first; only where they were asked for
