from __future__ import annotations

import json
import threading
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from service.http.door import find_door
from tests.service.http.checks import assert_problem
from tests.service.http.conftest import TOKEN, WRITER

UPDATE = "application/sparql-update"
FORM = "application/x-www-form-urlencoded"
INSERT = "INSERT DATA { GRAPH <http://g.test/a> { <http://s.test/> <http://p.test/> 'written' } }"
UNNAMED = "https://w3id.org/rolegraph/id/unnamed"


def update(client: FlaskClient, text: str, **parameters: str) -> TestResponse:
    return client.post(f"/update?{urlencode(parameters)}", data=text, content_type=UPDATE, headers=WRITER)


def rows(client: FlaskClient, query: str) -> list[list[str]]:
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert response.status_code == 200, response.text
    return [line.split(",") for line in response.text.splitlines()[1:]]


@pytest.fixture(autouse=True)
def clean(writable: FlaskClient) -> None:
    """Leave the example's graphs only."""
    graphs = find_door(writable.application).current.engine().snapshot.graph.graphs()
    written = {"http://g.test/a", "http://g.test/b", UNNAMED} & set(graphs)
    if written:
        update(writable, " ; ".join(f"DROP GRAPH <{graph}>" for graph in written))


@pytest.mark.parametrize("path", ["/update", "/update/"])
@pytest.mark.parametrize("charset", ["", "; charset=utf-8"])
@pytest.mark.parametrize("form", [True, False])
def test_an_update_is_taken_as_a_form_or_as_it_is(writable: FlaskClient, path: str, charset: str, form: bool) -> None:
    body, media_type = (urlencode({"update": INSERT, "unknown": "1"}), FORM) if form else (INSERT, UPDATE)
    response = writable.post(path, data=body, content_type=media_type + charset, headers=WRITER)
    assert response.status_code == 200, response.text
    done = json.loads(response.data)
    assert (done["published"], done["inserted"], done["deleted"]) == (True, 1, 0)
    assert done["graphs"] == ["http://g.test/a"]
    assert response.headers["Rolegraph-Snapshot"] == done["snapshot"]
    assert rows(writable, "SELECT ?o { <http://s.test/> ?p ?o }") == [["written"]]


def test_what_is_written_is_found_as_soon_as_it_is_answered(writable: FlaskClient) -> None:
    profile = rows(writable, "SELECT ?p { ?p a rg:Profile }")[0][0]
    text = "Feeds the office llamas every single morning"
    statement = f"<{profile}/responsibility/llamas>"
    done = update(
        writable,
        f"INSERT DATA {{ GRAPH <http://g.test/a> {{ <{profile}> a rg:Profile ; rg:responsibility {statement} . "
        f"{statement} a rg:Responsibility ; rg:text '{text}' }} }}",
    )
    assert done.status_code == 200, done.text
    found = json.loads(writable.get("/api/v1/search", query_string={"q": "office llamas", "mode": "lexical"}).data)
    assert [hit["text"] for hit in found["hits"]] == [text]
    assert update(writable, "DROP GRAPH <http://g.test/a>").status_code == 200
    found = json.loads(writable.get("/api/v1/search", query_string={"q": "office llamas", "mode": "lexical"}).data)
    assert found["hits"] == []


def test_writes_without_a_graph_go_to_the_unnamed_graph_and_patterns_read_all(writable: FlaskClient) -> None:
    update(writable, INSERT)
    done = update(writable, "INSERT { ?s <http://q.test/> ?o } WHERE { ?s <http://p.test/> ?o }")
    assert json.loads(done.data)["graphs"] == [UNNAMED]
    assert rows(writable, f"SELECT ?o {{ GRAPH <{UNNAMED}> {{ ?s <http://q.test/> ?o }} }}") == [["written"]]


def test_the_protocol_names_what_patterns_read(writable: FlaskClient) -> None:
    update(writable, INSERT)
    copy = "INSERT { <http://s.test/copy> ?p ?o } WHERE { <http://s.test/> ?p ?o }"
    nothing = update(writable, copy, **{"using-graph-uri": "http://g.test/b"})
    assert json.loads(nothing.data)["published"] is False
    assert json.loads(update(writable, copy, **{"using-graph-uri": "http://g.test/a"}).data)["inserted"] == 1
    conflict = update(writable, f"WITH <http://g.test/a> {copy}", **{"using-graph-uri": "http://g.test/a"})
    assert conflict.status_code == 400


def test_an_update_that_changes_nothing_publishes_nothing(writable: FlaskClient) -> None:
    first = json.loads(update(writable, INSERT).data)
    second = json.loads(update(writable, INSERT).data)
    assert (second["published"], second["inserted"], second["snapshot"]) == (False, 0, first["snapshot"])


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
def test_an_update_is_never_taken_by_another_method(writable: FlaskClient, method: str) -> None:
    response = writable.open("/update", method=method, query_string={"update": INSERT}, headers=WRITER)
    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"POST", "OPTIONS"}
    assert rows(writable, "SELECT ?o { <http://s.test/> ?p ?o }") == []


