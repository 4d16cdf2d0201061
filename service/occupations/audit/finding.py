"""What an audit finds, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from service.occupations.suggestion.result import SuggestedMapping, TaskMatch, TitleMatch


class Doubt(StrEnum):
    """What may be wrong with a mapping."""

    MALFORMED = "malformed"  # no code of its scheme looks like this
    UNKNOWN = "unknown"  # the scheme has no such code, nor its groups
    RETIRED = "retired"  # an earlier vintage had it
    VINTAGE = "wrong_vintage"  # it is of another vintage than what is loaded
    COARSE = "too_coarse"  # it is a group of many occupations
    FAR = "far"  # the profile says something else
    UNCHECKED = "unchecked"  # its scheme is not loaded: nothing to doubt, and nothing to go by


@dataclass(frozen=True, slots=True)
class Finding:
    """One doubt, and why."""

    doubt: Doubt
    reason: str  # a sentence
    replaced_by: tuple[str, ...] = ()  # codes


@dataclass(frozen=True, slots=True)
class Evidence:
    """How far a code is from what a profile says."""

    is_far: bool
    gap: float  # 0 for the code that fits best; else the logarithm of how many times as much speaks for that
    most_gap: float  # beyond, a mapping is flagged
    title_gap: float  # cosine: how much nearer the profile's title is to one of another occupation
    most_title_gap: float  # beyond, a mapping is flagged whose gap is above 1
    share: float  # 0-1: of what speaks for any code of the same level
    ahead: int  # codes of the same level that fit better
    title_match: TitleMatch | None  # the best there is for this code
    task_matches: tuple[TaskMatch, ...]


@dataclass(frozen=True, slots=True)
class AuditedMapping:
    """One mapping, with what is doubtful about it."""

    id: str
    profile: str  # code
    profile_title: str | None
    scheme: str
    code: str
    label: str | None
    status: str  # of its review
    flagged: bool  # there is a doubt
    findings: tuple[Finding, ...]
    evidence: Evidence | None  # None where the code is not known here, or the profile says nothing
    candidates: tuple[SuggestedMapping, ...]  # better ones, where it is flagged


@dataclass(frozen=True, slots=True)
class AuditAnswer:
    """Mappings that were audited; those rejected or superseded are not."""

    snapshot: str
    total: int
    offset: int
    limit: int
    flagged: int  # of those listed
    mappings: tuple[AuditedMapping, ...]
