"""An occupation in a list, and a classification that was imported, as records."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OccupationEntry:
    """One occupation, or one group of occupations, of a scheme."""

    iri: str
    scheme: str  # slug: soc, onet-soc, esco, isco, or one of an older vintage such as soc-2010
    code: str
    label: str
    description: str | None = None
    group_level: str | None = None  # major, minor, broad, detailed, isco-1, ...; None for what is no group
    broader: str | None = None  # IRI of the group above
    retired: bool = False  # no current code has this number


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One release of a classification, with the sentence that its licence wants shown."""

    name: str  # onet
    iri: str
    title: str
    version: str | None
    licence: str | None  # IRI
    attribution: str | None
    publisher: str | None
    source: str | None  # address where it is downloaded
    graph: str  # IRI of the graph that holds it
