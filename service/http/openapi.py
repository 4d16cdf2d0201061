"""The description of the JSON API in OpenAPI 3.1, put together from the records that the routes answer with.

Source: https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Any

from ontology.kinds import KIND_NAMES
from service.http.answers import ProblemDocument, ProfileAnswer, ProfileList, RoleAnswer, SnapshotAnswer
from service.http.problems import PROBLEM_TYPE
from service.search.result import Mode, SearchResult
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT, MAX_QUERY_CHARACTERS

_REFERENCE = "#/components/schemas/{model}"
_PROBLEMS = {400: "What was asked cannot be used; the detail says why and what can.", 503: "No snapshot can be read."}
_MISSING = {404: "There is no such thing; the detail names the nearest codes."}
_BODY_PROBLEMS = {413: "The body is larger than 1 MB.", 415: "The body is not JSON."}

Json = dict[str, Any]


@cache
def build_openapi(public_url: str) -> Json:
    """Return the description of the API that is reached at ``public_url``."""
    from pydantic import TypeAdapter  # here: pydantic's schema writer is not needed to serve anything else
    from pydantic.json_schema import GenerateJsonSchema

    from service.http.parameters import RetrieveBody
    from service.retrieval import Retrieval

    answers = (SearchResult, Retrieval, ProfileList, ProfileAnswer, RoleAnswer, SnapshotAnswer, ProblemDocument)
    adapters = [(answer, "serialization", TypeAdapter(answer)) for answer in answers]
    _, schemas = TypeAdapter.json_schemas(
        [*adapters, (RetrieveBody, "validation", TypeAdapter(RetrieveBody))],  # type: ignore[list-item]
        ref_template=_REFERENCE,
        schema_generator=GenerateJsonSchema,
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Rolegraph",
            "version": version("rolegraph"),
            "summary": "Which level does this, and where is that written?",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": public_url}],
        "paths": _paths(),
        "components": {"schemas": schemas["$defs"]},
    }


def _paths() -> Json:
    ask = [_QUERY, *_filters(), _LIMIT]
    return {
        "/api/v1/search": {
            "get": _operation("search", "Answer a question with levels and evidence", "SearchResult", [*ask, _MODE])
        },
        "/api/v1/retrieve": {
            "get": _operation("retrieve", "Passages with citations, for a chatbot", "Retrieval", ask),
            "post": _operation(
                "retrieve_posted", "The same, with the question in the body", "Retrieval", [], body=True
            ),
        },
        "/api/v1/profiles": {
            "get": _operation("list_profiles", "All profiles, a page at a time", "ProfileList", [_OFFSET, _PAGE])
        },
        "/api/v1/profiles/{code}": {
            "get": _operation(
                "get_profile", "All that is stated of a profile", "ProfileAnswer", [_code("CUS.GEN.P4")], _MISSING
            )
        },
        "/api/v1/roles/{code}": {
            "get": _operation("get_role", "A role as a ladder of levels", "RoleAnswer", [_code("CUS.GEN")], _MISSING)
        },
        "/api/v1/snapshot": {"get": _operation("get_snapshot", "The published snapshot", "SnapshotAnswer", [])},
        "/openapi.json": {
            "get": {
                "operationId": "get_openapi",
                "summary": "This description",
                "responses": {
                    "200": {"description": "OK", "content": {"application/json": {"schema": {"type": "object"}}}}
                },
            }
        },
    }


def _operation(
    name: str,
    summary: str,
    answer: str,
    parameters: list[Json],
    problems: dict[int, str] | None = None,
    *,
    body: bool = False,
) -> Json:
    responses: Json = {
        "200": {
            "description": "OK",
            "headers": {
                "Rolegraph-Snapshot": {"description": "The snapshot that answered.", "schema": {"type": "string"}},
                "ETag": {"description": "Changes with the snapshot.", "schema": {"type": "string"}},
            },
            "content": {"application/json": {"schema": _reference(answer)}},
        }
    }
    if body:
        del responses["200"]["headers"]["ETag"]
    for status, description in sorted({**_PROBLEMS, **(problems or {}), **(_BODY_PROBLEMS if body else {})}.items()):
        responses[str(status)] = {
            "description": description,
            "content": {PROBLEM_TYPE: {"schema": _reference("ProblemDocument")}},
        }
    operation: Json = {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}
    if body:
        operation["requestBody"] = {
            "required": True,
            "content": {"application/json": {"schema": _reference("RetrieveBody")}},
        }
    return operation


def _reference(name: str) -> Json:
    return {"$ref": _REFERENCE.format(model=name)}


def _code(example: str) -> Json:
    return {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}, "example": example}


def _number(name: str, description: str, default: int, lowest: int, highest: int) -> Json:
    schema = {"type": "integer", "default": default, "minimum": lowest, "maximum": highest}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _filters() -> list[Json]:
    texts = {
        "level": "Level codes, such as P4.",
        "role": "Role codes, such as CUS.GEN.",
        "kind": f"Kinds of passage: {', '.join(KIND_NAMES)}.",
        "track": "Track codes: P, M or a scheme's own.",
    }
    return [
        {
            "name": name,
            "in": "query",
            "description": f"{text} Repeat it, or put commas between values.",
            "schema": {"type": "array", "items": {"type": "string"}, "maxItems": 100},
            "style": "form",
            "explode": True,
        }
        for name, text in texts.items()
    ]


_QUERY: Json = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "The question.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARACTERS},
    "example": "who influences C-level renewals",
}
_MODE: Json = {
    "name": "mode",
    "in": "query",
    "description": "How to search: by meaning and words, by meaning, or by words.",
    "schema": {"type": "string", "enum": [str(mode) for mode in Mode], "default": str(Mode.HYBRID)},
}
_LIMIT = _number("limit", "How many hits at most.", DEFAULT_LIMIT, 1, MAX_LIMIT)
_OFFSET = _number("offset", "How many profiles to skip.", 0, 0, 10_000_000)
_PAGE = _number("limit", "How many profiles at most.", 100, 1, 1000)
