"""Errors as RFC 9457 problem documents; a browser gets the same as a page.

Source: https://www.rfc-editor.org/rfc/rfc9457
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import quote

from flask import Flask, Response, json, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology.errors import CallerError, NotFoundError, OperatorError, QueryError, RolegraphError

PROBLEM_TYPE = "application/problem+json"
_TYPES = "https://w3id.org/rolegraph/problem/"
_LOG = logging.getLogger(__name__)
_OWN_WORDS = (
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    HTTPStatus.NOT_ACCEPTABLE,
)  # raised with a text of ours
_DETAILS = {
    HTTPStatus.NOT_FOUND: "There is nothing at this address.",
    HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take that method; the header Allow names those that it does.",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "The request body is too large; 1 MB is allowed.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "The address is too long; send long queries in the body of a POST.",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, for whoever asked."""

    status: int
    slug: str  # ends the type's IRI
    title: str  # the same for every occurrence of the type
    detail: str  # of this occurrence: what was wrong, and what would be right


def to_problem(error: RolegraphError) -> Problem:
    """Return the problem that ``error`` is to the one who asked."""
    match error:
        case NotFoundError():
            return Problem(HTTPStatus.NOT_FOUND, "not-found", "Not found", str(error))
        case QueryError():
            return Problem(HTTPStatus.BAD_REQUEST, "bad-query", "The query cannot be answered as written", str(error))
        case CallerError():
            return Problem(HTTPStatus.BAD_REQUEST, "bad-request", "The request cannot be used", str(error))
        case OperatorError():
            # Its text is for the operator: it may name paths and files.
            _LOG.error("cannot answer %s: %s", request.path, error)
            detail = "The service cannot answer at the moment; its log says why. Try again later."
            return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "unavailable", "Not available", detail)
    return _unexpected(error)


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
        }
        response = make_response(json.dumps(document), problem.status)
        response.content_type = PROBLEM_TYPE
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
    for header, value in error.get_headers():
        if header == "Allow":
            response.headers[header] = value
    return response


def _unexpected(error: BaseException) -> Problem:
    _LOG.error("unexpected error at %s", request.path, exc_info=error)
    detail = "Something went wrong that should not have; it was logged."
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", "Internal error", detail)
