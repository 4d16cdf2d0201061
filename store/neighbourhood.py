"""What stands around some things in a graph: as much as shapes need to judge them, and as changes reach.

A thing is given as N-Triples write it: ``<iri>``, ``_:name``, or a literal, of which nothing is said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

import pyoxigraph as ox

from ontology.vocabulary import PREFIXES
from store.graph import GraphStore
from store.query import UNION

_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_NARROWER = ox.NamedNode(PREFIXES["rdfs"] + "subClassOf")
_Node = ox.NamedNode | ox.BlankNode


def find_subjects(graph: GraphStore, target: str, predicates: Iterable[str]) -> set[str]:
    """Return all that links to ``target`` by one of ``predicates`` (IRIs), in any graph."""
    node = _to_node(target)
    if node is None:
        return set()
    return {
        str(quad.subject)
        for predicate in predicates
        for quad in graph.engine.quads_for_pattern(None, ox.NamedNode(predicate), node, UNION)
    }


def find_graphs(graph: GraphStore, thing: str, predicates: Iterable[str]) -> set[str]:
    """Return the IRIs of all graphs that say anything of ``thing`` by one of ``predicates`` (IRIs)."""
    node = _to_node(thing)
    found = (
        quad.graph_name
        for predicate in predicates
        for quad in graph.engine.quads_for_pattern(node, ox.NamedNode(predicate), None, None)
    )
    return {name.value for name in found if isinstance(name, ox.NamedNode)}


def describe_around(graph: GraphStore, things: Iterable[str], incoming: Collection[str], ignored: str) -> str:
    """Return as N-Triples all that is said of ``things``, in any graph but ``ignored``.

    With it come the links to them by predicates ``incoming`` (IRIs), the types of whatever they link to, and the
    classes above those.
    """
    return _Around(graph, incoming, ignored).describe(things)


class _Around:
    def __init__(self, graph: GraphStore, incoming: Collection[str], ignored: str) -> None:
        self._store = graph.engine
        self._incoming = [ox.NamedNode(predicate) for predicate in incoming]
        self._ignored = (UNION, ox.NamedNode(ignored))
        self._found: dict[ox.Triple, None] = {}
        self._classified: set[tuple[_Node, ox.NamedNode]] = set()

    def describe(self, things: Iterable[str]) -> str:
        for thing in things:
            node = _to_node(thing)
            if node is None:
                continue
            for triple in self._find(node, None, None):
                self._found[triple] = None
                if isinstance(triple.object, _Node):
                    self._classify(triple.object, _TYPE)
            for predicate in self._incoming:
                self._found.update(dict.fromkeys(self._find(None, predicate, node)))
            self._classify(node, _TYPE)
        known = (_to_rdf_1_1(triple) for triple in self._found)
        return (ox.serialize((t for t in known if t is not None), format=ox.RdfFormat.N_TRIPLES) or b"").decode()

    def _classify(self, node: _Node, predicate: ox.NamedNode) -> None:
        """Add the types of ``node``, and the classes above them."""
        if (node, predicate) in self._classified:
            return
        self._classified.add((node, predicate))
        for triple in list(self._find(node, predicate, None)):
            self._found[triple] = None
            if isinstance(triple.object, _Node):
                self._classify(triple.object, _NARROWER)

    def _find(self, subject: _Node | None, predicate: ox.NamedNode | None, target: _Node | None) -> Iterator[ox.Triple]:
        for quad in self._store.quads_for_pattern(subject, predicate, target, None):
            if quad.graph_name not in self._ignored:
                yield quad.triple


def _to_node(thing: str) -> _Node | None:
    if thing.startswith("<") and not thing.startswith("<<"):
        return ox.NamedNode(thing[1:-1])
    return ox.BlankNode(thing[2:]) if thing.startswith("_:") else None


def _to_rdf_1_1(triple: ox.Triple) -> ox.Triple | None:
    """Return what RDF 1.1 has for ``triple``: texts without a direction, and no triples of triples."""
    target = triple.object
    if isinstance(target, ox.Triple):
        return None
    if isinstance(target, ox.Literal) and target.direction is not None:
        return ox.Triple(triple.subject, triple.predicate, ox.Literal(target.value, language=target.language))
    return triple
