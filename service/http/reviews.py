"""Mappings and aliases in the JSON API: listed by where they stand, shown with their history, and decided on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Annotated, Any

from flask import Blueprint, Response, jsonify, request, url_for
from pydantic import BaseModel, ConfigDict, Field

from ingest.mapping.decisions import write_decisions
from ontology.decision import MAX_COMMENT_CHARACTERS, MAX_REVIEWER_CHARACTERS, Decision
from ontology.iris import Namer
from service.http.door import door, engine, renew_engine
from service.http.licences import add_licences
from service.http.parameters import Arguments, read_fraction, read_integer, read_json_body, read_list, read_one
from service.http.token import require_token
from service.mappings.entry import AliasEntry, MappingEntry
from service.mappings.reviewing import Verdict, decide_on_alias, decide_on_mapping
from service.writing.change import Change, Verb

blueprint = Blueprint("reviews", __name__)
DEFAULT_PAGE = 100  # in one response
MAX_PAGE = 1000
MAX_OFFSET = 10_000_000
_EXAMPLE = '{"status": "approved", "reviewer": "Ana Ruiz", "predicate": "closeMatch"}'


class VerdictBody(BaseModel):
    """The body of a review."""

    model_config = ConfigDict(extra="forbid")

    status: Annotated[str, Field(examples=["approved"])]
    reviewer: Annotated[str, Field(max_length=MAX_REVIEWER_CHARACTERS, examples=["Ana Ruiz"])]
    comment: Annotated[str | None, Field(max_length=MAX_COMMENT_CHARACTERS)] = None
    predicate: Annotated[str | None, Field(examples=["closeMatch"])] = None
    replaced_by: str | None = None

    def to_verdict(self) -> Verdict:
        """Return the verdict as reviews take it."""
        return Verdict(self.status, self.reviewer, self.comment, self.predicate, self.replaced_by)


@dataclass(frozen=True, slots=True)
class MappingPage:
    """A page of the list of mappings."""

    snapshot: str
    total: int
    offset: int
    limit: int
    mappings: tuple[MappingEntry, ...]
    next: str | None  # address of the next page; null on the last


@dataclass(frozen=True, slots=True)
class MappingAnswer:
    """One mapping."""

    snapshot: str
    mapping: MappingEntry


@dataclass(frozen=True, slots=True)
class AliasPage:
    """A page of the list of aliases."""

    snapshot: str
    total: int
    offset: int
    limit: int
    aliases: tuple[AliasEntry, ...]
    next: str | None  # address of the next page; null on the last


@dataclass(frozen=True, slots=True)
class AliasAnswer:
    """One alias."""

    snapshot: str
    alias: AliasEntry


@blueprint.get("/api/v1/mappings")
def list_mappings() -> Response:
    """List mappings, a page at a time."""
    asked, held = request.args, engine()
    lists = {name: read_list(asked, name) for name in ("status", "occupation", "soc_group")}
    one = _read_shared(asked)
    offset, limit = _read_page(asked)
    total, entries = held.mappings.list(
        lists["status"], one[0], lists["occupation"], lists["soc_group"], one[1], offset, limit
    )
    again = {**lists, "profile": one[0], "min_confidence": one[1]}
    following = _find_next("list_mappings", again, total, offset, limit)
    answer = MappingPage(held.snapshot.id, total, offset, limit, entries, following)
    return add_licences(jsonify(asdict(answer)), held.occupations.taxonomies)


@blueprint.get("/api/v1/mappings/<name>")
def show_mapping(name: str) -> Response:
    """Show one mapping with its history."""
    held = engine()
    answer = MappingAnswer(held.snapshot.id, held.mappings.find(name))
    return add_licences(jsonify(asdict(answer)), held.occupations.taxonomies)


@blueprint.post("/api/v1/mappings/<name>/review")
def review_mapping(name: str) -> Response:
    """Record a decision on a mapping."""
    require_token()
    _record(decide_on_mapping(engine().mappings, name, _read_verdict()))
    return show_mapping(name)


@blueprint.get("/api/v1/aliases")
def list_aliases() -> Response:
    """List aliases, a page at a time."""
    asked, held = request.args, engine()
    status, one = read_list(asked, "status"), _read_shared(asked)
    offset, limit = _read_page(asked)
    total, entries = held.aliases.list(status, *one, offset, limit)
    again = {"status": status, "profile": one[0], "min_confidence": one[1]}
    following = _find_next("list_aliases", again, total, offset, limit)
    return jsonify(asdict(AliasPage(held.snapshot.id, total, offset, limit, entries, following)))


@blueprint.get("/api/v1/aliases/<name>")
def show_alias(name: str) -> Response:
    """Show one alias with its history."""
    held = engine()
    return jsonify(asdict(AliasAnswer(held.snapshot.id, held.aliases.find(name))))


@blueprint.post("/api/v1/aliases/<name>/review")
def review_alias(name: str) -> Response:
    """Record a decision on an alias."""
    require_token()
    _record(decide_on_alias(engine().aliases, name, _read_verdict()))
    return show_alias(name)


def _read_verdict() -> Verdict:
    return read_json_body(request, VerdictBody, _EXAMPLE).to_verdict()


def _record(decision: Decision) -> None:
    """Add ``decision`` to the history; what follows in this request speaks of the snapshot that has it."""
    namer = Namer(engine().links.base)
    content = write_decisions([decision], namer).to_ntriples().encode()
    door().writer.write(Change(Verb.DECIDE), content)
    renew_engine()


def _read_shared(asked: Arguments) -> tuple[str | None, float | None]:
    return read_one(asked, "profile"), read_fraction(asked, "min_confidence")


def _read_page(asked: Arguments) -> tuple[int, int]:
    offset = read_integer(asked, "offset", 0, 0, MAX_OFFSET)
    return offset, read_integer(asked, "limit", DEFAULT_PAGE, 1, MAX_PAGE)


def _find_next(route: str, again: Mapping[str, object], total: int, offset: int, limit: int) -> str | None:
    """Return the address of the next page of ``route``, with all that was asked; None on the last."""
    after = offset + limit
    if after >= total:
        return None
    asked: dict[str, Any] = {name: value or None for name, value in again.items()}
    return door().settings.public_url + url_for(f"api.reviews.{route}", **asked, offset=after, limit=limit)
