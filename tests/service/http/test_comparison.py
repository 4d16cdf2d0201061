"""Neighbours, comparison and skills gap by HTTP, and the pages that show them."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import BROWSER, Page, assert_problem, read_json

PAIR = "/compare?profiles=CUS.GEN.P3&profiles=CUS.GEN.P4"


def test_neighbours_have_distance_band_and_reasons(client: FlaskClient) -> None:
    body = read_json(client.get("/api/v1/profiles/CUS.GEN.P4/adjacent?limit=2&other_roles=true&blend=.25"))
    assert body["snapshot"]
    assert (body["profile"]["code"], body["total"], body["blend"], len(body["neighbours"])) == (
        "CUS.GEN.P4",
        28,
        0.25,
        2,
    )
    first = body["neighbours"][0]
    assert (first["profile"]["code"], first["distance"], first["band"]) == ("CUS.MGT.M2", 0.31, "adjacent")
    assert [(axis["axis"], axis["weight"]) for axis in first["axes"]] == [
        ("taxonomy", 0.45),
        ("level", 0.4),
        ("track", 0.15),
    ]
    assert 0 < first["similarity"] < 1


def test_filters_of_neighbours_work_together(client: FlaskClient) -> None:
    address = "/api/v1/profiles/CUS.GEN.P4/adjacent?band=near,adjacent&track=P&max_distance=0.1"
    codes = [item["profile"]["code"] for item in read_json(client.get(address))["neighbours"]]
    assert codes == ["CUS.GEN.P3", "CUS.GEN.P5"]


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/api/v1/profiles/CUS.GEN.P44/adjacent", 404, "did you mean CUS.GEN.P4"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?band=close", 400, "band='close' cannot be used; near, adjacent, far"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?track=Z", 400, "unknown track 'Z'"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?blend=1.5", 400, "blend='1.5' cannot be used; a number from 0 to 1 can"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?max_distance=nan", 400, "max_distance='nan' cannot be used"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?other_roles=yes", 400, "other_roles='yes' cannot be used; true"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?limit=0", 400, "limit='0' cannot be used"),
        ("/api/v1/profiles/CUS.GEN.P4/skills-gap", 400, "to is missing"),
        ("/api/v1/profiles/CUS.GEN.P4/skills-gap?to=CUS.GEN.P4", 400, "lacks nothing for itself"),
        ("/api/v1/profiles/CUS.GEN.P4/skills-gap?to=nope", 404, "there is no profile 'nope'"),
        ("/api/v1/compare", 400, "give 2 to 4 codes of profiles; there are 0"),
        ("/api/v1/compare?profiles=CUS.GEN.P4,CUS.GEN.P4", 400, "CUS.GEN.P4 is given 2 times"),
        ("/api/v1/compare?profiles=CUS.GEN.P4,CUS.GEN.P44", 404, "did you mean CUS.GEN.P4"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_what_can(
    client: FlaskClient, address: str, status: int, words: str
) -> None:
    assert_problem(client.get(address), status, words)


def test_a_comparison_cites_every_statement(client: FlaskClient) -> None:
    body = read_json(client.get("/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4"))
    assert [entry["code"] for entry in body["profiles"]] == ["CUS.GEN.P3", "CUS.GEN.P4"]
    assert body["snapshot"]
    step = body["steps"][0]
    said = [
        statement
        for delta in step["statements"]
        for statement in (*delta["only_a"], *delta["only_b"], *(pair["b"] for pair in delta["changed"]))
    ]
    assert said
    for statement in said:
        assert statement["iri"].startswith("https://w3id.org/rolegraph/id/profile/CUS.GEN.P")
        assert statement["sources"][0]["document"].startswith("examples/")
        assert statement["sources"][0]["first_line"] >= 1


def test_a_skills_gap_is_told_by_itself(client: FlaskClient) -> None:
    body = read_json(client.get("/api/v1/profiles/CUS.GEN.P3/skills-gap?to=CUS.GEN.P4"))
    assert body["snapshot"]
    assert [pair["b"]["text"] for pair in body["gap"]["transferable"]] == ["Commercial negotiation"]
    step = read_json(client.get("/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4"))["steps"][0]
    assert step["gap"] == body["gap"]


def test_answers_are_revalidated_and_open_to_other_sites_as_the_rest_of_the_api(client: FlaskClient) -> None:
    response = client.get("/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    again = client.get(
        "/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4", headers={"If-None-Match": response.headers["ETag"]}
    )
    assert again.status_code == 304
    assert client.get(PAIR, headers=BROWSER).headers["ETag"]


def test_the_page_shows_what_changes_with_the_changed_words_marked(client: FlaskClient) -> None:
    response = client.get(PAIR, headers=BROWSER)
    page = Page(response)
    assert "near, 0.08 same role; one level up; same track" in page.text
    assert "<mark>5–8</mark> years" in response.text
    assert "<mark>8–12</mark> years" in response.text
    assert "Only CUS.GEN.P4" in page.text
    assert "Transferable: near in meaning" in page.text
    assert "/id/profile/CUS.GEN.P4/responsibility/d11e1a8d1d7e96dd" in page.links()
    assert "/api/v1/compare?profiles=CUS.GEN.P3&profiles=CUS.GEN.P4" in page.links()


def test_equal_levels_are_folded(client: FlaskClient) -> None:
    page = Page(client.get("/compare?profiles=PPL.GEN.P3,SWE.GEN.P3", headers=BROWSER))
    assert "7 unchanged: Scope, Autonomy, Complexity" in page.text


def test_up_to_four_profiles_stand_on_one_page(client: FlaskClient) -> None:
    page = Page(client.get("/compare?profiles=CUS.GEN.P1,CUS.GEN.P2,CUS.GEN.P3,CUS.MGT.M1", headers=BROWSER))
    assert {"step-1", "step-2", "step-3"} <= set(page.ids)
    assert [attributes["value"] for tag, attributes in page.tags if attributes.get("name") == "profiles"] == [
        "CUS.GEN.P1",
        "CUS.GEN.P2",
        "CUS.GEN.P3",
        "CUS.MGT.M1",
    ]


def test_without_profiles_the_page_offers_the_steps_of_every_ladder(client: FlaskClient) -> None:
    page = Page(client.get("/compare", headers=BROWSER))
    assert "/compare?profiles=DATA.ANA.L5&profiles=DATA.ANA.L7" in page.links()
    assert len([tag for tag, _ in page.tags if tag == "option"]) == 34


def test_with_one_profile_the_page_offers_its_neighbours(client: FlaskClient) -> None:
    page = Page(client.get("/compare?profiles=CUS.GEN.P4", headers=BROWSER))
    assert "/compare?profiles=CUS.GEN.P4&profiles=CUS.GEN.P3" in page.links()


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("profiles=CUS.GEN.P4,CUS.GEN.P44", 404, "did you mean CUS.GEN.P4"),
        ("profiles=CUS.GEN.P4,CUS.GEN.P4", 400, "is given 2 times"),
        ("profiles=<script>,x", 404, "there is no profile '<script>'"),
    ],
)
def test_the_page_says_why_profiles_cannot_be_compared(
    client: FlaskClient, query: str, status: int, words: str
) -> None:
    page = Page(client.get(f"/compare?{query}", headers=BROWSER), status)
    assert words in page.text


def test_a_profiles_page_leads_to_its_neighbours_and_the_next_rungs(client: FlaskClient) -> None:
    page = Page(client.get("/page/profile/CUS.GEN.P4", headers=BROWSER))
    assert "Manager, Customer Success CUS.MGT.M2 adjacent, 0.31" in page.text
    for other in ("CUS.GEN.P3", "CUS.GEN.P5", "CUS.MGT.M2"):
        assert f"/compare?profiles=CUS.GEN.P4&profiles={other}" in page.links()


def test_a_ladder_links_what_changes_from_each_level_to_the_next(client: FlaskClient) -> None:
    page = Page(client.get("/page/role/DATA.ANA", headers=BROWSER))
    assert "what changes from L5" in page.text
    assert "/compare?profiles=DATA.ANA.L5&profiles=DATA.ANA.L7" in page.links()
