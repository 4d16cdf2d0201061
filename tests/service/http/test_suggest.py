from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from tests.service.http.checks import Json, assert_problem, read_json


def suggest(client: FlaskClient, query: str) -> list[Json]:
    body = read_json(client.get(f"/api/v1/suggest?{query}"))
    suggestions: list[Json] = body["suggestions"]
    return suggestions


def test_a_suggestion_says_what_it_is_and_where_it_stands(client: FlaskClient, engine: Engine) -> None:
    body = read_json(client.get("/api/v1/suggest?q=staff+softw&kind=title"))
    assert body == {
        "query": "staff softw",
        "snapshot": engine.snapshot.id,
        "suggestions": [
            {
                "text": "Staff Software Engineer",
                "kind": "title",
                "code": "SWE.GEN.P5",
                "iri": "https://w3id.org/rolegraph/id/profile/SWE.GEN.P5",
                "url": "http://roles.test/id/profile/SWE.GEN.P5",
                "role": "SWE.GEN",
                "level": "P5",
                "profile": "SWE.GEN.P5",
                "approved": None,
                "score": 0.8922,
                "matched": "Staff Software Engineer",
                "name": None,
                "scheme": None,
            }
        ],
    }


def test_one_alias_of_several_profiles_is_several_suggestions(client: FlaskClient) -> None:
    found = suggest(client, "q=senior+customer+success+manager&kind=alias")
    assert [(one["text"], one["profile"], one["approved"]) for one in found] == [
        ("Senior Customer Success Manager", "CUS.GEN.P4", None),
        ("Senior Customer Success Manager", "CUS.GEN.P5", False),
    ]


@pytest.mark.parametrize("typed", ["custmer suc", "CUSTOMER SUCC", "custoemr+success"])
def test_typing_errors_and_capitals_are_forgiven(client: FlaskClient, typed: str) -> None:
    assert suggest(client, f"q={typed}&kind=role")[0]["code"] == "CUS.GEN"


def test_every_suggestion_has_an_address_that_answers(client: FlaskClient) -> None:
    found = suggest(client, "q=s&limit=100")
    assert len({one["kind"] for one in found}) > 3
    for one in found[::7]:
        assert client.get(one["url"].removeprefix("http://roles.test")).status_code == 303


def test_nothing_fits_is_an_empty_list(client: FlaskClient) -> None:
    assert suggest(client, "q=helicopterx") == []


@pytest.mark.parametrize(
    ("query", "words"),
    [("", "q is missing"), ("q=a&kind=colour", "kind='colour' cannot be used"), ("q=a&limit=0", "limit='0'")],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str, words: str) -> None:
    assert_problem(client.get(f"/api/v1/suggest?{query}"), 400, words)
