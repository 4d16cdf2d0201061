"""Clients as people have them, unchanged, against the running server."""

from __future__ import annotations

import http.client
import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit

import pytest
from rdflib import RDFS, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore, SPARQLUpdateStore
from rdflib.query import Result, ResultRow
from SPARQLWrapper import CSV, GET, JSON, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed, Unauthorized

from tests.service.running_server import copy_data, running_server

TOKEN = "a-token-of-the-tests"  # no secret
AUTHORIZATION = f"Bearer {TOKEN}"
HEADERS = {"Authorization": AUTHORIZATION}
SELECT = "SELECT ?code WHERE { ?p a rg:Profile ; skos:notation ?code } ORDER BY ?code LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?p a rg:Profile } WHERE { ?p a rg:Profile }"
GRAPH = "https://example.com/notes"
NOTE = URIRef("https://example.com/note")
ORIGIN = "https://yasgui.example.com"
Curl = Callable[..., str]


@pytest.fixture(scope="module")
def server(snapshot_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    data = copy_data(snapshot_data, tmp_path_factory.mktemp("clients") / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        with running_server(data, TOKEN=TOKEN) as url:
            yield url


@pytest.fixture
def curl(server: str) -> Curl:
    """Run curl with a path at the server, and more arguments."""
    program = shutil.which("curl")
    if program is None:
        pytest.skip("curl is not installed")

    def run(path: str, *arguments: str) -> str:
        command = [program, "--silent", "--show-error", "--max-time", "60", server + path, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    return run


def wrap(server: str, query: str, path: str = "/sparql") -> SPARQLWrapper:
    wrapper = SPARQLWrapper(server + path)
    wrapper.setQuery(query)
    return wrapper


def ask(wrapper: SPARQLWrapper, syntax: str) -> Any:  # noqa: ANN401 - what the client makes of it
    wrapper.setReturnFormat(syntax)
    return wrapper.queryAndConvert()


def first_column(result: Result) -> list[str]:
    return [str(row[0]) for row in result if isinstance(row, ResultRow)]


# SPARQLWrapper: https://sparqlwrapper.readthedocs.io


@pytest.mark.parametrize("method", [GET, POST])
@pytest.mark.parametrize("encoding", [URLENCODED, POSTDIRECTLY])
def test_sparqlwrapper_asks_by_each_method(server: str, method: str, encoding: str) -> None:
    wrapper = wrap(server, f"PREFIX rg: <https://w3id.org/rolegraph/ns#> {SELECT}")
    wrapper.setMethod(method)
    wrapper.setRequestMethod(encoding)
    answer = ask(wrapper, JSON)
    assert [row["code"]["value"] for row in answer["results"]["bindings"]] == ["CUS.GEN.P1", "CUS.GEN.P2"]


def test_sparqlwrapper_gets_rows_in_each_syntax(server: str) -> None:
    assert ask(wrap(server, SELECT), CSV) == b"code\r\nCUS.GEN.P1\r\nCUS.GEN.P2\r\n"
    assert ask(wrap(server, SELECT), TSV) == b'?code\n"CUS.GEN.P1"\n"CUS.GEN.P2"\n'
    literals = ask(wrap(server, SELECT), XML).getElementsByTagName("literal")
    assert [node.firstChild.data for node in literals] == ["CUS.GEN.P1", "CUS.GEN.P2"]


def test_sparqlwrapper_gets_truth(server: str) -> None:
    assert ask(wrap(server, "ASK { ?p a rg:Profile }"), JSON)["boolean"] is True


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # used by SPARQLWrapper
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning:rdflib")  # rdflib's own
@pytest.mark.parametrize(("syntax", "parser"), [(TURTLE, "turtle"), (N3, "n3"), (RDFXML, None)])
def test_sparqlwrapper_gets_graphs(server: str, syntax: str, parser: str | None) -> None:
    answer = ask(wrap(server, CONSTRUCT), syntax)
    assert len(Graph().parse(data=answer, format=parser) if parser else answer) == 34


def test_sparqlwrapper_is_told_what_is_wrong(server: str) -> None:
    with pytest.raises(QueryBadFormed, match="does not parse"):
        wrap(server, "SELECT * {").query()


def test_sparqlwrapper_updates_with_the_token(server: str) -> None:
    update = wrap(server, f'INSERT DATA {{ GRAPH <{GRAPH}/w> {{ <{NOTE}> rdfs:label "wrapped" }} }}', "/update")
    update.setMethod(POST)
    with pytest.raises(Unauthorized):
        update.query()
    update.addCustomHttpHeader("Authorization", AUTHORIZATION)
    for encoding in (URLENCODED, POSTDIRECTLY):
        update.setRequestMethod(encoding)
        assert update.query().response.status == 200
    question = wrap(server, f"SELECT ?o {{ GRAPH <{GRAPH}/w> {{ ?s ?p ?o }} }}")
    assert ask(question, CSV) == b"o\r\nwrapped\r\n"


# rdflib's stores: https://rdflib.readthedocs.io


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("syntax", ["xml", "json", "csv", "tsv"])
def test_rdflib_asks_by_each_method_and_syntax(server: str, method: str, syntax: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql", method=method, returnFormat=syntax))
    query = "PREFIX rg: <https://w3id.org/rolegraph/ns#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> " + SELECT
    assert first_column(graph.query(query)) == ["CUS.GEN.P1", "CUS.GEN.P2"]


def test_rdflib_walks_the_graph(server: str) -> None:
    graph = Graph(SPARQLStore(f"{server}/sparql"))
    level = URIRef("https://w3id.org/rolegraph/id/level/P/4")
    notation = URIRef("http://www.w3.org/2004/02/skos/core#notation")
    assert graph.value(level, notation) == Literal("P4")
    assert len(list(graph.triples((level, URIRef("https://w3id.org/rolegraph/ns#attribute"), None)))) == 7


def test_rdflib_reads_one_graph_of_the_dataset(server: str) -> None:
    name = URIRef("https://w3id.org/rolegraph/id/graph/examples/customer-success/CUS.GEN.P2.json")
    graph = Graph(SPARQLStore(f"{server}/sparql"), identifier=name)
    rows = graph.query("SELECT ?title { ?d <http://purl.org/dc/terms/title> ?title }")
    assert first_column(rows) == ["examples/customer-success/CUS.GEN.P2.json"]


def test_rdflib_writes_with_the_token(server: str) -> None:
    store = SPARQLUpdateStore(f"{server}/sparql", f"{server}/update", headers=dict(HEADERS))
    graph = Graph(store, identifier=URIRef(f"{GRAPH}/r"))
    graph.add((NOTE, RDFS.label, Literal("one")))
    graph.add((NOTE, RDFS.label, Literal("two", lang="en")))
    assert set(graph.objects(NOTE, RDFS.label)) == {Literal("one"), Literal("two", lang="en")}
    graph.remove((NOTE, RDFS.label, Literal("one")))
    assert list(graph.objects(NOTE, RDFS.label)) == [Literal("two", lang="en")]
    graph.update("DELETE WHERE { ?s ?p ?o }")
    assert list(graph) == []


def test_rdflib_without_the_token_writes_nothing(server: str) -> None:
    store = SPARQLUpdateStore(f"{server}/sparql", f"{server}/update")
    graph = Graph(store, identifier=URIRef(f"{GRAPH}/no"))
    with pytest.raises(HTTPError) as refused:
        graph.add((NOTE, RDFS.label, Literal("no")))
    assert refused.value.code == 401
    refused.value.close()
    assert list(graph) == []


# curl


def test_curl_asks_in_all_three_ways(curl: Curl) -> None:
    csv = ("-H", "Accept: text/csv")
    expected = "code\nCUS.GEN.P1\nCUS.GEN.P2\n"
    assert curl("/sparql", "-G", *csv, "--data-urlencode", f"query={SELECT}") == expected
    assert curl("/sparql", *csv, "--data-urlencode", f"query={SELECT}") == expected
    direct = ("-H", "Content-Type: application/sparql-query")
    assert curl("/sparql", *csv, *direct, "--data-binary", SELECT) == expected


def test_curl_updates_in_both_ways(curl: Curl) -> None:
    token = ("-H", f"Authorization: {AUTHORIZATION}")
    insert = f"INSERT DATA {{ GRAPH <{GRAPH}/c> {{ <{NOTE}> rdfs:label 'curled' }} }}"
    done = json.loads(curl("/update", *token, "--data-urlencode", f"update={insert}"))
    assert (done["inserted"], done["deleted"], done["graphs"]) == (1, 0, [f"{GRAPH}/c"])
    direct = ("-H", "Content-Type: application/sparql-update")
    done = json.loads(curl("/update", *token, *direct, "--data-binary", f"DROP GRAPH <{GRAPH}/c>"))
    assert (done["inserted"], done["deleted"], done["graphs"]) == (0, 1, [f"{GRAPH}/c"])


def test_curl_keeps_a_graph(curl: Curl) -> None:
    token, turtle = ("-H", f"Authorization: {AUTHORIZATION}"), ("-H", "Content-Type: text/turtle")
    address = f"/rdf-graph-store?graph={GRAPH}/g"
    status = ("-o", "/dev/null", "-w", "%{http_code}")
    body = f'<{NOTE}> <{RDFS.label}> "kept" .'
    assert curl(address, "-X", "PUT", *token, *turtle, "--data-binary", body, *status) == "201"
    assert curl(address, "-H", "Accept: application/n-triples").strip() == body
    assert (
        curl(address, "-X", "POST", *token, *turtle, "--data-binary", body.replace("kept", "added"), *status) == "200"
    )
    assert len(curl(address, "-H", "Accept: application/n-triples").splitlines()) == 2
    assert curl(address, "-X", "DELETE", *token, *status) == "200"
    assert curl(address, *status) == "404"


# Browsers, as YASGUI in a page of another site uses them: https://fetch.spec.whatwg.org/#http-cors-protocol


def exchange(
    server: str, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=60)
    try:
        connection.request(method, path, body, {"Origin": ORIGIN, **headers})
        response = connection.getresponse()
        response.read()
        return response
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/sparql", "GET"),
        ("/sparql", "POST"),
        ("/update", "POST"),
        ("/rdf-graph-store?default", "PUT"),
        ("/rdf-graph-store?default", "DELETE"),
    ],
)
def test_a_browser_may_send_what_it_asks_for_beforehand(server: str, path: str, method: str) -> None:
    asked = {
        "Access-Control-Request-Method": method,
        "Access-Control-Request-Headers": "accept, authorization, content-type",
    }
    response = exchange(server, "OPTIONS", path, asked)
    assert response.status in (200, 204)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert method in response.headers["Access-Control-Allow-Methods"].split(", ")
    allowed = response.headers["Access-Control-Allow-Headers"].lower().split(", ")
    assert {"accept", "authorization", "content-type"} <= set(allowed)


FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("POST", "/sparql", FORM, "query=ASK+%7B%7D", 200),
        ("GET", "/sparql?query=ASK+%7B%7D", {}, None, 200),
        ("POST", "/sparql", FORM, "query=ASK", 400),
        ("GET", "/sparql?query=ASK+%7B%7D", {"Accept": "image/png"}, None, 406),
        ("PUT", "/sparql", {}, "", 405),
        ("POST", "/sparql", {"Content-Type": "text/plain"}, "ASK {}", 415),
        ("POST", "/update", FORM, "update=CLEAR+ALL", 401),
        ("GET", "/update", {}, None, 405),
        ("GET", "/rdf-graph-store?graph=https://example.com/none", {}, None, 404),
        ("GET", "/.well-known/void", {}, None, 200),
    ],
)
def test_a_page_of_another_site_may_read_answers_and_errors(
    server: str, method: str, path: str, headers: dict[str, str], body: str | None, status: int
) -> None:
    response = exchange(server, method, path, headers, body)
    assert (response.status, response.headers["Access-Control-Allow-Origin"]) == (status, "*")
