"""Answers and hits of the search page as cards: text with its marks, where it is said, and why it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ontology.iris import is_taxonomy_document
from service.http.marks import Piece, mark
from service.profiles.view import ProfileEntry
from service.search.result import Answer, Hit, Place, SearchResult

FindBelow = Callable[[str], ProfileEntry | None]  # the profile one rung below the one with a code
_SIGNALS = {  # of service.search.signals, in plain words
    "dense": "near in meaning",
    "dense_rank": "among the first by meaning",
    "lexical": "shares words with the question",
    "lexical_rank": "among the first by words",
    "coverage": "has much of what the question says",
    "related": "has words of the same meaning",
    "role_context": "its role is near in meaning",
    "level_context": "its level of the role is near in meaning",
    "role_named": "the question names its role",
    "level_named": "the question names its level of the role",
    "role": "belongs to a role that is mentioned",
    "level": "belongs to a level that is mentioned",
    "proof": "says what a level does",
    "component": "is a skill or the like",
    "title": "is another title",
}


@dataclass(frozen=True, slots=True)
class Quote:
    """A text at one place that says it."""

    pieces: tuple[Piece, ...]
    kind: str
    iri: str
    owner: str  # code of what it is said of
    document: str | None
    lines: tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another place that says the same."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one signal adds to a score."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class HitCard:
    """One hit as it is shown."""

    hit: Hit
    quote: Quote
    also: tuple[Elsewhere, ...]
    shares: tuple[Share, ...]  # largest first
    is_reference: bool  # a classification says it: it has an occupation at most, and no role


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One answer with its evidence, best first."""

    answer: Answer
    percent: int
    evidence: tuple[Quote, ...]
    below: ProfileEntry | None  # the rung below, for what changes from there


def to_hit_cards(result: SearchResult) -> tuple[HitCard, ...]:
    """Return all hits of ``result`` as cards."""
    return tuple(
        HitCard(
            hit,
            _quote(hit),
            tuple(Elsewhere(_name_place(place, hit), place.id) for place in hit.also),
            tuple(
                Share(_SIGNALS.get(name, name.replace("_", " ")), value)
                for name, value in sorted(hit.explanation.signals.items(), key=lambda item: -item[1])
            ),
            is_of_classification(hit),
        )
        for hit in result.hits
    )


def is_of_classification(hit: Hit) -> bool:
    """Return whether a classification says ``hit``, and not the company."""
    return hit.citation.document is not None and is_taxonomy_document(hit.citation.document)


def to_answer_cards(
    answers: Iterable[Answer], hits: Iterable[HitCard], find_below: FindBelow
) -> tuple[AnswerCard, ...]:
    """Return ``answers`` as cards; their evidence is quoted from ``hits``, at the place that proves the answer."""
    quotes: dict[str, Quote] = {}
    for card in hits:
        quotes[card.quote.iri] = card.quote
        for place in card.hit.also:
            quotes[place.id] = Quote(card.quote.pieces, place.kind, place.id, _name_owner(place), None, None)
    return tuple(
        AnswerCard(
            answer,
            min(round(answer.confidence * 100), 99),  # it is an estimate: never certain
            tuple(quotes[iri] for iri in answer.evidence if iri in quotes),
            find_below(answer.profile) if answer.profile else None,
        )
        for answer in answers
    )


def _quote(hit: Hit) -> Quote:
    pieces = mark(hit.text, hit.highlights)
    return Quote(pieces, hit.kind, hit.id, _name_owner(hit), hit.citation.document, hit.citation.lines)


def _name_owner(said: Hit | Place) -> str:
    return said.profile or said.role or said.level or said.occupation or said.kind


def _name_place(place: Place, hit: Hit) -> str:
    """Return the level alone where the role is the hit's own."""
    return place.level if place.level and place.role == hit.role and place.level != hit.level else _name_owner(place)
