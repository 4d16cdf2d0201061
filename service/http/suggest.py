"""Names as they are typed, in the JSON API."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Blueprint, Response, jsonify, request

from ontology.errors import QueryError
from service.http.door import engine
from service.http.parameters import Arguments, read_integer, read_list, read_query
from service.labels.label import LABEL_KINDS, LabelHit
from service.links import Links

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


@dataclass(frozen=True, slots=True)
class SuggestAnswer:
    """Names for what was typed, best first."""

    query: str
    snapshot: str
    suggestions: tuple[Suggestion, ...]


@blueprint.get("/api/v1/suggest")
def suggest() -> Response:
    """Suggest titles, aliases, roles, skills, levels and codes for what is typed so far."""
    arguments = request.args
    query = read_query(arguments)
    limit = read_integer(arguments, "limit", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS)
    held = engine()
    hits = held.labels.suggest(query, limit, _read_kinds(arguments))
    suggestions = tuple(_to_suggestion(hit, held.links) for hit in hits)
    return jsonify(asdict(SuggestAnswer(query, held.snapshot.id, suggestions)))


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
    )
