"""One level, with its sentence and attributes."""

from __future__ import annotations

from ontology import kinds
from ontology.vocabulary import RG
from service.links import Links
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node
from service.profiles.statements import read_statements
from service.profiles.view import LevelView
from store.graph import GraphStore


def read_level(graph: GraphStore, links: Links, index: ProfileIndex, iri: str) -> LevelView:
    """Return the level that ``iri`` names."""
    place = index.place(iri)
    assert place is not None
    said = read_statements(graph, links, iri)
    return LevelView(
        iri=iri,
        url=place.url,
        code=place.code,
        label=place.label,
        rank=(index.places.get(iri) or Node(iri)).integer(RG.RANK) or 0,
        sentences=said.get(kinds.SENTENCE.name, ()),
        attributes=said.get(kinds.ATTRIBUTE.name, ()),
    )
