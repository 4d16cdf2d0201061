from __future__ import annotations

import json
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Namespace, URIRef
from werkzeug.test import TestResponse

from service.engine import Engine
from service.sparql.examples import load_examples
from tests.service.http.checks import BROWSER, Page, assert_problem

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SELECT = "SELECT ?code WHERE { ?p a rg:Profile ; skos:notation ?code } ORDER BY ?code LIMIT 2"
CONSTRUCT = "CONSTRUCT { ?p a rg:Profile } WHERE { ?p a rg:Profile }"
FORM = "application/x-www-form-urlencoded"
OF_OTHER_DATA = (
    "?decision ",
    "rg:occupationTask",
    "rg:rating",
    "rg:technology",
    "rg:relation ",
    "rg:groupLevel",
    "esco:",
)


def ask(client: FlaskClient, query: str, accept: str | None = None) -> TestResponse:
    return client.get("/sparql", query_string={"query": query}, headers={"Accept": accept} if accept else {})


def assert_plain(response: TestResponse, status: int, *words: str) -> None:
    assert (response.status_code, response.content_type) == (status, "text/plain; charset=utf-8"), response.text
    for word in words:
        assert word in response.text


@pytest.mark.parametrize(
    ("accept", "media_type", "start"),
    [
        (None, "application/sparql-results+json", b'{"head":{"vars":["code"]}'),
        ("*/*", "application/sparql-results+json", b"{"),
        ("application/sparql-results+json", "application/sparql-results+json", b"{"),
        ("application/json", "application/sparql-results+json", b"{"),
        ("application/sparql-results+xml", "application/sparql-results+xml", b"<?xml"),
        ("application/xml", "application/sparql-results+xml", b"<?xml"),
        ("text/csv", "text/csv", b"code\r\nCUS.GEN.P1\r\nCUS.GEN.P2\r\n"),
        ("text/tab-separated-values", "text/tab-separated-values", b'?code\n"CUS.GEN.P1"\n"CUS.GEN.P2"\n'),
        ("text/*", "text/csv", b"code"),
        ("text/csv;q=0.5, application/sparql-results+xml ; q=0.6", "application/sparql-results+xml", b"<?xml"),
        ("text/turtle, text/csv;q=0.1", "text/csv", b"code"),
    ],
)
def test_rows_come_in_the_syntax_that_is_asked_for(
    client: FlaskClient, accept: str | None, media_type: str, start: bytes
) -> None:
    response = ask(client, SELECT, accept)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert response.data.startswith(start)
    assert "Accept" in response.headers["Vary"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "ETag" not in response.headers  # a query may ask for the time


@pytest.mark.parametrize(
    ("accept", "media_type", "parser"),
    [
        (None, "text/turtle", "turtle"),
        ("*/*", "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("text/csv, application/rdf+xml;q=0.2", "application/rdf+xml", "xml"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/json", "application/ld+json", "json-ld"),
    ],
)
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its JSON-LD parser
def test_graphs_come_in_the_syntax_that_is_asked_for(
    client: FlaskClient, accept: str | None, media_type: str, parser: str
) -> None:
    response = ask(client, CONSTRUCT, accept)
    assert (response.status_code, response.mimetype) == (200, media_type)
    assert len(Graph().parse(data=response.data, format=parser)) == 34


@pytest.mark.parametrize(("query", "accept"), [(SELECT, "text/turtle"), (CONSTRUCT, "text/csv"), (SELECT, "image/png")])
def test_what_nobody_can_give_is_not_acceptable(client: FlaskClient, query: str, accept: str) -> None:
    assert_plain(ask(client, query, accept), 406, "None of the types in Accept")


def test_truth_is_told(client: FlaskClient) -> None:
    assert json.loads(ask(client, "ASK { ?p a rg:Profile }").data)["boolean"] is True
    assert ask(client, "ASK { ?p a rg:Nothing }", "text/csv").data in (b"false", b"false\n", b"false\r\n")


def test_a_triple_that_many_documents_state_is_one_row(client: FlaskClient) -> None:
    level = "<https://w3id.org/rolegraph/id/level/P/4>"
    rows = json.loads(ask(client, f"SELECT (COUNT(*) AS ?n) {{ {level} rg:attribute ?a }}").data)
    assert rows["results"]["bindings"][0]["n"]["value"] == "7"


@pytest.mark.parametrize("path", ["/sparql", "/sparql/"])
@pytest.mark.parametrize("charset", ["", "; charset=utf-8"])
def test_a_query_is_asked_by_get_form_or_body(client: FlaskClient, path: str, charset: str) -> None:
    expected = ask(client, SELECT).data
    assert client.get(f"{path}?{urlencode({'query': SELECT, 'format': 'xml', 'x': '1'})}").data == expected
    assert client.post(path, data=urlencode({"query": SELECT}), content_type=FORM + charset).data == expected
    assert client.post(path, data=SELECT, content_type=f"application/sparql-query{charset}").data == expected


@pytest.mark.parametrize(
    ("content_type", "body", "status", "words"),
    [
        ("application/sparql-query", "SELECT * {", 400, "does not parse: error at 1:"),
        ("application/sparql-query", "", 400, "missing"),
        ("application/sparql-query", b"SELECT * { ?s ?p '\xff' }", 400, "not UTF-8"),
        ("application/sparql-query", SELECT + " " + SELECT, 400, "does not parse"),
        ("application/sparql-query", "INSERT DATA { <http://a> <http://b> 1 }", 400, "does not parse"),
        ("application/sparql-query", "SELECT * { SERVICE <http://x/> {} }", 403, "http://x/ may not be reached"),
        ("application/sparql-query", "LOAD <file:///etc/passwd>", 403, "SERVICE and LOAD are not allowed"),
        (FORM, "x=1", 400, "missing"),
        (FORM, "query=ASK+%7B%7D&query=ASK+%7B%7D", 400, "2 times"),
        (FORM, "query=ASK+%7B%7D&default-graph-uri=x", 400, "default-graph-uri='x' is no absolute IRI"),
        (FORM, "query=ASK+%7B%7D&named-graph-uri=http%3A%2F%2Fx%2F%3E", 400, "is no absolute IRI"),
        (FORM, "update=CLEAR+ALL", 400, "Updates are sent to http://roles.test/update"),
        ("application/sparql-update", "CLEAR ALL", 400, "Updates are sent to http://roles.test/update"),
        ("text/plain", SELECT, 415, "application/sparql-query"),
        ("application/json", "{}", 415, "application/sparql-query"),
        ("application/sparql-query", "#" * 1_100_000, 413, ""),
    ],
)
def test_what_cannot_be_answered_is_said_in_plain_text(
    client: FlaskClient, content_type: str, body: str | bytes, status: int, words: str
) -> None:
    assert_plain(client.post("/sparql", data=body, content_type=content_type), status, words)


def test_an_update_in_the_address_is_refused(client: FlaskClient) -> None:
    response = client.post("/sparql?update=CLEAR+ALL", content_type=FORM)
    assert_plain(response, 400, "The query is missing")
    assert b"Service" in client.get("/sparql?update=CLEAR+ALL").data  # nothing to answer: it describes itself


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused(client: FlaskClient, method: str) -> None:
    response = client.open("/sparql", method=method)
    assert_problem(response, 405)
    assert {"GET", "POST"} <= set(response.headers["Allow"].split(", "))


def test_scripts_of_other_sites_may_ask(client: FlaskClient) -> None:
    response = client.options("/sparql", headers={"Origin": "https://x.test", "Access-Control-Request-Method": "POST"})
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "POST" in response.headers["Access-Control-Allow-Methods"]


def test_the_engine_reads_no_files(client: FlaskClient) -> None:
    rows = ask(client, "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert json.loads(rows.data)["results"]["bindings"] == []


def test_without_a_query_the_service_describes_itself(client: FlaskClient, engine: Engine) -> None:
    response = client.get("/sparql")
    assert (response.status_code, response.mimetype) == (200, "text/turtle")
    graph = Graph().parse(data=response.data, format="turtle")
    service = URIRef("http://roles.test/sparql")
    assert (service, RDF.type, SD.Service) in graph
    assert (service, SD.endpoint, service) in graph
    assert (service, SD.feature, SD.UnionDefaultGraph) in graph
    assert len(list(graph.objects(service, SD.resultFormat))) == 10
    assert str(engine.snapshot.manifest.counts["triples"]) in response.text


def test_a_browser_gets_a_console_whose_examples_work(client: FlaskClient) -> None:
    page = Page(client.get("/sparql", headers=BROWSER))
    assert "Run" in page.text
    for title, query in load_examples():
        assert title in page.text
        shown = Page(client.get("/sparql", query_string={"query": query}, headers=BROWSER))
        assert "Result" in shown.text
        # The examples hold no classification, and nobody has decided anything on them yet.
        has_rows = "SELECT" in query and not any(term in query for term in OF_OTHER_DATA)
        assert ("No rows" in shown.text) is ("SELECT" in query and not has_rows), title
        assert any(tag == "table" for tag, _ in shown.tags) is has_rows, title


def test_the_console_shows_rows_graphs_truth_and_errors(client: FlaskClient) -> None:
    def show(query: str, status: int = 200) -> str:
        return Page(client.get("/sparql", query_string={"query": query}, headers=BROWSER), status).text

    assert "CUS.GEN.P1" in show(SELECT)
    assert "profile/CUS.GEN.P1" in show("SELECT ?p { ?p skos:notation 'CUS.GEN.P1' }")
    assert "The first 1,000 are shown" in show("SELECT * { ?s ?p ?o }")
    assert "Profile" in show(CONSTRUCT)
    assert " yes " in show("ASK { ?p a rg:Profile }")
    assert "does not parse" in show("SELECT * {", 400)
    assert "may not be reached" in show("SELECT * { SERVICE <http://x/> {} }", 403)
    assert "No rows" in show("SELECT * { ?s a rg:Nothing }")


def test_what_a_query_yields_never_becomes_markup(client: FlaskClient) -> None:
    attack = "</td></textarea><script>alert(1)</script>"
    query = f"SELECT ('{attack}' AS ?x) (<javascript:alert(1)> AS ?y) {{}}"
    response = client.get("/sparql", query_string={"query": query}, headers=BROWSER)
    page = Page(response)
    assert attack in page.text
    assert "<script>alert" not in response.text


@pytest.mark.parametrize("form", ["parameters", "query"])
def test_a_request_names_its_dataset(client: FlaskClient, form: str) -> None:
    ladder = next(iri for iri in client.application.extensions["rolegraph"].current.engine().snapshot.graph.graphs())
    count = "SELECT (COUNT(*) AS ?n) {0}{{ {1} }}"
    other = f"GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{ladder}>)"

    def ask_with(default: list[str], named: list[str], pattern: str) -> int:
        if form == "query":
            clauses = "".join(f"FROM <{iri}> " for iri in default) + "".join(f"FROM NAMED <{iri}> " for iri in named)
            parameters: list[tuple[str, str]] = [("query", count.format(clauses, pattern))]
        else:
            parameters = [("query", count.format("", pattern))]
            parameters += [("default-graph-uri", iri) for iri in default]
            parameters += [("named-graph-uri", iri) for iri in named]
        response = client.get("/sparql", query_string=parameters)
        return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])

    everything = ask_with([], [], "?s ?p ?o")
    alone = ask_with([ladder], [], "?s ?p ?o")
    assert 0 < alone < everything
    assert ask_with([ladder, ladder], [], "?s ?p ?o") == alone
    assert ask_with([ladder], [], "GRAPH ?g { ?s ?p ?o }") == 0
    assert ask_with([], [ladder], "?s ?p ?o") == 0
    assert ask_with([], [ladder], "GRAPH ?g { ?s ?p ?o }") == alone
    assert ask_with([], [ladder], other) == 0
    assert ask_with(["http://nothing.test/"], [], "?s ?p ?o") == 0


def test_several_default_graphs_are_merged_to_a_set(client: FlaskClient) -> None:
    """A triple that two of the graphs state is one solution, not two."""
    graphs = client.application.extensions["rolegraph"].current.engine().snapshot.graph.graphs()
    parameters = [("default-graph-uri", iri) for iri in graphs]
    rows = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    merged = client.get("/sparql", query_string=[("query", rows), *parameters])
    clauses = " ".join(f"FROM <{iri}>" for iri in graphs)
    named = ask(client, f"SELECT (COUNT(*) AS ?n) {clauses} {{ ?s ?p ?o }}")
    assert merged.data == named.data == ask(client, rows).data
