"""Nodes of the graph with their properties, by direct look-ups: what profile and role views are put together from.

A join of many optional properties takes the query engine long; a look-up takes a few microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ontology.iris import hash_text
from ontology.vocabulary import RG, Borrowed
from service.profiles.view import SourceView
from store.graph import GraphStore, Value

MAX_SOURCES = 20  # of one node: a level's attribute is stated by every document about that level


@dataclass(slots=True)
class Node:
    """One thing of the graph: its IRI, its properties, and where it was read."""

    iri: str
    properties: dict[str, list[Value]] = field(default_factory=dict)  # distinct values
    sources: tuple[SourceView, ...] = ()

    def all(self, name: str) -> list[Value]:
        """Return all values of a property."""
        return self.properties.get(name, [])

    def text(self, name: str) -> str | None:
        """Return a property's first value in code point order, as text."""
        return min((str(value) for value in self.all(name) if value is not None), default=None)

    def number(self, name: str) -> float | None:
        """Return a property's lowest number."""
        return min(
            (float(v) for v in self.all(name) if isinstance(v, int | float) and not isinstance(v, bool)), default=None
        )

    def integer(self, name: str) -> int | None:
        """Return a property's lowest whole number."""
        return min((v for v in self.all(name) if isinstance(v, int) and not isinstance(v, bool)), default=None)

    def truth(self, name: str) -> bool | None:
        """Return whether a property is true; None where nobody says, or some say yes and some say no."""
        said = {value for value in self.all(name) if isinstance(value, bool)}
        return said.pop() if len(said) == 1 else None

    @property
    def types(self) -> set[str]:
        """The IRIs of its classes."""
        return {str(value) for value in self.all(Borrowed.TYPE)}

    @property
    def position(self) -> tuple[str, int, int]:
        """Where it stands: document, line, place among its neighbours."""
        first = self.sources[0] if self.sources else None
        return (
            first.document if first else "",
            (first.first_line or 0) if first else 0,
            self.integer(RG.POSITION) or 0,
        )


def read_node(graph: GraphStore, iri: str) -> Node:
    """Return one node, without its sources; one that the graph does not know has no properties."""
    return Node(iri, graph.facts(iri))


def read_owned(graph: GraphStore, links: Iterable[str], owner: str) -> list[Node]:
    """Return the nodes that one of ``links`` leads to from ``owner`` (an IRI), in the order of their documents."""
    facts = graph.facts(owner)
    # A blank node has no address to cite it by.
    iris = sorted({str(value) for link in set(links) for value in facts.get(link, ()) if "://" in str(value)})
    read: dict[str, SourceView] = {}
    nodes = []
    for iri in iris:
        node = Node(iri, graph.facts(iri))
        for source in node.all(Borrowed.DERIVED_FROM)[:MAX_SOURCES]:
            if str(source) not in read:
                read[str(source)] = _read_source(graph, str(source))
        views = {read[str(source)] for source in node.all(Borrowed.DERIVED_FROM)[:MAX_SOURCES]}
        node.sources = tuple(sorted(views, key=lambda view: (view.document, view.first_line or 0)))
        nodes.append(node)
    return sorted(nodes, key=lambda node: (node.position, node.iri))


def read_sources(graph: GraphStore, node: Node) -> tuple[SourceView, ...]:
    """Return where ``node`` was read, in order of documents and lines."""
    views = {_read_source(graph, str(source)) for source in node.all(Borrowed.DERIVED_FROM)[:MAX_SOURCES]}
    return tuple(sorted(views, key=lambda view: (view.document, view.first_line or 0)))


def to_anchor(iri: str) -> str:
    """Return the id that ``iri`` has on its owner's page: kind and hash, which end the IRIs that we mint."""
    owner, _, rest = iri.rpartition("/")
    kind = owner.rpartition("/")[2]
    if kind.isidentifier() and rest.isalnum():
        return f"{kind}-{rest}"
    return f"at-{hash_text('anchor', iri)}"


def _read_source(graph: GraphStore, iri: str) -> SourceView:
    span = Node(iri, graph.facts(iri))
    document = span.text(RG.IN_DOCUMENT)
    name = (read_node(graph, document) if document else span).text(Borrowed.TITLE)
    return SourceView(name or document or iri, document or iri, span.integer(RG.FIRST_LINE), span.integer(RG.LAST_LINE))
