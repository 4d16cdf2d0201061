"""Filters of mappings by HTTP: the same profiles by every address, and on the page as chips."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from service.http.parameters import to_arguments
from service.search.result import Filters
from tests.service.http.checks import BROWSER, Page, read_json
from tests.service.mapping_filters import CASES

QUESTION = "tides, renewals and puppets"
cases = pytest.mark.parametrize(("filters", "profiles"), CASES)


def to_query(filters: Filters, **more: object) -> dict[str, object]:
    return {"q": QUESTION, "ignore": "all", "limit": 100, **to_arguments(filters), **more}


@cases
def test_search_and_retrieve_keep_to_the_profiles_that_fit(
    occupations_client: FlaskClient, filters: Filters, profiles: frozenset[str]
) -> None:
    found = read_json(occupations_client.get("/api/v1/search", query_string=to_query(filters)))
    owners = {place["profile"] for hit in found["hits"] for place in (hit, *hit["also"])}
    assert owners == profiles
    got = read_json(occupations_client.get("/api/v1/retrieve", query_string=to_query(filters)))
    stated = {name: list(values) for name, values in to_arguments(filters).items() if name != "min_confidence"}
    body = {
        "query": QUESTION,
        "ignore": "all",
        "limit": 100,
        "filters": {**stated, "min_confidence": filters.min_confidence},
    }
    posted = read_json(occupations_client.post("/api/v1/retrieve", json=body))
    assert got == posted
    assert [passage["id"] for passage in got["passages"]] == [hit["id"] for hit in found["hits"]]
    assert all(passage["mappings"] for passage in got["passages"])


@cases
def test_profiles_are_listed_by_their_mappings(
    occupations_client: FlaskClient, filters: Filters, profiles: frozenset[str]
) -> None:
    found = read_json(occupations_client.get("/api/v1/profiles", query_string=to_arguments(filters)))
    assert [entry["code"] for entry in found["profiles"]] == sorted(profiles)
    assert found["total"] == len(profiles)
    assert (found["reason"] is None) == bool(profiles)


def test_the_next_page_of_profiles_has_the_same_filters(occupations_client: FlaskClient) -> None:
    url = "/api/v1/profiles?soc_group=71-0000&soc_group=75-0000&min_confidence=0.5&limit=2"
    first = read_json(occupations_client.get(url))
    assert [entry["code"] for entry in first["profiles"]] == ["PUP.GEN.P1", "REN.GEN.P3"]
    parts = urlsplit(first["next"])
    assert parse_qs(parts.query) == {
        "soc_group": ["71-0000", "75-0000"],
        "min_confidence": ["0.5"],
        "offset": ["2"],
        "limit": ["2"],
    }
    rest = read_json(occupations_client.get(f"{parts.path}?{parts.query}"))
    assert [entry["code"] for entry in rest["profiles"]] == ["TIDE.GEN.P2", "TIDE.GEN.P3"]
    assert rest["next"] is None


@pytest.mark.parametrize(
    ("query", "detail"),
    [
        ("occupation=71-9999", "unknown occupation: there is no occupation '71-9999'"),
        ("soc_group=x", "soc_group='x' cannot be used; a SOC code can"),
        ("mapping_status=done", "unknown mapping_status 'done'; one of needs_review, approved, rejected, superseded"),
        ("min_confidence=2", "min_confidence='2' cannot be used; a number from 0 to 1 can"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/search?q=a&", "/api/v1/retrieve?q=a&", "/api/v1/profiles?"])
def test_a_filter_that_cannot_be_used_is_named(
    occupations_client: FlaskClient, path: str, query: str, detail: str
) -> None:
    response = occupations_client.get(path + query)
    assert response.status_code == 400
    assert response.get_json(force=True)["detail"].startswith(detail)


def test_a_body_with_such_a_confidence_is_refused(occupations_client: FlaskClient) -> None:
    response = occupations_client.post("/api/v1/retrieve", json={"query": "a", "filters": {"min_confidence": 1.2}})
    assert response.status_code == 400
    assert "filters.min_confidence" in response.get_json(force=True)["detail"]


def test_the_page_shows_the_filters_as_chips_that_can_be_removed(occupations_client: FlaskClient) -> None:
    query = {
        "q": "gauges",
        "soc_group": "71-0000",
        "mapping_status": ["approved", "needs_review"],
        "min_confidence": "0.5",
    }
    page = Page(occupations_client.get("/", query_string=query, headers=BROWSER))
    for chip in ("soc group only 71-0000", "mapping status approved", "mapping status needs review"):
        assert chip in page.text
    assert "min confidence at least 0.5" in page.text
    links = [parse_qs(urlsplit(a["href"] or "").query) for tag, a in page.tags if a.get("class") == "chip"]
    everything = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    assert links == [
        {name: values for name, values in everything.items() if name != "soc_group"},
        {**everything, "mapping_status": ["needs_review"]},
        {**everything, "mapping_status": ["approved"]},
        {name: values for name, values in everything.items() if name != "min_confidence"},
    ]
    hidden = [(a.get("name"), a.get("value")) for _, a in page.tags if a.get("type") == "hidden"]
    assert hidden == [(name, value) for name, values in everything.items() if name != "q" for value in values]


def test_the_page_says_of_each_hit_which_mapping_let_it_pass(occupations_client: FlaskClient) -> None:
    query = {"q": "tide gauges", "soc_group": "71-2000"}
    page = Page(occupations_client.get("/", query_string=query, headers=BROWSER))
    assert "mapped to 71-2011.00 : needs review , 0.84 sure" in page.text
    assert "mapped to 71-2011 : approved , 0.90 sure" in page.text


def test_the_page_says_why_nothing_fits(occupations_client: FlaskClient) -> None:
    query = {"q": "tide gauges", "soc_group": "73-1010", "mapping_status": "approved"}
    page = Page(occupations_client.get("/", query_string=query, headers=BROWSER))
    assert "No profile has a mapping in the group 73-1010 that is approved." in page.text
