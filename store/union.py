"""Quads that come and go, and the stored union of all graphs kept right with them.

The default graph holds each triple that any named graph says, once (docs/decisions/0006-the-union-is-stored.md).
"""

from __future__ import annotations

from collections.abc import Collection

import pyoxigraph as ox

from store.query import UNION

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


def _is_said(store: ox.Store, quad: ox.Quad) -> bool:
    """Tell whether any named graph says the triple of ``quad``."""
    same = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return any(other.graph_name != UNION for other in same)


def _in_union(quad: ox.Quad) -> ox.Quad:
    return ox.Quad(quad.subject, quad.predicate, quad.object, UNION)
