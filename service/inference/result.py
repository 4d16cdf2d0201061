"""What is inferred from a job description, as records."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Basis(StrEnum):
    """How the role is known."""

    GIVEN = "given"  # the caller says so
    TEXT = "text"  # by what the description says
    BOTH = "title and text"


@dataclass(frozen=True, slots=True)
class InferredRole:
    """The role whose levels are told apart."""

    role: str  # code; label beside it
    role_label: str | None
    confidence: float  # 0-1; 1 where it is given
    how: Basis


@dataclass(frozen=True, slots=True)
class LevelProbability:
    """One level of the role, and how probable it is."""

    level: str  # code; label beside it
    level_label: str | None
    profile: str | None  # code
    probability: float  # 0-1; those of all levels add up to 1


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of the description, word for word."""

    text: str
    span: tuple[int, int]  # characters of the description: start and end


@dataclass(frozen=True, slots=True)
class Match:
    """What a ladder says that a sentence is near to."""

    id: str  # IRI
    kind: str
    text: str
    level: str
    similarity: float  # cosine; 1 where years of experience fit


@dataclass(frozen=True, slots=True)
class DimensionEvidence:
    """What the description says of one dimension of the rubric; without a level where it says too little."""

    dimension: str
    level: str | None  # code
    level_label: str | None
    confidence: float | None  # 0-1, among the levels of this dimension
    quote: Quote | None
    matches: tuple[Match, ...]  # the cells that the quote is nearest to, nearest first


@dataclass(frozen=True, slots=True)
class StatementEvidence:
    """A sentence that speaks for a level, and the statement of that level that it is nearest to."""

    quote: Quote
    match: Match


@dataclass(frozen=True, slots=True)
class LevelEvidence:
    """What speaks for one level."""

    level: str
    statements: tuple[StatementEvidence, ...]  # strongest first
    other: tuple[str, ...]  # what the title and years of experience say, in sentences


@dataclass(frozen=True, slots=True)
class LevelInference:
    """Which level a job description describes."""

    snapshot: str
    role: InferredRole | None  # None: it fits no role
    distribution: tuple[LevelProbability, ...]  # in rank order
    best: LevelProbability | None  # None where it is abstained from naming one
    abstained: bool
    reason: str | None  # why, in a sentence
    dimensions: tuple[DimensionEvidence, ...]
    evidence: tuple[LevelEvidence, ...]  # of the most probable levels, most probable first
    sentences: int  # that were read
    used: int  # that speak of work; the others are of the company, what it offers, how to apply
