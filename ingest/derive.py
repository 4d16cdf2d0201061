"""Derived triples: made by the rules in ``ingest/rules``, in a graph that can be dropped and rebuilt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from store.graph import GraphStore

_FOR_ALL = "rules"
_FOR_RDF = "rules/rdf"  # complete what hand-written RDF may leave out; our own mapping leaves out nothing


@cache
def load_rules(folder: str) -> tuple[tuple[str, str], ...]:
    """Return name and CONSTRUCT query of every rule in ``folder``, in name order."""
    rules = [entry for entry in (files("ingest") / folder).iterdir() if entry.name.endswith(".rq")]
    return tuple(sorted((rule.name, rule.read_text(encoding="utf-8")) for rule in rules))


def rebuild_derived(graph: GraphStore, derived: str, *, has_rdf: bool) -> int:
    """Drop the graph named ``derived`` and derive it again; returns the number of triples that the rules gave.

    Rules see what documents state, never each other's results: their order does not matter.
    """
    graph.remove_graph(derived)
    rules = [*load_rules(_FOR_ALL), *(load_rules(_FOR_RDF) if has_rdf else ())]
    return graph.construct_into([query for _, query in rules], derived)
