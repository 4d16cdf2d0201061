"""Occupations that titles mean, as candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from service.occupations.catalog import OccupationCatalog
from service.occupations.titles.candidate import OccupationCandidate
from service.occupations.titles.resolver import SCHEMES, OccupationResolver
from service.reconciliation.entities import Entities
from service.reconciliation.entity import OCCUPATION
from service.reconciliation.found import Found
from service.reconciliation.query import MAX_LIMIT, ReconciliationQuery


class OccupationCandidates:
    """Resolves the titles of a batch to occupations, all that ask for the same classifications together."""

    def __init__(self, entities: Entities, catalog: OccupationCatalog, resolver: OccupationResolver) -> None:
        self._entities = entities
        self._catalog = catalog
        self._resolver = resolver

    def find(self, queries: Sequence[ReconciliationQuery]) -> list[list[Found]]:
        """Return the occupations that the text of each of ``queries`` may mean."""
        asked: dict[tuple[str, ...], dict[str, tuple[OccupationCandidate, ...]]] = {}
        schemes = [self._read_schemes(query) for query in queries]
        for query, slugs in zip(queries, schemes, strict=True):
            if slugs:
                asked.setdefault(slugs, {})[query.text or ""] = ()
        for slugs, texts in asked.items():
            resolved = self._resolver.resolve_many(list(texts), schemes=slugs, limit=MAX_LIMIT)
            asked[slugs] = dict(zip(texts, resolved, strict=True))
        return [
            self._make(query, asked[slugs][query.text or ""] if slugs else ())
            for query, slugs in zip(queries, schemes, strict=True)
        ]

    def _make(self, query: ReconciliationQuery, candidates: Iterable[OccupationCandidate]) -> list[Found]:
        found = [
            Found(entity, candidate.confidence, candidate.matched)
            for candidate in candidates
            for entity in self._entities.of_iris([candidate.iri])
        ]
        # Titles are resolved to occupations alone: groups, and what older vintages had, are found by their names.
        named = [one for one in self._entities.find_labelled(query.text or "") if query.allows(one.types)]
        current = [one for one in named if not self._entities.is_replaced(one)]
        held = {one.entity.iri for one in found}
        held |= {group.iri for one in named if one.iri in held for group in self._catalog.ancestors(one.iri)}
        missed = [one for one in current or named if one.iri not in held]
        return found + [Found(one, 1.0, one.name, is_name=True) for one in missed]

    def _read_schemes(self, query: ReconciliationQuery) -> tuple[str, ...]:
        """Return the slugs of the classifications that ``query`` allows, of those that titles are resolved to."""
        types = self._entities.types
        return tuple(
            slug
            for slug in SCHEMES
            if f"{OCCUPATION}/{slug}" in types and query.allows((f"{OCCUPATION}/{slug}", OCCUPATION))
        )
