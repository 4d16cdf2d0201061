"""What the search page shows: the answer to a question as cards, hits, chips and facets, with their links."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from ontology.kinds import KIND_NAMES
from service.http.parameters import FILTER_NAMES
from service.search.result import Answer, Filters, Hit, Mode, SearchResult

EVIDENCE_LIMIT = 30  # hits asked for, so that every answer's evidence is among them
_SHOWN_FACETS = 8
_FACET_TITLES = {"level": "Level", "role": "Role", "kind": "Kind", "track": "Track"}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; marked where a word of the question stands in it."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class HitCard:
    """One hit as it is shown."""

    hit: Hit
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """One answer with its best evidence."""

    answer: Answer
    percent: int
    evidence: tuple[HitCard, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """One constraint that is in force, and the address of the same search without it."""

    facet: str
    value: str
    is_read: bool  # from the question, not set by the asker
    without: str


@dataclass(frozen=True, slots=True)
class FacetLink:
    """One value of a facet, and the address of the same search with it."""

    value: str
    count: int
    is_on: bool
    url: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One facet with the values that the candidates have."""

    name: str
    title: str
    links: tuple[FacetLink, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address of the page says."""

    query: str
    filters: Filters
    mode: Mode
    limit: int

    def to_url(
        self,
        filters: Mapping[str, Iterable[str]] | None = None,
        *,
        query: str | None = None,
        limit: int | None = None,
    ) -> str:
        """Return the address of this search with another question, limit or filters."""
        changed = filters or {}
        pairs = [("q", self.query if query is None else query)]
        for name in FILTER_NAMES:
            pairs.extend((name, value) for value in changed.get(name, getattr(self.filters, name)))
        if self.mode is not Mode.HYBRID:
            pairs.append(("mode", str(self.mode)))
        if limit is not None:
            pairs.append(("limit", str(limit)))
        return "/?" + urlencode(pairs)


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The whole page for one question."""

    result: SearchResult
    answers: tuple[AnswerCard, ...]
    hits: tuple[HitCard, ...]
    chips: tuple[Chip, ...]
    facets: tuple[Facet, ...]
    more: str | None  # the address of the same search with more hits


def build_page(asked: Asked, result: SearchResult, max_limit: int) -> SearchPage:
    """Return what is shown of ``result``, which was asked for with at least EVIDENCE_LIMIT hits."""
    cards = {hit.id: HitCard(hit, mark(hit.text, hit.highlights)) for hit in result.hits}
    answers = tuple(
        AnswerCard(
            answer,
            min(round(answer.confidence * 100), 99),  # it is an estimate: never certain
            tuple(cards[iri] for iri in answer.evidence if iri in cards),
        )
        for answer in result.answers
    )
    shown = tuple(cards.values())[: asked.limit]
    more = None
    if len(result.hits) > asked.limit or (len(shown) == asked.limit and asked.limit < max_limit):
        more = asked.to_url(limit=min(asked.limit + 20, max_limit)) if asked.limit < max_limit else None
    return SearchPage(result, answers, shown, _to_chips(asked, result), _to_facets(asked, result.facets), more)


def mark(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return ``text`` in pieces, those at ``spans`` marked; spans that overlap are marked once."""
    pieces = []
    done = 0
    for start, end in sorted(spans):
        first, last = max(start, done), min(end, len(text))
        if first >= last:
            continue
        if first > done:
            pieces.append(Piece(text[done:first], marked=False))
        pieces.append(Piece(text[first:last], marked=True))
        done = last
    if done < len(text):
        pieces.append(Piece(text[done:], marked=False))
    return tuple(pieces)


def _to_chips(asked: Asked, result: SearchResult) -> tuple[Chip, ...]:
    chips = []
    for name in FILTER_NAMES:
        stated: tuple[str, ...] = getattr(asked.filters, name)
        if name == "kind" and set(stated) == set(KIND_NAMES):
            chips.append(Chip(name, "any", is_read=False, without=asked.to_url({"kind": ()})))
            continue
        for value in stated:
            left = tuple(other for other in stated if other != value)
            chips.append(Chip(name, value, is_read=False, without=asked.to_url({name: left})))
        if not stated:
            chips.extend(
                Chip(name, value, is_read=True, without=_unread(asked, result, name))
                for value in getattr(result.interpretation.filters, name)
            )
    return tuple(chips)


def _unread(asked: Asked, result: SearchResult, name: str) -> str:
    """Return the address that keeps what the question says of other facets, and not what it says of ``name``."""
    if name == "kind":
        return asked.to_url({"kind": KIND_NAMES})
    kept = {
        other: getattr(result.interpretation.filters, other) for other in FILTER_NAMES if other not in (name, "kind")
    }
    return asked.to_url(kept, query=result.interpretation.text)


def _to_facets(asked: Asked, counts: Mapping[str, Mapping[str, int]]) -> tuple[Facet, ...]:
    facets = []
    for name, title in _FACET_TITLES.items():
        stated: tuple[str, ...] = getattr(asked.filters, name)
        values = list(counts.get(name, {}).items())[:_SHOWN_FACETS]
        links = []
        for value, count in values:
            others = tuple(other for other in stated if other != value)
            chosen = others if value in stated else (*stated, value)
            links.append(FacetLink(value, count, value in stated, asked.to_url({name: chosen})))
        if links:
            facets.append(Facet(name, title, tuple(links)))
    return tuple(facets)
