"""Mappings, aliases and decisions on them, as records."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.records import Lines


@dataclass(frozen=True, slots=True)
class DecisionEntry:
    """One decision of a review."""

    iri: str
    status: str
    reviewer: str
    decided_at: str  # ISO 8601
    comment: str | None = None
    predicate: str | None = None  # the relation that was chosen, such as closeMatch
    replaced_by: str | None = None  # id of what takes the place of what is superseded


@dataclass(frozen=True, slots=True)
class MappingEntry:
    """A mapping of a profile to an occupation."""

    id: str  # the profile's code, "~", and the end of the mapping's IRI
    iri: str
    url: str
    profile: str  # code
    profile_iri: str
    profile_title: str | None
    code: str
    scheme: str  # slug: soc, onet-soc, ...
    code_scheme: str | None  # as the document names it
    occupation: str  # IRI
    occupation_label: str | None  # as its classification has it, else as the document does
    confidence: float | None  # 0-1
    band: str | None
    source: str | None
    predicate: str | None  # the relation that counts: chosen by the latest decision, else stated
    justification: str | None
    status: str  # current: needs_review, approved, rejected or superseded
    stated_status: str | None  # by the document; None: it does not say
    stated_predicate: str | None  # by the document
    document: str | None  # its name
    lines: Lines | None
    history: tuple[DecisionEntry, ...]  # oldest first


@dataclass(frozen=True, slots=True)
class AliasEntry:
    """Another title of a profile."""

    id: str  # the profile's code, "~", and the end of the alias's IRI
    iri: str
    url: str
    profile: str  # code
    profile_title: str | None
    label: str
    type: str | None
    confidence: float | None  # 0-1
    band: str | None
    approved: bool | None  # as the document states it; None: it does not say
    status: str  # current: needs_review, approved, rejected or superseded
    collisions: tuple[str, ...]  # codes of other profiles that are called the same
    document: str | None  # its name
    lines: Lines | None
    history: tuple[DecisionEntry, ...]  # oldest first
