"""Names as they are typed, in the JSON API."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Blueprint, Response, jsonify, request

from ontology.errors import QueryError
from service.http.door import engine
from service.http.parameters import Arguments, read_integer, read_list, read_query
from service.labels.label import LABEL_KINDS, LabelHit
from service.links import Links
from service.occupations import names as occupations
from service.occupations.links import OccupationLinks
from service.occupations.names import OccupationHit

blueprint = Blueprint("suggest", __name__)
DEFAULT_SUGGESTIONS = 10
MAX_SUGGESTIONS = 100


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One name that what was typed may become."""

    text: str
    kind: str  # role, title, alias, profile, level, function, skill, …
    code: str | None  # of what is called so
    iri: str
    url: str
    role: str | None  # codes of where it stands
    level: str | None
    profile: str | None
    approved: bool | None  # aliases: null is pending, false is rejected; others: null
    score: float  # 0-1, what suggestions are ordered by; no probability
    matched: str  # the name that fits
    name: str | None  # occupations: what the classification calls it
    scheme: str | None  # occupations: the slug of the scheme


@dataclass(frozen=True, slots=True)
class SuggestAnswer:
    """Names for what was typed, best first."""

    query: str
    snapshot: str
    suggestions: tuple[Suggestion, ...]


@blueprint.get("/api/v1/suggest")
def suggest() -> Response:
    """Suggest titles, aliases, roles, skills, levels and codes for what is typed so far; where asked, occupations."""
    arguments = request.args
    query = read_query(arguments)
    limit = read_integer(arguments, "limit", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS)
    kinds = _read_kinds(arguments)
    held = engine()
    suggestions: list[Suggestion] = []
    if occupations.KIND in kinds:
        to = OccupationLinks(held.occupations, held.links)
        suggestions += [_to_occupation(hit, to) for hit in held.occupation_names.suggest(query, limit)]
    if kinds != (occupations.KIND,):
        suggestions += [_to_suggestion(hit, held.links) for hit in held.labels.suggest(query, limit, kinds)]
    suggestions.sort(key=lambda suggestion: -suggestion.score)
    return jsonify(asdict(SuggestAnswer(query, held.snapshot.id, tuple(suggestions[:limit]))))


def _read_kinds(arguments: Arguments) -> tuple[str, ...]:
    kinds = read_list(arguments, "kind")
    for kind in kinds:
        if kind not in LABEL_KINDS:
            raise QueryError(f"kind={kind[:40]!r} cannot be used; {', '.join(LABEL_KINDS)} can")
    return kinds


def _to_suggestion(hit: LabelHit, links: Links) -> Suggestion:
    label = hit.label
    return Suggestion(
        text=label.text,
        kind=label.kind,
        code=label.code,
        iri=label.iri,
        url=links.to_url(label.iri),
        role=label.role,
        level=label.level,
        profile=label.profile,
        approved=label.approved,
        score=hit.score,
        matched=hit.matched,
        name=None,
        scheme=None,
    )


def _to_occupation(hit: OccupationHit, to: OccupationLinks) -> Suggestion:
    link = to.to_link(hit.occupation)
    return Suggestion(
        text=hit.matched,
        kind=occupations.KIND,
        code=link.code,
        iri=link.iri,
        url=link.url,
        role=None,
        level=None,
        profile=None,
        approved=None,
        score=hit.score,
        matched=hit.matched,
        name=link.label,
        scheme=link.scheme,
    )
