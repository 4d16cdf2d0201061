"""Runs the operations of an update request on a graph that is being edited.

Source: https://www.w3.org/TR/sparql11-update/#graphManagement
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from ontology.errors import CallerError, QueryError
from service.sparql.update.operations import Clear, Create, Graphs, Load, Operation, Run, Transfer, Way


class Editor(Protocol):
    """A graph that is being edited."""

    def update(self, text: str, targets: frozenset[str] | None) -> None:
        """Run an update that changes ``targets`` only (None: any graph)."""
        ...

    def clear(self, graph: str) -> None:
        """Remove a graph's triples."""
        ...

    def drop(self, graph: str) -> None:
        """Remove a graph and its triples."""
        ...

    def create(self, graph: str) -> None:
        """Make an empty graph."""
        ...

    def graphs(self) -> list[str]:
        """Return all graphs there are."""
        ...

    def exists(self, graph: str) -> bool:
        """Return whether there is ``graph``."""
        ...


class UpdateRunner:
    """Runs operations, one after the other."""

    def __init__(
        self, editor: Editor, load: Callable[[Load], None], *, unnamed: str, kept: frozenset[str] = frozenset()
    ) -> None:
        """Run on ``editor``; ``load`` fetches, ``unnamed`` is always there, and no CLEAR ALL touches ``kept``."""
        self._editor = editor
        self._load = load
        self._unnamed = unnamed
        self._kept = kept

    def run(self, operations: Sequence[Operation]) -> None:
        """Run ``operations`` until one fails.

        Raises:
            QueryError: one fails, because a graph is missing, or there already.
            CallerError: it asks for what is not allowed, or cannot be fetched.
        """
        for operation in operations:
            match operation:
                case Run(text, targets):
                    self._editor.update(text, targets)
                case Load():
                    self._run_load(operation)
                case Clear(graph, drop, silent):
                    self._clear(graph, drop, silent)
                case Create(graph, silent):
                    self._create(graph, silent)
                case Transfer():
                    self._transfer(operation)

    def _run_load(self, operation: Load) -> None:
        try:
            self._load(operation)
        except CallerError:
            if not operation.silent:
                raise

    def _clear(self, graph: str | Graphs, drop: bool, silent: bool) -> None:
        if isinstance(graph, Graphs):
            kept = self._kept if graph is Graphs.ALL else self._kept | {self._unnamed}
            for name in self._editor.graphs():
                if name not in kept:
                    self._remove(name, drop)
        elif self._is_there(graph, silent):
            self._remove(graph, drop)

    def _create(self, graph: str, silent: bool) -> None:
        if graph != self._unnamed and not self._editor.exists(graph):
            self._editor.create(graph)
        elif not silent:
            raise QueryError(f"the graph <{graph}> exists already; CREATE SILENT would let it be")

    def _transfer(self, operation: Transfer) -> None:
        source, target = operation.source, operation.target
        if not self._is_there(source, operation.silent):
            return
        if operation.way is not Way.ADD:
            self._remove(target, drop=False)
        copy = f"INSERT {{ GRAPH <{target}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{source}> {{ ?s ?p ?o }} }}"
        self._editor.update(copy, frozenset((target,)))
        if operation.way is Way.MOVE:
            self._remove(source, drop=True)

    def _is_there(self, graph: str, silent: bool) -> bool:
        """Return whether there is ``graph``, as far as the language says; where not, only ``silent`` lets that pass."""
        there = graph == self._unnamed or self._editor.exists(graph)
        if not there and not silent:
            raise QueryError(f"there is no graph <{graph}>; SILENT would let that pass")
        return there

    def _remove(self, graph: str, drop: bool) -> None:
        if self._editor.exists(graph):  # the unnamed graph may not be
            (self._editor.drop if drop else self._editor.clear)(graph)
