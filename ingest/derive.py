"""Derived triples: made by the rules in ``ingest/rules/*.rq``, in a graph that can be dropped and rebuilt."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from store.graph import GraphStore


@cache
def load_rules() -> tuple[tuple[str, str], ...]:
    """Return name and CONSTRUCT query of every rule, in name order."""
    folder = files("ingest") / "rules"
    found = [
        (entry.name, entry.read_text(encoding="utf-8")) for entry in folder.iterdir() if entry.name.endswith(".rq")
    ]
    return tuple(sorted(found))


def rebuild_derived(graph: GraphStore, derived: str) -> int:
    """Drop the graph named ``derived`` and derive it again; returns the number of triples that the rules gave.

    Rules see what documents state, never each other's results: their order does not matter.
    """
    graph.remove_graph(derived)
    return graph.construct_into([query for _, query in load_rules()], derived)
