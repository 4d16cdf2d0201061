"""Occupations that titles mean, as candidates."""

from __future__ import annotations

from collections.abc import Sequence

from service.occupations.catalog import OccupationCatalog
from service.reconciliation.entities import Entities
from service.reconciliation.entity import OCCUPATION
from service.reconciliation.found import Found
from service.reconciliation.query import ReconciliationQuery

_CANDIDATES = 50  # of one title, before the conditions of its query


class OccupationCandidates:
    """Resolves the titles of a batch, all that ask for the same classifications together."""

    def __init__(self, entities: Entities, catalog: OccupationCatalog) -> None:
        self._entities = entities
        self._catalog = catalog

    def find(self, queries: Sequence[ReconciliationQuery]) -> list[list[Found]]:
        """Return the occupations that the text of each of ``queries`` may mean."""
        by_schemes: dict[tuple[str, ...], dict[str, list[Found]]] = {}
        for query in queries:
            by_schemes.setdefault(self._read_schemes(query), {})[query.text or ""] = []
        for schemes, texts in by_schemes.items():
            if schemes:
                for text in texts:
                    texts[text] = [
                        Found(e, 0.9, e.name)
                        for e in self._entities.all.values()
                        if e.kind == OCCUPATION
                        and e.name.casefold() == text.casefold()
                        and self._catalog.entries[e.iri].scheme in schemes
                    ]
        return [by_schemes[self._read_schemes(query)][query.text or ""] for query in queries]

    def _read_schemes(self, query: ReconciliationQuery) -> tuple[str, ...]:
        """Return the slugs of the classifications that ``query`` allows."""
        return tuple(
            slug
            for slug in self._catalog.schemes
            if f"{OCCUPATION}/{slug}" in self._entities.types and query.allows((f"{OCCUPATION}/{slug}", OCCUPATION))
        )
