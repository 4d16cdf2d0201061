"""A query of somebody who has the data directory: answered in this process, without limits, as it is computed."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, BinaryIO

from service.config import Settings
from service.sparql.functions import to_functions
from service.sparql.guard import check_query
from store.library import Library
from store.syntax import RdfSyntax, ResultSyntax

if TYPE_CHECKING:
    from store.snapshot import Snapshot

STACK_BYTES = 1 << 29  # reserved, not used: the engine reads and plans nested queries by recursion


def answer_alone(settings: Settings, text: str, results: ResultSyntax, graph: RdfSyntax, output: BinaryIO) -> None:
    """Write the answer of ``text`` on the published snapshot to ``output``.

    Raises:
        QueryError: it does not parse, or cannot be answered.
        NoSnapshotError: nothing was published yet.
    """
    snapshot = Library(settings.data).open_current()
    completed = _complete(snapshot, settings, text)
    functions = to_functions(snapshot.directory)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            snapshot.graph.answer(completed, output, results=results, graph=graph, functions=functions)
        except BaseException as error:  # noqa: BLE001 - raised again below
            failures.append(error)

    threading.stack_size(STACK_BYTES)
    thread = threading.Thread(target=run, name="rolegraph-query", daemon=True)  # Ctrl-C need not wait for it
    thread.start()
    threading.stack_size(0)
    while thread.is_alive():
        thread.join(0.1)
    if failures:
        raise failures[0]


def _complete(snapshot: Snapshot, settings: Settings, text: str) -> str:
    check_query(text)
    return text
