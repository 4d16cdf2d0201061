"""Every kind of answer, held to schemas: ours, and the specification's own where they are at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from tests.service.http.checks import Json, read_json
from tests.service.http.reconciliation.schemas import OUR_SCHEMAS, read_official, validate

_FOLDER = os.environ.get("RECONCILIATION_SCHEMAS")
_QUERIES: Json = {
    "exact": {"query": "Senior Software Engineer", "type": "profile", "limit": 3},
    "alias": {"query": "Customer Success Manager", "type": ["profile", "role"], "type_strict": "should"},
    "narrowed": {"query": "Customer Success Manager", "properties": [{"pid": "level", "v": "P4"}]},
    "unnamed": {
        "properties": [{"pid": "role", "v": {"id": "role/CUS.GEN", "name": "x"}}, {"pid": "level", "v": ["P4"]}]
    },
    "occupation": {"query": "Kiln Reader", "type": "occupation", "limit": 10},
    "nothing": {"query": "zebra whisperer"},
}
_EXTEND: Json = {
    "ids": ["profile/CUS.GEN.P4", "role/CUS.GEN", "occupation/soc/11-1111", "nothing"],
    "properties": [
        *({"id": one} for one in ("code", "level", "rank", "role", "profiles", "occupation", "mapping_confidence")),
        {"id": "alias", "settings": {"limit": 2, "status": "any"}},
    ],
}
ANSWERS = {
    "manifest": ("manifest", ""),
    "queries": ("reconciliation-result-batch", "?" + urlencode({"queries": json.dumps(_QUERIES)})),
    "extend": ("data-extension-response", "?" + urlencode({"extend": json.dumps(_EXTEND)})),
    "entities": ("suggest-entities-response", "/suggest/entity?prefix=customer+suc"),
    "types": ("suggest-types-response", "/suggest/type?prefix="),
    "properties": ("suggest-properties-response", "/suggest/property?prefix=l"),
    "proposal": ("data-extension-property-proposal", "/properties?type=profile"),
}
_OFFICIAL = sorted(set(ANSWERS) - {"proposal"})  # 0.2 has no schema of a proposal


@pytest.mark.parametrize("answer", sorted(ANSWERS))
def test_an_answer_has_the_shape_that_the_specification_describes(client: FlaskClient, answer: str) -> None:
    kind, address = ANSWERS[answer]
    validate(OUR_SCHEMAS[kind], read_json(client.get(f"/reconcile{address}")))


@pytest.mark.parametrize("answer", sorted(ANSWERS))
def test_an_answer_about_occupations_has_that_shape_too(occupations_client: FlaskClient, answer: str) -> None:
    kind, address = ANSWERS[answer]
    validate(OUR_SCHEMAS[kind], read_json(occupations_client.get(f"/reconcile{address}")))


@pytest.mark.skipif(_FOLDER is None, reason="RECONCILIATION_SCHEMAS names no folder with the specification's schemas")
@pytest.mark.parametrize("answer", _OFFICIAL)
def test_an_answer_fits_the_specifications_schema(
    client: FlaskClient, occupations_client: FlaskClient, answer: str
) -> None:
    kind, address = ANSWERS[answer]
    schemas, registry = read_official(Path(_FOLDER or ""))
    for one in (client, occupations_client):
        validate(schemas[kind], read_json(one.get(f"/reconcile{address}")), registry)


@pytest.mark.skipif(_FOLDER is None, reason="RECONCILIATION_SCHEMAS names no folder with the specification's schemas")
def test_what_the_tests_ask_fits_the_specifications_schemas() -> None:
    schemas, registry = read_official(Path(_FOLDER or ""))
    validate(schemas["reconciliation-query-batch"], _QUERIES, registry)
    validate(schemas["data-extension-query"], _EXTEND, registry)


@pytest.mark.parametrize("answer", sorted(ANSWERS))
def test_an_answer_is_as_openapi_describes_it(client: FlaskClient, answer: str) -> None:
    description = read_json(client.get("/openapi.json"))
    address = f"/reconcile{ANSWERS[answer][1]}"
    operation = description["paths"][address.partition("?")[0]]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    validate(schema, read_json(client.get(address)))
