"""Requests to the reconciliation service."""

from __future__ import annotations

import json

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.service.http.checks import Json, read_json


def post(client: FlaskClient, field: str, content: object) -> TestResponse:
    return client.post("/reconcile", data={field: content if isinstance(content, str) else json.dumps(content)})


def ask(client: FlaskClient, **query: object) -> list[Json]:
    """The candidates of one query."""
    body = read_json(post(client, "queries", {"q": query}))
    assert set(body) == {"q"}
    result: list[Json] = body["q"]["result"]
    return result


def name(candidates: list[Json]) -> list[tuple[str, float, bool]]:
    """Id, score and match of each candidate."""
    return [(one["id"], one["score"], one["match"]) for one in candidates]


def features(candidate: Json) -> Json:
    return {feature["id"]: feature["value"] for feature in candidate["features"]}


def extend(client: FlaskClient, ids: list[str], *properties: str | Json) -> Json:
    wanted = [{"id": one} if isinstance(one, str) else one for one in properties]
    return read_json(post(client, "extend", {"ids": ids, "properties": wanted}))


def cells(client: FlaskClient, entity: str, name: str, **settings: object) -> list[Json]:
    """The values of one property of one entity."""
    body = extend(client, [entity], {"id": name, "settings": settings})
    found: list[Json] = body["rows"][entity][name]
    return found
