"""The JSON API, version 1."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import Blueprint, Response, jsonify, request, url_for

from service.http import comparison, inference, mapping_checks, occupations, reviews, suggest, titles
from service.http.answers import ProfileAnswer, ProfileList, RoleAnswer, SnapshotAnswer
from service.http.door import door, engine
from service.http.openapi import build_openapi
from service.http.parameters import (
    read_filters,
    read_ignore,
    read_integer,
    read_limit,
    read_mapping_filters,
    read_mode,
    read_query,
    read_retrieve_body,
    to_arguments,
)
from service.http.reconciliation import routes as reconciliation
from service.http.unanswered import log_if_unanswered
from service.retrieval import Retrieval
from service.search.mapped_profiles import describe_mappings

blueprint = Blueprint("api", __name__)
blueprint.register_blueprint(suggest.blueprint)
blueprint.register_blueprint(titles.blueprint)
blueprint.register_blueprint(inference.blueprint)
blueprint.register_blueprint(occupations.blueprint)
blueprint.register_blueprint(reviews.blueprint)
blueprint.register_blueprint(mapping_checks.blueprint)
blueprint.register_blueprint(reconciliation.blueprint)
blueprint.register_blueprint(comparison.blueprint)  # its routes are part of this API: same headers, same description
_PAGE = 100  # profiles in one response
_MAX_PAGE = 1000
_MAX_OFFSET = 10_000_000


@blueprint.get("/api/v1/search")
def search() -> Response:
    """Answer a question with levels, and the statements that prove them."""
    arguments = request.args
    result = engine().searcher.search(
        read_query(arguments),
        read_filters(arguments),
        ignore=read_ignore(arguments),
        limit=read_limit(arguments),
        mode=read_mode(arguments),
    )
    log_if_unanswered(result)
    return jsonify(result.to_dict())


@blueprint.get("/api/v1/retrieve")
def retrieve() -> Response:
    """Return passages with citations for a chatbot."""
    arguments = request.args
    found = engine().retriever.retrieve(
        read_query(arguments),
        read_filters(arguments),
        ignore=read_ignore(arguments),
        limit=read_limit(arguments),
    )
    log_if_unanswered(found)
    return _give(found)


@blueprint.post("/api/v1/retrieve")
def retrieve_posted() -> Response:
    """Return passages with citations for a chatbot; the question is the body."""
    body = read_retrieve_body(request)
    found = engine().retriever.retrieve(
        body.query, body.filters.to_filters(), ignore=tuple(body.ignore), limit=body.limit
    )
    log_if_unanswered(found)
    return _give(found)


@blueprint.get("/api/v1/profiles")
def list_profiles() -> Response:
    """List all profiles, or those with certain mappings, in the order of their codes, a page at a time."""
    offset = read_integer(request.args, "offset", 0, 0, _MAX_OFFSET)
    limit = read_integer(request.args, "limit", _PAGE, 1, _MAX_PAGE)
    filters = read_mapping_filters(request.args)
    held = engine()
    fitting = held.mapped_profiles.find(filters)
    total, profiles = held.profiles.list_page(offset, limit, fitting)
    after = offset + len(profiles)
    following = None
    if after < total and profiles:
        again: dict[str, Any] = {**to_arguments(filters), "offset": after, "limit": limit}
        following = door().settings.public_url + url_for("api.list_profiles", **again)
    reason = None if total or fitting is None else f"No profile has {describe_mappings(filters)}."
    return _give(ProfileList(held.snapshot.id, total, offset, limit, profiles, following, reason))


@blueprint.get("/api/v1/profiles/<path:code>")
def show_profile(code: str) -> Response:
    """Show all that is stated of one profile."""
    held = engine()
    return _give(ProfileAnswer(held.snapshot.id, held.profiles.read(code)))


@blueprint.get("/api/v1/roles/<path:code>")
def show_role(code: str) -> Response:
    """Show the ladder of one role: its levels in rank order, with the responsibilities of each."""
    held = engine()
    return _give(RoleAnswer(held.snapshot.id, held.roles.read(code)))


@blueprint.get("/api/v1/snapshot")
def show_snapshot() -> Response:
    """Show which snapshot answers, and what it holds."""
    manifest = engine().snapshot.manifest
    return _give(SnapshotAnswer(manifest.id, manifest.created, manifest.counts, manifest.encoder, manifest.base))


@blueprint.get("/openapi.json")
def show_openapi() -> Response:
    """Describe this API in OpenAPI 3.1."""
    return jsonify(build_openapi(door().settings.public_url))


def _give(answer: ProfileList | ProfileAnswer | RoleAnswer | SnapshotAnswer | Retrieval) -> Response:
    return jsonify(asdict(answer))
