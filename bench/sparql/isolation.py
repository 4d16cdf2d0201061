"""What a person who searches notices of queries that would take all of the machine."""

from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

import numpy as np

from bench.sparql.clients import Connection, UnexpectedResponseError, to_get_request, to_request
from bench.sparql.queries import SOLUTIONS, Query
from bench.sparql.servers import Server
from bench.timing import describe, show, time_calls

_SEARCHES = 300
_TARGET = 3.0
_WORKERS = max(2, os.cpu_count() or 1)  # the service's own default
_SETTLE_SECONDS = 3.0  # until the queries have grown
_HOSTILE = Query("hostile", "SELECT * WHERE { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f ?a ?d", SOLUTIONS)
_VERBS = ("negotiates", "reviews", "owns", "coaches", "audits", "plans", "drafts", "explains", "tests", "approves")
_THINGS = ("contracts", "regional budgets", "legacy releases", "public tenders", "shared roadmaps", "payrolls")
_PARTNERS = ("suppliers", "Finance", "regulators", "customers", "Security")


def measure_isolation(server: Server) -> None:
    """Print the times of searches, quiet and beside hostile queries on all workers, and their ratios."""
    with Connection(server.port) as connection:

        def search(question: str) -> None:
            response = connection.ask(to_get_request(f"/api/v1/search?q={quote(question)}"))
            if response.status != 200:
                raise UnexpectedResponseError(f"a search was answered with {response.status}")

        questions = [
            f"who {verb} {thing} with {partner}" for verb in _VERBS for thing in _THINGS for partner in _PARTNERS
        ]
        time_calls(search, questions[:20])
        quiet = time_calls(search, questions[:_SEARCHES])
        with _hostile_clients(server) as statuses:
            beside = time_calls(search, questions[:_SEARCHES])
        quiet += time_calls(search, questions[:_SEARCHES])
    answers = ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items())) or "none yet"
    print(f"\nsearch, quiet before and after: {_tell(quiet)}")
    print(f"search, beside {_WORKERS} hostile queries: {_tell(beside)}; their answers: {answers}")
    show("p50 search beside hostile queries / quiet", _ratio(beside, quiet, 50), _TARGET, at_most=True)
    show("p99 search beside hostile queries / quiet", _ratio(beside, quiet, 99), _TARGET, at_most=True)


@contextmanager
def _hostile_clients(server: Server) -> Iterator[Counter[int]]:
    """Keep as many hostile queries running as there are workers; whatever the answer, ask again."""
    request = to_request(server.path, _HOSTILE)
    statuses: Counter[int] = Counter()
    connections = [Connection(server.port) for _ in range(_WORKERS)]
    ending = threading.Event()

    def ask(connection: Connection) -> None:
        try:
            while not ending.is_set():
                statuses[connection.ask(request).status] += 1
        except (OSError, UnexpectedResponseError):
            if not ending.is_set():
                raise

    threads = [threading.Thread(target=ask, args=(connection,)) for connection in connections]
    for thread in threads:
        thread.start()
    time.sleep(_SETTLE_SECONDS)
    try:
        yield statuses
    finally:
        ending.set()
        for connection in connections:
            connection.hang_up()
        for thread in threads:
            thread.join()


def _tell(times: list[float]) -> str:
    return f"{describe(times)}, p99 {np.percentile(times, 99):.2f}"


def _ratio(some: list[float], others: list[float], percentile: float) -> float:
    return float(np.percentile(some, percentile) / np.percentile(others, percentile))
