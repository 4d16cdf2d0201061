from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from service.engine import Engine
from service.search.result import Filters
from tests.service.http.checks import BROWSER, assert_problem, read_json

NO_MAPPINGS: dict[str, object] = {"occupation": [], "soc_group": [], "mapping_status": [], "min_confidence": None}
QUESTION = "who influences C-level renewals"
GETS = [
    "/api/v1/search?q=renewals",
    "/api/v1/retrieve?q=renewals",
    "/api/v1/profiles",
    "/api/v1/profiles/CUS.GEN.P4",
    "/api/v1/roles/CUS.GEN",
    "/api/v1/snapshot",
    "/openapi.json",
]


def test_a_search_answers_with_the_level_and_the_statement_that_proves_it(client: FlaskClient, engine: Engine) -> None:
    found = read_json(client.get("/api/v1/search", query_string={"q": QUESTION}))
    assert [*found] == [
        "query", "mode", "snapshot", "took_ms", "interpretation", "answers", "refusal", "hits", "facets"
    ]  # fmt: skip
    assert (found["query"], found["mode"], found["snapshot"]) == (QUESTION, "hybrid", engine.snapshot.id)
    assert found["refusal"] is None
    answer = found["answers"][0]
    assert (answer["role"], answer["level"], answer["profile"]) == ("CUS.GEN", "P4", "CUS.GEN.P4")
    first = found["hits"][0]
    assert first["id"] == answer["evidence"][0]
    assert first["text"].startswith("Influences C-level sponsors at the customer")
    assert first["citation"]["iri"] == first["id"]
    assert first["citation"]["url"].startswith("http://roles.test/id/profile/CUS.GEN.P4/responsibility/")
    assert first["citation"]["document"].endswith("CUS.GEN.P3.txt")


def test_how_the_question_was_read_is_told(client: FlaskClient) -> None:
    found = read_json(client.get("/api/v1/search?q=difference+between+P3+and+P4+CSM&limit=1"))["interpretation"]
    assert found["filters"] == {"level": ["P3", "P4"], "role": ["CUS.GEN"], "kind": [], "track": [], **NO_MAPPINGS}
    assert found["comparison"] == {"profiles": ["CUS.GEN.P3", "CUS.GEN.P4"]}
    assert [(m["what"], m["text"], m["effect"]) for m in found["mentions"]] == [
        ("comparison", "difference", "none"),
        ("level", "P3", "filter"),
        ("level", "P4", "filter"),
        ("title", "CSM", "filter"),
    ]


@pytest.mark.parametrize("query", ["ignore=level,title", "ignore=level&ignore=title"])
def test_what_is_to_be_ignored_is_not_read(client: FlaskClient, query: str) -> None:
    found = read_json(client.get(f"/api/v1/search?q=P4+CSM&limit=1&{query}"))["interpretation"]
    assert found["ignored"] == ["level", "title"]
    assert found["filters"] == {"level": [], "role": [], "kind": [], "track": [], **NO_MAPPINGS}
    assert {m["effect"] for m in found["mentions"]} == {"none"}


@pytest.mark.parametrize("query", ["level=P4,P5", "level=P4&level=P5", "level=P4, P5&level=&track="])
def test_filters_are_repeated_or_divided_by_commas(client: FlaskClient, query: str) -> None:
    found = read_json(client.get(f"/api/v1/search?q=renewals&{query}"))
    assert found["interpretation"]["filters"]["level"] == ["P4", "P5"]
    assert {hit["level"] for hit in found["hits"]} == {"P4", "P5"}


def test_limit_and_mode_are_obeyed_and_unknown_parameters_ignored(client: FlaskClient) -> None:
    found = read_json(client.get("/api/v1/search?q=renewals&limit=3&mode=lexical&utm_source=x&callback=y"))
    assert (len(found["hits"]), found["mode"]) == (3, "lexical")


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", ("q is missing", "?q=")),
        ("q=", ("q is missing",)),
        ("q=%20%09", ("q is missing",)),
        ("q=a&q=b", ("q is given 2 times",)),
        ("q=a&limit=0", ("limit='0'", "1 to 100")),
        ("q=a&limit=101", ("limit='101'", "1 to 100")),
        ("q=a&limit=ten", ("limit='ten'",)),
        ("q=a&limit=٣", ("limit=",)),
        ("q=a&limit=-1", ("limit='-1'",)),
        ("q=a&limit=1e1", ("limit='1e1'",)),
        ("q=a&mode=magic", ("mode='magic'", "hybrid, dense, lexical")),
        ("q=a&level=P9", ("level", "P9", "P1")),
        ("q=a&kind=duty", ("kind", "duty", "responsibility")),
        ("q=a&ignore=nonsense", ("ignore='nonsense'", "grade", "and all can")),
        ("q=a&ignore=" + ",".join(f"n{n}" for n in range(200)), ("ignore has 200 values",)),
        ("q=a&role=NOPE", ("role", "NOPE", "CUS.GEN")),
        ("q=a&track=X", ("track", "X")),
        ("q=" + "a" * 2001, ("2,001", "2,000")),
        ("q=a&level=" + ",".join(f"L{n}" for n in range(200)), ("level has 200 values",)),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/search", "/api/v1/retrieve"])
