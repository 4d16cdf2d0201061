from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from service.http.search_page import Asked, Piece, mark
from service.search.result import Filters, Mode
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


def test_all_evidence_of_an_answer_is_shown_even_below_the_limit(client: FlaskClient) -> None:
    page = client.get("/?q=who+takes+a+turn+on+the+on-call+rota&limit=1", headers=BROWSER).text
    assert page.count('<article class="answer') >= 2
    assert page.count("<blockquote") == page.count('<article class="answer')
    assert page.count('<p class="text">') == 1


def test_no_confident_answer_is_said_plainly(client: FlaskClient) -> None:
    page = Page(client.get("/?q=who+repairs+espresso+machines", headers=BROWSER))
    assert "No confident answer" in page.text
    assert "Nearest passages" in page.text


def test_what_was_understood_stands_in_chips_that_can_be_removed(client: FlaskClient) -> None:
    page = Page(client.get("/?q=P4+renewals&track=P", headers=BROWSER))
    assert "level P4 from the question" in page.text
    assert "searching for “renewals”" in page.text
    assert "/?q=renewals&track=P" in page.links()  # without the level
    assert "/?q=P4+renewals" in page.links()  # without the track


def test_a_kind_that_was_read_from_the_question_can_be_removed(client: FlaskClient) -> None:
    page = Page(client.get("/?q=skills+for+P3", headers=BROWSER))
    link = next(link for link in page.links() if link.startswith("/?q=skills+for+P3&kind=responsibility&kind=task"))
    freed = Page(client.get(link, headers=BROWSER))
    assert "kind any" in freed.text
    assert "kind skill" not in freed.text


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
    for query in ({"q": attack}, {"q": "a", "level": attack}, {"q": "a", "mode": attack}):
        response = client.get("/", query_string=query, headers=BROWSER)
        page = Page(response, response.status_code)
        assert not [a for tag, a in page.tags if tag in ("img", "script")]
        assert "{{ 7 * 7 }}" in page.text or "7 * 7" not in attack
    for path in ("/page/profile/", "/page/role/", "/page/", "/id/", "/nothing/"):
        page = Page(client.get(path + attack.replace("/", "%2F").replace("%", "%25"), headers=BROWSER), 404)
        assert not [a for tag, a in page.tags if tag in ("img", "script")]


def test_every_page_forbids_scripts(client: FlaskClient) -> None:
    for path in ("/", "/?q=a", "/page/profile/CUS.GEN.P4", "/sparql", "/nothing"):
        headers = client.get(path, headers=BROWSER).headers
        assert headers["Content-Security-Policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self'")
        assert "script-src" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"


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


def test_the_stylesheet_may_be_kept(client: FlaskClient) -> None:
    href = next(str(a["href"]) for tag, a in Page(client.get("/", headers=BROWSER)).tags if tag == "link")
    with client.get(href) as response:
        assert (response.status_code, response.mimetype) == (200, "text/css")
        assert "prefers-color-scheme: dark" in response.get_data(as_text=True)
    assert client.get("/static/../app.py").status_code == 404
    assert client.get("/static/%2e%2e/app.py").status_code == 404


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        ([], [("abcdef", False)]),
        ([(0, 2)], [("ab", True), ("cdef", False)]),
        ([(4, 9)], [("abcd", False), ("ef", True)]),
        ([(1, 3), (2, 4)], [("a", False), ("bc", True), ("d", True), ("ef", False)]),
        ([(3, 3), (2, 1)], [("abcdef", False)]),
    ],
)
def test_text_is_marked_once_where_spans_overlap(
    spans: list[tuple[int, int]], expected: list[tuple[str, bool]]
) -> None:
    assert mark("abcdef", spans) == tuple(Piece(text, marked) for text, marked in expected)


def test_an_address_keeps_what_it_does_not_change() -> None:
    asked = Asked("a & b", Filters(level=("P4", "P5"), role=("X Y",)), Mode.LEXICAL, 10)
    assert asked.to_url({"level": ("P5",)}) == "/?q=a+%26+b&level=P5&role=X+Y&mode=lexical"
    assert asked.to_url(limit=30) == "/?q=a+%26+b&level=P4&level=P5&role=X+Y&mode=lexical&limit=30"
