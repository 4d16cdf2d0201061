"""Passages for a chatbot: what search finds, each with a citation to print beside the sentence that it supports."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from service.search.result import Answer, Filters, Hit, Interpretation, ProfileMapping, Refusal, SearchResult
from service.search.searcher import DEFAULT_LIMIT, Searcher


@dataclass(frozen=True, slots=True)
class RetrievedPassage:
    """One passage that may answer, with where it can be checked."""

    id: str  # IRI
    text: str
    score: float  # 0-1, higher is closer
    kind: str
    level: str | None
    role: str | None
    profile: str | None
    title: str  # such as "Customer Success, P4 Senior Professional: responsibility"
    url: str
    document: str | None
    lines: tuple[int, int] | None  # first and last, from 1
    citation: str  # such as "[CUS.GEN.P4 responsibility, csm/CUS.GEN.P3.txt:33]"
    also: tuple[str, ...]  # codes of other profiles that say the same
    occupation: str | None = None  # code, of what a classification says; it has no level, role or profile
    occupation_label: str | None = None
    scheme: str | None = None  # of the code, such as onet-soc
    mappings: tuple[ProfileMapping, ...] = ()  # of its profile: those that let it pass a filter of mappings


@dataclass(frozen=True, slots=True)
class Retrieval:
    """All passages for one question."""

    query: str
    snapshot: str
    interpretation: Interpretation
    passages: tuple[RetrievedPassage, ...]
    answers: tuple[Answer, ...]
    no_answer: bool  # nothing answers with confidence: say so, rather than guess from the passages
    refusal: Refusal | None  # why nothing does, and what comes nearest


class Retriever:
    """Search as a chatbot needs it; the search is the Searcher's own."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    def retrieve(
        self,
        query: str,
        filters: Filters = Filters(),  # noqa: B008 - frozen
        *,
        ignore: Collection[str] = (),
        limit: int = DEFAULT_LIMIT,
    ) -> Retrieval:
        """Return at most ``limit`` passages for ``query``, best first; ``ignore`` is as for the search.

        Raises:
            QueryError: the query is empty or too long, ``limit`` is out of range, or a filter has an unknown value.
        """
        return to_retrieval(self._searcher.search(query, filters, ignore=ignore, limit=limit))


def to_retrieval(result: SearchResult) -> Retrieval:
    """Return ``result`` in the shape that chatbots read."""
    return Retrieval(
        query=result.query,
        snapshot=result.snapshot,
        interpretation=result.interpretation,
        passages=tuple(_to_passage(hit) for hit in result.hits),
        answers=result.answers,
        no_answer=not result.answers,
        refusal=result.refusal,
    )


def format_citation(hit: Hit) -> str:
    """Return the citation of ``hit`` as text: ``[CUS.GEN.P4 responsibility, CUS.GEN.P3.txt:33-35]``."""
    owner = hit.profile or ".".join(code for code in (hit.role, hit.level) if code) or hit.occupation or ""
    said = f"{owner} {hit.kind}".strip()
    document, lines = hit.citation.document, hit.citation.lines
    if document is None:
        return f"[{said}]"
    if lines is None:
        return f"[{said}, {document}]"
    first, last = lines
    return f"[{said}, {document}:{first}]" if first == last else f"[{said}, {document}:{first}-{last}]"


def _to_passage(hit: Hit) -> RetrievedPassage:
    level = " ".join(part for part in (hit.level, hit.level_label) if part)
    place = ", ".join(part for part in (hit.role_label or hit.role, level) if part)
    place = place or ", ".join(part for part in (hit.occupation_label, hit.occupation) if part)
    return RetrievedPassage(
        id=hit.id,
        text=hit.text,
        score=hit.score,
        kind=hit.kind,
        level=hit.level,
        role=hit.role,
        profile=hit.profile,
        title=f"{place}: {hit.kind}" if place else hit.kind,
        url=hit.citation.url,
        document=hit.citation.document,
        lines=hit.citation.lines,
        citation=format_citation(hit),
        occupation=hit.occupation,
        occupation_label=hit.occupation_label,
        scheme=hit.scheme,
        mappings=hit.explanation.mappings,
        also=tuple(dict.fromkeys(code for place in hit.also if (code := place.profile) and code != hit.profile)),
    )
