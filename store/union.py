"""Quads that come and go, and the stored union of all graphs kept right with them.

The default graph holds each triple that any named graph says, once (docs/decisions/0006-the-union-is-stored.md).
"""

from __future__ import annotations

from collections.abc import Collection
from itertools import islice

import pyoxigraph as ox

from store.query import UNION

_ALSO_SAID = """
SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } FILTER EXISTS { GRAPH ?other { ?s ?p ?o } FILTER (?other != ?g) } }
"""
_MANY = 10_000  # quads: from here on, files of their own are quicker than a transaction


def change_quads(store: ox.Store, removed: Collection[ox.Quad], added: Collection[ox.Quad]) -> int:
    """Take ``removed``, which are there, out of their named graphs, then put in ``added``, which are not.

    Returns by how many triples the union has grown; a triple leaves it only when no graph says it any more.
    """
    growth = 0
    for quad in removed:
        store.remove(quad)
        if not _is_said(store, quad):
            store.remove(_in_union(quad))
            growth -= 1
    triples = {_in_union(quad) for quad in added}
    coming = [quad for quad in triples if quad not in store]
    if len(added) < _MANY:
        store.extend([*added, *coming])
    else:
        store.bulk_extend([*added, *coming])
    return growth + len(coming)


def drop_graph(store: ox.Store, name: ox.NamedNode) -> int:
    """Drop a named graph, and from the union what no other graph says; returns by how many triples that has grown."""
    first = list(islice(store.quads_for_pattern(None, None, None, name), _MANY))
    growth = change_quads(store, first, ()) if len(first) < _MANY else _drop_many(store, name)
    store.remove_graph(name)
    return growth


def _drop_many(store: ox.Store, name: ox.NamedNode) -> int:
    """Take out the quads of a large graph part by part: one by one takes twice the time, all at once the memory."""
    found = store.query(_ALSO_SAID, substitutions={ox.Variable("g"): name})
    assert isinstance(found, ox.QuerySolutions)
    kept = {_to_text(*row) for _, *row in found}
    growth = 0
    quads = store.quads_for_pattern(None, None, None, name)  # as they were when the first was asked for
    while part := list(islice(quads, _MANY)):
        rest = [quad for quad in part if not _is_plain(quad)]
        texts = [_to_text(quad.subject, quad.predicate, quad.object) for quad in part if _is_plain(quad)]
        gone = [text for text in texts if text not in kept]
        store.update(f"DELETE DATA {{ GRAPH {name} {{ {' '.join(texts)} }} {' '.join(gone)} }}")
        growth += change_quads(store, rest, ()) - len(gone)
    return growth


def _is_plain(quad: ox.Quad) -> bool:
    """Tell whether DELETE DATA can name a quad."""
    return not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode | ox.Triple)


def _to_text(*terms: object) -> str:
    return " ".join(map(str, terms)) + " ."


def _is_said(store: ox.Store, quad: ox.Quad) -> bool:
    """Tell whether any named graph says the triple of ``quad``."""
    same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(other.graph_name != UNION for other in same)


def _in_union(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, UNION)
