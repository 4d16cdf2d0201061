"""What a profile may be mapped to, as records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TitleMatch:
    """A title of the profile, and the title of the occupation that it is nearest to."""

    name: str
    kind: str  # title, role or alias: of the profile
    matched: str
    similarity: float  # cosine; 1 for the same words


@dataclass(frozen=True, slots=True)
class TaskMatch:
    """A statement of the profile, and the task of the occupation that it is nearest to."""

    statement: str  # IRI
    text: str
    task: str  # IRI; in ESCO, of an essential skill
    task_text: str
    similarity: float  # cosine


@dataclass(frozen=True, slots=True)
class SuggestedMapping:
    """One occupation that a profile may be mapped to."""

    scheme: str  # slug
    code: str
    iri: str
    url: str
    label: str
    confidence: float  # 0-1, calibrated: how often a suggestion like this is right
    share: float  # 0-1: of what speaks for any occupation of the scheme
    title_match: TitleMatch | None
    task_matches: tuple[TaskMatch, ...]  # nearest first
    description_similarity: float | None  # cosine of the profile's summary with the occupation's description
    why: tuple[str, ...]  # sentences


@dataclass(frozen=True, slots=True)
class MappingSuggestions:
    """What one profile may be mapped to."""

    profile: str  # code
    profile_iri: str
    profile_title: str | None
    candidates: tuple[SuggestedMapping, ...]  # by scheme, best first
    abstained: bool
    reason: str | None  # why, in a sentence


@dataclass(frozen=True, slots=True)
class SuggestionsAnswer:
    """What profiles may be mapped to."""

    snapshot: str
    results: tuple[MappingSuggestions, ...]
