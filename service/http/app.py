"""The Flask app: every door of HTTP on one engine. Routes parse, ask and render; answers are made below them."""

from __future__ import annotations

from flask import Flask
from flask.json.provider import DefaultJSONProvider

from service.config import Settings
from service.current import Current
from service.http import api, graph_store, headers, linked_data, operations, pages, problems, sparql, update, void
from service.http.bodies import MAX_BODY_BYTES
from service.http.door import make_door


class _Json(DefaultJSONProvider):
    """JSON as it was put together: fields in their order, letters as they are."""

    ensure_ascii = False
    sort_keys = False


def create_app(settings: Settings, current: Current) -> Flask:
    """Return the app that answers from ``current``."""
    app = Flask("service.http")
    app.json = _Json(app)
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY_BYTES
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = 86_400  # seconds; the stylesheet's address changes with its content
    app.url_map.merge_slashes = False  # an IRI may hold two in a row
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    app.extensions["rolegraph"] = make_door(settings, current)
    problems.register(app)
    headers.register(app)
    pages.register(app)
    for door in (api, pages, linked_data, sparql, update, graph_store, void, operations):
        app.register_blueprint(door.blueprint)
    return app
