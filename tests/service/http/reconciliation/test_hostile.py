from __future__ import annotations

import json

import pytest
from flask.testing import FlaskClient

from service.http.reconciliation.bodies import read_batch
from tests.service.http.checks import assert_problem, read_json
from tests.service.http.reconciliation.asking import ask, post


@pytest.mark.parametrize(
    ("batch", "words"),
    [
        ("", "give queries"),
        ("{", "Invalid JSON"),
        ("[" * 100_000, "recursion limit"),
        ('{"a": {"query": "\\ud800"}}', "Invalid JSON"),
        ("[]", "object"),
        ("null", "object"),
        ('{"a": null}', "a: "),
        ('{"a": {}}', "give query, properties or both"),
        ('{"a": {"properties": []}}', "give query, properties or both"),
        ('{"a": {"query": 1}}', "a.query"),
        ('{"a": {"query": "x", "limit": 0}}', "a.limit"),
        ('{"a": {"query": "x", "limit": -1}}', "a.limit"),
        ('{"a": {"query": "x", "limit": 1.5}}', "a.limit"),
        ('{"a": {"query": "x", "limit": 1e999}}', "a.limit"),
        ('{"a": {"query": "x", "limit": null}}', "a.limit"),
        ('{"a": {"query": "x", "type": 5}}', "a.type"),
        ('{"a": {"query": "x", "type_strict": "some"}}', "a.type_strict"),
        ('{"a": {"query": "x", "propertys": []}}', "a.propertys"),
        ('{"a": {"query": "x", "properties": {"pid": "level", "v": "P4"}}}', "a.properties"),
        ('{"a": {"query": "x", "properties": [{"v": "P4"}]}}', "a.properties.0.pid"),
        ('{"a": {"query": "x", "properties": [{"pid": "level"}]}}', "a.properties.0.v"),
        ('{"a": {"query": "x", "properties": [{"pid": "level", "v": [["P4"]]}]}}', "a.properties.0.v"),
        ('{"a": {"query": "x", "properties": [{"pid": "level", "v": {"name": "P4"}}]}}', "a.properties.0.v"),
        (json.dumps({"a": {"query": "x" * 10_001}}), "a.query"),
        (json.dumps({"a": {"query": "x", "type": ["t"] * 21}}), "a.type"),
        (json.dumps({"a": {"query": "x", "properties": [{"pid": "level", "v": "x"}] * 21}}), "a.properties"),
    ],
)
def test_a_batch_that_cannot_be_used_names_the_field(client: FlaskClient, batch: str, words: str) -> None:
    assert_problem(post(client, "queries", batch), 400, words)


def test_too_many_queries_are_too_large(client: FlaskClient) -> None:
    batch = {str(number): {"query": "zebra whisperer"} for number in range(101)}
    assert_problem(post(client, "queries", batch), 413, "101 queries", "100 are allowed")
    batch.popitem()
    assert len(read_json(post(client, "queries", batch))) == 100


def test_who_asks_for_more_candidates_than_are_given_gets_as_many_as_are() -> None:
    assert read_batch('{"a": {"query": "x", "limit": 1000000}}')["a"].limit == 50


def test_an_empty_batch_has_an_empty_answer(client: FlaskClient) -> None:
    assert read_json(post(client, "queries", {})) == {}


def test_any_text_is_a_key(client: FlaskClient) -> None:
    keys = ["", "__proto__", "a.b", "ключ", "x" * 1000, "\u2028"]
    body = read_json(post(client, "queries", {key: {"query": "zebra whisperer"} for key in keys}))
    assert body == {key: {"result": []} for key in keys}


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE", "<script>alert(1)</script>", "a\nb\tc", "../../etc", "{{id}}", "%00"]
)
def test_any_text_is_a_name(client: FlaskClient, text: str) -> None:
    assert ask(client, query=text, properties=[{"pid": "role", "v": text}]) == []


def test_a_post_is_a_form_with_one_of_two_fields(client: FlaskClient) -> None:
    assert_problem(client.post("/reconcile", json={"q": {"query": "x"}}), 415, "application/x-www-form-urlencoded")
    assert_problem(client.post("/reconcile", data={"query": "x"}), 400, "give queries")
    assert_problem(client.post("/reconcile", data={"queries": "{}", "extend": "{}"}), 400, "not both")
    assert_problem(client.get("/reconcile?queries={}&queries=[]"), 400, "queries is given 2 times")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"ids": ["a"]}', "properties"),
        ('{"properties": []}', "ids"),
        ('{"ids": "a", "properties": []}', "ids"),
        ('{"ids": [1], "properties": []}', "ids.0"),
        ('{"ids": [], "properties": [{}]}', "properties.0.id"),
        ('{"ids": [], "properties": [{"id": "P31"}]}', "there is no property 'P31'"),
        ('{"ids": [], "properties": [{"id": "alias", "settings": {"limit": -1}}]}', "properties.0.settings.limit"),
        ('{"ids": [], "properties": [{"id": "alias", "settings": {"status": "x"}}]}', "properties.0.settings.status"),
        (json.dumps({"ids": ["a"] * 101, "properties": []}), "ids"),
        (json.dumps({"ids": [], "properties": [{"id": "code"}] * 51}), "properties"),
    ],
)
def test_an_extension_that_cannot_be_made_names_the_field(client: FlaskClient, content: str, words: str) -> None:
    assert_problem(post(client, "extend", content), 400, words)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/reconcile/suggest/entity?prefix=a&cursor=-1", "cursor"),
        ("/reconcile/suggest/type?prefix=a&cursor=1001", "cursor"),
        ("/reconcile/suggest/property?prefix=a&cursor=x", "cursor"),
        ("/reconcile/properties?type=profile&limit=0", "limit"),
        ("/reconcile/preview", "id is missing"),
        ("/reconcile/view", "id is missing"),
    ],
)
def test_a_wrong_parameter_is_named(client: FlaskClient, address: str, words: str) -> None:
    assert_problem(client.get(address), 400, words)
