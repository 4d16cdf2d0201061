"""What a search answers, as records; ``to_dict`` is the JSON that the API and ``rolegraph search --json`` give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum


class Mode(StrEnum):
    """How candidates were found."""

    HYBRID = "hybrid"  # by meaning and by words
    DENSE = "dense"  # by meaning alone
    LEXICAL = "lexical"  # by words alone


@dataclass(frozen=True, slots=True)
class Filters:
    """What a hit must be, in codes: ``P4``, ``CUS.GEN``, ``responsibility``, ``P``; an empty filter allows all.

    The last four ask for one mapping of the hit's profile that fits them all.
    """

    level: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    occupation: tuple[str, ...] = ()  # codes or IRIs
    soc_group: tuple[str, ...] = ()  # SOC codes: major, minor, broad or detailed
    mapping_status: tuple[str, ...] = ()  # where it stands now; none: neither rejected nor superseded
    min_confidence: float | None = None  # 0-1; a mapping without a confidence does not pass

    @property
    def of_mappings(self) -> bool:
        """Whether the profile's mappings are asked for."""
        return bool(self.occupation or self.soc_group or self.mapping_status) or self.min_confidence is not None


# What can be read in a question; ``ignore`` takes these names, and "all".
MENTION_KINDS = (
    "level",  # a code: "P4", "P4 and above"
    "grade",  # a word for a level: "entry level", "senior but not principal"
    "experience",  # "8+ years"
    "track",  # "people managers"
    "kind",  # "skills for", "what experience"
    "role",  # a role by its name or code
    "title",  # a profile by its title or alias
    "function",  # a function, superfunction or focus
    "skill",  # a skill, knowledge, competency or qualification
    "code",  # a profile's code
    "comparison",  # "difference between P3 and P4"
)


class Effect(StrEnum):
    """What is made of a mention."""

    FILTER = "filter"  # hits must fit it
    BOOST = "boost"  # hits that fit it stand higher
    NONE = "none"  # it is shown, and changes nothing


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing that was read in a question."""

    what: str  # one of MENTION_KINDS
    text: str  # the question's own words
    span: tuple[int, int]  # where they stand: start and end in characters
    values: tuple[str, ...]  # codes, or IRIs where there is no code
    effect: Effect
    why: str  # in a sentence


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the question wants compared."""

    profiles: tuple[str, ...]  # codes, in the question's order


@dataclass(frozen=True, slots=True)
class Interpretation:
    """How a question was understood."""

    text: str  # what is searched for, without what became a filter
    filters: Filters  # in force: stated by the caller, or else read from the question
    read: Filters  # what the question itself says; a caller's own filter of the same name takes its place
    mentions: tuple[Mention, ...] = ()  # in the question's order
    comparison: Comparison | None = None
    ignored: tuple[str, ...] = ()  # kinds of mention that the caller wants unread


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a passage can be checked."""

    iri: str
    url: str
    document: str | None  # the name of the document that says it
    lines: tuple[int, int] | None  # first and last, from 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where else the text of a hit is said."""

    id: str  # IRI of the passage that says it there
    kind: str
    level: str | None
    level_label: str | None
    role: str | None
    role_label: str | None
    profile: str | None
    occupation: str | None = None  # code; of what a classification says, which has no level, role or profile
    occupation_label: str | None = None
    scheme: str | None = None  # of the code, such as onet-soc


@dataclass(frozen=True, slots=True)
class Step:
    """One triple on the way from a passage to where it belongs and where it was read."""

    subject: str  # IRI
    property: str  # such as "rg:profile"
    object: str  # IRI


@dataclass(frozen=True, slots=True)
class ProfileMapping:
    """A profile's mapping to an occupation, as far as filters ask for it."""

    id: str  # as the list of mappings has it
    iri: str
    profile: str  # code
    occupation: str  # IRI
    scheme: str  # slug of the occupation's scheme
    code: str  # of the occupation
    status: str  # where it stands now: needs_review, approved, rejected or superseded
    confidence: float | None  # 0-1; None: nobody said


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a passage was found, and how to find it otherwise."""

    words: tuple[str, ...]  # the passage's words that the question has too, as they are written there
    dense_rank: int | None  # place among the candidates by meaning, from 1; None: it was found by words alone
    lexical_rank: int | None  # place among the candidates by words; None: it was found by meaning alone
    signals: Mapping[str, float]  # what each signal adds to the score; together they are the score
    path: tuple[Step, ...]
    sparql: str  # a query that finds the passage
    mappings: tuple[ProfileMapping, ...] = ()  # of its profile: those that let it pass a filter of mappings


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
    also: tuple[Place, ...]  # where the same text is said, under the same filters
    explanation: Explanation
    occupation: str | None = None  # code; of what a classification says, which has no level, role or profile
    occupation_label: str | None = None
    scheme: str | None = None  # of the code, such as onet-soc

    @property
    def places(self) -> tuple[Place, ...]:
        """All places that say the text, this one first."""
        return (Place(**{name: getattr(self, name) for name in _PLACE}), *self.also)


_PLACE = tuple(field.name for field in fields(Place))


@dataclass(frozen=True, slots=True)
class Answer:
    """One level of one role that answers, with the passages that prove it, best first."""

    level: str
    level_label: str | None
    role: str | None  # None: it is said of the level, whatever the role
    role_label: str | None
    profile: str | None
    confidence: float  # 0-1
    evidence: tuple[str, ...]  # ids of hits


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no confident answer, and what comes nearest."""

    reason: str  # in a sentence
    unknown_words: tuple[str, ...]  # words of the question that no passage has
    nearest: tuple[Answer, ...]  # answers that are not sure enough, strongest first


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The whole answer to one question."""

    query: str
    mode: Mode
    snapshot: str
    took_ms: float
    interpretation: Interpretation
    answers: tuple[Answer, ...]  # strongest first; empty: no confident answer
    refusal: Refusal | None  # why there is none
    hits: tuple[Hit, ...]
    facets: Mapping[str, Mapping[str, int]]  # facet -> value -> passages among the candidates

    def to_dict(self) -> dict[str, object]:
        """Return the result as it stands in JSON."""
        return _to_dict(self)


def _to_dict(record: object) -> dict[str, object]:
    """Return a record as a dictionary; ``dataclasses.asdict`` also copies every text, at ten times the cost."""
    return {name: _to_plain(getattr(record, name)) for name in _field_names(record)}


def _to_plain(value: object) -> object:
    if isinstance(value, str | float):
        return value
    if isinstance(value, tuple):
        return [_to_plain(item) for item in value]
    return _to_dict(value) if _field_names(value) else value


def _field_names(record: object) -> Iterable[str]:
    """Return the names of a record's fields; none for what is no record. Source: ``dataclasses.fields``."""
    names: Mapping[str, object] = getattr(record, "__dataclass_fields__", {})
    return names
