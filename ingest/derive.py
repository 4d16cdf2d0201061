"""Derived triples: made by the rules in ``ingest/rules``, in a graph that can be dropped and rebuilt."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

from ontology.iris import Namer
from store.derivation import Rule, derive
from store.graph import GraphStore

_FOR_ALL = "rules"
_FOR_REVIEW = "rules/review"  # what follows from decisions
_FOR_RDF = "rules/rdf"  # complete what hand-written RDF may leave out; our own mapping leaves out nothing


@cache
def load_rules(folder: str) -> tuple[tuple[str, str], ...]:
    """Return name and CONSTRUCT query of every rule in ``folder``, in name order."""
    rules = [entry for entry in (files("ingest") / folder).iterdir() if entry.name.endswith(".rq")]
    return tuple(sorted((rule.name, rule.read_text(encoding="utf-8")) for rule in rules))


def make_rules(namer: Namer, rdf_graphs: Iterable[str]) -> list[Rule]:
    """Return all rules; ``rdf_graphs`` are the graphs that were written by hand.

    Rules see what documents state, never each other's results: their order does not matter.
    """
    decisions = {"decisions": namer.decisions_graph}
    runs = [{"document": name, "derived": namer.derived_graph, **decisions} for name in rdf_graphs]
    return [
        *(Rule(query) for _, query in load_rules(_FOR_ALL)),
        *(Rule(query, [decisions]) for _, query in load_rules(_FOR_REVIEW)),
        *(Rule(query, runs) for _, query in load_rules(_FOR_RDF)),
    ]


def rebuild_derived(
    graph: GraphStore, namer: Namer, rdf_graphs: Iterable[str], changed: Collection[str] | None = None
) -> int:
    """Bring the graph of what is derived up to date; returns by how many triples the union has grown.

    ``changed`` are the predicates of what has changed since it was, None if anything may have.

    Raises:
        StorageError: the disk refused.
    """
    return derive(graph, namer.derived_graph, make_rules(namer, rdf_graphs), changed)