def test_a_value_that_cannot_be_used_is_named(
    client: FlaskClient, path: str, query: str, words: tuple[str, ...]
) -> None:
    if path.endswith("retrieve") and "mode=" in query:
        pytest.skip("retrieve has no mode")
    assert_problem(client.get(f"{path}?{query}"), 400, *words)


@pytest.mark.parametrize(
    "query", ["\x00", "'; DROP TABLE passage; --", "a" * 2000, "🦄 " * 100, "\u202e\ufffe", "%", '"*:((']
)
def test_any_question_is_answered(client: FlaskClient, query: str) -> None:
    assert read_json(client.get("/api/v1/search", query_string={"q": query}))["query"] == query


def test_a_question_that_is_not_utf8_is_read_as_far_as_it_goes(client: FlaskClient) -> None:
    assert read_json(client.get("/api/v1/search?q=caf%ff"))["query"] == "caf%FF"


def test_passages_come_with_citations_for_a_chatbot(client: FlaskClient, engine: Engine) -> None:
    found = read_json(client.get("/api/v1/retrieve", query_string={"q": QUESTION, "limit": "5"}))
    assert set(found) == {
        "query", "snapshot", "interpretation", "passages", "answers", "no_answer", "refusal"
    }  # fmt: skip
    assert (found["no_answer"], found["refusal"], len(found["passages"])) == (False, None, 5)
    assert found["interpretation"]["text"] == QUESTION
    first = found["passages"][0]
    line = first["lines"][0]
    assert first["citation"].startswith("[CUS.GEN.P4 responsibility, ")
    assert first["citation"].endswith(f"CUS.GEN.P3.txt:{line}]")
    assert first["title"] == "Customer Success, P4 Senior Professional: responsibility"
    assert first["url"] == f"http://roles.test/id/{engine.links.to_local(first['id'])}"
    assert found["answers"][0]["level"] == "P4"


def test_retrieve_says_so_where_nothing_answers(client: FlaskClient) -> None:
    found = read_json(client.get("/api/v1/retrieve?q=who+repairs+espresso+machines"))
    assert (found["no_answer"], found["answers"]) == (True, [])
    assert found["passages"]
    assert found["refusal"]["unknown_words"] == ["espresso", "machines"]
    assert found["refusal"]["nearest"]


def test_a_passage_names_other_profiles_that_say_the_same(client: FlaskClient) -> None:
    found = read_json(client.get("/api/v1/retrieve?q=who+takes+a+turn+on+the+on-call+rota&limit=1"))
    assert [(p["profile"], p["also"]) for p in found["passages"]] == [("SWE.GEN.P2", ["SWE.GEN.P3"])]


def test_get_and_post_retrieve_the_same(client: FlaskClient) -> None:
    body = {"query": "junior renewals", "limit": 4, "filters": {"level": "P4"}, "ignore": ["grade", "role"]}
    posted = read_json(client.post("/api/v1/retrieve", json=body))
    address = "/api/v1/retrieve?q=junior+renewals&limit=4&level=P4&ignore=grade,role"
    assert posted == read_json(client.get(address))
    assert posted["interpretation"]["ignored"] == ["grade", "role"]
    body["ignore"] = "all"
    assert read_json(client.post("/api/v1/retrieve", json=body))["interpretation"]["ignored"] == ["all"]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", ("Invalid JSON",)),
        ("{", ("Invalid JSON",)),
        ("[]", ("body",)),
        ("{}", ("query", "required")),
        ('{"query": ""}', ("query",)),
        ('{"query": "  "}', ("empty",)),
        ('{"query": 5}', ("query",)),
        ('{"query": "a", "limit": 0}', ("limit",)),
        ('{"query": "a", "limit": "x"}', ("limit",)),
        ('{"query": "a", "top_k": 3}', ("top_k",)),
        ('{"query": "a", "filters": {"levels": ["P4"]}}', ("filters.levels",)),
        ('{"query": "a", "filters": {"level": ["P9"]}}', ("P9",)),
        ('{"query": "a", "ignore": ["nonsense"]}', ("ignore='nonsense'",)),
        ('{"query": "a", "ignore": 5}', ("ignore",)),
        ('{"query": "\\ud800"}', ("JSON",)),
        ("[" * 100_000, ("recursion",)),
        (json.dumps({"query": "a" * 2001}), ("query",)),
    ],
)
def test_a_body_that_cannot_be_used_is_refused(client: FlaskClient, body: str, words: tuple[str, ...]) -> None:
    assert_problem(client.post("/api/v1/retrieve", data=body, content_type="application/json"), 400, *words)


def test_a_body_of_another_type_is_refused(client: FlaskClient) -> None:
    assert_problem(client.post("/api/v1/retrieve", data="query=a", content_type="text/plain"), 415, "application/json")
    assert_problem(client.post("/api/v1/retrieve", data={"query": "a"}), 415)


