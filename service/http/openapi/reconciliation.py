"""Paths of the reconciliation service; the bodies are its specification's."""

from __future__ import annotations

from service.http.openapi.parts import MISSING, Json, to_integer, to_list, to_operation, to_text
from service.http.reconciliation.bodies import MAX_IDS, MAX_QUERIES
from service.reconciliation.properties import PROPERTIES
from service.reconciliation.suggestion import MAX_CURSOR

_TEXT: Json = {"type": "string"}
_TOO_MANY = {413: f"The batch has more than {MAX_QUERIES} queries, or the body is larger than 1 MB."}
_CALLBACK = to_text("callback", "The name of a function: the answer becomes a call of it (JSONP).", "show")


def _to_object(required: dict[str, Json], optional: dict[str, Json] | None = None) -> Json:
    return {"type": "object", "properties": {**required, **(optional or {})}, "required": list(required)}


def _to_array(items: Json) -> Json:
    return {"type": "array", "items": items}


_TYPES = _to_array(_to_object({"id": _TEXT, "name": _TEXT}))
_CANDIDATE = _to_object(
    {
        "id": _TEXT,
        "name": _TEXT,
        "description": _TEXT,
        "type": _TYPES,
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": _to_array(_to_object({"id": _TEXT, "value": {"type": ["boolean", "number"]}})),
    }
)
_RESULTS: Json = {"type": "object", "additionalProperties": _to_object({"result": _to_array(_CANDIDATE)})}
_CELL: Json = {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
_EXTENSION = _to_object(
    {
        "meta": _to_array(_to_object({"id": _TEXT, "name": _TEXT}, {"type": _to_object({"id": _TEXT, "name": _TEXT})})),
        "rows": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _to_array(_CELL)},
        },
    }
)
_MANIFEST = _to_object(
    {
        "versions": _to_array(_TEXT),
        "name": _TEXT,
        "identifierSpace": _TEXT,
        "schemaSpace": _TEXT,
        "defaultTypes": _TYPES,
        "batchSize": {"type": "integer"},
        "view": {"type": "object"},
        "preview": {"type": "object"},
        "suggest": {"type": "object"},
        "extend": {"type": "object"},
    }
)
_NAMED = _to_object({"id": _TEXT, "name": _TEXT, "description": _TEXT})
_SUGGESTIONS = _to_object({"result": _to_array(_NAMED)})
_PROPOSAL = _to_object(
    {"limit": {"type": "integer"}, "properties": _to_array(_to_object({"id": _TEXT, "name": _TEXT}))}, {"type": _TEXT}
)


def paths() -> Json:
    """Return the path items by path."""
    queries = to_text("queries", f"A batch of at most {MAX_QUERIES} queries.", '{"q0": {"query": "Senior CSM"}}')
    extend = to_text(
        "extend",
        f"A query for values of properties of at most {MAX_IDS} entities.",
        '{"ids": ["profile/CUS.GEN.P4"], "properties": [{"id": "level"}]}',
    )
    typed = [
        to_text("prefix", "What is typed so far.", "customer suc"),
        to_integer("cursor", "How many suggestions to leave out.", 0, 0, MAX_CURSOR),
        _CALLBACK,
    ]
    named = to_text("id", "The id of an entity.", "profile/CUS.GEN.P4", required=True)
    count = to_integer("limit", "How many properties at most.", len(PROPERTIES), 1, 1000)
    posted = _operation("reconcile_posted", "The same, posted", {"anyOf": [_RESULTS, _EXTENSION]}, [], _TOO_MANY)
    posted["requestBody"] = {
        "required": True,
        "content": {
            "application/x-www-form-urlencoded": {
                "schema": {"type": "object", "properties": {"queries": _TEXT, "extend": _TEXT}}
            }
        },
    }
    posted["responses"]["415"] = {"description": "The body is no form."}
    preview = _operation("preview_entity", "An entity in a few lines, for a frame", _TEXT, [named])
    preview["responses"]["200"]["content"] = {"text/html": {"schema": _TEXT}}
    preview["responses"]["404"] = {"description": "There is no such entity.", "content": {"text/html": {}}}
    view = _operation("view_entity", "The address of an entity", _TEXT, [named], MISSING)
    del view["responses"]["200"]
    view["responses"]["303"] = {"description": "The header Location has the address."}
    return {
        "/reconcile": {
            "get": _operation(
                "reconcile",
                "What the reconciliation service offers; candidates for names; values of properties",
                {"anyOf": [_MANIFEST, _RESULTS, _EXTENSION]},
                [queries, extend, _CALLBACK],
                _TOO_MANY,
            ),
            "post": posted,
        },
        "/reconcile/suggest/entity": {
            "get": _operation(
                "suggest_entity",
                "Entities for what is typed so far",
                _SUGGESTIONS,
                [*typed, to_list("type", "Ids of types.")],
            )
        },
        "/reconcile/suggest/type": {"get": _operation("suggest_type", "Types of entities", _SUGGESTIONS, typed)},
        "/reconcile/suggest/property": {"get": _operation("suggest_property", "Properties", _SUGGESTIONS, typed)},
        "/reconcile/properties": {
            "get": _operation(
                "propose_properties",
                "Properties that entities of a type have",
                _PROPOSAL,
                [to_text("type", "The id of a type.", "profile"), count, _CALLBACK],
            )
        },
        "/reconcile/preview": {"get": preview},
        "/reconcile/view": {"get": view},
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with: none, the specification's bodies are described in place."""
    return ()


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take: none, they are forms."""
    return ()


def _operation(
    name: str, summary: str, schema: Json, parameters: list[Json], problems: dict[int, str] | None = None
) -> Json:
    operation = to_operation(name, summary, "ProblemDocument", parameters, problems)
    operation["responses"]["200"]["content"] = {"application/json": {"schema": schema}}
    return operation
