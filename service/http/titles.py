"""Title resolution, in the JSON API: one title, or up to 500 at a time."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ConfigDict, Field

from ontology.errors import QueryError
from service.http.door import engine
from service.http.parameters import read_integer, read_json_body, read_one
from service.occupations.titles.candidate import OccupationCandidate
from service.titles.resolution import NormalTitle, TitleCandidate, TitleResolution
from service.titles.resolver import DEFAULT_CANDIDATES, MAX_CANDIDATES, MAX_TITLES

blueprint = Blueprint("titles", __name__)


class TitlesBody(BaseModel):
    """The body of POST /api/v1/titles/resolve."""

    model_config = ConfigDict(extra="forbid")

    titles: Annotated[
        list[str], Field(min_length=1, max_length=MAX_TITLES, examples=[["Sr. CSM II", "VP of Customer Success"]])
    ]
    limit: Annotated[int, Field(ge=1, le=MAX_CANDIDATES)] = DEFAULT_CANDIDATES
    role: str | None = None


@dataclass(frozen=True, slots=True)
class TitleAnswer:
    """What one title resolves to."""

    snapshot: str
    title: str
    normalised: NormalTitle
    candidates: tuple[TitleCandidate, ...]  # best first; empty where nothing fits
    ambiguous: bool
    reason: str | None  # why it is ambiguous, or why there is none
    occupations: tuple[OccupationCandidate, ...]  # scheme by scheme, best first; empty where none was imported


@dataclass(frozen=True, slots=True)
class TitlesAnswer:
    """What each of many titles resolves to, in their order."""

    snapshot: str
    results: tuple[TitleResolution, ...]


@blueprint.get("/api/v1/titles/resolve")
def resolve_title() -> Response:
    """Resolve a title to the profiles and occupations that it may mean."""
    arguments = request.args
    title = read_one(arguments, "title")
    if title is None:
        raise QueryError("title is missing: give a title, such as ?title=Sr.+CSM+II")
    limit = read_integer(arguments, "limit", DEFAULT_CANDIDATES, 1, MAX_CANDIDATES)
    held = engine()
    (found,) = held.titles.resolve_with_occupations([title], role=read_one(arguments, "role"), limit=limit)
    if found.normalised is None:
        raise QueryError(str(found.problem))
    answer = TitleAnswer(
        held.snapshot.id,
        found.title,
        found.normalised,
        found.candidates,
        found.ambiguous,
        found.reason,
        found.occupations,
    )
    return jsonify(asdict(answer))


@blueprint.post("/api/v1/titles/resolve")
def resolve_titles() -> Response:
    """Resolve up to 500 titles; one that cannot be read says so in its place."""
    body = read_json_body(request, TitlesBody, '{"titles": ["Sr. CSM II", "VP of Customer Success"]}')
    held = engine()
    found = held.titles.resolve_with_occupations(body.titles, role=body.role, limit=body.limit)
    return jsonify(asdict(TitlesAnswer(held.snapshot.id, tuple(found))))
