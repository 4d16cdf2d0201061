"""SPARQL queries over HTTP; ``service/http/console.py`` is the same for people.

Errors of a query are plain text, as the protocol has it; where a limit was met, or nobody was free, a problem document
says so. Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import IO, cast

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, HTTPException, UnsupportedMediaType
from werkzeug.wsgi import FileWrapper

from ontology.errors import BusyError, NotAcceptableError, OperatorError, QueryError
from service.http.console import show_answer, show_console
from service.http.door import door, engine
from service.http.negotiation import GRAPHS, QUERY_GRAPHS, RESULTS, choose, choose_or_none, prefers_html
from service.http.problems import keep_headers, prefers_page, respond, to_problem
from service.http.protocol import FORM, QUERY, UPDATE, hung_up, read_base, read_body, read_dataset, read_once, refuse
from service.sparql.description import ServiceFacts, describe_service
from service.sparql.guard import ForbiddenQueryError
from service.sparql.job import Outcome, QueryRequest
from service.sparql.pool import HungUpError

blueprint = Blueprint("sparql", __name__)
_CHUNK_BYTES = 1 << 18
_SEND_UPDATES = "Updates are sent to {url}/update."


@blueprint.get("/sparql", strict_slashes=False)
@blueprint.get("/sparql/")
def query() -> Response:
    """Answer ``?query=``; without one, describe the service, or show the console to a browser."""
    text = read_once(request.args, "query")
    if text is None:
        return _introduce()
    return _answer(text)


@blueprint.post("/sparql", strict_slashes=False)
@blueprint.post("/sparql/")
def query_posted() -> Response:
    """Answer a query in the body: as a form, or as it is."""
    if request.mimetype == FORM:
        if "update" in request.form:
            raise BadRequest(_SEND_UPDATES.format(url=door().settings.public_url))
        text = read_once(request.form, "query")
    elif request.mimetype == QUERY:
        text = read_body("query")
    elif request.mimetype == UPDATE:
        raise BadRequest(_SEND_UPDATES.format(url=door().settings.public_url))
    else:
        raise UnsupportedMediaType(f"Send the query as {QUERY}, or as query= in {FORM}.")
    if text is None or not text.strip():
        raise BadRequest("The query is missing.")
    return _answer(text)


@blueprint.errorhandler(QueryError)
def show_query_error(error: QueryError) -> Response:
    """Say in plain text what is wrong with a query."""
    return refuse(403 if isinstance(error, ForbiddenQueryError) else 400, str(error))


@blueprint.errorhandler(NotAcceptableError)
def _show_not_acceptable(error: NotAcceptableError) -> Response:
    return refuse(406, f"None of the types in Accept fits: {error}.")


@blueprint.errorhandler(HungUpError)
def show_nothing(_: HungUpError) -> Response:
    """Answer nobody."""
    return refuse(503, "")


@blueprint.errorhandler(HTTPException)
def show_http_error(error: HTTPException) -> Response:
    """Say in plain text what is wrong with a request."""
    response = refuse(error.code or 500, error.description or error.name)
    keep_headers(error, response)
    return response


@blueprint.errorhandler(OperatorError)
def _show_operator_error(error: OperatorError) -> Response:
    problem = to_problem(error)
    if isinstance(error, BusyError) or prefers_page():
        return respond(problem)
    return refuse(problem.status, problem.detail)


def _introduce() -> Response:
    if prefers_html(GRAPHS):
        return show_console()
    settings, syntax = door().settings, choose(GRAPHS)
    facts = ServiceFacts(engine().dataset, writes=settings.token is not None, federates=bool(settings.sparql_allow))
    charset = "; charset=utf-8" if syntax.media_type.startswith("text/") else ""
    return _vary(Response(describe_service(facts, syntax), content_type=syntax.media_type + charset))


def _answer(text: str) -> Response:
    dataset = read_dataset("default-graph-uri", "named-graph-uri")
    base = read_base("/sparql")
    if prefers_html({**RESULTS, **GRAPHS}):
        return show_answer(text, dataset, base)
    asked = QueryRequest(
        text, choose_or_none(RESULTS), choose_or_none(QUERY_GRAPHS), dataset=dataset, base=base, hung_up=hung_up()
    )
    return _vary(to_response(door().sparql.answer(engine(), asked)))


def to_response(outcome: Outcome) -> Response:
    """Return a result as it came; a large one is read from its file while it is sent."""
    media_type = outcome.media_type
    response = Response(
        outcome.body if isinstance(outcome.body, bytes) else FileWrapper(cast(IO[bytes], outcome.body), _CHUNK_BYTES),
        content_type=f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type,
        direct_passthrough=not isinstance(outcome.body, bytes),
    )
    response.content_length = outcome.size
    return response


def _vary(response: Response) -> Response:
    response.vary.add("Accept")
    return response
