"""For whoever runs the service: is the process alive, does it answer."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify

from service.http.door import door, engine

blueprint = Blueprint("operations", __name__)


@blueprint.get("/healthz")
def show_health() -> Response:
    """The process lives."""
    return _uncached(jsonify(status="ok"))


@blueprint.get("/readyz")
def show_readiness() -> Response:
    """Questions are answered; stale says that a newer snapshot cannot be opened, and why.

    Stale is ready all the same: one damaged snapshot must not take every replica out of service.
    """
    problem = door().current.problem
    held = engine()
    if problem is not None:
        return _uncached(jsonify(status="stale", snapshot=held.snapshot.id, problem=problem))
    return _uncached(jsonify(status="ready", snapshot=held.snapshot.id))


@blueprint.get("/robots.txt")
def show_robots() -> Response:
    """Search engines may read pages, not queries."""
    return Response("User-agent: *\nDisallow: /sparql\nDisallow: /api/\nDisallow: /?q=\n", mimetype="text/plain")


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
