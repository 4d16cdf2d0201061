from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import BROWSER, Page

ATTACKS = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</script><script>alert(1)</script>",
    "{{ 7 * 7 }}{% include '/etc/passwd' %}",
    "javascript:alert(1)",
    "'-alert(1)-'",
]


def test_the_first_page_shows_the_box_examples_and_ladders(client: FlaskClient) -> None:
    page = Page(client.get("/", headers=BROWSER))
    assert "Which level does this?" in page.text
    assert "/?q=who%20influences%20C-level%20renewals" in page.links()
    assert "/id/role/CUS.GEN" in page.links()
    assert "documents 34" in page.text


def test_a_question_is_answered_on_the_same_address(client: FlaskClient) -> None:
    response = client.get("/?q=who+influences+C-level+renewals", headers=BROWSER)
    page = Page(response)
    assert "P4 Customer Success Senior Professional CUS.GEN.P4" in page.text
    assert "% sure" in page.text and "100 % sure" not in page.text
    assert re.search(r"<mark>Influences</mark> <mark>C</mark>-<mark>level</mark> sponsors", response.text)
    assert "/page/profile/CUS.GEN.P4" in page.links()
    assert any(link.startswith("/id/profile/CUS.GEN.P4/responsibility/") for link in page.links())
    assert "CUS.GEN.P3.txt:" in page.text
    assert "/?q=who+influences+C-level+renewals&kind=responsibility" in page.links()


def test_filters_stay_with_the_next_question(client: FlaskClient) -> None:
    page = Page(client.get("/?q=renewals&level=P4&mode=lexical", headers=BROWSER))
    hidden = {(a.get("name"), a.get("value")) for tag, a in page.tags if a.get("type") == "hidden"}
    assert hidden == {("level", "P4"), ("mode", "lexical")}
    assert "✓" not in page.text  # drawn by the stylesheet
    assert any(a.get("aria-current") == "true" for _, a in page.tags)


@pytest.mark.parametrize("query", ["q=a&level=P9", "q=a&limit=0", "q=a&mode=x", "q=" + "a" * 2001, "q=a&q=b"])
def test_a_search_that_cannot_be_done_says_why_on_the_page(client: FlaskClient, query: str) -> None:
    assert "That cannot be searched for" in Page(client.get(f"/?{query}", headers=BROWSER), 400).text


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_is_asked_never_becomes_markup(client: FlaskClient, attack: str) -> None:
    for query in ({"q": attack}, *({"q": "a", name: attack} for name in ("level", "mode", "ignore"))):
        response = client.get("/", query_string=query, headers=BROWSER)
        page = Page(response, response.status_code)
        assert not [a for tag, a in page.tags if tag == "img"]
        assert "{{ 7 * 7 }}" in page.text or "7 * 7" not in attack
    for path in ("/page/profile/", "/page/role/", "/page/", "/id/", "/nothing/"):
        page = Page(client.get(path + attack.replace("/", "%2F").replace("%", "%25"), headers=BROWSER), 404)
        assert not [a for tag, a in page.tags if tag == "img"]


def test_every_page_allows_the_services_own_script_and_no_other(client: FlaskClient) -> None:
    for path in ("/", "/?q=a", "/page/profile/CUS.GEN.P4", "/sparql", "/nothing"):
        headers = client.get(path, headers=BROWSER).headers
        allowed = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert (allowed["default-src"], allowed["script-src"], allowed["connect-src"]) == ("'none'", "'self'", "'self'")
        assert (allowed["style-src"], allowed["require-trusted-types-for"]) == ("'self'", "'script'")
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_what_is_no_page_may_run_no_script(client: FlaskClient) -> None:
    for path in ("/api/v1/snapshot", "/api/v1/search", "/data/profile/CUS.GEN.P4", "/robots.txt"):
        assert "script-src" not in client.get(path).headers["Content-Security-Policy"]


def test_a_profile_page_shows_what_is_stated_and_where(client: FlaskClient) -> None:
    page = Page(client.get("/page/profile/CUS.GEN.P4", headers=BROWSER))
    for words in ("Enterprise Customer Success Manager", "CUS.GEN.P4", "Responsibilities 11", "Level guidelines 4"):
        assert words in page.text
    assert "Influences C-level sponsors at the customer" in page.text
    assert "positional" in page.text
    assert [link for link in page.links() if link == "/id/profile/CUS.GEN.P5"]


