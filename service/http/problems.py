"""Errors as RFC 9457 problem documents; a browser gets the same as a page.

Source: https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology.errors import (
    BusyError,
    CallerError,
    ForbiddenError,
    InvalidGraphError,
    MemoryLimitError,
    NotFoundError,
    OperatorError,
    QueryError,
    RolegraphError,
    SizeLimitError,
    TimeLimitError,
)

PROBLEM_TYPE = "application/problem+json"
_TYPES = "https://w3id.org/rolegraph/problem/"
_LOG = logging.getLogger(__name__)
_OWN_WORDS = (  # raised with a text of ours
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.NOT_ACCEPTABLE,
)
_KEPT_HEADERS = ("Allow", "WWW-Authenticate")
_DETAILS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method; the header Allow names those that it does.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request body is too large; 1 MB is allowed.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long; send long queries in the body of a POST.",
}


_KINDS: Mapping[type, tuple[int, str, str]] = {  # error -> status, slug and title
    NotFoundError: (HTTPStatus.NOT_FOUND, "not-found", "Not found"),
    ForbiddenError: (HTTPStatus.FORBIDDEN, "forbidden", "Not allowed"),
    TimeLimitError: (HTTPStatus.SERVICE_UNAVAILABLE, "time-limit", "It takes too long"),
    SizeLimitError: (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "result-too-large", "The result is too large"),
    MemoryLimitError: (HTTPStatus.INSUFFICIENT_STORAGE, "memory-limit", "It needs too much memory"),
    InvalidGraphError: (HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-graph", "The graph would be wrong"),
    QueryError: (HTTPStatus.BAD_REQUEST, "bad-query", "The query cannot be answered as written"),
    CallerError: (HTTPStatus.BAD_REQUEST, "bad-request", "The request cannot be used"),
    BusyError: (HTTPStatus.SERVICE_UNAVAILABLE, "busy", "Busy"),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for whoever asked."""

    status: int
    slug: str  # ends the type's IRI
    title: str  # the same for every occurrence of the type
    detail: str  # of this occurrence: what was wrong, and what would be right
    retry_after_seconds: int | None = None
    more: Mapping[str, object] = field(default_factory=dict)  # members that this type has besides


def to_problem(error: RolegraphError) -> Problem:
    """Return the problem that ``error`` is to the one who asked."""
    if isinstance(error, OperatorError) and not isinstance(error, BusyError):
        # Its text is for the operator: it may name paths and files.
        _LOG.error("cannot answer %s: %s", request.path, error)
        detail = "The service cannot answer at the moment; its log says why. Try again later."
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "Not available", detail)
    kind = next((kind for kind in type(error).__mro__ if kind in _KINDS), None)
    if kind is None:
        return _unexpected(error)
    return Problem(
        *_KINDS[kind],
        str(error),
        error.retry_after_seconds if isinstance(error, BusyError) else None,
        {"violations": list(error.violations)} if isinstance(error, InvalidGraphError) else {},
    )


def respond(problem: Problem) -> Response:
    """Return ``problem`` as a document, or as a page to a browser."""
    if prefers_page():
        response = make_response(render_template("problem.html", problem=problem), problem.status)
    else:
        document = {
            "type": _TYPES + problem.slug,
            "title": problem.title,
            "status": problem.status,
            "detail": problem.detail,
            "instance": quote(request.path),
            **problem.more,
        }
        response = make_response(json.dumps(document), problem.status)
        response.content_type = PROBLEM_TYPE
    if problem.retry_after_seconds is not None:
        response.headers["Retry-After"] = str(problem.retry_after_seconds)
    response.vary.add("Accept")
    return response


def prefers_page() -> bool:
    """Return whether the one who asks is a browser at an address meant for people."""
    if request.path.startswith("/api/"):
        return False
    offered = (PROBLEM_TYPE, "application/json", "text/html")
    return request.accept_mimetypes.best_match(offered) == "text/html"


def register(app: Flask) -> None:
    """Make ``app`` answer every error with a problem document."""
    app.register_error_handler(RolegraphError, lambda error: respond(to_problem(error)))
    app.register_error_handler(HTTPException, _respond_to_http)
    app.register_error_handler(Exception, lambda error: respond(_unexpected(error)))


def _respond_to_http(error: HTTPException) -> Response:
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if error.response is not None or status < HTTPStatus.BAD_REQUEST:
        plain = error.get_response()
        assert isinstance(plain, Response)
        return plain
    name = HTTPStatus(status).phrase
    detail = error.description if status in _OWN_WORDS else None
    problem = Problem(status, name.lower().replace(" ", "-"), name, detail or _DETAILS.get(HTTPStatus(status), name))
    response = respond(problem)
    keep_headers(error, response)
    return response


def keep_headers(error: HTTPException, response: Response) -> None:
    """Give ``response`` the headers that go with the status of ``error``."""
    for header, value in error.get_headers():
        if header in _KEPT_HEADERS:
            response.headers[header] = value


def _unexpected(error: BaseException) -> Problem:
    _LOG.error("unexpected error at %s", request.path, exc_info=error)
    detail = "Something went wrong that should not have; it was logged."
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error", detail)
