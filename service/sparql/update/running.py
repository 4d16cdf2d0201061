"""Runs the operations of an update request on a graph that is being edited.

Source: https://www.w3.org/TR/sparql11-update/#graphManagement
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ontology.errors import CallerError, QueryError
from service.sparql.update.operations import Clear, Create, Graphs, Load, Operation, Run, Transfer, Way
from store.graph_editor import GraphEditor


class UpdateRunner:
    """Runs operations, one after the other."""

    def __init__(self, editor: GraphEditor, load: Callable[[Load], None], *, unnamed: str) -> None:
        """Run on ``editor``; ``load`` fetches and adds, ``unnamed`` is the graph that CLEAR NAMED leaves alone."""
        self._editor = editor
        self._load = load
        self._unnamed = unnamed

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
        remove = self._editor.drop if drop else self._editor.clear
        if isinstance(graph, Graphs):
            for name in self._editor.graphs():
                if graph is Graphs.ALL or name != self._unnamed:
                    remove(name)
        elif self._is_there(graph, silent):
            remove(graph)

    def _create(self, graph: str, silent: bool) -> None:
        if not self._editor.exists(graph):
            self._editor.create(graph)
        elif not silent:
            raise QueryError(f"the graph <{graph}> exists already; CREATE SILENT would let it be")

    def _transfer(self, operation: Transfer) -> None:
        source, target = operation.source, operation.target
        if not self._is_there(source, operation.silent):
            return
        if operation.way is not Way.ADD:
            self._editor.clear(target)
        copy = f"INSERT {{ GRAPH <{target}> {{ ?s ?p ?o }} }} WHERE {{ GRAPH <{source}> {{ ?s ?p ?o }} }}"
        self._editor.update(copy, frozenset((target,)))
        if operation.way is Way.MOVE:
            self._editor.drop(source)

    def _is_there(self, graph: str, silent: bool) -> bool:
        """Return whether there is ``graph``; where not, only ``silent`` lets that pass.

        Raises:
            QueryError: it does not.
        """
        there = self._editor.exists(graph)
        if not there and not silent:
            raise QueryError(f"there is no graph <{graph}>; SILENT would let that pass")
        return there
