"""What occupations are by each of their properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ontology.vocabulary import RG, Borrowed, Esco
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.codes import to_soc
from service.occupations.entry import OccupationEntry
from service.occupations.parts import read_job_zone, read_ratings, read_tasks, read_technologies, read_titles
from service.occupations.view import RatingView
from service.profiles.nodes import Node, read_node
from service.reconciliation.entities import Entities
from service.reconciliation.entity import Entity
from service.reconciliation.values import Readers, Value
from store.graph import GraphStore

_IMPORTANT = 3.0  # of 5
_LAST = 1_000_000  # the place of what has none


@dataclass(frozen=True)
class OccupationSource:
    """Where the values of one occupation come from."""

    entry: OccupationEntry
    entities: Entities
    catalog: OccupationCatalog
    graph: GraphStore
    links: Links

    def read(self, name: str) -> Iterable[Value | None]:
        """Return the values of the property ``name``; none where occupations have no such property."""
        return OF_OCCUPATION[name](self) if name in OF_OCCUPATION else ()

    @cached_property
    def node(self) -> Node:
        """The occupation in the graph; read only where a property asks for it."""
        return read_node(self.graph, self.entry.iri)

    @cached_property
    def ratings(self) -> tuple[tuple[RatingView, ...], tuple[RatingView, ...]]:
        """Rated skills and fields of knowledge."""
        return read_ratings(self.graph, self.links, self.node)

    def read_labels(self, link: str) -> list[str]:
        """Return the labels of what ``link`` leads to, in order of the alphabet."""
        labels = (read_node(self.graph, str(value)).text(Borrowed.PREF_LABEL) for value in self.node.all(link))
        return sorted(label for label in labels if label is not None)

    def read_related(self) -> tuple[Entity, ...]:
        """Return the occupations like it, nearest first."""
        relations = [read_node(self.graph, str(value)) for value in self.node.all(RG.HAS_RELATION)]
        ranked = sorted((one.integer(RG.RANK) or _LAST, one.text(RG.RELATED_OCCUPATION) or "") for one in relations)
        return self.entities.of_iris(iri for _, iri in ranked)


def _to_labels(ratings: tuple[RatingView, ...]) -> list[str]:
    """Return what is important, without what the classification calls too imprecise or not relevant."""
    sure = (one for one in ratings if not one.suppressed and not one.not_relevant)
    return [one.label for one in sure if one.importance is not None and one.importance >= _IMPORTANT]


def _to_zone(source: OccupationSource) -> list[int | str]:
    zone = read_job_zone(source.graph, source.links, source.node)
    if zone is None:
        return []
    return [int(zone.zone) if zone.zone.isascii() and zone.zone.isdecimal() else zone.zone]


OF_OCCUPATION: Readers[OccupationSource] = {
    "code": lambda it: [it.entry.code],
    "scheme": lambda it: [it.entry.scheme],
    "soc_code": lambda it: [to_soc(it.entry.code)],
    "group": lambda it: it.entities.of_iris(group.iri for group in it.catalog.ancestors(it.entry.iri)),
    "replaced_by": lambda it: it.entities.of_iris(one.iri for one in it.catalog.replaced_by(it.entry.iri)),
    "description": lambda it: [it.entry.description],
    "job_zone": _to_zone,
    "skill": lambda it: [*_to_labels(it.ratings[0]), *it.read_labels(Esco.RELATED_ESSENTIAL_SKILL)],
    "knowledge": lambda it: _to_labels(it.ratings[1]),
    "technology": lambda it: [one.label for one in read_technologies(it.graph, it.links, it.node)],
    "task": lambda it: [one.text for one in read_tasks(it.graph, it.node)],
    "alternate_title": lambda it: [one.text for one in read_titles(it.graph, it.node)],
    "related": lambda it: it.read_related(),
}
