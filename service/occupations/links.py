"""Links to occupations: what a view says of another occupation, and which page shows one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.iris import quote_segment
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from service.occupations.view import OccupationLink


def to_place(entry: OccupationEntry) -> str:
    """Return what follows ``/page/`` and ``/id/`` for an occupation: ``occupation/esco/2654.1``."""
    return f"occupation/{quote_segment(entry.scheme)}/{quote_segment(entry.code)}"


@dataclass(frozen=True, slots=True)
class OccupationLinks:
    """Turns occupations into links."""

    catalog: OccupationCatalog
    links: Links

    def to_link(self, entry: OccupationEntry) -> OccupationLink:
        """Return a link to ``entry``."""
        return OccupationLink(
            iri=entry.iri,
            url=f"{self.links.public_url}/id/{to_place(entry)}",
            scheme=entry.scheme,
            code=entry.code,
            label=entry.label,
            group_level=entry.group_level,
            retired=entry.retired,
        )

    def to_links(self, entries: Iterable[OccupationEntry]) -> tuple[OccupationLink, ...]:
        """Return links to ``entries``."""
        return tuple(self.to_link(entry) for entry in entries)

    def find(self, iri: str | None) -> OccupationLink | None:
        """Return a link to what ``iri`` names; None where that is no known occupation."""
        entry = self.catalog.entries.get(iri) if iri is not None else None
        return self.to_link(entry) if entry is not None else None
