"""A real server: whoever asks too much, or goes away, disturbs nobody."""

from __future__ import annotations

import http.client
import json
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

from tests.service.running_server import running_server

SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
HUGE = "SELECT ?a ?b ?c ?d { ?a ?b ?c . ?d ?e ?a }"
GREEDY = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?f ?c"


@pytest.fixture(scope="module")
def server(snapshot_data: Path) -> Iterator[str]:
    with running_server(
        snapshot_data,
        SPARQL_TIMEOUT_SECONDS="3",
        SPARQL_MEMORY_BYTES=str(1 << 27),
        SPARQL_RESULT_BYTES=str(1 << 24),
        SPARQL_WORKERS="2",
    ) as address:
        yield address


def ask(server: str, path: str) -> tuple[int, http.client.HTTPMessage, bytes]:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def query(text: str) -> str:
    return f"/sparql?query={quote(text)}"


@pytest.mark.parametrize(
    ("text", "statuses", "slugs"),
    [(SLOW, {503}, {"time-limit"}), (HUGE, {413}, {"result-too-large"}), (GREEDY, {507}, {"memory-limit"})],
)
def test_a_limit_is_told_by_a_problem_document(server: str, text: str, statuses: set[int], slugs: set[str]) -> None:
    status, headers, body = ask(server, query(text))
    assert status in statuses, body
    assert headers["Content-Type"] == "application/problem+json"
    assert json.loads(body)["type"].rpartition("/")[2] in slugs
    assert ask(server, query("ASK {}"))[2] == b'{"head":{},"boolean":true}'


def test_searches_are_answered_while_every_worker_is_busy(server: str) -> None:
    hostile = [threading.Thread(target=ask, args=(server, query(text))) for text in (SLOW, GREEDY, SLOW)]
    for thread in hostile:
        thread.start()
    statuses = [ask(server, "/api/v1/search?q=who+influences+C-level+renewals")[0] for _ in range(20)]
    assert any(thread.is_alive() for thread in hostile)
    for thread in hostile:
        thread.join()
    assert statuses == [200] * 20


def test_clients_that_hang_up_free_their_workers(snapshot_data: Path) -> None:
    """Were the workers kept, the query after them would wait ten minutes, or be told that all are busy."""
    with running_server(snapshot_data, SPARQL_TIMEOUT_SECONDS="600", SPARQL_WORKERS="1") as server:
        for _ in range(3):
            place = urlsplit(server)
            assert place.hostname is not None
            with socket.create_connection((place.hostname, place.port or 80)) as client:
                client.sendall(f"GET {query(SLOW)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
                client.settimeout(0.5)
                with pytest.raises(TimeoutError):
                    client.recv(1)
        deadline = time.monotonic() + 60
        while (answer := ask(server, query("ASK {}")))[0] == 503:
            assert time.monotonic() < deadline
        assert answer[2] == b'{"head":{},"boolean":true}'


def test_a_large_result_is_whole(server: str) -> None:
    status, headers, body = ask(server, query("SELECT * { ?s ?p ?o }"))
    assert (status, headers["Content-Length"]) == (200, str(len(body)))
    rows = json.loads(body)["results"]["bindings"]
    count = json.loads(ask(server, query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"))[2])
    assert str(len(rows)) == count["results"]["bindings"][0]["n"]["value"]
