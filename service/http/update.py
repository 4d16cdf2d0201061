"""SPARQL Update over HTTP.

Source: https://www.w3.org/TR/sparql11-protocol/#update-operation
"""

from __future__ import annotations

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType

from ontology.errors import QueryError
from service.http.door import door, engine
from service.http.edits import show_edit
from service.http.protocol import FORM, QUERY, UPDATE, read_base, read_body, read_dataset, read_once
from service.http.sparql import show_http_error, show_query_error
from service.http.token import require_token
from service.sparql.endpoint import complete
from service.writing.change import Change, Verb
from store.query import WHOLE

blueprint = Blueprint("update", __name__)
blueprint.register_error_handler(QueryError, show_query_error)
blueprint.register_error_handler(HTTPException, show_http_error)


@blueprint.post("/update", strict_slashes=False)
@blueprint.post("/update/")
def update() -> Response:
    """Apply an update and publish what it makes."""
    require_token()
    if request.mimetype == QUERY or "query" in request.form:
        raise BadRequest(f"Queries are sent to {door().settings.public_url}/sparql.")
    if request.mimetype == FORM:
        text = read_once(request.form, "update")
    elif request.mimetype == UPDATE:
        text = read_body("update")
    else:
        raise UnsupportedMediaType(f"Send the update as {UPDATE}, or as update= in {FORM}.")
    if text is None or not text.strip():
        raise BadRequest("The update is missing.")
    base = read_base("/update")
    dataset = read_dataset("using-graph-uri", "using-named-graph-uri")
    change = Change(
        Verb.UPDATE,
        text=complete(engine(), text, door().sparql.federation, base, may_load=True),
        base=base,
        using=dataset.default or (),
        using_named=dataset.named or (),
    )
    if dataset == WHOLE and any(name in request.values for name in ("default-graph-uri", "named-graph-uri")):
        raise BadRequest("An update's dataset is named by using-graph-uri= and using-named-graph-uri=.")
    return show_edit(door().writer.write(change))