@pytest.mark.parametrize(
    ("headers", "problem"),
    [
        ({}, ""),
        ({"Authorization": "Bearer wrong"}, "invalid_token"),
        ({"Authorization": f"Basic {TOKEN}"}, "invalid_token"),
        ({"Authorization": "Bearer "}, "invalid_token"),
        ({"Authorization": f"Bearer {TOKEN}x"}, "invalid_token"),
        ({"Authorization": "Bearer \xff\u20ac".encode().decode("latin-1")}, "invalid_token"),
        ({"Cookie": f"token={TOKEN}"}, ""),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/update"),
        ("PUT", "/rdf-graph-store?default"),
        ("POST", "/rdf-graph-store"),
        ("DELETE", "/rdf-graph-store?default"),
    ],
)
def test_nobody_writes_without_the_token(
    writable: FlaskClient, headers: dict[str, str], problem: str, method: str, path: str
) -> None:
    response = writable.open(path, method=method, data=INSERT, content_type=UPDATE, headers=headers)
    assert response.status_code == 401
    challenge = response.headers["WWW-Authenticate"]
    assert challenge.startswith("Bearer realm=rolegraph")
    assert ("invalid_token" in challenge) is bool(problem)
    assert TOKEN not in response.text


@pytest.mark.parametrize("authorization", [None, "Bearer ", "Bearer None"])
def test_without_a_token_in_the_settings_writing_is_off(client: FlaskClient, authorization: str | None) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    response = client.post("/update", data=INSERT, content_type=UPDATE, headers=headers)
    assert response.status_code == 403
    assert "ROLEGRAPH_TOKEN" in response.text
    assert_problem(client.delete("/rdf-graph-store?default", headers=headers), 403)


@pytest.mark.parametrize(
    ("content_type", "body", "status", "words"),
    [
        (UPDATE, "INSERT DATA { <http://a> }", 400, "does not parse: error at 1:"),
        (UPDATE, "SELECT * {}", 400, "expected"),
        (UPDATE, "", 400, "missing"),
        (UPDATE, b"INSERT DATA { <http://a> <http://b> '\xff' }", 400, "not UTF-8"),
        (UPDATE, "DROP GRAPH <http://g.test/none>", 400, "there is no graph <http://g.test/none>"),
        (UPDATE, "LOAD <http://127.0.0.1:1/x.ttl>", 403, "http://127.0.0.1:1/x.ttl"),
        (UPDATE, "LOAD <file:///etc/passwd>", 403, "file:///etc/passwd"),
        (UPDATE, "INSERT { ?s ?p 1 } WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403, "127.0.0.1"),
        (
            UPDATE,
            "INSERT DATA { GRAPH <https://w3id.org/rolegraph/id/derived> { <http://a> <http://b> 1 } }",
            403,
            "rules",
        ),
        (FORM, urlencode({"query": "ASK {}"}), 400, "Queries are sent to"),
        (FORM, urlencode([("update", INSERT), ("update", INSERT)]), 400, "2 times"),
        (FORM, "x=1", 400, "missing"),
        ("text/plain", INSERT, 415, UPDATE),
        ("application/sparql-query", INSERT, 400, "Queries are sent to"),
    ],
)
def test_what_cannot_be_written_is_said(
    writable: FlaskClient, content_type: str, body: str | bytes, status: int, words: str
) -> None:
    before = find_door(writable.application).current.engine().snapshot.id
    response = writable.post("/update", data=body, content_type=content_type, headers=WRITER)
    assert (response.status_code, words in response.text) == (status, True), response.text
    assert find_door(writable.application).current.engine().snapshot.id == before


def test_a_write_that_makes_the_graph_wrong_is_refused_with_the_report(writable: FlaskClient) -> None:
    response = update(
        writable,
        "DELETE { GRAPH ?g { ?p skos:notation ?c } } WHERE { GRAPH ?g { ?p a rg:Profile ; skos:notation ?c } }",
    )
    assert_problem(response, 422, "a profile has a code")
    assert len(json.loads(response.data)["violations"]) == 1
    assert len(rows(writable, "SELECT ?c { ?p a rg:Profile ; skos:notation ?c }")) == 1


def test_many_writers_at_once_lose_nothing(writable_app: Flask) -> None:
    statuses: list[int] = []

    def write(number: int) -> None:
        response = update(
            writable_app.test_client(),
            f"INSERT DATA {{ GRAPH <http://g.test/b> {{ <http://s.test/> <http://n.test/> {number} }} }}",
        )
        statuses.append(response.status_code)

    writers = [threading.Thread(target=write, args=(number,)) for number in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert statuses == [200] * 6
    found = rows(writable_app.test_client(), "SELECT ?n { <http://s.test/> <http://n.test/> ?n } ORDER BY ?n")
    assert found == [[str(number)] for number in range(6)]


def test_a_search_goes_on_while_an_update_runs_into_its_limit(writable: FlaskClient) -> None:
    slow = "INSERT { ?a ?b ?f } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STR(?a) < STR(?i)) }"
    door = find_door(writable.application)
    object.__setattr__(door.settings.sparql, "timeout_seconds", 1.0)
    try:
        response = update(writable, slow)
    finally:
        object.__setattr__(door.settings.sparql, "timeout_seconds", 30.0)
    assert response.status_code in (503, 507)
    assert update(writable, INSERT).status_code == 200


def test_scripts_of_other_sites_may_write_with_the_token(writable: FlaskClient) -> None:
    response = writable.options(
        "/update", headers={"Origin": "https://x.test", "Access-Control-Request-Method": "POST"}
    )
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Authorization" in response.headers["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Credentials" not in response.headers
