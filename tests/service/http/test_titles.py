from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from service.engine import Engine
from tests.service.http.checks import assert_problem, read_json

ADDRESS = "/api/v1/titles/resolve"


def test_a_title_resolves_to_candidates_with_its_steps(client: FlaskClient, engine: Engine) -> None:
    body = read_json(client.get(f"{ADDRESS}?title=Sr.+SWE+%28part-time%29&limit=1"))
    assert list(body) == ["snapshot", "title", "normalised", "candidates", "ambiguous", "reason", "occupations"]
    assert (body["snapshot"], body["title"], body["ambiguous"]) == (engine.snapshot.id, "Sr. SWE (part-time)", False)
    assert body["normalised"] == {
        "text": "Senior Software Engineer",
        "words": {"software": 1.0, "engineer": 1.0},
        "head": "engineer",
        "grades": [{"grade": "senior", "text": "Senior"}],
        "employment": ["part-time"],
        "steps": [
            {"name": "noise", "text": "Sr. SWE", "changes": ["employment: part-time"]},
            {
                "name": "abbreviations",
                "text": "Senior Software Engineer",
                "changes": ["Sr. → senior", "SWE → software engineer"],
            },
            {"name": "grades", "text": "software engineer", "changes": ["Senior → senior"]},
        ],
    }
    (candidate,) = body["candidates"]
    assert candidate["profile"] == "SWE.GEN.P4"
    assert set(candidate) == {
        "profile",
        "role",
        "role_label",
        "level",
        "level_label",
        "title",
        "matched",
        "matched_kind",
        "approval",
        "confidence",
        "why",
    }


def test_nothing_fits_is_no_candidate_and_a_reason(client: FlaskClient) -> None:
    body = read_json(client.get(f"{ADDRESS}?title=Helicopter+Mechanic"))
    assert (body["candidates"], body["ambiguous"]) == ([], False)
    assert body["reason"] == "no title, alias or role shares a word with “Helicopter Mechanic”"


def test_many_titles_resolve_at_once_and_an_empty_one_does_not_fail_the_others(
    client: FlaskClient, engine: Engine
) -> None:
    body = read_json(client.post(ADDRESS, json={"titles": ["CSM II", "", "Jr Dev"], "limit": 1}))
    assert body["snapshot"] == engine.snapshot.id
    assert [[one["profile"] for one in result["candidates"]] for result in body["results"]] == [
        ["CUS.GEN.P3"],
        [],
        ["SWE.GEN.P1"],
    ]
    assert [result["problem"] for result in body["results"]] == [
        None,
        "the title is empty: give one such as Senior Customer Success Manager",
        None,
    ]


def test_a_title_resolves_to_occupations_of_each_scheme_too(occupations_client: FlaskClient) -> None:
    body = read_json(occupations_client.get(f"{ADDRESS}?title=Lamp+Keeper&limit=1"))
    assert [(one["scheme"], one["code"]) for one in body["occupations"]][:2] == [
        ("soc", "71-1011"),
        ("onet-soc", "71-1011.00"),
    ]
    assert set(body["occupations"][0]) == {
        "iri",
        "scheme",
        "code",
        "label",
        "matched",
        "matched_kind",
        "confidence",
        "score",
        "why",
    }
    many = read_json(occupations_client.post(ADDRESS, json={"titles": ["Lamp Keeper", "asdf", ""], "limit": 1}))
    assert many["results"][0]["occupations"] == body["occupations"]
    assert [result["occupations"] for result in many["results"][1:]] == [[], []]


def test_a_role_that_is_asked_for_leaves_the_occupations_as_they_are(occupations_client: FlaskClient) -> None:
    asked = [f"{ADDRESS}?title=Lamp+Keeper{more}" for more in ("", "&role=TIDE.GEN")]
    free, bound = (read_json(occupations_client.get(address))["occupations"] for address in asked)
    assert free == bound


def test_a_profile_s_code_means_the_occupations_of_its_title(occupations_client: FlaskClient) -> None:
    by_code = read_json(occupations_client.get(f"{ADDRESS}?title=tide.gen.p2"))
    by_title = read_json(occupations_client.get(f"{ADDRESS}?title=Tide+Analyst"))
    assert by_code["occupations"] == by_title["occupations"]
    assert by_code["occupations"][0]["code"] == "71-2011"


def test_500_titles_may_be_asked_for_at_a_time(client: FlaskClient) -> None:
    assert len(read_json(client.post(ADDRESS, json={"titles": ["CSM II"] * 500}))["results"]) == 500
    assert_problem(client.post(ADDRESS, json={"titles": ["CSM II"] * 501}), 400, "titles", "500")


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({}, "titles"),
        ({"titles": []}, "titles"),
        ({"titles": "CSM"}, "titles"),
        ({"titles": [5]}, "titles.0"),
        ({"titles": ["CSM"], "limit": 51}, "limit"),
        ({"titles": ["CSM"], "colour": "red"}, "colour"),
    ],
)
def test_a_wrong_body_is_refused_with_its_field(client: FlaskClient, body: object, word: str) -> None:
    assert_problem(client.post(ADDRESS, json=body), 400, word)


def test_other_media_types_and_large_bodies_are_refused(client: FlaskClient) -> None:
    assert_problem(client.post(ADDRESS, data="CSM"), 415, '{"titles":')
    assert_problem(client.post(ADDRESS, json={"titles": ["x" * 1_100_000]}), 413)


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("", 400, "title is missing"),
        ("title=%20-%20", 400, "the title is empty"),
        (f"title={'x' * 301}", 400, "the title has 301 characters"),
        ("title=CSM&limit=51", 400, "limit='51'"),
        ("title=CSM&role=CUS.GENN", 404, "CUS.GEN"),
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, query: str, status: int, words: str) -> None:
    assert_problem(client.get(f"{ADDRESS}?{query}"), status, words)


def test_answers_are_as_described(client: FlaskClient) -> None:
    description = read_json(client.get("/openapi.json"))
    for path, method, response in (
        ("/api/v1/suggest", "get", client.get("/api/v1/suggest?q=s")),
        (ADDRESS, "get", client.get(f"{ADDRESS}?title=CSM")),
        (ADDRESS, "post", client.post(ADDRESS, json={"titles": ["CSM", "", "Helicopter Mechanic"]})),
    ):
        content = description["paths"][path][method]["responses"]["200"]["content"]["application/json"]
        validator = Draft202012Validator({**content["schema"], "components": description["components"]})
        validator.validate(read_json(response))
