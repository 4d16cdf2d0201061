from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.service.http.checks import assert_problem, read_json
from tests.service.http.conftest import WRITER

APPROVE = {"status": "approved", "reviewer": "Ana Ruiz", "predicate": "closeMatch", "comment": 'says "yes"'}


def first(client: FlaskClient, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = read_json(client.get(f"/api/v1/{kind}?limit=1"))[kind][0]
    return found


def review(
    client: FlaskClient, kind: str, name: str, body: object, headers: dict[str, str] | None = None
) -> TestResponse:
    headers = WRITER if headers is None else headers
    return client.post(f"/api/v1/{kind}/{name}/review", json=body, headers=headers)


def ask(client: FlaskClient, query: str) -> bool:
    response = client.get(
        "/sparql", query_string={"query": query}, headers={"Accept": "application/sparql-results+json"}
    )
    found: bool = response.get_json(force=True)["boolean"]
    return found


def test_a_reviewed_mapping_is_asserted_and_shown_with_its_history(writable: FlaskClient) -> None:
    entry = first(writable, "mappings")
    answer = read_json(review(writable, "mappings", entry["id"], APPROVE))
    mapping = answer["mapping"]
    assert (mapping["status"], mapping["stated_status"], mapping["predicate"]) == (
        "approved",
        entry["stated_status"],
        "closeMatch",
    )
    assert [(d["status"], d["reviewer"], d["comment"]) for d in mapping["history"]] == [
        ("approved", "Ana Ruiz", 'says "yes"')
    ]
    link = f"ASK {{ <{entry['profile_iri']}> skos:closeMatch <{entry['occupation']}> }}"
    assert ask(writable, link)
    assert answer["snapshot"] == read_json(writable.get("/api/v1/snapshot"))["snapshot"]

    again = read_json(review(writable, "mappings", entry["id"], {"status": "rejected", "reviewer": "Bo Ek"}))
    assert [d["status"] for d in again["mapping"]["history"]] == ["approved", "rejected"]
    assert not ask(writable, link)
    listed = read_json(writable.get("/api/v1/mappings?status=rejected"))
    assert entry["id"] in [mapping["id"] for mapping in listed["mappings"]]
    page = writable.get(f"/page/profile/{entry['profile']}").text
    assert "rejected by Bo Ek on" in page
    shown = read_json(writable.get(f"/api/v1/profiles/{entry['profile']}"))["profile"]["mappings"]
    (one,) = [mapping for mapping in shown if mapping["id"] == entry["id"]]
    assert (one["status"], one["stated_status"]) == ("rejected", entry["stated_status"])


def test_an_approved_alias_is_the_profiles_alternative_label(writable: FlaskClient) -> None:
    entry = read_json(writable.get("/api/v1/aliases?status=needs_review"))["aliases"][0]
    label = f"ASK {{ ?profile skos:altLabel '{entry['label']}' ; skosxl:altLabel <{entry['iri']}> }}"
    assert not ask(writable, label)
    assert (
        read_json(review(writable, "aliases", entry["id"], {"status": "approved", "reviewer": "Ana"}))["alias"][
            "status"
        ]
        == "approved"
    )
    assert ask(writable, label)
    assert f'"alternateName": ["{entry["label"]}"' in writable.get(f"/page/profile/{entry['profile']}").text


@pytest.mark.parametrize("kind", ["mappings", "aliases"])
def test_deciding_needs_the_token(writable: FlaskClient, client: FlaskClient, kind: str) -> None:
    name, body = first(writable, kind)["id"], {"status": "approved", "reviewer": "Eve"}
    for headers in ({}, {"Authorization": "Bearer wrong"}):
        response = review(writable, kind, name, body, headers)
        assert_problem(response, 401, "Authorization: Bearer TOKEN")
        assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert_problem(review(client, kind, name, body), 403, "Writing is off")


@pytest.mark.parametrize("kind", ["mappings", "aliases"])
def test_what_is_not_there_is_not_found(writable: FlaskClient, kind: str) -> None:
    assert_problem(writable.get(f"/api/v1/{kind}/NO.P1~0"), 404, "there is no")
    assert_problem(review(writable, kind, "NO.P1~0", {"status": "approved", "reviewer": "Ana"}), 404, "there is no")
    assert_problem(writable.get(f"/api/v1/{kind}?profile=NO.P1"), 404, "there is no profile 'NO.P1'")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({**APPROVE, "status": "fine"}, "unknown status 'fine'"),
        ({"status": "approved"}, "reviewer: Field required"),
        ({**APPROVE, "mood": "good"}, "mood: Extra inputs"),
        ({**APPROVE, "reviewer": "x" * 201}, "reviewer: String should have at most 200 characters"),
        ([], "the body cannot be used"),
    ],
)
def test_a_verdict_that_cannot_be_used_is_refused(writable: FlaskClient, body: object, words: str) -> None:
    assert_problem(review(writable, "mappings", first(writable, "mappings")["id"], body), 400, words)


def test_a_list_leads_to_its_next_page_with_all_that_was_asked(client: FlaskClient) -> None:
    page = read_json(client.get("/api/v1/mappings?status=needs_review,approved&soc_group=15-0000&limit=3"))
    assert (page["total"] > 3, len(page["mappings"]), page["offset"]) == (True, 3, 0)
    following = read_json(client.get(page["next"].removeprefix("http://roles.test")))
    assert (following["offset"], following["total"]) == (3, page["total"])
    assert read_json(client.get("/api/v1/aliases?limit=1000"))["next"] is None


def test_no_update_changes_the_history(writable: FlaskClient) -> None:
    graph = "https://w3id.org/rolegraph/id/graph/decisions"
    review(writable, "mappings", first(writable, "mappings")["id"], APPROVE)
    for text in (
        f"CLEAR GRAPH <{graph}>",
        f"DROP GRAPH <{graph}>",
        f"DELETE WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}",
    ):
        response = writable.post("/update", data=text, content_type="application/sparql-update", headers=WRITER)
        assert_problem(response, 403, "is the history of all reviews")
    response = writable.delete("/rdf-graph-store", query_string={"graph": graph}, headers=WRITER)
    assert_problem(response, 403, "is the history of all reviews")
    kept = f"ASK {{ GRAPH <{graph}> {{ ?d a rg:Decision }} }}"
    assert writable.post("/update", data="DROP ALL", content_type="application/sparql-update", headers=WRITER)
    assert ask(writable, kept)
