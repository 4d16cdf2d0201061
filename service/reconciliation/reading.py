"""Values of any entity's properties, read; and the entities that have a value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.profiles.index import ProfileIndex
from service.profiles.profile import ProfileReader
from service.profiles.role import RoleReader
from service.reconciliation.company_values import ProfileSource, RoleSource, Taxa
from service.reconciliation.entities import Entities
from service.reconciliation.entity import PROFILE, ROLE, Entity
from service.reconciliation.occupation_values import OccupationSource
from service.reconciliation.properties import BY_ID
from service.reconciliation.values import OPEN, Value, fold_value, to_texts
from store.graph import GraphStore

_Source = ProfileSource | RoleSource | OccupationSource


class PropertyReader:
    """Reads properties of entities; safe to use from several threads."""

    def __init__(
        self,
        entities: Entities,
        index: ProfileIndex,
        profiles: ProfileReader,
        roles: RoleReader,
        catalog: OccupationCatalog,
        graph: GraphStore,
        links: Links,
    ) -> None:
        self._entities = entities
        self._index = index
        self._profiles = profiles
        self._roles = roles
        self._catalog = catalog
        self._graph = graph
        self._links = links
        self._indexed: dict[str, Mapping[str, frozenset[str]]] = {}

    def read(self, entity: Entity, wanted: Iterable[tuple[str, str]]) -> list[tuple[Value, ...]]:
        """Return the values of each of ``wanted``: a property's id, and which mappings and aliases count."""
        sources: dict[str, _Source] = {}
        found = []
        for name, status in wanted:
            if status not in sources:
                sources[status] = self._open(entity, status)
            found.append(tuple(value for value in sources[status].read(name) if value is not None))
        return found

    def find_having(self, name: str, values: Iterable[str]) -> frozenset[str]:
        """Return the ids of entities whose property ``name`` is one of ``values``; none where it narrows nothing."""
        if name not in BY_ID or not BY_ID[name].narrows:
            return frozenset()
        known = self._indexed.get(name) or self._indexed.setdefault(name, self._index_values(name))
        found = [known.get(fold_value(value), frozenset()) for value in values]
        return frozenset[str]().union(*found)

    def _open(self, entity: Entity, status: str) -> _Source:
        if entity.kind == PROFILE:
            entry = self._index.profiles[entity.code]
            taxa = Taxa(self._index, self._index.roles.get(entry.role or ""))
            return ProfileSource(entry, self._entities, taxa, self._profiles, status)
        if entity.kind == ROLE:
            return RoleSource(
                entity.code, self._entities, Taxa(self._index, self._index.roles[entity.code]), self._roles
            )
        return OccupationSource(
            self._catalog.entries[entity.iri], self._entities, self._catalog, self._graph, self._links
        )

    def _index_values(self, name: str) -> Mapping[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        names = [(one, OPEN) for one in (name, *BY_ID[name].same_as)]
        for entity in self._entities.all.values():
            if entity.kind in BY_ID[name].kinds:
                for value in (value for values in self.read(entity, names) for value in values):
                    for text in to_texts(value):
                        found.setdefault(fold_value(text), set()).add(entity.id)
        return {text: frozenset(ids) for text, ids in found.items()}
