from __future__ import annotations

import io
import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from werkzeug.test import TestResponse

from service.http.door import find_door
from tests.service.http.checks import assert_problem
from tests.service.http.conftest import WRITER

NAMED = "http://g.test/people"
TURTLE = "@prefix : <http://x.test/> . :a :knows [ :name 'Bo' ] ; :age 7 ."
UNNAMED = "https://w3id.org/rolegraph/id/unnamed"


@pytest.fixture(autouse=True)
def clean(writable: FlaskClient) -> Iterator[None]:
    """Leave nothing that a test wrote."""
    yield
    graphs = find_door(writable.application).current.engine().snapshot.graph.graphs()
    written = [
        graph for graph in graphs if graph == UNNAMED or graph.startswith(("http://g.test/", "http://roles.test/rdf"))
    ]
    if written:
        text = " ; ".join(f"DROP GRAPH <{graph}>" for graph in written)
        writable.post("/update", data=text, content_type="application/sparql-update", headers=WRITER)


def send(
    client: FlaskClient, method: str, address: str, data: str | bytes = TURTLE, media_type: str = "text/turtle"
) -> TestResponse:
    return client.open(address, method=method, data=data, content_type=media_type, headers=WRITER)


def fetch(client: FlaskClient, address: str) -> Graph:
    response = client.get(address, headers={"Accept": "application/n-triples"})
    assert (response.status_code, response.mimetype) == (200, "application/n-triples"), response.text
    return Graph().parse(data=response.data, format="nt")


ADDRESSES = {
    "by its IRI": f"/rdf-graph-store?graph={quote(NAMED, safe='')}",
    "the default graph": "/rdf-graph-store?default",
    "by the address itself": "/rdf-graph-store/people%2Fstaff%20of/2026",
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_a_graph_is_put_read_added_to_and_removed(writable: FlaskClient, address: str) -> None:
    is_default = address.endswith("default")
    assert send(writable, "PUT", address).status_code == (200 if is_default else 201)
    assert isomorphic(fetch(writable, address), Graph().parse(data=TURTLE, format="turtle"))
    assert send(writable, "PUT", address, "<http://a> <http://b> 1 .").status_code == 200
    assert set(fetch(writable, address)) == {(URIRef("http://a"), URIRef("http://b"), Literal(1))}
    done = send(writable, "POST", address, "<http://a> <http://b> 1, 2 .")
    assert (done.status_code, json.loads(done.data)["inserted"]) == (200, 1)
    assert len(fetch(writable, address)) == 2
    assert send(writable, "DELETE", address).status_code == 200
    if is_default:
        assert len(fetch(writable, address)) == 0
    else:
        assert_problem(writable.get(address), 404)
        assert_problem(send(writable, "DELETE", address), 404)


def test_the_address_is_the_graphs_iri(writable: FlaskClient) -> None:
    address = ADDRESSES["by the address itself"]
    assert json.loads(send(writable, "PUT", address).data)["graphs"] == [f"http://roles.test{address}"]
    assert len(fetch(writable, f"/rdf-graph-store?graph={quote(f'http://roles.test{address}', safe='')}")) == 3


def test_a_graph_of_a_document_can_be_read_as_it_is(writable: FlaskClient) -> None:
    engine = find_door(writable.application).current.engine()
    name = next(name for name in engine.snapshot.graph.graphs() if "/graph/" in name)
    rows = engine.snapshot.graph.select(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{name}> {{ ?s ?p ?o }} }}")
    assert len(fetch(writable, f"/rdf-graph-store?graph={quote(name, safe='')}")) == next(iter(rows))["n"]


def test_what_is_sent_to_no_graph_becomes_a_new_one(writable: FlaskClient) -> None:
    response = send(writable, "POST", "/rdf-graph-store")
    location = response.headers["Location"]
    assert response.status_code == 201
    assert location.startswith("http://roles.test/rdf-graph-store/")
    assert isomorphic(fetch(writable, location), Graph().parse(data=TURTLE, format="turtle"))
    assert send(writable, "POST", "/rdf-graph-store/").headers["Location"] != location


