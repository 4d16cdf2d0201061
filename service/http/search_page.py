"""What the search page shows: how a question was read, its answer as cards, hits and facets, with their links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ontology.kinds import OCCUPATION_NAME
from service.http.asked import Asked
from service.http.search_cards import AnswerCard, FindBelow, HitCard, to_answer_cards, to_hit_cards
from service.http.search_chips import Reading, read_reading
from service.search.result import Mode, SearchResult
from service.search.verdict import EVIDENCE_TEXTS

EVIDENCE_LIMIT = 3 * EVIDENCE_TEXTS  # hits asked for: every answer's evidence is among them, and whether there are more
_LIKELY = 0.2  # a second answer that is less sure than this is folded away
_MORE = 20  # hits that "more" adds
_SHOWN_FACETS = 8
_FACET_TITLES = {"level": "Level", "role": "Role", "kind": "Kind", "track": "Track"}
_MODES = {
    Mode.HYBRID: "by meaning and by words",
    Mode.DENSE: "by meaning alone",
    Mode.LEXICAL: "by words alone",
}


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
class How:
    """How hits were found, in words, and the addresses of the same search in the other ways."""

    says: str
    others: tuple[tuple[str, str], ...]  # words and address


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The whole page for one question."""

    result: SearchResult
    reading: Reading
    answers: tuple[AnswerCard, ...]
    unlikely: tuple[AnswerCard, ...]  # answers besides the first that are hardly sure
    nearest: tuple[AnswerCard, ...]  # where nothing answers: what is not sure enough
    unknown: tuple[str, ...]  # words that no passage has, and that the reason for a refusal does not name
    hits: tuple[HitCard, ...]
    how: How
    facets: tuple[Facet, ...]
    more: str | None  # the address of the same search with more hits
    of_occupations: bool  # all that was found is of classifications
    occupations: str | None  # the address of the same search among occupations, where it is not that already

    @property
    def heading(self) -> str:
        """What the list of hits is called."""
        if self.of_occupations:
            return "From the classifications"
        return "Passages" if self.answers else "Nearest passages"


def build_page(
    asked: Asked, result: SearchResult, max_limit: int, find_below: FindBelow, *, has_occupations: bool = False
) -> SearchPage:
    """Return what is shown of ``result``, which was asked for with at least EVIDENCE_LIMIT hits.

    ``has_occupations``: there are classifications to search, too.
    """
    cards = to_hit_cards(result)
    refusal = result.refusal
    answers = to_answer_cards(result.answers, cards, find_below)
    likely = tuple(card for card in answers if card is answers[0] or card.answer.confidence >= _LIKELY)
    more = None
    if asked.limit < max_limit and (len(cards) > asked.limit or len(cards) == asked.limit >= EVIDENCE_LIMIT):
        more = asked.to_url(limit=min(asked.limit + _MORE, max_limit))
    asks_for_occupations = OCCUPATION_NAME in result.interpretation.filters.kind
    return SearchPage(
        result=result,
        reading=read_reading(asked, result.interpretation),
        answers=likely,
        unlikely=tuple(card for card in answers if card not in likely),
        nearest=to_answer_cards(refusal.nearest if refusal else (), cards, find_below),
        unknown=tuple(word for word in refusal.unknown_words if word not in refusal.reason) if refusal else (),
        hits=cards[: asked.limit],
        how=_tell_how(asked, result),
        facets=_to_facets(asked, result.facets),
        more=more,
        of_occupations=bool(cards) and all(card.is_reference for card in cards),
        occupations=asked.to_url({"kind": (OCCUPATION_NAME,)})
        if has_occupations and not asks_for_occupations
        else None,
    )


def _tell_how(asked: Asked, result: SearchResult) -> How:
    says = f"Found {_MODES[result.mode]}."
    shares_words = any(hit.explanation.lexical_rank is not None for hit in result.hits)
    if result.mode is Mode.HYBRID and result.hits and not shares_words:
        says = "Found by meaning: none of these has a word of the question."
    others = tuple((words, asked.to_url(mode=mode)) for mode, words in _MODES.items() if mode is not result.mode)
    return How(says, others)


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
