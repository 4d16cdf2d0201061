"""What one query may take, and that nobody else notices when it takes more."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ontology.errors import (
    BusyError,
    LimitError,
    MemoryLimitError,
    NotAcceptableError,
    QueryError,
    SizeLimitError,
    TimeLimitError,
)
from service.engine import Engine
from service.limits import SparqlLimits
from service.sparql import delivery
from service.sparql import pool as pool_module
from service.sparql.job import Outcome, QueryRequest
from service.sparql.pool import HungUpError, WorkerPool
from service.sparql.spool import IN_MEMORY_BYTES
from store.syntax import RdfSyntax, ResultSyntax

LIMITS = SparqlLimits(timeout_seconds=1.0, memory_bytes=1 << 28, result_bytes=1 << 24, workers=2)
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
MANY_ROWS = "SELECT * { ?a rdf:type ?t . ?b rdf:type ?t }"


@pytest.fixture(scope="module")
def pool() -> Iterator[WorkerPool]:
    pool = WorkerPool(LIMITS)
    yield pool
    pool.close()


@pytest.fixture(scope="module")
def snapshot(engine: Engine) -> Path:
    return engine.snapshot.directory


def ask(text: str, results: ResultSyntax | None = ResultSyntax.JSON, **more: object) -> QueryRequest:
    return QueryRequest(text, results, RdfSyntax.NTRIPLES, **more)  # type: ignore[arg-type]


def read(outcome: Outcome) -> bytes:
    if isinstance(outcome.body, bytes):
        return outcome.body
    with outcome.body as file:
        return file.read()


def count(pool: WorkerPool, snapshot: Path) -> int:
    rows = json.loads(read(pool.run(snapshot, ask("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))))
    return int(rows["results"]["bindings"][0]["n"]["value"])


NESTED_BLANK_NODES = "SELECT * { ?s ?p " + "[ ?p " * 128 + "1" + "]" * 128 + " }"
HOSTILE = {
    "cross product, sorted": ("SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c", LimitError),
    "cross product, counted": (SLOW, TimeLimitError),
    "deep property paths": ("SELECT (COUNT(*) AS ?n) { ?a (!rg:x|^!rg:x)* ?b . ?b (!rg:x|^!rg:x)* ?c }", LimitError),
    "regular expressions": (
        "SELECT * { ?a ?b ?c . ?d ?e ?f "
        'FILTER(REGEX(CONCAT(STR(?c), STR(?f)), "(a*)*(b*)*(a|b|ab)*c{1,300}d{1,300}$")) }',
        TimeLimitError,
    ),
    "giant DISTINCT": ("SELECT DISTINCT ?a ?c ?d ?f { ?a ?b ?c . ?d ?e ?f }", LimitError),
    "a string that doubles": (
        'SELECT ?v { BIND("aaaaaaaaaaaaaaaa" AS ?v0) '
        + " ".join(f"BIND(CONCAT(?v{n}, ?v{n}, ?v{n}, ?v{n}) AS ?v{n + 1})" for n in range(13))
        + " BIND(STRLEN(?v13) AS ?v) }",
        MemoryLimitError,
    ),
    "a result without end": ("SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d ?e ?a }", LimitError),
    "a graph without end": ("CONSTRUCT { ?a ?b ?d } { ?a ?b ?c . ?d ?e ?f }", LimitError),
    "hundreds of patterns": (
        "SELECT * {" + " ".join(f"?a{n} ?b{n} ?a{n + 1} ." for n in range(300)) + "}",
        TimeLimitError,
    ),
    "thousands of OPTIONALs": ("SELECT * {" + "OPTIONAL { ?a ?b ?c } " * 3000 + "}", TimeLimitError),
    "nested blank nodes": (NESTED_BLANK_NODES, TimeLimitError),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_query_that_takes_too_much_ends_and_the_next_is_answered(
    pool: WorkerPool, snapshot: Path, engine: Engine, name: str
) -> None:
    text, expected = HOSTILE[name]
    started = time.monotonic()
    with pytest.raises(expected):
        pool.run(snapshot, ask(text))
    assert time.monotonic() - started < LIMITS.timeout_seconds + pool_module.QUEUE_SECONDS
    assert count(pool, snapshot) == engine.snapshot.manifest.counts["triples"]


@pytest.mark.parametrize(
    "text",
    ["SELECT * " + "{" * 30_000 + "}" * 30_000, "ASK { FILTER(" + "(" * 50_000 + "1" + ")" * 50_000 + ") }"],
    ids=["groups", "parentheses"],
)
def test_nesting_that_would_overflow_a_stack_harms_nobody(pool: WorkerPool, snapshot: Path, text: str) -> None:
    assert json.loads(read(pool.run(snapshot, ask(text))))["head"] in ({}, {"vars": []})


def test_nesting_beyond_any_stack_is_refused_as_too_deep(pool: WorkerPool, snapshot: Path) -> None:
    with pytest.raises((QueryError, LimitError)):
        pool.run(snapshot, ask("ASK { FILTER(" + "NOT EXISTS { FILTER(" * 200_000 + "1" + ") }" * 200_000 + ") }"))
    assert read(pool.run(snapshot, ask("ASK {}"))) == b'{"head":{},"boolean":true}'


def test_an_error_of_the_query_costs_no_worker(pool: WorkerPool, snapshot: Path) -> None:
    before = workers_of(pool)
    with pytest.raises(QueryError, match="does not parse: error at 1:12"):
        pool.run(snapshot, ask("SELECT * ?x"))
    with pytest.raises(NotAcceptableError, match="rows or a truth value"):
        pool.run(snapshot, ask("ASK {}", None))
    assert before <= workers_of(pool)


def workers_of(pool: WorkerPool) -> set[int]:
    return {child.pid for child in pool.children()}


def test_a_large_result_comes_as_a_file_and_is_whole(pool: WorkerPool, snapshot: Path) -> None:
    text = "SELECT ?s ?p ?o { ?s ?p ?o }"
    outcome = pool.run(snapshot, ask(text))
    assert not isinstance(outcome.body, bytes)
    body = read(outcome)
    assert len(body) == outcome.size > IN_MEMORY_BYTES
    assert len(json.loads(body)["results"]["bindings"]) == count(pool, snapshot)


def test_a_result_may_be_as_large_as_allowed_and_no_byte_larger(pool: WorkerPool, snapshot: Path) -> None:
    text = "SELECT ?p { ?p a rg:Profile }"
    size = len(read(pool.run(snapshot, ask(text))))
    assert len(read(pool.run(snapshot, ask(text, max_bytes=size)))) == size
    with pytest.raises(SizeLimitError, match=f"larger than {size - 1:,} bytes"):
        pool.run(snapshot, ask(text, max_bytes=size - 1))


def test_a_spooled_result_leaves_no_file_behind(
    pool: WorkerPool, snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    own = WorkerPool(LIMITS)
    outcome = own.run(snapshot, ask("SELECT ?s ?p ?o { ?s ?p ?o }"))
    assert list(tmp_path.iterdir()) == []
    assert len(read(outcome)) == outcome.size
    own.close()


def test_only_so_many_large_results_are_on_their_way(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "MAX_RESULTS", 2)
    own = WorkerPool(LIMITS)
    text = "SELECT ?s ?p ?o { ?s ?p ?o }"
    first, second = own.run(snapshot, ask(text)), own.run(snapshot, ask(text))
    with pytest.raises(BusyError, match="large results"):
        own.run(snapshot, ask(text))
    assert read(own.run(snapshot, ask("ASK {}"))) == b'{"head":{},"boolean":true}'
    assert len(read(first)) == first.size
    del second  # as when its asker has gone
    assert len(read(own.run(snapshot, ask(text)))) == len(read(own.run(snapshot, ask(text))))
    own.close()


def test_whoever_hangs_up_frees_the_worker(snapshot: Path) -> None:
    own = WorkerPool(SparqlLimits(timeout_seconds=600, workers=1))
    looks = iter([False, False, True])
    with pytest.raises(HungUpError):
        own.run(snapshot, ask(SLOW, hung_up=lambda: next(looks)))
    assert read(own.run(snapshot, ask("ASK {}"))) == b'{"head":{},"boolean":true}'
    own.close()


def test_queries_over_capacity_wait_and_then_are_told_to_come_back(
    snapshot: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool_module, "QUEUE_SECONDS", 0.5)
    own = WorkerPool(SparqlLimits(timeout_seconds=600, workers=1))
    stop = threading.Event()
    slow = threading.Thread(
        target=lambda: catch(HungUpError, lambda: own.run(snapshot, ask(SLOW, hung_up=stop.is_set)))
    )
    slow.start()
    wait_until(lambda: bool(workers_of(own)) and not own.idle)
    with pytest.raises(BusyError) as refused:
        own.run(snapshot, ask("ASK {}"))
    assert refused.value.retry_after_seconds == 5
    monkeypatch.setattr(pool_module, "QUEUE_SECONDS", 60)
    answers: list[bytes] = []
    waiting = threading.Thread(target=lambda: answers.append(read(own.run(snapshot, ask("ASK {}")))))
    waiting.start()
    stop.set()
    slow.join()
    waiting.join()
    assert answers == [b'{"head":{},"boolean":true}']
    own.close()


def test_only_so_many_queries_wait(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "MAX_WAITING", 0)
    own = WorkerPool(SparqlLimits(timeout_seconds=600, workers=1))
    stop = threading.Event()
    slow = threading.Thread(
        target=lambda: catch(HungUpError, lambda: own.run(snapshot, ask(SLOW, hung_up=stop.is_set)))
    )
    slow.start()
    wait_until(lambda: bool(workers_of(own)) and not own.idle)
    with pytest.raises(BusyError):
        own.run(snapshot, ask("ASK {}"))
    stop.set()
    slow.join()
    own.close()


def test_a_worker_that_was_killed_from_outside_is_replaced(snapshot: Path) -> None:
    own = WorkerPool(SparqlLimits(workers=1))
    assert read(own.run(snapshot, ask("ASK {}"))) == b'{"head":{},"boolean":true}'
    for pid in workers_of(own):
        os.kill(pid, 9)
    with pytest.raises((MemoryLimitError, BusyError)):
        own.run(snapshot, ask("ASK {}"))
    assert read(own.run(snapshot, ask("ASK {}"))) == b'{"head":{},"boolean":true}'
    own.close()


def test_workers_end_with_their_pool(snapshot: Path) -> None:
    own = WorkerPool(SparqlLimits(workers=2))
    own.warm_up()
    pids = workers_of(own)
    assert len(pids) == 2
    own.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def keep_busy(pool: WorkerPool, snapshot: Path, stop: threading.Event) -> threading.Thread:
    """Give the only worker a query that ends when ``stop`` is set."""
    request = ask(SLOW, hung_up=stop.is_set)
    thread = threading.Thread(target=lambda: catch(HungUpError, lambda: pool.run(snapshot, request)))
    thread.start()
    wait_until(lambda: bool(workers_of(pool)) and not pool.idle)
    return thread


def catch(kind: type[Exception], work: Callable[[], object]) -> None:
    with pytest.raises(kind):
        work()


def wait_until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
