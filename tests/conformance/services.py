"""Two Rolegraphs for the suite: one holds all data of its query tests, the other is written to by test after test.

Both get their data through HTTP. A test names its dataset in its request, as the protocol has it; the first service
also listens on a port, where SERVICE finds it.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import read_settings
from service.current import Current
from service.http.app import create_app
from store.library import Library
from tests.conformance.answers import EXTENSIONS
from tests.conformance.suite import BASE
from tests.tiny_encoder import make_tiny_encoder

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

TOKEN = "conformance-conformance"
AUTHORITY = "www.example"  # that the suite's HTTP requests name
# A service has to have something published before it starts.
_SEED = """\
@prefix rg: <https://w3id.org/rolegraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://w3id.org/rolegraph/id/skill/patience> a rg:Skill ; skos:prefLabel "Patience" .
"""


@dataclass(frozen=True, slots=True)
class Service:
    """A Rolegraph as its clients see it."""

    client: FlaskClient
    unnamed: str  # the graph that is written to where no graph is named

    def query(
        self, text: str, *, default: Sequence[str] = (), named: Sequence[str] = (), accept: str = EXTENSIONS["srj"]
    ) -> TestResponse:
        """Ask a query on the dataset of ``default`` and ``named`` graphs; none given: as the query itself says."""
        parameters = {"default-graph-uri": [*default], "named-graph-uri": [*named]}
        return self.client.post(
            "/sparql/",
            query_string=parameters,
            data=text.encode(),
            content_type="application/sparql-query",
            headers={"Accept": accept},
        )

    def update(self, text: str, *, default: Sequence[str] = (), named: Sequence[str] = ()) -> TestResponse:
        """Send an update whose patterns match the dataset of ``default`` and ``named`` graphs."""
        parameters = {"using-graph-uri": [*default], "using-named-graph-uri": [*named]}
        return self.client.post(
            "/update",
            query_string=parameters,
            data=text.encode(),
            content_type="application/sparql-update",
            headers=authorization(),
        )


@dataclass(frozen=True, slots=True)
class Services:
    """Where the suite's tests ask."""

    library: Service  # holds all data of query tests, each file in a graph that its IRI names
    scratch: Service  # may be changed
    address: str  # of the first, in the network

    def endpoint(self, graph: str) -> str:
        """Return the address of an endpoint whose default graph is ``graph``; at others, nobody answers."""
        return to_endpoint(self.address, graph)


def to_endpoint(address: str, graph: str) -> str:
    """Return the address, on the server at ``address``, of an endpoint whose default graph is a file of the suite."""
    return f"{address}/{graph.removeprefix(BASE)}"


def authorization() -> dict[str, str]:
    """Return the header that allows to write."""
    return {"Authorization": f"Bearer {TOKEN}"}


@contextmanager
def run_services(directory: Path, endpoints: Iterable[str]) -> Iterator[Services]:
    """Run both services on data directories below ``directory`` (which must be empty).

    SERVICE finds an endpoint for each of the graphs ``endpoints``; SERVICE with a variable asks all of them.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        library = _start(
            directory / "library", address, allow=(f"{address}/", *(to_endpoint(address, graph) for graph in endpoints))
        )
        scratch = _start(directory / "scratch", f"http://{AUTHORITY}")
        several = _Endpoints(library.client.application, {*endpoints, f"{BASE}g"})
        server = make_server("127.0.0.1", 0, several, threaded=True, request_handler=_Quiet, fd=listener.fileno())
        thread = threading.Thread(target=server.serve_forever, name="conformance-endpoint")
        thread.start()
        try:
            yield Services(library, scratch, address)
        finally:
            server.shutdown()
            thread.join()
            server.server_close()


class _Quiet(WSGIRequestHandler):
    """A server that prints nothing."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Stay silent."""


class _Endpoints:
    """Several endpoints made of one: each is asked at an address of its own, and has a default graph of its own."""

    def __init__(self, app: WSGIApplication, graphs: Collection[str]) -> None:
        self._app = app
        self._graphs = graphs

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        graph = BASE + environ["PATH_INFO"].removeprefix("/")
        if graph in self._graphs:
            environ["PATH_INFO"] = "/sparql"
            environ["QUERY_STRING"] = urlencode({"default-graph-uri": graph})
        return self._app(environ, start_response)


def _start(directory: Path, public_url: str, allow: Sequence[str] = ()) -> Service:
    library = Library(directory)
    model = directory.with_name(f"{directory.name}-model")
    make_tiny_encoder(model, library.encoders)
    seed = directory.with_name(f"{directory.name}.ttl")
    seed.write_text(_SEED)
    ingest([seed], library, Namer(), LazyEncoder(str(model), library.encoders))
    environ = {"ROLEGRAPH_PUBLIC_URL": public_url, "ROLEGRAPH_TOKEN": TOKEN}
    # What W3C writes is none of our shapes' business.
    settings = read_settings(environ, data=directory, model=str(model), sparql_allow=allow, allow_invalid=True)
    app = create_app(settings, Current(library, settings))
    return Service(app.test_client(), settings.namer.unnamed_graph)
