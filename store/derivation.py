"""A graph that is derived from the others by CONSTRUCT queries, brought up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from ontology.errors import QueryError, StorageError
from ontology.vocabulary import PREFIXES
from store.graph import GraphStore
from store.query import DISK_ERRORS, reporting
from store.union import change_quads


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query; its default graph is the union of all graphs, the derived one among them."""

    query: str
    bindings: Mapping[str, str] = field(default_factory=dict)  # variables that are IRIs before it runs


def derive(graph: GraphStore, name: str, rules: Iterable[Rule]) -> int:
    """Make the graph called ``name`` hold what ``rules`` yield, and no more; returns by how much the union has grown.

    Only what differs from before is written, so no rule may read what it or another yields.

    Raises:
        QueryError: a rule does not parse, or is no CONSTRUCT.
        StorageError: the disk refused.
    """
    store, home = graph.engine, ox.NamedNode(name)
    derived = ox.Store()  # which writes a number one way, however it was calculated
    for rule in rules:
        derived.extend(ox.Quad(t.subject, t.predicate, t.object, home) for t in _construct(store, rule))
    try:
        gone = [quad for quad in store.quads_for_pattern(None, None, None, home) if quad not in derived]
        growth = change_quads(store, gone, [quad for quad in derived if quad not in store])
        if not len(derived):
            store.remove_graph(home)
    except DISK_ERRORS as error:
        raise StorageError(f"the graph cannot be written: {error}") from error
    return growth


def _construct(store: ox.Store, rule: Rule) -> ox.QueryTriples:
    with reporting():
        found = store.query(
            rule.query,
            prefixes=PREFIXES,
            substitutions={ox.Variable(variable): ox.NamedNode(iri) for variable, iri in rule.bindings.items()},
        )
    if not isinstance(found, ox.QueryTriples):
        del found  # the engine's results must die on this thread, and an error's traceback can outlive it
        raise QueryError("a rule is a CONSTRUCT query")
    return found
