"""A query of somebody who has the data directory: answered in this process, without limits, as it is computed."""

from __future__ import annotations

from typing import BinaryIO

from service.config import Settings
from service.engine import Engine
from service.sparql.dataset import read_dataset
from service.sparql.endpoint import MAX_SERVICE_BYTES, complete
from service.sparql.federation import AllowList, Federation
from service.sparql.functions import Functions
from service.sparql.group_concat import make_plain
from service.stack import run_deep
from store.library import Library
from store.syntax import RdfSyntax, ResultSyntax


def answer_alone(settings: Settings, text: str, results: ResultSyntax, graph: RdfSyntax, output: BinaryIO) -> None:
    """Write the answer of ``text`` on the published snapshot to ``output``.

    Raises:
        QueryError: it does not parse, or cannot be answered.
        NoSnapshotError: nothing was published yet.
    """
    engine = Engine(Library(settings.data).open_current(), settings)
    federation = Federation(AllowList(settings.sparql_allow), settings.sparql.timeout_seconds, MAX_SERVICE_BYTES)
    completed = make_plain(complete(engine, text, federation, None))
    held = engine.snapshot
    run_deep(
        lambda: held.graph.answer(
            completed,
            output,
            results=results,
            graph=graph,
            dataset=read_dataset(text, None),
            functions=Functions(held.directory).by_iri,
        )
    )
