from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from tests.service.http.checks import Page, read_json
from tests.service.http.reconciliation.asking import ask, cells, extend, name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("71-2011", "occupation/soc/71-2011"),  # an older vintage has no such code
        ("71-2011.01", "occupation/onet-soc/71-2011.01"),
        ("occupation/esco/2911.1", "occupation/esco/2911.1"),
        ("http://data.europa.eu/esco/isco/C2911", "occupation/isco/2911"),
        ("2911", "occupation/isco/2911"),
        ("71-1011", "occupation/soc/71-1011"),  # of 2018, although 2010 has it too
        ("73-1018", "occupation/soc-2010/73-1018"),  # of 2010 alone
    ],
)
def test_a_code_is_the_occupation_that_has_it_now(occupations_client: FlaskClient, text: str, found: str) -> None:
    assert name(ask(occupations_client, query=text)) == [(found, 100.0, True)]


@pytest.mark.parametrize(
    ("text", "scheme", "found"),
    [
        ("Puppet Master", "onet-soc", "73-1021.00"),
        ("Puppet Master", "soc", "73-1021"),
        ("tidal scientist", "esco", "2911.1"),
        ("tidal scientist", "isco", "2911"),
        ("Puppeteers", "soc", "73-1021"),  # not the group of the same name above it
        ("Tide Scientists", "soc", "71-2000"),  # a group
        ("Coast professionals", "isco", "29"),
        ("Lamp Trimmers", "soc-2010", "71-1099"),
    ],
)
def test_a_title_matches_the_occupation_of_the_classification_that_is_asked_for(
    occupations_client: FlaskClient, text: str, scheme: str, found: str
) -> None:
    candidates = ask(occupations_client, query=text, type=f"occupation/{scheme}")
    assert (candidates[0]["id"], candidates[0]["match"]) == (f"occupation/{scheme}/{found}", True)


def test_scores_are_the_confidence_of_the_resolver(occupations_client: FlaskClient, occupations_engine: Engine) -> None:
    (resolved,) = occupations_engine.occupation_titles.resolve_many(["Renewals Lead"], schemes=["onet-soc"], limit=50)
    candidates = ask(occupations_client, query="Renewals Lead", type="occupation/onet-soc", limit=50)
    assert [(one["id"].rpartition("/")[2], one["score"]) for one in candidates] == [
        (one.code, round(100 * one.confidence, 1)) for one in resolved
    ]


def test_a_title_of_two_occupations_is_left_to_people(occupations_client: FlaskClient) -> None:
    candidates = ask(occupations_client, query="Marionette", type="occupation/onet-soc")
    assert {one["id"].rpartition("/")[2] for one in candidates} == {"73-1011.00", "73-1021.00"}
    assert not any(one["match"] for one in candidates)


def test_a_group_that_a_column_states_tells_namesakes_apart(occupations_client: FlaskClient) -> None:
    candidates = ask(
        occupations_client, query="Renewal Manager", type="occupation", properties=[{"pid": "group", "v": "271"}]
    )
    assert {one["id"] for one in candidates} == {"occupation/esco/2711.1", "occupation/isco/2711"}
    assert [one["match"] for one in candidates] == [True, False]  # the group is no other occupation


def test_without_a_type_profiles_and_occupations_are_candidates_and_none_is_chosen(
    occupations_client: FlaskClient,
) -> None:
    candidates = ask(occupations_client, query="Renewal Manager", limit=50)
    kinds = {one["type"][0]["id"] for one in candidates}
    assert kinds == {"profile", *(f"occupation/{slug}" for slug in ("soc", "onet-soc", "esco", "isco"))}
    assert not any(one["match"] for one in candidates)


def test_a_name_that_only_older_vintages_have_is_found_in_each_of_them(occupations_client: FlaskClient) -> None:
    found = name(ask(occupations_client, query="Lamp Trimmers", type="occupation"))
    assert found[:2] == [
        ("occupation/onet-soc-2010/71-1099.00", 100.0, False),
        ("occupation/soc-2010/71-1099", 100.0, False),
    ]
    current = ask(occupations_client, query="Lighthouse Keepers", type="occupation", limit=50)
    assert not any("2010" in one["id"] for one in current)


