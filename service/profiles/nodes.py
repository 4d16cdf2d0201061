"""Nodes of the graph with their properties, read in one query each: what profile and role views are put together from.

The union of all graphs yields a triple once for every graph that holds it, so a query that joins a statement's
properties multiplies them; asking for properties as rows, and putting them together here, does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ontology.iris import hash_text
from ontology.vocabulary import RG, Borrowed
from service.profiles.view import SourceView
from store.graph import GraphStore, Row, Value

_LINKED = "SELECT DISTINCT {names} ?node WHERE {{ VALUES ?link {{ {links} }} {owners} ?owner ?link ?node }}"
_DESCRIBED = "SELECT DISTINCT ?node ?property ?value WHERE {{ VALUES ?node {{ {nodes} }} ?node ?property ?value }}"
_SOURCES = """
SELECT DISTINCT ?node ?document ?name ?first ?last WHERE {{
  VALUES ?node {{ {nodes} }}
  ?node prov:wasDerivedFrom ?source .
  {{ ?source rg:document ?document ; rg:firstLine ?first ; rg:lastLine ?last . ?document dcterms:title ?name }}
  UNION
  {{ ?source dcterms:title ?name . BIND(?source AS ?document) }}
}}
"""
_PROPERTIES = "SELECT DISTINCT ?node ?property ?value WHERE { ?node ?property ?value }"
_CHUNK = 500  # nodes asked for in one query
OF_ROLE = "?owner rg:role ?role ; a rg:Profile ."  # who owns, where all profiles of ?role are asked about


@dataclass(slots=True)
class Node:
    """One thing of the graph: its IRI, its properties, and where it was read."""

    iri: str
    properties: dict[str, list[Value]] = field(default_factory=dict)
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
    node = Node(iri)
    for row in graph.select(_PROPERTIES, {"node": iri}):
        node.properties.setdefault(str(row["property"]), []).append(row["value"])
    return node


def read_owned(
    graph: GraphStore, links: Iterable[str], bindings: Mapping[str, str], owners: str = ""
) -> dict[str, list[Node]]:
    """Return the nodes that one of ``links`` leads to: owner's IRI -> its nodes, in the order of its documents.

    ``bindings`` binds ?owner, or what ``owners`` (a graph pattern of ours) needs.
    """
    names = " ".join(f"?{name}" for name in ("owner", *(name for name in bindings if name != "owner")))
    query = _LINKED.format(names=names, links=" ".join(sorted(f"<{link}>" for link in set(links))), owners=owners)
    owned: dict[str, list[str]] = {}
    for row in graph.select(query, bindings):
        if "://" in str(row["node"]):  # a blank node has no address to cite it by
            owned.setdefault(str(row["owner"]), []).append(str(row["node"]))
    nodes = _describe(graph, sorted({node for found in owned.values() for node in found}))
    return {
        owner: sorted((nodes[iri] for iri in found), key=lambda node: (node.position, node.iri))
        for owner, found in owned.items()
    }


def _describe(graph: GraphStore, iris: list[str]) -> dict[str, Node]:
    nodes = {iri: Node(iri) for iri in iris}
    sources: dict[str, set[SourceView]] = {}
    for start in range(0, len(iris), _CHUNK):
        values = " ".join(f"<{iri}>" for iri in iris[start : start + _CHUNK])
        for row in graph.select(_DESCRIBED.format(nodes=values)):
            nodes[str(row["node"])].properties.setdefault(str(row["property"]), []).append(row["value"])
        for row in graph.select(_SOURCES.format(nodes=values)):
            sources.setdefault(str(row["node"]), set()).add(_to_source(row))
    for iri, views in sources.items():
        nodes[iri].sources = tuple(sorted(views, key=lambda view: (view.document, view.first_line or 0)))
    return nodes


def to_anchor(iri: str) -> str:
    """Return the id that ``iri`` has on its owner's page: kind and hash, which end the IRIs that we mint."""
    owner, _, rest = iri.rpartition("/")
    kind = owner.rpartition("/")[2]
    if kind.isidentifier() and rest.isalnum():
        return f"{kind}-{rest}"
    return f"at-{hash_text('anchor', iri)}"


def _to_source(row: Row) -> SourceView:
    first, last = row["first"], row["last"]
    return SourceView(
        str(row["name"]),
        str(row["document"]),
        first if isinstance(first, int) else None,
        last if isinstance(last, int) else None,
    )
