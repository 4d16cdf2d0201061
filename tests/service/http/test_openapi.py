from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator

from tests.service.http.checks import Json, read_json


@pytest.fixture(scope="module")
def description(app: Flask) -> Json:
    return read_json(app.test_client().get("/openapi.json"))


def test_every_route_of_the_api_is_described_and_nothing_else(app: Flask, description: Json) -> None:
    routes: dict[str, set[str]] = {}
    for rule in app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
            routes.setdefault(path, set()).update(m.lower() for m in (rule.methods or ()) if m in ("GET", "POST"))
    assert {path: set(item) for path, item in description["paths"].items()} == routes


def test_every_address_is_documented(app: Flask) -> None:
    text = (Path(__file__).parents[3] / "docs" / "http-api.md").read_text(encoding="utf-8")
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
        assert f"`{path}`" in text or f"`{path}?" in text, f"{path} is not documented"


def test_operations_have_names_of_their_own(description: Json) -> None:
    names = [operation["operationId"] for item in description["paths"].values() for operation in item.values()]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[a-z_]+", name) for name in names)


def test_parameters_in_paths_are_declared(description: Json) -> None:
    for path, item in description["paths"].items():
        for operation in item.values():
            declared = {p["name"] for p in operation.get("parameters", ()) if p["in"] == "path"}
            assert declared == set(re.findall(r"{(\w+)}", path))


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("/api/v1/search?q=who+influences+C-level+renewals", "/api/v1/search"),
        ("/api/v1/search?q=who+repairs+espresso+machines&mode=lexical", "/api/v1/search"),
        ("/api/v1/search?q=difference+between+P3+and+P4+CSM&ignore=title", "/api/v1/search"),
        ("/api/v1/retrieve?q=renewals", "/api/v1/retrieve"),
        ("/api/v1/retrieve?q=who+repairs+espresso+machines&ignore=all", "/api/v1/retrieve"),
        ("/api/v1/profiles?limit=5", "/api/v1/profiles"),
        ("/api/v1/profiles/CUS.GEN.P5", "/api/v1/profiles/{code}"),
        ("/api/v1/profiles/SWE.GEN.P1", "/api/v1/profiles/{code}"),
        ("/api/v1/roles/DATA.ANA", "/api/v1/roles/{code}"),
        ("/api/v1/profiles/CUS.GEN.P4/adjacent?blend=0.5", "/api/v1/profiles/{code}/adjacent"),
        ("/api/v1/profiles/CUS.GEN.P3/skills-gap?to=CUS.GEN.P4", "/api/v1/profiles/{code}/skills-gap"),
        ("/api/v1/compare?profiles=CUS.GEN.P3,CUS.GEN.P4,CUS.MGT.M1", "/api/v1/compare"),
        ("/api/v1/snapshot", "/api/v1/snapshot"),
    ],
)
def test_answers_are_as_described(client: FlaskClient, description: Json, address: str, path: str) -> None:
    schema = description["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    body = read_json(client.get(address))
    Draft202012Validator({**schema, "components": description["components"]}).validate(body)
    name = schema["$ref"].rsplit("/", 1)[-1]
    assert set(body) == set(description["components"]["schemas"][name]["properties"])


def test_problems_are_as_described(client: FlaskClient, description: Json) -> None:
    for address, path, status in (
        ("/api/v1/search", "/api/v1/search", "400"),
        ("/api/v1/roles/NOPE", "/api/v1/roles/{code}", "404"),
    ):
        content = description["paths"][path]["get"]["responses"][status]["content"]
        schema = content["application/problem+json"]["schema"]
        body = client.get(address).get_json()
        Draft202012Validator({**schema, "components": description["components"]}).validate(body)


def test_schemas_are_schemas(description: Json) -> None:
    assert description["openapi"] == "3.1.0"
    for schema in description["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    assert "$defs" not in str(description)