@pytest.mark.parametrize("text", ["zebra whisperer", "x" * 301, "12345", "!!", "the"])
def test_what_names_no_occupation_has_no_candidates(occupations_client: FlaskClient, text: str) -> None:
    assert ask(occupations_client, query=text, type="occupation") == []


def test_a_type_says_which_vintage_of_a_code_is_meant(occupations_client: FlaskClient) -> None:
    old = ask(occupations_client, query="71-1011", type="occupation/soc-2010")
    assert name(old) == [("occupation/soc-2010/71-1011", 100.0, True)]
    assert cells(occupations_client, "occupation/soc-2010/73-1018", "replaced_by") == [
        {"id": "occupation/soc/73-1011", "name": "Puppet Carvers"},
        {"id": "occupation/soc/73-1021", "name": "Puppeteers"},
    ]


def test_a_candidate_says_which_classification_it_is_of(occupations_client: FlaskClient) -> None:
    (candidate,) = ask(occupations_client, query="73-1021.00")
    assert candidate["name"] == "Puppeteers"
    assert candidate["description"] == "O*NET-SOC 2019 73-1021.00 · Move puppets on a stage and speak their parts."
    assert candidate["type"] == [
        {"id": "occupation/onet-soc", "name": "O*NET-SOC 2019 occupation"},
        {"id": "occupation", "name": "Occupation"},
    ]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"scheme": "onet-soc", "group": "71-0000"}, ["71-1011.00", "71-1012.00", "71-2011.00", "71-2011.01"]),
        ({"scheme": "onet-soc", "group": "Tide Scientists"}, ["71-2011.00", "71-2011.01"]),
        ({"scheme": "onet-soc", "group": "71-2011"}, ["71-2011.00", "71-2011.01"]),
        ({"scheme": "esco", "group": "28"}, ["2811.1", "2811.2"]),
        ({"scheme": "esco", "group": {"id": "occupation/isco/2811"}}, ["2811.1", "2811.2"]),
        ({"scheme": "esco", "group": "71-0000"}, []),
        ({"scheme": "isco", "code": 2911}, ["2911"]),  # cells with numbers
        ({"scheme": "isco", "code": [2911.0, 28, True]}, ["2911", "28"]),
    ],
)
def test_groups_hold_all_that_is_below_them(
    occupations_client: FlaskClient, conditions: dict[str, object], found: list[str]
) -> None:
    wanted = [{"pid": pid, "v": value} for pid, value in conditions.items()]
    candidates = ask(occupations_client, properties=wanted, limit=50)
    assert [one["id"].rpartition("/")[2] for one in candidates] == found


@pytest.mark.parametrize(
    ("entity", "name", "values"),
    [
        ("onet-soc/71-2011.00", "code", [{"str": "71-2011.00"}]),
        ("onet-soc/71-2011.00", "soc_code", [{"str": "71-2011"}]),
        ("onet-soc/71-2011.00", "scheme", [{"str": "onet-soc"}]),
        ("onet-soc/71-2011.00", "description", [{"str": "Study tides and forecast water levels for harbours."}]),
        ("onet-soc/71-2011.00", "job_zone", [{"int": 4}]),
        ("onet-soc/71-2011.00", "skill", [{"str": "Plain Speaking"}, {"str": "Chart Reading"}]),  # 4.75 and 4.25
        ("onet-soc/71-1012.00", "skill", []),  # too imprecise, says the release
        ("onet-soc/71-2011.00", "knowledge", [{"str": "Sea and Weather"}]),
        ("onet-soc/71-2011.00", "technology", [{"str": "GridSheet"}, {"str": "TideCalc"}]),  # in demand first
        ("onet-soc/71-1011.00", "task", [{"str": "Light the lamp at dusk and put it out at dawn."}]),
        ("onet-soc/71-1011.00", "alternate_title", [{"str": "Lamp Keeper"}]),
        (
            "onet-soc/71-1011.00",
            "related",
            [
                {"id": "occupation/onet-soc/71-1012.00", "name": "Buoy Tenders"},
                {"id": "occupation/onet-soc/71-2011.00", "name": "Tide Analysts"},
            ],
        ),
        (
            "onet-soc/71-2011.01",
            "group",
            [
                {"id": "occupation/soc/71-2011", "name": "Tide Analysts"},
                {"id": "occupation/soc/71-2010", "name": "Tide Analysts"},
                {"id": "occupation/soc/71-2000", "name": "Tide Scientists"},
                {"id": "occupation/soc/71-0000", "name": "Harbour and Coast Occupations"},
            ],
        ),
        ("esco/2911.1", "skill", [{"str": "read charts"}, {"str": "tides and weather"}]),  # essential ones
        ("esco/2911.1", "job_zone", []),
        ("esco/2911.1", "soc_code", []),
        ("isco/2911", "code", [{"str": "2911"}]),
        ("soc/71-0000", "description", []),
    ],
)
def test_a_property_of_an_occupation_has_its_values(
    occupations_client: FlaskClient, entity: str, name: str, values: list[object]
) -> None:
    found = cells(occupations_client, f"occupation/{entity}", name)
    assert found[: len(values)] == values
    assert bool(found) == bool(values)


