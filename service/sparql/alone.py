"""A query of somebody who has the data directory: answered in this process, without limits, as it is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from service.config import Settings
from service.sparql.functions import to_functions
from service.sparql.guard import check_query
from service.stack import run_deep
from store.library import Library
from store.syntax import RdfSyntax, ResultSyntax

if TYPE_CHECKING:
    from store.snapshot import Snapshot


def answer_alone(settings: Settings, text: str, results: ResultSyntax, graph: RdfSyntax, output: BinaryIO) -> None:
    """Write the answer of ``text`` on the published snapshot to ``output``.

    Raises:
        QueryError: it does not parse, or cannot be answered.
        NoSnapshotError: nothing was published yet.
    """
    snapshot = Library(settings.data).open_current()
    completed = _complete(snapshot, settings, text)
    functions = to_functions(snapshot.directory)
    run_deep(lambda: snapshot.graph.answer(completed, output, results=results, graph=graph, functions=functions))


def _complete(snapshot: Snapshot, settings: Settings, text: str) -> str:
    check_query(text)
    return text
