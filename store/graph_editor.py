"""A graph that is being edited: changes are worked out first, then made in the named graphs and the union alike.

Nobody can write the default graph, which is the union of all named graphs, nor a graph that is protected.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pyoxigraph as ox

from ontology.errors import ForbiddenError, QueryError, StorageError
from store.graph import GraphStore
from store.query import DISK_ERRORS
from store.syntax import RdfSyntax, RdfSyntaxError, read_quads
from store.union import change_quads
from store.update_plan import check_update, plan_update

__all__ = ["ChangedQuad", "GraphChanges", "GraphEditor", "check_update"]


Protection = Callable[[str], str | None]  # why a graph (IRI) cannot be written; None where it can


class ChangedQuad(NamedTuple):
    """One quad that came or went."""

    subject: str  # as N-Triples write it
    predicate: str  # IRI
    object: str  # as N-Triples write it
    graph: str  # IRI


@dataclass(frozen=True, slots=True)
class GraphChanges:
    """How the graph differs from what it was before: what came and went again is no change."""

    graphs: tuple[str, ...]  # IRIs of graphs that came, went or say something else, in order
    inserted: tuple[ChangedQuad, ...]
    deleted: tuple[ChangedQuad, ...]
    growth: int  # of the union, in triples


class GraphEditor:
    """A working copy of a graph being edited, with the union kept right.

    It is for one thread, and closed by ``finish``.
    """

    def __init__(
        self, graph: GraphStore, before: GraphStore | None, protection: Protection, *, unnamed: str | None = None
    ) -> None:
        """Edit ``graph``, a copy of ``before`` (None: it starts empty).

        ``protection`` says which graphs cannot be written; the graph ``unnamed`` is always there, and kept only while
        it is filled.
        """
        self._open: ox.Store | None = graph.engine
        self._before = before
        self._protection = protection
        self._unnamed = unnamed
        self._inserted: set[ox.Quad] = set()
        self._deleted: set[ox.Quad] = set()
        self._named: set[str] = set()  # graphs that may have come or gone
        self._growth = 0

    def update(self, text: str, targets: frozenset[str] | None) -> None:
        """Run one INSERT or DELETE, which may change ``targets`` only (None: any graph that is not protected).

        Raises:
            QueryError: it does not parse, or cannot be carried out.
            ForbiddenError: it would change another graph, a protected one, or the default graph.
        """
        deleted, inserted = plan_update(self._store, text)
        self._change(deleted - inserted, inserted, targets)

    def add(self, graph: str, data: bytes, syntax: RdfSyntax, base: str) -> None:
        """Add the triples of an RDF text to ``graph``; relative IRIs are resolved against ``base``.

        Raises:
            QueryError: the text does not parse, or names graphs of its own.
            ForbiddenError: ``graph`` is protected.
        """
        name = self._to_writable(graph)
        parsed = ox.Store()  # which writes a number one way, however it was spelt
        try:
            for quad in read_quads(data, syntax, base):
                if quad.graph_name != ox.DefaultGraph():
                    raise QueryError(
                        f"the content names a graph, {quad.graph_name}: send the triples of one graph, "
                        "without a graph's name"
                    )
                parsed.add(ox.Quad(quad.subject, quad.predicate, quad.object, name))
        except RdfSyntaxError as error:
            raise QueryError(f"the content is not valid {syntax.media_type}: {error.problem}") from error
        self._change((), parsed, None)

    def append(self, graph: str, ntriples: bytes) -> None:
        """Add to ``graph``, protected or not, which keeps as it is whatever it describes already.

        Raises:
            QueryError: the N-Triples do not parse.
        """
        name = _to_name(graph)
        try:
            quads = [
                ox.Quad(quad.subject, quad.predicate, quad.object, name)
                for quad in read_quads(ntriples, RdfSyntax.NTRIPLES, graph)
            ]
        except RdfSyntaxError as error:
            raise QueryError(f"the content is not valid N-Triples: {error.problem}") from error
        known = {
            subject
            for subject in {quad.subject for quad in quads}
            if next(self._store.quads_for_pattern(subject, None, None, name), None) is not None
        }
        self._named.add(graph)
        self._apply(set(), {quad for quad in quads if quad.subject not in known})

    def clear(self, graph: str) -> None:
        """Remove the triples of ``graph``; the graph stays, if there is one.

        Raises:
            ForbiddenError: it is protected.
        """
        name = self._to_writable(graph)
        self._change(list(self._store.quads_for_pattern(None, None, None, name)), (), None)

    def drop(self, graph: str) -> None:
        """Remove ``graph`` with its triples; one that is not there is no error.

        Raises:
            ForbiddenError: it is protected.
        """
        self.clear(graph)
        self._named.add(graph)
        self._store.remove_graph(ox.NamedNode(graph))

    def create(self, graph: str) -> None:
        """Make ``graph``, without triples; one that is there stays as it is.

        Raises:
            ForbiddenError: it is protected.
        """
        self._store.add_graph(self._to_writable(graph))
        self._named.add(graph)

    def graphs(self) -> list[str]:
        """Return the IRIs of all named graphs that can be written, in order."""
        names = (graph.value for graph in self._store.named_graphs() if isinstance(graph, ox.NamedNode))
        return sorted(name for name in names if self._protection(name) is None)

    def exists(self, graph: str) -> bool:
        """Return whether there is a graph of that IRI, empty or not."""
        return graph == self._unnamed or self._is_there(graph)

    def finish(self) -> GraphChanges:
        """Return what has changed; nothing can be edited afterwards."""
        if self._unnamed is not None and _is_empty(self._store, self._unnamed):
            self.drop(self._unnamed)
        came_or_gone = {name for name in self._named if self._existed(name) != self._is_there(name)}
        inserted, deleted = _to_changed(self._inserted), _to_changed(self._deleted)
        self._open = None
        return GraphChanges(
            graphs=tuple(sorted(came_or_gone | {quad.graph for quad in (*inserted, *deleted)})),
            inserted=inserted,
            deleted=deleted,
            growth=self._growth,
        )

    @property
    def _store(self) -> ox.Store:
        if self._open is None:
            raise StorageError("the graph can be edited no more: its changes were finished")
        return self._open

    def _is_there(self, graph: str) -> bool:
        return self._store.contains_named_graph(_to_name(graph))

    def _existed(self, graph: str) -> bool:
        return self._before is not None and self._before.has_graph(graph)

    def _change(self, deleted: Iterable[ox.Quad], inserted: Iterable[ox.Quad], targets: frozenset[str] | None) -> None:
        removed = {quad for quad in deleted if quad in self._store}
        added = {quad for quad in inserted if quad not in self._store}
        for graph in {quad.graph_name for quad in (*removed, *added)}:
            self._refuse_unless_writable(graph, targets)
        self._apply(removed, added)

    def _apply(self, removed: set[ox.Quad], added: set[ox.Quad]) -> None:
        try:
            self._growth += change_quads(self._store, removed, added)
        except DISK_ERRORS as error:
            raise StorageError(f"the graph cannot be written: {error}") from error
        self._deleted |= removed - self._inserted
        self._inserted -= removed
        self._inserted |= added - self._deleted
        self._deleted -= added

    def _refuse_unless_writable(self, graph: object, targets: frozenset[str] | None) -> None:
        if isinstance(graph, ox.DefaultGraph):
            raise ForbiddenError("the default graph is the union of all graphs, and cannot be written by itself")
        if not isinstance(graph, ox.NamedNode):
            raise QueryError("a graph is named by an IRI, not by a blank node")
        self._named.add(self._to_writable(graph.value).value)
        if targets is not None and graph.value not in targets:
            raise ForbiddenError(f"the update would change the graph {graph}, which it does not name")

    def _to_writable(self, graph: str) -> ox.NamedNode:
        reason = self._protection(graph)
        if reason is not None:
            raise ForbiddenError(
                f"the graph <{graph}> {reason}, and cannot be written: "
                "where a pattern has GRAPH ?g, leave it out by FILTER"
            )
        return _to_name(graph)


def _to_name(graph: str) -> ox.NamedNode:
    try:
        return ox.NamedNode(graph)
    except ValueError as error:
        raise QueryError(f"{graph!r} is no absolute IRI, so it names no graph: {error}") from error


def _is_empty(store: ox.Store, graph: str) -> bool:
    return next(iter(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))), None) is None


def _to_changed(quads: Iterable[ox.Quad]) -> tuple[ChangedQuad, ...]:
    return tuple(
        ChangedQuad(str(quad.subject), quad.predicate.value, _to_text(quad.object), quad.graph_name.value)
        for quad in sorted(quads, key=str)
        if isinstance(quad.graph_name, ox.NamedNode)
    )


def _to_text(term: object) -> str:
    return f"<<( {term} )>>" if isinstance(term, ox.Triple) else str(term)
