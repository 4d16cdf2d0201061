"""What a search answers, as records; ``to_dict`` is the JSON that the API and ``rolegraph search --json`` give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How candidates were found."""

    HYBRID = "hybrid"  # by meaning and by words
    DENSE = "dense"  # by meaning alone
    LEXICAL = "lexical"  # by words alone


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, in codes: ``P4``, ``CUS.GEN``, ``responsibility``, ``P``; an empty filter allows all."""

    level: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    track: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question was understood."""

    text: str  # what is searched for, without what became a filter
    filters: Filters  # in force: stated by the caller, or else read from the question
    read: Filters  # what the question itself says; a caller's own filter of the same name takes its place


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage can be checked."""

    iri: str
    url: str
    document: str | None  # the name of the document that says it
    lines: tuple[int, int] | None  # first and last, from 1


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage that was found."""

    id: str  # IRI
    kind: str
    text: str
    highlights: tuple[tuple[int, int], ...]  # matched words: start and end in characters of ``text``
    level: str | None  # codes; labels beside them
    level_label: str | None
    role: str | None
    role_label: str | None
    profile: str | None
    score: float  # 0-1, what hits are ordered by
    dense: float  # cosine of question and passage
    lexical: float  # BM25; 0 where no word is shared
    citation: Citation


@dataclass(frozen=True, slots=True)
class Answer:
    """One level of one role that answers, with the passages that prove it, best first."""

    level: str
    level_label: str | None
    role: str
    role_label: str | None
    profile: str | None
    confidence: float  # 0-1
    evidence: tuple[str, ...]  # ids of hits


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The whole answer to one question."""

    query: str
    mode: Mode
    snapshot: str
    took_ms: float
    interpretation: Interpretation
    answers: tuple[Answer, ...]  # empty: no confident answer
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]  # facet -> value -> passages among the candidates

    def to_dict(self) -> dict[str, object]:
        """Return the result as it stands in JSON."""
        return _to_dict(self)


def _to_dict(record: object) -> dict[str, object]:
    """Return a record as a dictionary; ``dataclasses.asdict`` also copies every text, at ten times the cost."""
    return {name: _to_plain(getattr(record, name)) for name in _field_names(record)}


def _to_plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return _to_dict(value) if _field_names(value) else value


def _field_names(record: object) -> Iterable[str]:
    """Return the names of a record's fields; none for what is no record. Source: ``dataclasses.fields``."""
    names: Mapping[str, object] = getattr(record, "__dataclass_fields__", {})
    return names
