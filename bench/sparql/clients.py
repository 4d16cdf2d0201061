"""HTTP clients that cost little: requests written beforehand, sent over sockets that stay open.

The clients share the processor with the servers that they measure, so what they take is measured too.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

from bench.sparql.queries import Query

_PIECE = 1 << 18
_TIMEOUT_SECONDS = 600.0
_END = b"0\r\n\r\n"


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: the body is as it was sent, its chunks joined."""

    status: int
    body: bytes


class UnexpectedResponseError(Exception):
    """A server answered otherwise than a benchmark can use."""


class Connection:
    """One connection to a server, kept open."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    def hang_up(self) -> None:
        """Leave in the middle of a response; whoever waits for it gets an error."""
        self._socket.shutdown(socket.SHUT_RDWR)

    def ask(self, request: bytes) -> Response:
        """Send ``request`` and return its whole response."""
        self._socket.sendall(request)
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._receive()
        head, _, body = data.partition(b"\r\n\r\n")
        status = int(head[9:12])
        length = _find_header(head, b"content-length")
        if length is not None:
            pieces = [body]
            missing = int(length) - len(body)
            while missing > 0:
                pieces.append(self._receive())
                missing -= len(pieces[-1])
            return Response(status, b"".join(pieces))
        if _find_header(head, b"transfer-encoding") is None:
            raise UnexpectedResponseError("a response without a length")
        while not (body == _END or body.endswith(b"\r\n" + _END)):  # JSON and N-Triples hold no \r\n themselves
            body += self._receive()
        return Response(status, _join_chunks(body))

    def count(self, request: bytes, marker: bytes) -> Transfer:
        """Send ``request``, and time and count its response while throwing it away."""
        started = time.perf_counter()
        self._socket.sendall(request)
        tail = self._receive()
        first = time.perf_counter() - started
        size, found, status = len(tail), tail.count(marker), int(tail[9:12])
        head = tail.partition(b"\r\n\r\n")[0]
        length = _find_header(head, b"content-length")
        wanted = len(head) + 4 + int(length) if length is not None else None
        while size < wanted if wanted is not None else not tail.endswith(b"\r\n" + _END):
            piece = self._receive()
            size += len(piece)
            tail = tail[1 - len(marker) :] + piece  # a marker may lie across two pieces
            found += tail.count(marker)
        return Transfer(status, size, found, first, time.perf_counter() - started)

    def _receive(self) -> bytes:
        piece = self._socket.recv(_PIECE)
        if not piece:
            raise UnexpectedResponseError("the server hung up in the middle of a response")
        return piece


@dataclass(frozen=True, slots=True)
class Transfer:
    """A response that was only counted."""

    status: int
    size: int  # bytes, framing included
    markers: int
    first_seconds: float  # until the first byte
    seconds: float


@dataclass(frozen=True, slots=True)
class Load:
    """How long clients at once took for a list of requests, and what they took of the processor."""

    seconds: float
    client_seconds: float  # of processor time


def to_request(path: str, query: Query) -> bytes:
    """Return the HTTP request that posts ``query`` to ``path``."""
    body = query.text.encode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: {query.accept}\r\n"
        f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def to_get_request(path: str) -> bytes:
    """Return the HTTP request for ``path``."""
    return f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept: application/json\r\n\r\n".encode()


def load(port: int, requests: Sequence[bytes], clients: int) -> Load:
    """Have ``clients`` send ``requests`` one after another, each as soon as one of them is free."""
    waiting = iter(list(requests))
    problems: list[Exception] = []

    def work(connection: Connection) -> None:
        try:
            for request in waiting:  # next() of a list's iterator is one step: threads may share it
                if (response := connection.ask(request)).status != 200:
                    raise UnexpectedResponseError(f"status {response.status}: {response.body[:200]!r}")
        except Exception as error:  # noqa: BLE001 - raised below, on the thread that asked
            problems.append(error)

    connections = [Connection(port) for _ in range(clients)]
    threads = [threading.Thread(target=work, args=(connection,)) for connection in connections]
    started, started_cpu = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, cpu = time.perf_counter() - started, time.process_time() - started_cpu
    for connection in connections:
        connection.__exit__()
    if problems:
        raise problems[0]
    return Load(seconds, cpu)


def _find_header(head: bytes, name: bytes) -> bytes | None:
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.lower() == name:
            return value.strip()
    return None


def _join_chunks(body: bytes) -> bytes:
    chunks: list[bytes] = []
    at = 0
    while True:
        line_end = body.index(b"\r\n", at)
        size = int(body[at:line_end].partition(b";")[0], 16)
        if size == 0:
            return b"".join(chunks)
        chunks.append(body[line_end + 2 : line_end + 2 + size])
        at = line_end + 2 + size + 2
