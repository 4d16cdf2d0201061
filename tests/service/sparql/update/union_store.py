"""A dataset whose default graph is kept as the union of its named graphs, edited by the engine alone."""

from __future__ import annotations

import pyoxigraph as ox

UNION = ox.DefaultGraph()
UNNAMED = "http://x/unnamed"


class UnionStore:
    """A dataset on which updates run as the engine reads them, held to the targets that they are said to have."""

    def __init__(self, nquads: str = "") -> None:
        self._store = ox.Store()
        self._store.load(nquads.encode(), ox.RdfFormat.N_QUADS)
        for quad in list(self._store.quads_for_pattern(None, None, None, UNION)):
            self._store.remove(quad)
            self._store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.NamedNode(UNNAMED)))
        self._repair()

    def update(self, text: str, targets: frozenset[str] | None) -> None:
        before = set(self._store)
        self._store.update(text)
        changed = {quad.graph_name for quad in before ^ set(self._store)}
        assert UNION not in changed
        assert targets is None or changed <= {ox.NamedNode(target) for target in targets}
        self._repair()

    def dump(self) -> list[str]:
        """Return the triples of all named graphs as N-Quads, blank nodes named the same way each time."""
        named = ox.Dataset(quad for quad in self._store if quad.graph_name != UNION)
        return to_lines(named)

    def _repair(self) -> None:
        self._store.clear_graph(UNION)
        self._store.extend([ox.Quad(quad.subject, quad.predicate, quad.object, UNION) for quad in self._store])


def read_lines(nquads: str) -> list[str]:
    """Return ``nquads``, whose default graph is the unnamed graph, as ``UnionStore.dump`` would."""
    return UnionStore(nquads).dump()


def to_lines(quads: ox.Dataset) -> list[str]:
    """Return ``quads`` as sorted lines."""
    quads.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return sorted(str(quad) for quad in quads)
