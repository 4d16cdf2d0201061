"""What a profile or a role says, as records; the API gives them as JSON, and pages render them."""

from __future__ import annotations

from dataclasses import dataclass

from service.mappings.entry import DecisionEntry


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where something was read."""

    document: str  # the document's name
    iri: str
    first_line: int | None = None  # from 1
    last_line: int | None = None


@dataclass(frozen=True, slots=True)
class StatementView:
    """One statement or component."""

    iri: str
    url: str
    anchor: str  # of the statement on its owner's page
    kind: str
    text: str
    description: str | None = None
    dimension: str | None = None
    part: str | None = None  # of the story
    section: str | None = None  # of the document, for notes
    prevalence: str | None = None
    layer: str | None = None
    basis: str | None = None  # Stated, Positional or Inferred
    confidence: float | None = None  # 0-1, with Inferred
    concept: str | None = None  # IRI of what a component names
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class AliasView:
    """Another title of a profile; only one that somebody approved is asserted."""

    iri: str
    anchor: str
    id: str  # by which it is reviewed
    label: str
    status: str  # where it stands now: needs_review, approved, rejected or superseded
    approved: bool | None  # as the document states it; None: it does not say
    type: str | None = None
    confidence: float | None = None  # 0-1
    band: str | None = None
    decision: DecisionEntry | None = None  # the latest; None: nobody has decided
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class MappingView:
    """A link to a classification code, with where it stands in its review."""

    iri: str
    anchor: str
    id: str  # by which it is reviewed
    code: str
    occupation: str  # IRI
    status: str  # where it stands now: needs_review, approved, rejected or superseded
    stated_status: str | None  # as the document states it; None: it does not say
    scheme: str | None = None
    title: str | None = None  # of the occupation, as the document states it
    occupation_label: str | None = None  # as its classification has it; None where that is not loaded
    occupation_scheme: str | None = None  # the label of its scheme, with the vintage
    relation: str | None = None  # exactMatch, broadMatch, ...: as the latest decision has it, else the document
    decision: DecisionEntry | None = None  # the latest; None: nobody has decided
    source: str | None = None
    confidence: float | None = None  # 0-1
    band: str | None = None
    justification: str | None = None
    sources: tuple[SourceView, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One score of a panel review."""

    iri: str
    anchor: str
    dimension: str
    score: float  # 1-5
    reviewer: str | None = None
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A role, function, track or the like: code, label and address."""

    iri: str
    url: str
    code: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class LevelView:
    """A level, with what is said of it."""

    iri: str
    url: str
    code: str
    label: str | None
    rank: int
    sentences: tuple[StatementView, ...] = ()
    attributes: tuple[StatementView, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentView:
    """A document that states something of a profile."""

    name: str
    iri: str
    url: str
    media_type: str | None
    sha256: str | None
    ingested: str | None  # ISO 8601, UTC
    is_about: bool  # it is the profile's own document


@dataclass(frozen=True, slots=True)
class ProfileEntry:
    """A profile in a list."""

    code: str
    iri: str
    url: str
    title: str | None
    role: str | None
    role_label: str | None
    level: str | None
    level_label: str | None
    rank: int | None
    track: str | None
    outline: bool  # no document is about it: it is known from its siblings' documents


@dataclass(frozen=True, slots=True)
class ProfileView:
    """All that is stated of one profile."""

    code: str
    iri: str
    url: str
    title: str | None
    outline: bool
    role: PlaceView | None
    function: PlaceView | None
    superfunction: PlaceView | None
    focus: PlaceView | None
    track: PlaceView | None
    level: LevelView | None
    passes_review: bool | None
    summary: tuple[StatementView, ...]
    definition: tuple[StatementView, ...]
    focus_note: tuple[StatementView, ...]
    story: tuple[StatementView, ...]
    responsibilities: tuple[StatementView, ...]
    tasks: tuple[StatementView, ...]
    outputs: tuple[StatementView, ...]
    guidelines: tuple[StatementView, ...]
    skills: tuple[StatementView, ...]
    knowledge: tuple[StatementView, ...]
    competencies: tuple[StatementView, ...]
    qualifications: tuple[StatementView, ...]
    provenance: tuple[StatementView, ...]
    notes: tuple[StatementView, ...]
    aliases: tuple[AliasView, ...]
    mappings: tuple[MappingView, ...]
    reviews: tuple[ReviewView, ...]
    documents: tuple[DocumentView, ...]
    siblings: tuple[ProfileEntry, ...]  # all profiles of the role, lowest level first; this one among them


@dataclass(frozen=True, slots=True)
class LadderEntry:
    """A role in a list."""

    code: str
    iri: str
    url: str
    label: str | None
    profiles: tuple[ProfileEntry, ...]  # lowest level first


@dataclass(frozen=True, slots=True)
class RungView:
    """One rung of a ladder: a level of a role, with what its profile states."""

    level: LevelView
    profile: ProfileEntry
    responsibilities: tuple[StatementView, ...]
    guidelines: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role, rung by rung."""

    code: str
    iri: str
    url: str
    label: str | None
    function: PlaceView | None
    superfunction: PlaceView | None
    focus: PlaceView | None
    definition: tuple[StatementView, ...]
    focus_note: tuple[StatementView, ...]
    rungs: tuple[RungView, ...]  # lowest level first
    other_profiles: tuple[ProfileEntry, ...]  # whose level nobody states
