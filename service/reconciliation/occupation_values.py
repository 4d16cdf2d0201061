"""What occupations are by each of their properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from service.occupations.catalog import OccupationCatalog
from service.occupations.codes import to_soc
from service.occupations.entry import OccupationEntry
from service.occupations.reader import OccupationReader
from service.occupations.view import OccupationView, RatingView
from service.reconciliation.entities import Entities
from service.reconciliation.values import Readers, Value


@dataclass(frozen=True)
class OccupationSource:
    """Where the values of one occupation come from."""

    entry: OccupationEntry
    entities: Entities
    catalog: OccupationCatalog
    reader: OccupationReader

    @cached_property
    def view(self) -> OccupationView:
        """All that is said of the occupation; read only where a property asks for it."""
        return self.reader.read(self.entry.iri)

    def read(self, name: str) -> Iterable[Value | None]:
        """Return the values of the property ``name``; none where occupations have no such property."""
        return OF_OCCUPATION[name](self) if name in OF_OCCUPATION else ()


def _to_labels(ratings: tuple[RatingView, ...]) -> list[str]:
    """Return what is needed, without what the classification calls too imprecise or not relevant."""
    return [one.label for one in ratings if not one.suppressed and not one.not_relevant]


def _to_zone(source: OccupationSource) -> list[int | str]:
    zone = source.view.job_zone
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
    "skill": lambda it: [*_to_labels(it.view.skills), *(one.label for one in it.view.essential_skills)],
    "knowledge": lambda it: _to_labels(it.view.knowledge),
    "technology": lambda it: [one.label for one in it.view.technologies],
    "task": lambda it: [one.text for one in it.view.tasks],
    "alternate_title": lambda it: [one.text for one in it.view.titles],
    "related": lambda it: it.entities.of_iris(one.occupation.iri for one in it.view.related),
}
