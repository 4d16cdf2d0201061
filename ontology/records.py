"""What one document states, as records: the meaning of a page, before any RDF.

A document is about one profile, and may state something of the role, its levels and the profile's siblings.
Absent is None or empty, never a guess: ``approved=None`` is neither true nor false. The published JSON document format
(``ontology/profile.schema.json``) is these records, field by field.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, TypeAlias

from annotated_types import Ge, Le, MinLen

Text: TypeAlias = Annotated[str, MinLen(1)]
Share: TypeAlias = Annotated[float, Ge(0), Le(1)]


class Basis(StrEnum):
    """How the place of a statement is known."""

    STATED = "Stated"  # the document says it
    POSITIONAL = "Positional"  # the document lists statements in level order, and they divide evenly
    INFERRED = "Inferred"  # worked out by meaning, with a confidence


class StoryPart(StrEnum):
    """The lines of a role's story."""

    WHO = "who"
    EXTERNAL_PROBLEM = "external_problem"
    INTERNAL_PROBLEM = "internal_problem"
    WHY_IT_MATTERS = "why_it_matters"
    PLAN = "plan"
    STAKES = "stakes"
    SUCCESS = "success"


class MappingStatus(StrEnum):
    """Where a mapping stands in its review."""

    NEEDS_REVIEW = "needs_review"
    APPROVED = "approved"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Lines:
    """A span of a document's lines, counted from 1, both ends included."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One atomic sentence. ``level`` is a level code such as P4; None means the profile's own level."""

    text: Text
    level: str | None = None
    dimension: str | None = None  # guidelines and level attributes: which side of the level it describes
    prevalence: str | None = None
    layer: str | None = None
    basis: Basis = Basis.STATED
    confidence: Share | None = None  # 0-1, with Basis.INFERRED
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class StoryLine:
    """One line of the story of a role."""

    part: StoryPart
    text: Text
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Component:
    """A skill, knowledge, competency or qualification that a profile asks for."""

    name: Text
    description: str | None = None
    prevalence: str | None = None
    layer: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another title of the profile."""

    label: Text
    type: str | None = None
    confidence: Share | None = None  # 0-1
    band: str | None = None  # the page's word for the confidence, such as "medium"
    approved: bool | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Mapping:
    """A link from the profile to a classification code; ``status`` is None where the document says nothing."""

    code: Text
    scheme: str | None = None  # as the document names it, such as "O*NET / SOC"
    title: str | None = None
    source: str | None = None
    confidence: Share | None = None  # 0-1
    band: str | None = None
    status: MappingStatus | None = None
    predicate: str | None = None  # exactMatch, closeMatch, broadMatch, narrowMatch or relatedMatch
    justification: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One score of a panel review, 1 (worst) to 5; a profile passes when its lowest score is 4 or more."""

    dimension: Text
    score: Annotated[float, Ge(1), Le(5)]
    reviewer: str | None = None
    comment: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Text that the document holds and no other record does, with the heading that it stood under."""

    text: Text
    section: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Level:
    """A rung of a level scheme. ``rank`` None is read from the code's digits."""

    code: Text
    label: str | None = None
    sentence: str | None = None
    attributes: tuple[Statement, ...] = ()
    rank: int | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class LevelScheme:
    """An ordered list of levels, lowest first, for those who do not use P1-P6."""

    code: Text
    label: str | None = None
    track: str | None = None
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxon:
    """A place in the taxonomy of roles: superfunction, function or focus."""

    code: Text
    label: str | None = None
    lines: Lines | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where a profile document was read from."""

    document: str  # the document's name, such as examples/csm/CUS.GEN.P1.txt
    sha256: str
    media_type: str
    ingested_at: str  # ISO 8601, UTC, seconds


@dataclass(frozen=True, slots=True)
class ProfileDocument:
    """All that one document states about one profile, and on the way about its role, levels and siblings."""

    profile: Text  # the profile's code, such as CUS.GEN.P1
    title: str | None = None
    role: str | None = None  # the role's code; None: the profile's code without its level
    role_label: str | None = None
    superfunction: Taxon | None = None
    function: Taxon | None = None
    focus: Taxon | None = None
    track: str | None = None  # P, M or the scheme's own; None: read from the level
    level: Level | None = None  # None: read from the profile's code
    level_scheme: LevelScheme | None = None
    summary: tuple[Statement, ...] = ()
    definition: tuple[Statement, ...] = ()
    focus_note: tuple[Statement, ...] = ()
    story: tuple[StoryLine, ...] = ()
    responsibilities: tuple[Statement, ...] = ()
    tasks: tuple[Statement, ...] = ()
    outputs: tuple[Statement, ...] = ()
    guidelines: tuple[Statement, ...] = ()
    skills: tuple[Component, ...] = ()
    knowledge: tuple[Component, ...] = ()
    competencies: tuple[Component, ...] = ()
    qualifications: tuple[Component, ...] = ()
    aliases: tuple[Alias, ...] = ()
    mappings: tuple[Mapping, ...] = ()
    reviews: tuple[Review, ...] = ()
    provenance: tuple[Statement, ...] = ()  # what the document says of its own evidence
    notes: tuple[Note, ...] = ()
    source: Source | None = None