def test_titles_and_mappings_that_nobody_approved_are_told_apart(client: FlaskClient) -> None:
    page = client.get("/page/profile/CUS.GEN.P5", headers=BROWSER).text
    shown = re.findall(
        r'class="(approved|pending|rejected)">\s*<span class="label">.*?</span>\s*<span class="state">([^<]+)<', page
    )
    assert shown == [
        ("approved", "approved"),
        ("pending", "not approved yet"),
        ("pending", "not approved yet"),
        ("rejected", "turned down"),
        ("pending", "needs review"),
        ("approved", "approved"),
    ]
    assert "passes review" in page
    assert "does not pass review" in client.get("/page/profile/CUS.GEN.P6", headers=BROWSER).text


def test_a_profile_is_described_to_machines_without_what_nobody_approved(client: FlaskClient) -> None:
    text = client.get("/page/profile/CUS.GEN.P5", headers=BROWSER).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found is not None
    occupation = json.loads(found[1])
    assert (occupation["@type"], occupation["identifier"]) == ("Occupation", "CUS.GEN.P5")
    profile = json.loads(client.get("/api/v1/profiles/CUS.GEN.P5").data)["profile"]
    assert occupation["alternateName"] == [a["label"] for a in profile["aliases"] if a["approved"] is True]
    approved = [m["code"] for m in profile["mappings"] if m["status"] == "approved"]
    assert [category["codeValue"] for category in occupation["occupationalCategory"]] == approved
    assert (len(occupation["alternateName"]), len(approved)) == (1, 1)


def test_a_ladder_shows_each_level_with_its_responsibilities(client: FlaskClient) -> None:
    page = Page(client.get("/page/role/CUS.GEN", headers=BROWSER))
    places = [page.text.index(f" P{n} Customer" if n == 1 else f" P{n} ") for n in range(1, 7)]
    assert places == sorted(places)
    assert "Negotiates standard renewals within the agreed price band" in page.text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/page/level/P/4", "Senior Professional"),
        ("/page/function/CUS", "Customer Success"),
        ("/page/track/P", "Professional"),
        ("/page/document/examples/customer-success/CUS.GEN.P4.txt", "rg:about Enterprise Customer Success Manager"),
    ],
)
def test_anything_in_the_graph_has_a_page(client: FlaskClient, path: str, words: str) -> None:
    page = Page(client.get(path, headers=BROWSER))
    assert words in page.text


def test_every_link_of_the_main_pages_leads_somewhere(client: FlaskClient) -> None:
    seen = set()
    for path in ("/", "/page/profile/CUS.GEN.P4", "/page/role/DATA.ANA", "/page/level/P/4", "/sparql"):
        page = Page(client.get(path, headers=BROWSER))
        for link in page.links():
            if link.startswith("#"):
                assert link[1:] in page.ids, f"{path} has no {link}"
            elif link.startswith("/"):
                seen.add(link)
    landed: dict[str, Page] = {}  # many links lead to places on one page
    for link in sorted(seen):
        response = client.get(link, headers=BROWSER)
        assert response.status_code in (200, 303), link
        if response.status_code == 303:
            target, _, anchor = response.headers["Location"].partition("#")
            if target not in landed:
                landed[target] = Page(client.get(target, headers=BROWSER))
            assert not anchor or anchor in landed[target].ids, link


def test_an_unknown_page_is_a_page(client: FlaskClient) -> None:
    page = Page(client.get("/page/profile/CUS.GEN.P44", headers=BROWSER), 404)
    assert "did you mean CUS.GEN.P4" in page.text
    assert Page(client.get("/nothing", headers=BROWSER), 404).text


def test_the_box_suggests_names_where_scripts_run(client: FlaskClient) -> None:
    for path in ("/", "/?q=a", "/page/profile/CUS.GEN.P4"):
        page = Page(client.get(path, headers=BROWSER))
        box = next(a for tag, a in page.tags if tag == "input" and a.get("name") == "q")
        assert box["data-suggest"] == "/api/v1/suggest"
        assert "role" not in box  # it is a combobox only once the script runs
    address = next(str(a["src"]) for tag, a in page.tags if tag == "script" and "src" in a)
    with client.get(address) as response:
        script = response.get_data(as_text=True)
        assert (response.status_code, response.mimetype) == (200, "text/javascript")
    for part in ("combobox", "listbox", "option", "aria-expanded", "aria-activedescendant", "aria-selected", "Escape"):
        assert f'"{part}"' in script
    assert "innerHTML" not in script


def test_the_stylesheet_may_be_kept(client: FlaskClient) -> None:
    href = next(str(a["href"]) for tag, a in Page(client.get("/", headers=BROWSER)).tags if tag == "link")
    with client.get(href) as response:
        assert (response.status_code, response.mimetype) == (200, "text/css")
        assert "prefers-color-scheme: dark" in response.get_data(as_text=True)
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404
