from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from tests.service.http.checks import read_json
from tests.service.http.reconciliation.asking import ask, features, name, post


def test_a_title_that_means_one_profile_matches_it(client: FlaskClient, engine: Engine) -> None:
    response = post(client, "queries", {"q7": {"query": "Sr. Software Engineer (Remote)", "type": "profile"}})
    assert response.headers["Rolegraph-Snapshot"] == engine.snapshot.id
    (candidate,) = read_json(response)["q7"]["result"]
    resolved = engine.titles.resolve("Sr. Software Engineer (Remote)").candidates[0]
    assert candidate == {
        "id": "profile/SWE.GEN.P4",
        "name": "Senior Software Engineer",
        "description": "SWE.GEN.P4 · Software Engineering · P4 Senior Professional",
        "type": [{"id": "profile", "name": "Profile"}],
        "score": round(100 * resolved.confidence, 1),
        "match": True,
        "features": [
            {"id": "name_score", "value": 57.1},  # 2 of 4 words and 2 of 3
            {"id": "exact_name", "value": False},
            {"id": "is_code", "value": False},
        ],
    }


def test_get_answers_as_post_does(client: FlaskClient) -> None:
    batch = '{"a": {"query": "Senior Software Engineer"}, "b": {"query": "zebra whisperer"}}'
    asked = client.get("/reconcile", query_string={"queries": batch})
    assert read_json(asked) == read_json(post(client, "queries", batch))
    assert list(read_json(asked)) == ["a", "b"]


@pytest.mark.parametrize("text", ["zebra whisperer", "", " ", "!?", "x" * 301, "x" * 10_000, "\u0000", "😀"])
def test_what_means_nothing_has_no_candidates(client: FlaskClient, text: str) -> None:
    assert ask(client, query=text) == []


def test_an_answer_does_not_depend_on_the_rest_of_its_batch(client: FlaskClient) -> None:
    texts = ["Senior Software Engineer", "CSM", "CUS.GEN", "", "Data Analyst", "Customer Success"]
    batch = {str(place): {"query": text} for place, text in enumerate(texts)}
    together = read_json(post(client, "queries", batch))
    assert [together[str(place)]["result"] for place in range(len(texts))] == [ask(client, query=t) for t in texts]


def test_a_name_of_two_profiles_is_left_to_people(client: FlaskClient) -> None:
    found = ask(client, query="Customer Success Manager", type="profile")
    assert name(found) == [("profile/CUS.GEN.P3", 98.1, False), ("profile/CUS.MGT.M2", 87.3, False)]
    assert features(found[0])["approved_alias"] is False  # pending


@pytest.mark.parametrize("entity", ["profile", "role"])
def test_what_a_rejected_alias_names_is_no_candidate(client: FlaskClient, entity: str) -> None:
    assert ask(client, query="Chief People Officer", type=entity) == []
    elsewhere = name(ask(client, query="Senior Customer Success Manager", type=entity))  # rejected at P5, pending at P4
    assert elsewhere == [({"profile": "profile/CUS.GEN.P4", "role": "role/CUS.GEN"}[entity], 97.7, True)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("CUS.GEN.P4", "profile/CUS.GEN.P4"),
        ("cus.gen.p4", "profile/CUS.GEN.P4"),
        ("profile/CUS.GEN.P4", "profile/CUS.GEN.P4"),
        ("https://w3id.org/rolegraph/id/profile/CUS.GEN.P4", "profile/CUS.GEN.P4"),
        ("role/CUS.GEN", "role/CUS.GEN"),
        ("CUS.GEN", "role/CUS.GEN"),
    ],
)
def test_an_id_an_iri_or_a_code_is_what_it_names(client: FlaskClient, text: str, found: str) -> None:
    candidates = ask(client, query=text)
    assert name(candidates) == [(found, 100.0, True)]
    assert features(candidates[0])["is_code"] is True


def test_a_role_is_found_by_titles_without_a_grade(client: FlaskClient) -> None:
    ((role, score, match),) = name(ask(client, query="Software Engineer", type="role"))
    assert (role, match) == ("role/SWE.GEN", True)
    assert score >= 80


def test_the_name_of_a_role_matches_it_whatever_comes_near(client: FlaskClient) -> None:
    found = name(ask(client, query="customer success", type="role"))
    assert found[0] == ("role/CUS.GEN", 100.0, True)
    assert [match for _, _, match in found[1:]] == [False]


def test_a_column_with_levels_says_which_profile_is_meant(client: FlaskClient) -> None:
    def ask_for(level: object) -> list[tuple[str, float, bool]]:
        wanted = [{"pid": "level", "v": level}, {"pid": "role", "v": "CUS.GEN"}]
        return name(ask(client, query="Customer Success Manager", type="profile", properties=wanted))

    assert ask_for("P3") == [("profile/CUS.GEN.P3", 98.1, True)]
    assert ask_for("p3") == ask_for(["P3", "P99"]) == ask_for("Mid-Level  professional") == ask_for("P3")
    assert ask_for("P5") == [("profile/CUS.GEN.P5", 49.0, False)]  # the title says another level
    assert ask_for("P99") == []


def test_a_level_beside_a_title_that_states_none_decides(client: FlaskClient) -> None:
    wanted = [{"pid": "level", "v": "M4"}]
    found = ask(client, query="Customer Success", type="profile", properties=wanted)
    assert [one["id"] for one in found] == ["profile/CUS.MGT.M4"]


def test_properties_alone_name_entities(client: FlaskClient) -> None:
    role = {"pid": "role", "v": {"id": "role/CUS.GEN", "name": "anything"}}
    assert name(ask(client, properties=[role, {"pid": "level", "v": "P4"}])) == [("profile/CUS.GEN.P4", 100.0, True)]
    several = name(ask(client, properties=[role], limit=2))
    assert several == [("profile/CUS.GEN.P1", 16.7, False), ("profile/CUS.GEN.P2", 16.7, False)]  # of 6


@pytest.mark.parametrize(
    "query",
    [
        {"type": "Q5"},
        {"type": ["Q5", "Q6"]},
        {"type": ["profile", "role"], "type_strict": "all"},  # nothing is both
        {"type": "occupation"},  # there are none
        {"properties": [{"pid": "P31", "v": "x"}]},
        {"properties": [{"pid": "summary", "v": "x"}]},  # narrows nothing
        {"properties": [{"pid": "track", "v": "P"}, {"pid": "track", "v": "M"}]},
        {"properties": [{"pid": "track", "v": []}]},
    ],
)
def test_what_nothing_is_has_no_candidates(client: FlaskClient, query: dict[str, object]) -> None:
    assert ask(client, query="Senior Software Engineer", **query) == []


def test_one_of_several_types_is_enough(client: FlaskClient) -> None:
    found = ask(client, query="Senior Software Engineer", type=["Q5", "profile"])
    assert name(found) == [("profile/SWE.GEN.P4", 99.9, True)]


def test_limit_leaves_out_candidates_and_changes_no_verdict(client: FlaskClient) -> None:
    assert name(ask(client, query="Customer Success Manager", limit=1)) == [("profile/CUS.GEN.P3", 98.1, False)]
    assert len(ask(client, properties=[{"pid": "track", "v": "P"}], limit=1_000_000)) <= 50
    assert len(ask(client, properties=[{"pid": "track", "v": "P"}])) == 5


def test_scores_fall(client: FlaskClient) -> None:
    scores = [one["score"] for one in ask(client, query="Customer Success", limit=50)]
    assert scores == sorted(scores, reverse=True)
    assert len(scores) > 2
