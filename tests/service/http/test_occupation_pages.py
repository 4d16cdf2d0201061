"""Pages about occupations, and what other pages say of them."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from service.engine import Engine
from service.occupations.links import to_place
from tests.service.http.checks import BROWSER, Page

KEEPER = "/page/occupation/onet-soc/71-1011.00"


def test_a_page_shows_all_that_is_said_of_an_occupation(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get(KEEPER, headers=BROWSER))
    for text in (
        "Lighthouse Keepers 71-1011.00 O*NET-SOC 2019 Taxonomy job zone 2",
        "Tasks 3 Core 2 Light the lamp at dusk and put it out at dawn.",
        "Supplemental 1 Polish lenses and mirrors.",
        "Plain Speaking 3.50 4.50",
        "Stagecraft 1.25 not relevant",
        "Buoy Tenders 71-1012.00 Primary-Short",
        "Lamp Keeper reported",
    ):
        assert text in page.text
    assert "/id/occupation/soc/71-1011" in page.links()


def test_every_occupation_has_a_page_of_its_own(occupations_client: FlaskClient, occupations_engine: Engine) -> None:
    for entry in occupations_engine.occupations.entries.values():
        page = Page(occupations_client.get(f"/page/{to_place(entry)}", headers=BROWSER))
        assert f"{entry.label} {entry.code}" in page.text
    untyped = Page(occupations_client.get("/page/occupation/onet-soc/71-2011.01", headers=BROWSER))
    assert "Tasks 3 Type not stated 3 Build numerical models of storm surges." in untyped.text


def test_esco_and_isco_have_pages_here(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/page/occupation/esco/2811.2", headers=BROWSER))
    assert "puppeteer 2811.2 ESCO Occupations 1.2.0" in page.text
    assert "speak in voices occupation-specific" in page.text
    assert "/id/esco/isco/C2811" in page.links()
    group = Page(occupations_client.get("/page/occupation/isco/2811", headers=BROWSER))
    assert "ISCO unit group" in group.text
    assert "/id/esco/occupation/00000004-aaaa-4aaa-8aaa-000000000000" in group.links()
    skill = Page(occupations_client.get("/page/esco/skill/00000003-bbbb-4bbb-8bbb-000000000000", headers=BROWSER))
    assert "speak in voices" in skill.text
    assert "is esco:relatedEssentialSkill of puppeteer" in skill.text


def test_a_retired_code_says_what_it_is_now(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/page/occupation/soc-2010/73-1018", headers=BROWSER))
    assert "This code is retired: no current code has its number." in page.text
    assert "It is now Puppet Carvers 73-1011 , Puppeteers 73-1021" in page.text


def test_the_classifications_are_listed_with_their_top_groups(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/page/occupation", headers=BROWSER))
    assert "Standard Occupational Classification 2018 19 Harbour and Coast Occupations 71-0000" in page.text
    assert "/id/occupation/soc/71-0000" in page.links()


@pytest.mark.parametrize("address", ["/", KEEPER, "/page/profile/TIDE.GEN.P2", "/page/profile/NOPE"])
def test_every_page_shows_the_words_that_the_licences_ask_for(occupations_client: FlaskClient, address: str) -> None:
    response = occupations_client.get(address, headers=BROWSER)
    footer = response.text.partition("<footer")[2]
    assert "O*NET 29.3 Database by the U.S. Department of Labor" in footer
    assert "This service uses the ESCO classification of the European Commission." in footer
    assert '<a href="https://creativecommons.org/licenses/by/4.0/" rel="license">' in footer
    assert "O*NET Database 29.3" in footer
    assert "/page/occupation" in Page(response, response.status_code).links()


def test_without_a_classification_no_page_speaks_of_one(client: FlaskClient) -> None:
    response = client.get("/", headers=BROWSER)
    assert 'rel="license"' not in response.text
    assert "/page/occupation" not in Page(response).links()
    assert "No classification was imported yet." in client.get("/page/occupation", headers=BROWSER).text


def test_a_profile_shows_what_its_codes_mean_and_which_nobody_has_reviewed(occupations_client: FlaskClient) -> None:
    waiting = Page(occupations_client.get("/page/profile/TIDE.GEN.P2", headers=BROWSER))
    assert "71-2011.00 Tide Analysts needs review" in waiting.text
    assert "/id/occupation/onet-soc/71-2011.00" in waiting.links()
    response = occupations_client.get("/page/profile/TIDE.GEN.P3", headers=BROWSER)
    assert "71-2011 Tide Analysts approved" in Page(response).text
    occupation = json.loads(re.findall(r'<script type="application/ld\+json">(.*?)</script>', response.text)[0])
    assert occupation["occupationalCategory"] == [
        {
            "@type": "CategoryCode",
            "codeValue": "71-2011",
            "name": "Tide Analysts",
            "inCodeSet": "Standard Occupational Classification 2018",
        }
    ]


def test_an_occupation_shows_the_profiles_mapped_to_it(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/page/occupation/onet-soc/73-1021.00", headers=BROWSER))
    assert "Profiles mapped to it 1 Renewal Manager REN.GEN.P3 rejected confidence 0.30" in page.text
    assert "/page/profile/REN.GEN.P3" in page.links()


def test_a_code_that_only_a_document_names_has_a_plain_page(occupations_client: FlaskClient) -> None:
    page = Page(occupations_client.get("/page/occupation/soc/99-9999", headers=BROWSER))
    assert "occupation/soc/99-9999" in page.text
    assert "PUP.GEN.P1" in page.text


@pytest.mark.parametrize(
    "address",
    [
        "/page/occupation/onet-soc/71-2011.99",
        "/page/occupation/naics/1",
        "/page/occupation/esco/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/page/occupation/soc/..%2F..%2Fetc",
        "/page/occupation/soc/%00",
        "/page/esco/occupation/none",
    ],
)
def test_what_is_not_there_is_not_found(occupations_client: FlaskClient, address: str) -> None:
    response = occupations_client.get(address, headers=BROWSER)
    assert response.status_code == 404
    assert "<script>alert" not in response.text
