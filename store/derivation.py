"""A graph that is derived from the others by CONSTRUCT queries, brought up to date."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox

from ontology.errors import QueryError, StorageError
from ontology.vocabulary import PREFIXES, Borrowed
from store.graph import GraphStore
from store.query import DISK_ERRORS, reporting
from store.union import change_quads

_NAME = re.compile(r"\b([a-z]+):([A-Za-z]+)\b|(?<=\s)a(?=\s)")
_TEMPLATE = re.compile(r"CONSTRUCT\s*\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One CONSTRUCT query of our own: all terms are prefixed names, and every predicate of its template is one of them.

    Its default graph is the union of all graphs, the derived one among them.
    """

    query: str
    runs: Sequence[Mapping[str, str]] = ({},)  # for each run, the variables that are IRIs before it begins

    @property
    def read(self) -> frozenset[str]:
        """The terms that its pattern speaks of."""
        return _find_terms(_TEMPLATE.sub("", self.query))

    @property
    def yielded(self) -> frozenset[str]:
        """The terms that its template speaks of."""
        return _find_terms("".join(_TEMPLATE.findall(self.query)))


def derive(graph: GraphStore, name: str, rules: Iterable[Rule], changed: Collection[str] | None = None) -> int:
    """Make the graph called ``name`` hold what ``rules`` yield, and no more; returns by how much the union has grown.

    ``changed`` are the predicates of all that has changed since it held that (None: anything may have), so that the
    other rules need not run. Only what differs is written, so no rule may read what it or another yields.

    Raises:
        QueryError: a rule does not parse, or is no CONSTRUCT.
        StorageError: the disk refused.
    """
    store, home = graph.engine, ox.NamedNode(name)
    rules, yielded = _find_affected(list(rules), changed)
    derived = ox.Store()  # which writes a number one way, however it was calculated
    for rule in rules:
        for bindings in rule.runs:
            triples = _construct(store, rule.query, bindings)
            derived.extend(ox.Quad(t.subject, t.predicate, t.object, home) for t in triples)
    predicates = [None] if changed is None else [ox.NamedNode(term) for term in sorted(yielded)]
    try:
        before = [quad for predicate in predicates for quad in store.quads_for_pattern(None, predicate, None, home)]
        gone = [quad for quad in before if quad not in derived]
        growth = change_quads(store, gone, [quad for quad in derived if quad not in store])
        if next(store.quads_for_pattern(None, None, None, home), None) is None:
            store.remove_graph(home)
    except DISK_ERRORS as error:
        raise StorageError(f"the graph cannot be written: {error}") from error
    return growth


def _find_affected(rules: list[Rule], changed: Collection[str] | None) -> tuple[list[Rule], frozenset[str]]:
    """Return the rules that read what has changed or yield the same as one of these, and all that they yield."""
    yielded: frozenset[str] = frozenset()
    if changed is not None:
        yielded = yielded.union(*(rule.yielded for rule in rules if not rule.read.isdisjoint(changed)))
        while others := [rule for rule in rules if yielded & rule.yielded and not rule.yielded <= yielded]:
            yielded = yielded.union(*(rule.yielded for rule in others))
        rules = [rule for rule in rules if yielded & rule.yielded]
    return rules, yielded


def _construct(store: ox.Store, query: str, bindings: Mapping[str, str]) -> ox.QueryTriples:
    with reporting():
        found = store.query(
            query,
            prefixes=PREFIXES,
            substitutions={ox.Variable(variable): ox.NamedNode(iri) for variable, iri in bindings.items()},
        )
    if not isinstance(found, ox.QueryTriples):
        del found  # the engine's results must die on this thread, and an error's traceback can outlive it
        raise QueryError("a rule is a CONSTRUCT query")
    return found


@cache
def _find_terms(text: str) -> frozenset[str]:
    names = _NAME.finditer(re.sub(r"#.*", "", text))
    return frozenset(PREFIXES[name[1]] + name[2] if name[1] else Borrowed.TYPE.value for name in names)