@pytest.mark.parametrize(
    ("media_type", "content"),
    [
        ("text/turtle; charset=utf-8", "<http://a> <http://b> <c> ."),
        ("application/n-triples", "<http://a> <http://b> <http://g.test/c> ."),
        ("application/rdf+xml", '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:x="http://">'
         '<rdf:Description rdf:about="http://a"><x:b rdf:resource="c"/></rdf:Description></rdf:RDF>'),
        ("application/ld+json", '{"@id": "http://a", "http://b": {"@id": "c"}}'),
        ("application/trig", "<http://a> <http://b> <c> ."),
        ("application/n-quads", "<http://a> <http://b> <http://g.test/c> ."),
    ],
)  # fmt: skip
def test_a_graph_is_taken_in_every_syntax_and_its_iri_is_the_base(
    writable: FlaskClient, media_type: str, content: str
) -> None:
    address = ADDRESSES["by its IRI"]
    assert send(writable, "PUT", address, content, media_type).status_code == 201
    assert set(fetch(writable, address)) == {(URIRef("http://a"), URIRef("http://b"), URIRef("http://g.test/c"))}


def test_files_of_a_form_are_taken_together(writable: FlaskClient) -> None:
    files = {
        "file": [
            (io.BytesIO(b"<http://a> <http://b> 1 ."), "one.ttl", "text/turtle"),
            (io.BytesIO(b"<http://a> <http://b> <http://c> .\n"), "two.nt", "application/n-triples"),
        ]
    }
    response = writable.post(ADDRESSES["by its IRI"], data=files, headers=WRITER)
    assert response.status_code == 201, response.text
    assert len(fetch(writable, ADDRESSES["by its IRI"])) == 2


def test_an_empty_graph_is_a_graph(writable: FlaskClient) -> None:
    address = ADDRESSES["by its IRI"]
    assert send(writable, "PUT", address, "").status_code == 201
    assert len(fetch(writable, address)) == 0


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize(
    ("address", "content", "media_type", "status", "words"),
    [
        (ADDRESSES["by its IRI"], "<a> <b>\n<c> nonsense .", "text/turtle", 400, "line 2"),
        (ADDRESSES["by its IRI"], "GRAPH <http://h> { <http://a> <http://b> 1 }", "application/trig", 400, "http://h"),
        (ADDRESSES["by its IRI"], TURTLE, "image/png", 415, "text/turtle"),
        (ADDRESSES["by its IRI"], TURTLE, "", 415, "text/turtle"),
        ("/rdf-graph-store?graph=people", TURTLE, "text/turtle", 400, "no absolute IRI"),
        ("/rdf-graph-store?graph=http://a/%3E%7B", TURTLE, "text/turtle", 400, "no absolute IRI"),
        ("/rdf-graph-store?default&graph=http://a", TURTLE, "text/turtle", 400, "Name one graph"),
        ("/rdf-graph-store?graph=http://a&graph=http://b", TURTLE, "text/turtle", 400, "Name one graph"),
        ("/rdf-graph-store?graph=https://w3id.org/rolegraph/id/derived", TURTLE, "text/turtle", 403, "rules"),
    ],
)
def test_what_cannot_be_taken_is_said_and_changes_nothing(
    writable: FlaskClient, method: str, address: str, content: str, media_type: str, status: int, words: str
) -> None:
    before = find_door(writable.application).current.engine().snapshot.id
    assert_problem(send(writable, method, address, content, media_type), status, words)
    assert find_door(writable.application).current.engine().snapshot.id == before


def test_reading_needs_a_name_but_no_token(writable: FlaskClient) -> None:
    assert_problem(writable.get("/rdf-graph-store"), 400, "Name one graph")
    assert_problem(writable.get(ADDRESSES["by its IRI"]), 404)
    assert_problem(writable.get("/rdf-graph-store?default", headers={"Accept": "image/png"}), 406)


def test_a_charset_in_accept_is_no_reason_to_refuse(writable: FlaskClient) -> None:
    for accept in ("text/turtle; charset=utf-8", "text/turtle;charset=UTF-8;q=0.3, image/png"):
        response = writable.get("/rdf-graph-store?default", headers={"Accept": accept})
        assert (response.status_code, response.mimetype) == (200, "text/turtle")


def test_head_tells_the_same_without_the_content(writable: FlaskClient) -> None:
    address = ADDRESSES["by its IRI"]
    assert writable.head(address).status_code == 404
    send(writable, "PUT", address)
    told, read = writable.head(address), writable.get(address)
    assert (told.status_code, told.data) == (200, b"")
    assert told.headers["Content-Length"] == read.headers["Content-Length"] == str(len(read.data))
    assert told.headers["Content-Type"] == read.headers["Content-Type"] == "text/turtle; charset=utf-8"


def test_whoever_may_write_may_send_more_than_others(writable: FlaskClient) -> None:
    content = "".join(f"<http://a> <http://b> '{number:01000d}' .\n" for number in range(1100))
    assert len(content) > 1_048_576
    done = send(writable, "PUT", ADDRESSES["by its IRI"], content)
    assert json.loads(done.data)["inserted"] == 1100
