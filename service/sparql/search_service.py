"""The search box inside SPARQL: the hits of the same search that answers everybody else, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from ontology.errors import QueryError
from ontology.passage import Passage
from ontology.vocabulary import RG, Borrowed
from service.search.result import Filters, SearchResult
from service.sparql.iri import is_iri
from service.sparql.search_clause import SearchClause
from service.sparql.values import XSD, Solutions, Term, write_iri, write_literal
from store.graph import Value


class SearchService:
    """Answers search clauses from one snapshot."""

    def __init__(
        self,
        search: Callable[[str, Filters, int], SearchResult],
        find_passages: Callable[[Iterable[str]], Mapping[str, tuple[int, Passage]]],
        find_facts: Callable[[str], Mapping[str, Sequence[Value]]],
    ) -> None:
        """Search by ``search``; look up hits and levels by their IRIs, as passage table and graph of a snapshot do."""
        self._search = search
        self._find_passages = find_passages
        self._find_facts = find_facts

    def answer(self, clause: SearchClause) -> Solutions:
        """Return the hits, each with a row for every place that says it.

        Raises:
            QueryError: the search cannot be answered as it is asked.
        """
        try:
            levels = [*clause.level_codes, *map(self._to_code, clause.level_iris)]
            hits = self._search(clause.query, clause.to_filters(levels), clause.limit).hits
        except QueryError as error:
            raise QueryError(f"SERVICE rg:search at character {clause.start + 1}: {error}") from error
        # A text that several levels share is one hit, and here a row for each of them: a join must not lose one.
        places = [(rank, hit, place) for rank, hit in enumerate(hits, 1) for place in hit.places]
        wants_level = RG.HAS_LEVEL in clause.variables
        passages = self._find_passages([place.id for _, _, place in places]) if wants_level else {}
        rows: list[tuple[Term | None, ...]] = []
        for rank, hit, place in places:
            if not is_iri(place.id):
                continue  # RDF that was taken in without being checked can have such a thing, which no query can name
            # What a classification says is not among the company's passages, and has no level.
            level = passages[place.id][1].level if place.id in passages else None
            cells = {
                RG.SCORE: write_literal(repr(hit.score), f"{XSD}double"),
                RG.RANK: str(rank),
                RG.SNIPPET: write_literal(hit.text),
                RG.HAS_LEVEL: write_iri(level) if level is not None and is_iri(level) else None,
                RG.KIND: write_literal(place.kind),
            }
            rows.append((write_iri(place.id), *(cells[bound] for bound in clause.variables)))
        return Solutions((clause.hit, *clause.variables.values()), rows)

    def _to_code(self, level: str) -> str:
        codes = self._find_facts(level).get(Borrowed.NOTATION)
        if not codes:
            raise QueryError(f"<{level}> is no level of this snapshot")
        return str(codes[0])
