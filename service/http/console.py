"""The console: SPARQL for people, in a browser, without a script."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Response, make_response, render_template

from ontology.errors import BusyError, LimitError, QueryError
from ontology.vocabulary import PREFIXES
from service.http.door import door, engine
from service.http.problems import to_problem
from service.http.protocol import hung_up
from service.sparql.examples import load_examples
from service.sparql.guard import ForbiddenQueryError
from service.sparql.job import QueryRequest
from store.query import Dataset
from store.syntax import RdfSyntax, ResultSyntax

_SHOWN_ROWS = 1000
_MAX_BYTES = 1 << 24  # of a result that is to be a page
_FIRST_QUERY = """\
SELECT ?profile ?title WHERE {
  ?p a rg:Profile ; skos:notation ?profile ; skos:prefLabel ?title
} ORDER BY ?profile"""


@dataclass(frozen=True, slots=True)
class _Cell:
    text: str
    url: str | None


@dataclass(frozen=True, slots=True)
class _Table:
    names: list[str]
    rows: list[list[_Cell]]
    total: int


def show_answer(text: str, dataset: Dataset, base: str) -> Response:
    """Answer a query as a page."""
    asked = QueryRequest(
        text, ResultSyntax.JSON, RdfSyntax.TURTLE, dataset, base, max_bytes=_MAX_BYTES, hung_up=hung_up()
    )
    try:
        outcome = door().sparql.answer(engine(), asked)
    except QueryError as error:
        return show_console(text, problem=str(error), status=403 if isinstance(error, ForbiddenQueryError) else 400)
    except (LimitError, BusyError) as error:
        return show_console(text, problem=str(error), status=to_problem(error).status)
    if isinstance(outcome.body, bytes):
        body = outcome.body
    else:
        with outcome.body as file:
            body = file.read()
    if outcome.media_type == RdfSyntax.TURTLE.media_type:
        return show_console(text, graph=body.decode())
    content = json.loads(body)
    if "boolean" in content:
        return show_console(text, truth=content["boolean"])
    return show_console(text, table=_to_table(content))


def show_console(
    text: str = "",
    *,
    table: _Table | None = None,
    graph: str | None = None,
    truth: bool | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    """Return the page, with what was asked and its answer."""
    page = render_template(
        "console.html",
        query=text or _FIRST_QUERY,
        examples=load_examples(),
        prefixes=PREFIXES,
        table=table,
        graph=graph,
        truth=truth,
        problem=problem,
    )
    response = make_response(page, status)
    response.vary.add("Accept")
    return response


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