def test_profiles_lead_to_the_occupations_that_they_are_mapped_to(occupations_client: FlaskClient) -> None:
    profile = "profile/REN.GEN.P3"
    body = extend(occupations_client, [profile], "occupation", "mapping_status", "mapping_confidence", "soc_code")
    assert body["meta"][0]["type"] == {"id": "occupation", "name": "Occupation"}
    assert body["rows"][profile] == {
        "occupation": [{"id": "occupation/onet-soc/75-1011.00", "name": "Renewal Managers"}],
        "mapping_status": [{"str": "approved"}],
        "mapping_confidence": [{"float": 0.93}],
        "soc_code": [{"str": "75-1011"}],
    }
    every = cells(occupations_client, profile, "mapping_status", status="any")
    assert sorted(one["str"] for one in every) == ["approved", "rejected"]
    assert cells(occupations_client, "profile/TIDE.GEN.P2", "occupation_code", status="approved") == []


def test_the_licences_sentence_stands_in_the_preview(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/reconcile/preview?id=occupation/onet-soc/71-2011.00"))
    assert "O*NET-SOC 2019 71-2011.00 · Study tides" in page.text
    assert "Job zone 4" in page.text
    assert "CC BY 4.0" in page.text


@pytest.mark.parametrize("name", ["occupation/esco/2911.1", "occupation/soc/71-0000", "occupation/soc-2010/73-1018"])
def test_a_view_of_an_occupation_leads_to_its_page(occupations_client: FlaskClient, name: str) -> None:
    address = occupations_client.get("/reconcile/view", query_string={"id": name}).headers["Location"]
    assert address == f"http://roles.test/id/{name}"
    page = occupations_client.get(address.removeprefix("http://roles.test"), headers={"Accept": "text/html"})
    assert page.status_code == 303
    assert occupations_client.get(page.headers["Location"]).status_code == 200


def test_occupations_are_suggested_beside_the_company(occupations_client: FlaskClient) -> None:
    body = read_json(occupations_client.get("/reconcile/suggest/entity?prefix=renewal+man"))
    found = [one["id"] for one in body["result"]]
    assert found[0] == "profile/REN.GEN.P3"
    assert {"occupation/onet-soc/75-1011.00", "occupation/soc/75-1011", "occupation/esco/2711.1"} <= set(found)
    only = read_json(occupations_client.get("/reconcile/suggest/entity?prefix=renewal+man&type=occupation/esco"))
    assert [one["id"] for one in only["result"]] == ["occupation/esco/2711.1"]
    by_code = read_json(occupations_client.get("/reconcile/suggest/entity?prefix=71-20"))["result"]
    assert {one["id"] for one in by_code} == {
        "occupation/soc/71-2000",
        "occupation/soc/71-2010",
        "occupation/soc/71-2011",
        "occupation/onet-soc/71-2011.00",
        "occupation/onet-soc/71-2011.01",
    }
