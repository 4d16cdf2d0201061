"""Routes of the reconciliation service."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify, make_response, redirect, render_template, request
from werkzeug.exceptions import UnsupportedMediaType

from ontology.errors import NotFoundError, QueryError
from service.http import problems
from service.http.door import door, engine
from service.http.parameters import read_integer, read_list, read_one
from service.http.problems import Problem
from service.http.protocol import FORM
from service.http.reconciliation import jsonp
from service.http.reconciliation.bodies import MAX_QUERIES, read_batch, read_extension
from service.http.reconciliation.manifest import build_manifest
from service.http.reconciliation.rendering import to_candidate, to_extension, to_property, to_suggestion, to_type
from service.reconciliation.properties import PROPERTIES, list_properties
from service.reconciliation.suggestion import MAX_CURSOR, suggest_properties, suggest_types

blueprint = Blueprint("reconciliation", __name__)
blueprint.before_request(jsonp.check_callback)
blueprint.after_request(jsonp.wrap)
_PREVIEW_SECURITY = (  # any page may show previews in a frame; they run nothing
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
)


@blueprint.get("/reconcile")
def reconcile() -> Response:
    """Describe the service; with ``queries`` or ``extend``, answer as to a POST."""
    queries, extend = read_one(request.args, "queries"), read_one(request.args, "extend")
    if queries is None and extend is None:
        held = engine()
        return jsonify(
            build_manifest(door().settings.public_url, held.snapshot.manifest.base, held.reconciliation.entities)
        )
    return _answer(queries, extend)


@blueprint.post("/reconcile")
def reconcile_posted() -> Response:
    """Match a batch of names, or fetch values of properties."""
    if request.mimetype not in (FORM, "multipart/form-data"):
        raise UnsupportedMediaType(f"Send the body as {FORM}, with a field queries or extend that holds JSON.")
    return _answer(read_one(request.form, "queries"), read_one(request.form, "extend"))


@blueprint.get("/reconcile/suggest/entity")
def suggest_entity() -> Response:
    """Suggest profiles, roles and occupations."""
    held = engine().reconciliation
    found = held.suggester.suggest(_read_prefix(), read_list(request.args, "type"), _read_cursor())
    return jsonify({"result": [to_suggestion(entity, held.entities.types) for entity in found]})


@blueprint.get("/reconcile/suggest/type")
def suggest_type() -> Response:
    """Suggest types of entities."""
    types = engine().reconciliation.entities.types.values()
    return jsonify({"result": [to_type(one) for one in suggest_types(types, _read_prefix(), _read_cursor())]})


@blueprint.get("/reconcile/suggest/property")
def suggest_property() -> Response:
    """Suggest properties."""
    return jsonify({"result": [to_property(one) for one in suggest_properties(_read_prefix(), _read_cursor())]})


@blueprint.get("/reconcile/properties")
def propose_properties() -> Response:
    """Propose properties whose values can be fetched for entities of a type."""
    name = read_one(request.args, "type")
    limit = read_integer(request.args, "limit", len(PROPERTIES), 1, 1000)
    known = engine().reconciliation.entities.types
    found = () if name is not None and name not in known else list_properties(name and name.partition("/")[0])
    answer = {"limit": limit, "properties": [{"id": one.id, "name": one.name} for one in found[:limit]]}
    return jsonify(answer if name is None else {"type": name, **answer})


@blueprint.get("/reconcile/preview")
def preview() -> Response:
    """Show an entity in a few lines, for a frame of another page."""
    held, name = engine().reconciliation, _read_id()
    try:
        shown = held.previewer.preview(held.entities.find(name))
    except NotFoundError:
        shown = None
    response = make_response(render_template("preview.html", shown=shown), 404 if shown is None else 200)
    response.headers["Content-Security-Policy"] = _PREVIEW_SECURITY
    return response


@blueprint.get("/reconcile/view")
def view() -> Response:
    """Send on to the address of an entity."""
    found = engine().reconciliation.entities.find(_read_id())
    response = redirect(f"{door().settings.public_url}/id/{found.id}", code=303)
    assert isinstance(response, Response)
    return response


def _answer(queries: str | None, extend: str | None) -> Response:
    if (queries is None) == (extend is None):
        raise QueryError("give queries (a batch of queries) or extend (a query for property values), and not both")
    held = engine().reconciliation
    types = held.entities.types
    if queries is None:
        return jsonify(to_extension(held.extender.extend(*read_extension(extend or "")), types))
    batch = read_batch(queries)
    if len(batch) > MAX_QUERIES:
        detail = f"{len(batch)} queries are too many; {MAX_QUERIES} are allowed in one batch, as the manifest says."
        return problems.respond(Problem(413, "batch-too-large", "The batch is too large", detail))
    results = held.reconciler.reconcile(list(batch.values()))
    return jsonify(
        {
            key: {"result": [to_candidate(one, types) for one in found]}
            for key, found in zip(batch, results, strict=True)
        }
    )


def _read_prefix() -> str:
    return read_one(request.args, "prefix") or ""


def _read_cursor() -> int:
    return read_integer(request.args, "cursor", 0, 0, MAX_CURSOR)


def _read_id() -> str:
    name = read_one(request.args, "id")
    if name is None:
        raise QueryError("id is missing: give one such as ?id=profile/CUS.GEN.P4")
    return name
