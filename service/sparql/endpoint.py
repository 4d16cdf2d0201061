"""SPARQL queries on one snapshot: read-only, checked, answered in the syntax that the asker takes."""

from __future__ import annotations

from collections.abc import Callable

from ontology.errors import QueryError
from service.sparql.guard import QueryForm, check_query
from store.graph import Answer, GraphStore
from store.syntax import RdfSyntax, ResultSyntax

MAX_QUERY_CHARACTERS = 200_000


class SparqlEndpoint:
    """Answers queries from the union of all graphs."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph

    def answer(
        self,
        query: str,
        choose_results: Callable[[], ResultSyntax],
        choose_graph: Callable[[], RdfSyntax],
    ) -> Answer:
        """Run ``query``; whichever of the two choosers fits its form says how to serialise.

        Raises:
            QueryError: the query is not allowed, does not parse, or cannot be answered.
        """
        if len(query) > MAX_QUERY_CHARACTERS:
            raise QueryError(f"the query has {len(query):,} characters; {MAX_QUERY_CHARACTERS:,} are allowed")
        form = check_query(query) or QueryForm.SELECT
        if form.gives_graph:
            return self._graph.answer(query, ResultSyntax.JSON, choose_graph())
        return self._graph.answer(query, choose_results(), RdfSyntax.TURTLE)
