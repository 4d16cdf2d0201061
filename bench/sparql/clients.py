"""HTTP clients that cost little: requests written beforehand, sent over sockets that stay open.

The clients share the processor with the servers that they measure, so what they take is measured too.
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bench.sparql.queries import Query

_PIECE = 1 << 18
_TIMEOUT_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Response:
    """What came back, its chunks joined."""

    status: int
    body: bytes


class UnexpectedResponseError(Exception):
    """A server answered otherwise than a benchmark can use."""


class Connection:
    """One connection to a server, kept open."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=_TIMEOUT_SECONDS)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._file = self._socket.makefile("rb")

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
        self._socket.close()

    def hang_up(self) -> None:
        """Leave in the middle of a response; whoever waits for it gets an error."""
        self._socket.shutdown(socket.SHUT_RDWR)

    def ask(self, request: bytes) -> Response:
        """Send ``request`` and return its whole response."""
        self._socket.sendall(request)
        status, headers = self._read_head()
        return Response(status, b"".join(self._read_body(headers)))

    def count(self, request: bytes, marker: bytes) -> Transfer:
        """Send ``request``, and time its response and count the markers in it while throwing it away."""
        started = time.perf_counter()
        self._socket.sendall(request)
        status, headers = self._read_head()
        size, found, tail, first = 0, 0, b"", 0.0
        for piece in self._read_body(headers):
            first = first or time.perf_counter() - started
            size += len(piece)
            searched = tail + piece  # a marker may lie across two pieces
            found += searched.count(marker)
            tail = searched[1 - len(marker) :]
        return Transfer(status, size, found, first, time.perf_counter() - started)

    def _read_head(self) -> tuple[int, dict[bytes, bytes]]:
        status = self._read_line()
        headers = {}
        while line := self._read_line():
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip()
        return int(status[9:12]), headers

    def _read_body(self, headers: Mapping[bytes, bytes]) -> Iterator[bytes]:
        if (length := headers.get(b"content-length")) is not None:
            yield from self._read(int(length))
        elif headers.get(b"transfer-encoding") == b"chunked":
            while size := int(self._read_line(), 16):
                yield from self._read(size)
                self._read_line()
            self._read_line()
        else:
            raise UnexpectedResponseError("a response without a length")

    def _read_line(self) -> bytes:
        line = self._file.readline()
        if not line.endswith(b"\r\n"):
            raise UnexpectedResponseError("the server hung up in the middle of a response")
        return line[:-2]

    def _read(self, size: int) -> Iterator[bytes]:
        while size:
            piece = self._file.read1(min(size, _PIECE))
            if not piece:
                raise UnexpectedResponseError("the server hung up in the middle of a response")
            size -= len(piece)
            yield piece


@dataclass(frozen=True, slots=True)
class Transfer:
    """A response that was only counted."""

    status: int
    size: int  # bytes
    markers: int
    first_seconds: float  # until the first byte of the body
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
