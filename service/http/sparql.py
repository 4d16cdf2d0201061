"""SPARQL over HTTP, and its console for people.

Errors are plain text, as the protocol has it. Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import BadRequest, Forbidden, HTTPException, UnsupportedMediaType

from ontology.errors import OperatorError, QueryError
from ontology.vocabulary import PREFIXES
from service.http.door import door, engine
from service.http.negotiation import GRAPHS, RESULTS, choose, prefers_html
from service.http.problems import prefers_page, respond, to_problem
from service.sparql.description import describe_service
from service.sparql.endpoint import SparqlEndpoint
from service.sparql.guard import ForbiddenQueryError
from store.graph import Answer
from store.syntax import RdfSyntax, ResultSyntax

blueprint = Blueprint("sparql", __name__)
_SHOWN_ROWS = 1000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_UPDATE = "application/sparql-update"
_DATASET = ("default-graph-uri", "named-graph-uri")
_NO_UPDATES = "Updates are not accepted here: this endpoint reads a published snapshot."
EXAMPLES = (
    (
        "Which levels speak of renewals",
        "SELECT DISTINCT ?profile ?text WHERE {\n  ?p rg:responsibility/rg:text ?text ; skos:notation ?profile .\n"
        '  FILTER(CONTAINS(LCASE(?text), "renewal"))\n} ORDER BY ?profile LIMIT 50',
    ),
    (
        "Profiles and how many responsibilities each states",
        "SELECT ?profile (COUNT(?r) AS ?responsibilities) WHERE {\n  ?p a rg:Profile ; skos:notation ?profile .\n"
        "  OPTIONAL { ?p rg:responsibility ?r }\n} GROUP BY ?profile ORDER BY ?profile",
    ),
    (
        "Mappings that wait for review",
        "SELECT DISTINCT ?profile ?code ?title WHERE {\n  ?p skos:notation ?profile ; rg:mapping ?m .\n"
        "  ?m rg:status rg:NeedsReview ; owl:annotatedTarget/skos:notation ?code .\n"
        "  OPTIONAL { ?m sssom:object_label ?title }\n} ORDER BY ?profile",
    ),
)


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    names: list[str]
    rows: list[list[_Cell]]
    total: int


@blueprint.get("/sparql", strict_slashes=False)
@blueprint.get("/sparql/")
def query() -> Response:
    """Answer ``?query=``; without one, describe the service, or show the console to a browser."""
    text = _read_query(request.args.getlist("query"))
    if text is None:
        return _introduce()
    return _answer(text)


@blueprint.post("/sparql", strict_slashes=False)
@blueprint.post("/sparql/")
def query_posted() -> Response:
    """Answer a query in the body: as a form, or as it is."""
    media_type = request.mimetype
    if media_type == _UPDATE or "update" in request.form or "update" in request.args:
        raise Forbidden(_NO_UPDATES)
    if media_type == _FORM:
        text = _read_query(request.form.getlist("query"))
    elif media_type == _QUERY:
        try:
            text = request.get_data(cache=False).decode()
        except UnicodeDecodeError as error:
            raise BadRequest("The query is not UTF-8.") from error
    else:
        raise UnsupportedMediaType(f"Send the query as {_QUERY}, or as query= in {_FORM}.")
    if text is None or not text.strip():
        raise BadRequest("The query is missing.")
    return _answer(text)


@blueprint.errorhandler(QueryError)
def _show_query_error(error: QueryError) -> Response:
    return _refuse(403 if isinstance(error, ForbiddenQueryError) else 400, str(error))


@blueprint.errorhandler(HTTPException)
def _show_http_error(error: HTTPException) -> Response:
    return _refuse(error.code or 500, error.description or error.name)


@blueprint.errorhandler(OperatorError)
def _show_operator_error(error: OperatorError) -> Response:
    problem = to_problem(error)
    return respond(problem) if prefers_page() else _refuse(problem.status, problem.detail)


def _read_query(values: list[str]) -> str | None:
    if len(values) > 1:
        raise BadRequest(f"The query is given {len(values)} times; give it once.")
    return values[0] if values and values[0].strip() else None


def _introduce() -> Response:
    if prefers_html({"text/turtle": None}):
        return _console()
    url = f"{door().settings.public_url}/sparql"
    held = engine()
    text = describe_service(url, held.snapshot.id, held.snapshot.manifest.counts.get("triples", 0))
    return _vary(Response(text, content_type="text/turtle; charset=utf-8"))


def _answer(text: str) -> Response:
    if any(name in request.values for name in _DATASET):
        raise BadRequest(
            f"{' and '.join(_DATASET)} are not supported yet: name graphs in the query, with FROM or GRAPH."
        )
    endpoint = engine().sparql
    if _wants_console():
        return _show_in_console(endpoint, text)
    answer = endpoint.answer(text, lambda: choose(RESULTS), lambda: choose(GRAPHS))
    return _vary(Response(answer.body, content_type=_with_charset(answer)))


def _wants_console() -> bool:
    return prefers_html({**RESULTS, **GRAPHS})


def _show_in_console(endpoint: SparqlEndpoint, text: str) -> Response:
    try:
        answer = endpoint.answer(text, lambda: ResultSyntax.JSON, lambda: RdfSyntax.TURTLE)
    except QueryError as error:
        return _console(text, problem=str(error), status=403 if isinstance(error, ForbiddenQueryError) else 400)
    if answer.media_type == RdfSyntax.TURTLE.media_type:
        return _console(text, graph=answer.body.decode())
    content = json.loads(answer.body)
    if "boolean" in content:
        return _console(text, truth=content["boolean"])
    return _console(text, table=_to_table(content))


def _to_table(content: dict[str, dict[str, list[dict[str, dict[str, str]]]]]) -> _Table:
    names = [str(name) for name in content["head"]["vars"]]
    bindings = content["results"]["bindings"]
    links = engine().links

    def cell(term: dict[str, str] | None) -> _Cell:
        if term is None:
            return _Cell("", None)
        value = str(term["value"])
        if term["type"] != "uri":
            return _Cell(value, None)
        return _Cell(_shorten(value), links.to_url(value) if value.startswith(("http://", "https://")) else None)

    rows = [[cell(binding.get(name)) for name in names] for binding in bindings[:_SHOWN_ROWS]]
    return _Table(names, rows, len(bindings))


def _shorten(iri: str) -> str:
    base = engine().links.base
    if iri.startswith(base):
        return iri.removeprefix(base)
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri


def _console(
    text: str = "",
    *,
    table: _Table | None = None,
    graph: str | None = None,
    truth: bool | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    page = render_template(
        "console.html",
        query=text or EXAMPLES[0][1],
        examples=EXAMPLES,
        prefixes=PREFIXES,
        table=table,
        graph=graph,
        truth=truth,
        problem=problem,
    )
    return _vary(make_response(page, status))


def _refuse(status: int, text: str) -> Response:
    response = Response(f"{text}\n", status=status, content_type="text/plain; charset=utf-8")
    return _vary(response)


def _vary(response: Response) -> Response:
    response.vary.add("Accept")
    return response


def _with_charset(answer: Answer) -> str:
    return f"{answer.media_type}; charset=utf-8" if answer.media_type.startswith("text/") else answer.media_type
