"""What answers of a reconciliation service look like, as JSON Schemas of our own.

Source: https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

Json = dict[str, Any]
_Schema = bool | Mapping[str, Any]
_TEXT: Json = {"type": "string", "minLength": 1}
_ADDRESS: Json = {"type": "string", "pattern": "^https?://"}
_WITH_ID: Json = {"type": "string", "pattern": r"^https?://.*\{\{id\}\}"}


def _record(needed: Json, may_have: Json | None = None) -> Json:
    properties = {**needed, **(may_have or {})}
    return {"type": "object", "properties": properties, "required": list(needed), "additionalProperties": False}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


_SHORT_TYPES = _list(_record({"id": _TEXT, "name": _TEXT}))
_TYPE = _record(
    {"id": _TEXT, "name": _TEXT, "description": _TEXT},
    {"broader": _list(_record({"id": _TEXT, "name": _TEXT, "description": _TEXT}))},
)
_PLACE = _record({"service_url": _ADDRESS, "service_path": {"type": "string", "pattern": "^/"}})
_SETTING = _record(
    {"name": _TEXT, "label": _TEXT, "type": {"enum": ["number", "text", "checkbox", "select"]}},
    {"default": {}, "help_text": _TEXT, "choices": _list(_record({"value": _TEXT, "name": _TEXT}))},
)
_VALUE: Json = {
    "oneOf": [
        _record({"id": _TEXT, "name": _TEXT}),
        _record({"str": _TEXT}),
        _record({"int": {"type": "integer"}}),
        _record({"float": {"type": "number"}}),
    ]
}

OUR_SCHEMAS: dict[str, Json] = {
    "manifest": _record(
        {
            "versions": {"const": ["0.2"]},
            "name": _TEXT,
            "identifierSpace": _ADDRESS,
            "schemaSpace": _ADDRESS,
            "documentation": _ADDRESS,
            "logo": _ADDRESS,
            "serviceVersion": _TEXT,
            "defaultTypes": {**_list(_TYPE), "uniqueItems": True, "minItems": 1},
            "batchSize": {"type": "integer", "minimum": 1},
            "view": _record({"url": _WITH_ID}),
            "preview": _record({"url": _WITH_ID, "width": {"type": "integer"}, "height": {"type": "integer"}}),
            "suggest": _record({"entity": _PLACE, "type": _PLACE, "property": _PLACE}),
            "extend": _record({"propose_properties": _PLACE, "property_settings": _list(_SETTING)}),
        }
    ),
    "reconciliation-result-batch": {
        "type": "object",
        "additionalProperties": _record(
            {
                "result": _list(
                    _record(
                        {
                            "id": _TEXT,
                            "name": _TEXT,
                            "description": _TEXT,
                            "type": {**_SHORT_TYPES, "minItems": 1},
                            "score": {"type": "number", "minimum": 0, "maximum": 100},
                            "match": {"type": "boolean"},
                            "features": _list(_record({"id": _TEXT, "value": {"type": ["boolean", "number"]}})),
                        }
                    )
                )
            }
        ),
    },
    "data-extension-response": _record(
        {
            "meta": _list(_record({"id": _TEXT, "name": _TEXT}, {"type": _record({"id": _TEXT, "name": _TEXT})})),
            "rows": {
                "type": "object",
                "additionalProperties": {"type": "object", "additionalProperties": _list(_VALUE)},
            },
        }
    ),
    "suggest-entities-response": _record(
        {
            "result": _list(
                _record({"id": _TEXT, "name": _TEXT, "description": _TEXT, "notable": {**_SHORT_TYPES, "minItems": 1}})
            )
        }
    ),
    "suggest-types-response": _record({"result": _list(_TYPE)}),
    "suggest-properties-response": _record(
        {"result": _list(_record({"id": _TEXT, "name": _TEXT, "description": _TEXT}))}
    ),
    "data-extension-property-proposal": _record(
        {"limit": {"type": "integer"}, "properties": _list(_record({"id": _TEXT, "name": _TEXT}))}, {"type": _TEXT}
    ),
}


@cache
def read_official(folder: Path) -> tuple[dict[str, Json], Registry[_Schema]]:
    """The specification's own schemas by the names of their files, and what resolves the names between them."""
    found = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}
    resources = [(schema["$id"], DRAFT7.create_resource(schema)) for schema in found.values() if "$id" in schema]
    return found, Registry[_Schema]().with_resources(resources)


def validate(schema: Json, body: Json, registry: Registry[_Schema] | None = None) -> None:
    Draft7Validator(schema, registry=registry or Registry[_Schema]()).validate(body)