def test_a_body_that_is_too_large_is_refused(client: FlaskClient) -> None:
    body = json.dumps({"query": "a", "x": "y" * 1_048_576})
    assert_problem(client.post("/api/v1/retrieve", data=body, content_type="application/json"), 413, "1 MB")


def test_an_address_that_is_too_long_is_refused(client: FlaskClient) -> None:
    assert_problem(client.get("/api/v1/search?q=a&x=" + "y" * 70_000), 414)


def test_profiles_are_listed_a_page_at_a_time(client: FlaskClient) -> None:
    whole = read_json(client.get("/api/v1/profiles"))
    codes = [entry["code"] for entry in whole["profiles"]]
    assert (whole["total"], len(codes), whole["next"]) == (34, 34, None)
    assert codes == sorted(codes)
    seen, following = [], "http://roles.test/api/v1/profiles?limit=10"
    while following:
        page = read_json(client.get(following.removeprefix("http://roles.test")))
        seen += [entry["code"] for entry in page["profiles"]]
        following = page["next"]
    assert seen == codes
    assert read_json(client.get("/api/v1/profiles?offset=99"))["profiles"] == []
    assert_problem(client.get("/api/v1/profiles?offset=-1"), 400, "offset")


def test_a_profile_is_shown_whole(client: FlaskClient) -> None:
    profile = read_json(client.get("/api/v1/profiles/CUS.GEN.P4"))["profile"]
    assert (profile["code"], profile["level"]["code"], profile["role"]["code"]) == ("CUS.GEN.P4", "P4", "CUS.GEN")
    assert any(statement["text"].startswith("Influences C-level") for statement in profile["responsibilities"])


def test_a_ladder_has_its_levels_in_rank_order(client: FlaskClient) -> None:
    role = read_json(client.get("/api/v1/roles/CUS.GEN"))["role"]
    assert [rung["level"]["code"] for rung in role["rungs"]] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert all(len(rung["responsibilities"]) >= 5 and len(rung["guidelines"]) == 4 for rung in role["rungs"])


@pytest.mark.parametrize(
    "code", ["CUS.GEN.P44", "cus.gen.p4", "../../etc/passwd", "<script>", "%00", "a" * 3000, "%ff"]
)
def test_an_unknown_profile_is_a_problem_that_names_near_ones(client: FlaskClient, code: str) -> None:
    response = client.get(f"/api/v1/profiles/{code}")
    assert_problem(response, 404, *(["CUS.GEN.P4"] if "gen" in code.lower() else []))


def test_the_snapshot_says_what_it_holds(client: FlaskClient, engine: Engine) -> None:
    told = read_json(client.get("/api/v1/snapshot"))
    assert told["snapshot"] == engine.snapshot.id
    assert told["counts"]["documents"] == 34
    assert told["base"] == "https://w3id.org/rolegraph/id/"
    assert told["encoder"]["dimensions"] == 384


@pytest.mark.parametrize("path", GETS)
def test_head_is_get_without_the_body(client: FlaskClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.content_type, head.data) == (200, get.content_type, b"")


@pytest.mark.parametrize("path", GETS)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_another_method_is_refused_with_those_that_are_allowed(client: FlaskClient, path: str, method: str) -> None:
    response = client.open(path, method=method)
    assert_problem(response, 405)
    assert "GET" in response.headers["Allow"]


@pytest.mark.parametrize("path", GETS)
def test_scripts_of_other_sites_may_read_it(client: FlaskClient, path: str) -> None:
    assert client.get(path).headers["Access-Control-Allow-Origin"] == "*"
    asked = client.options(path, headers={"Origin": "https://x.test", "Access-Control-Request-Method": "GET"})
    assert asked.status_code == 200
    assert "GET" in asked.headers["Access-Control-Allow-Methods"]
    assert "Content-Type" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", GETS)
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str, engine: Engine) -> None:
    first = client.get(path)
    assert first.headers["Cache-Control"] == "no-cache"
    assert first.headers["Rolegraph-Snapshot"] == engine.snapshot.id
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", first.headers["ETag"])
    assert client.get(path, headers={"If-None-Match": 'W/"other"'}).status_code == 200
    assert client.get(path, headers=BROWSER).headers["ETag"] != first.headers["ETag"]


def test_an_error_is_not_kept(client: FlaskClient) -> None:
    assert "ETag" not in client.get("/api/v1/search").headers


def test_an_unknown_address_is_a_problem(client: FlaskClient) -> None:
    assert_problem(client.get("/api/v2/search"), 404)
    assert_problem(client.get("/api/v1/search/"), 404)
    assert_problem(client.get("/api/v1/nothing", headers=BROWSER), 404)


def test_what_nobody_foresaw_is_logged_and_not_told(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(query: str, filters: Filters, **more: object) -> None:
        raise RuntimeError("/secret/path")

    monkeypatch.setattr(engine.searcher, "search", fail)
    response = app.test_client().get("/api/v1/search?q=a")
    assert_problem(response, 500)
    assert "secret" not in response.text
    assert "/secret/path" in caplog.text
