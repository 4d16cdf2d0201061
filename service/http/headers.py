"""Headers of every response: the snapshot it speaks of, what may be cached, who may read it, what a browser may do.

A response that depends on the snapshot and the address alone has a weak ETag of both, so a client that has seen it is
told "304" before anything is computed.
"""

from __future__ import annotations

import hashlib

from flask import Flask, Response, request
from werkzeug.exceptions import RequestURITooLarge

from service.http.door import door, engine

SNAPSHOT_HEADER = "Rolegraph-Snapshot"
_MAX_QUERY_STRING = 65_536  # bytes
_REVALIDATED = ("api", "pages", "linked_data")  # blueprints whose responses depend on snapshot and address alone
_OPEN = (
    "api",
    "linked_data",
    "sparql",
    "update",
    "graph_store",
    "void",
)  # blueprints that pages of other sites may read
_OPEN_PATHS = ("/api/", "/reconcile", "/id/", "/data/", "/sparql", "/update", "/rdf-graph-store", "/.well-known/")
_CONTENT_SECURITY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Pages run the script that suggests names, which asks the API; nothing may be made a script from text.
_PAGE_SECURITY = f"{_CONTENT_SECURITY}; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'"


def register(app: Flask) -> None:
    """Give every response of ``app`` its headers."""
    app.before_request(_check_length)
    app.before_request(_answer_unchanged)
    app.after_request(_add_headers)


def _check_length() -> None:
    if len(request.query_string) > _MAX_QUERY_STRING:
        raise RequestURITooLarge


def _tag() -> str | None:
    """Return the ETag of what is asked for; None where it depends on more than snapshot and address."""
    if request.method not in ("GET", "HEAD") or not {*request.blueprints} & {*_REVALIDATED}:
        return None
    accept = request.headers.get("Accept", "")
    said = "\n".join((engine().snapshot.id, door().stamp, request.full_path, accept))
    return hashlib.sha256(said.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def _answer_unchanged() -> Response | None:
    tag = _tag()
    return Response(status=304) if tag is not None and request.if_none_match.contains_weak(tag) else None


def _add_headers(response: Response) -> Response:
    headers = response.headers
    headers[SNAPSHOT_HEADER] = engine().snapshot.id
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers.setdefault(
        "Content-Security-Policy", _PAGE_SECURITY if response.mimetype == "text/html" else _CONTENT_SECURITY
    )
    if {*request.blueprints} & {*_OPEN} or request.path.startswith(_OPEN_PATHS):
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = f"{SNAPSHOT_HEADER}, ETag, Link, Location, Retry-After"
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = headers.get("Allow", "GET, HEAD, OPTIONS")
            headers["Access-Control-Allow-Headers"] = "Accept, Authorization, Content-Type"
            headers["Access-Control-Max-Age"] = "86400"
    if request.endpoint != "static":
        headers.setdefault("Cache-Control", "no-cache")
        tag = _tag() if response.status_code in (200, 303, 304) else None
        if tag is not None:
            response.set_etag(tag, weak=True)
            response.vary.add("Accept")
    return response
