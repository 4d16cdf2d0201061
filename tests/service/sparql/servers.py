"""Servers for the other end of a connection: real sockets on this machine, in threads."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from urllib.parse import parse_qs

import pyoxigraph as ox

from ontology.vocabulary import PREFIXES
from store.graph import GraphStore
from store.syntax import RdfSyntax, ResultSyntax


@dataclass
class Listener:
    """Notes who connects, and answers with HTTP 500."""

    url: str = ""
    calls: list[bytes] = field(default_factory=list)


@contextmanager
def listen() -> Iterator[Listener]:
    """Listen on a port of this machine."""
    noted = Listener()
    with socket.create_server(("127.0.0.1", 0)) as server:
        noted.url = f"http://127.0.0.1:{server.getsockname()[1]}/x"

        def answer() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    noted.calls.append(connection.recv(2000))
                    connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield noted
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@dataclass(frozen=True, slots=True)
class Request:
    """What came in."""

    method: str
    path: str
    headers: dict[str, str]  # names in lower case
    form: dict[str, list[str]]


Handler = Callable[[Request], bytes | Iterator[bytes]]  # returns a whole HTTP response, or its parts


@dataclass
class Server:
    """A server that answers as it is told, and what it was asked."""

    url: str
    requests: list[Request]
    released: threading.Event  # set when the test is over: whoever waits for it may end

    @property
    def queries(self) -> list[str]:
        """The SPARQL queries that were posted as forms."""
        return [query for request in self.requests for query in request.form.get("query", [])]


@contextmanager
def serve(handle: Handler, path: str = "/sparql") -> Iterator[Server]:
    """Answer requests by ``handle`` on a port of this machine."""

    class _Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer()

        do_POST = do_GET  # noqa: N815

        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("ascii")
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, parse_qs(body))
            noted.requests.append(request)
            answer = handle(request)
            try:
                for part in [answer] if isinstance(answer, bytes) else answer:
                    self.wfile.write(part)
            except OSError:  # the other side has gone, as some tests want it to
                pass
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        noted = Server(f"http://127.0.0.1:{server.server_address[1]}{path}", [], threading.Event())
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield noted
        finally:
            noted.released.set()
            server.shutdown()
            thread.join()


def respond(body: bytes, media_type: str = "application/sparql-results+json", status: str = "200 OK") -> bytes:
    """Return a whole HTTP response."""
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def to_store(turtle: str) -> GraphStore:
    """Return a graph in memory, with the usual prefixes declared."""
    store = ox.Store()
    head = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())
    store.load(f"{head}@prefix ex: <http://example.org/> .\n{turtle}".encode(), format=ox.RdfFormat.TURTLE)
    return GraphStore(store)


def answer_from(turtle: str) -> Handler:
    """Return what answers queries from a graph, as a SPARQL endpoint does."""

    def handle(request: Request) -> bytes:
        output = BytesIO()
        to_store(turtle).answer(request.form["query"][0], output, results=ResultSyntax.JSON, graph=RdfSyntax.TURTLE)
        return respond(output.getvalue())

    return handle
