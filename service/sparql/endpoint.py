"""SPARQL queries on a snapshot: checked, completed by what SERVICE yields, and answered by a worker process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from service.limits import SparqlLimits
from service.sparql.dataset import read_dataset
from service.sparql.federation import AllowList, Federation
from service.sparql.group_concat import make_plain
from service.sparql.job import Outcome, QueryRequest
from service.sparql.pool import WorkerPool
from service.sparql.search_service import SearchService
from service.sparql.services import ServiceRewriter
from store.query import WHOLE

if TYPE_CHECKING:
    from service.engine import Engine

MAX_SERVICE_BYTES = 1 << 24  # of one answer of another endpoint


class SparqlEndpoint:
    """Answers queries from the union of all graphs."""

    def __init__(self, limits: SparqlLimits, allowed: Sequence[str]) -> None:
        """Answer within ``limits``; SERVICE may reach what is ``allowed``."""
        self.federation = Federation(AllowList(allowed), limits.timeout_seconds, MAX_SERVICE_BYTES)
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
        text = make_plain(complete(engine, request.text, self.federation, request.base))
        dataset = read_dataset(request.text, request.base) if request.dataset == WHOLE else request.dataset
        return self.pool.run(engine.snapshot.directory, replace(request, text=text, dataset=dataset))


def complete(engine: Engine, text: str, federation: Federation, base: str | None, *, may_load: bool = False) -> str:
    """Return a query, or an update, which ``may_load``, with each SERVICE replaced by what it yields.

    Raises:
        ForbiddenQueryError: it reaches for what is not allowed.
        QueryError: a SERVICE is wrong, or got no answer.
    """
    searcher, snapshot = engine.searcher, engine.snapshot
    search = SearchService(
        lambda words, filters, limit: searcher.search(words, filters, limit=limit),
        snapshot.passages.find,
        snapshot.graph.facts,
    )
    return ServiceRewriter(search, federation).rewrite(text, base, may_load=may_load)
