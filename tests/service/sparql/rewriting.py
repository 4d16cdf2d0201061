"""A rewriter that may ask some endpoints, and answers to what it made of a query."""

from __future__ import annotations

import json
from io import BytesIO

from service.search.result import SearchResult
from service.sparql.federation import AllowList, Federation
from service.sparql.guard import refuse_reach
from service.sparql.search_service import SearchService
from service.sparql.services import ServiceRewriter
from store.graph import GraphStore
from store.syntax import RdfSyntax, ResultSyntax

EX = "PREFIX ex: <http://example.org/> "


def refuse(*_: object) -> SearchResult:
    raise AssertionError("nothing is to be searched")


def rewriter(*allowed: str, seconds: float = 30) -> ServiceRewriter:
    search = SearchService(lambda _words, _filters, _limit: refuse(), lambda _: {}, lambda _: {})
    return ServiceRewriter(search, Federation(AllowList(allowed), seconds, 100_000))


def ask(graph: GraphStore, query: str) -> list[dict[str, str]]:
    """Return the rows of a query, each as the values of its bound variables, in order of their text."""
    output = BytesIO()
    graph.answer(refuse_reach(query), output, results=ResultSyntax.JSON, graph=RdfSyntax.TURTLE)
    rows = json.loads(output.getvalue())["results"]["bindings"]
    return sorted(
        ({name: str(term["value"]).rpartition("/")[2] for name, term in row.items()} for row in rows),
        key=lambda row: sorted(row.items()),
    )
