"""What operations are made of: their parameters, answers and problems."""

from __future__ import annotations

from typing import Any

from ontology.records import MappingStatus
from service.http.problems import PROBLEM_TYPE
from service.search.searcher import MAX_QUERY_CHARACTERS

REFERENCE = "#/components/schemas/{model}"
MISSING = {404: "There is no such thing; the detail names the nearest codes."}
_PROBLEMS = {400: "What was asked cannot be used; the detail says why and what can.", 503: "No snapshot can be read."}
_BODY_PROBLEMS = {413: "The body is larger than 1 MB.", 415: "The body is not JSON."}

Json = dict[str, Any]

QUERY: Json = {
    "name": "q",
    "in": "query",
    "required": True,
    "description": "The question.",
    "schema": {"type": "string", "minLength": 1, "maxLength": MAX_QUERY_CHARACTERS},
    "example": "who influences C-level renewals",
}


def to_operation(
    name: str,
    summary: str,
    answer: str,
    parameters: list[Json],
    problems: dict[int, str] | None = None,
    *,
    body: str | None = None,
) -> Json:
    """Return an operation that answers with the record called ``answer``, and takes the model called ``body``."""
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
    if body is not None:
        del responses["200"]["headers"]["ETag"]
    posted = _BODY_PROBLEMS if body is not None else {}
    for status, description in sorted({**_PROBLEMS, **(problems or {}), **posted}.items()):
        responses[str(status)] = {
            "description": description,
            "content": {PROBLEM_TYPE: {"schema": _reference("ProblemDocument")}},
        }
    operation: Json = {"operationId": name, "summary": summary, "parameters": parameters, "responses": responses}
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": _reference(body)}}}
    return operation


def to_code(example: str) -> Json:
    """Return the parameter ``code`` of a path."""
    return {"name": "code", "in": "path", "required": True, "schema": {"type": "string"}, "example": example}


def to_text(name: str, description: str, example: str, *, required: bool = False) -> Json:
    """Return a parameter that is one text."""
    schema = {"type": "string"}
    return {
        "name": name,
        "in": "query",
        "required": required,
        "description": description,
        "schema": schema,
        "example": example,
    }


def to_integer(name: str, description: str, default: int, lowest: int, highest: int) -> Json:
    """Return a parameter that is a whole number."""
    schema = {"type": "integer", "default": default, "minimum": lowest, "maximum": highest}
    return {"name": name, "in": "query", "description": description, "schema": schema}


def to_list(name: str, description: str) -> Json:
    """Return a parameter that may be repeated, and hold several values with commas between."""
    return {
        "name": name,
        "in": "query",
        "description": f"{description} Repeat it, or put commas between values.",
        "schema": {"type": "array", "items": {"type": "string"}, "maxItems": 100},
        "style": "form",
        "explode": True,
    }


def to_fraction(name: str, description: str) -> Json:
    """Return a parameter that is a number from 0 to 1."""
    schema = {"type": "number", "minimum": 0, "maximum": 1}
    return {"name": name, "in": "query", "description": description, "schema": schema}


MAPPING_FILTERS = [
    to_list(
        "occupation", "Codes of occupations, such as 13-1161 or soc:13-1161, or IRIs, that a profile is mapped to."
    ),
    to_list("soc_group", "SOC codes of groups, such as 15-0000, that a profile is mapped into."),
    to_list("mapping_status", f"Where that mapping stands now: {', '.join(MappingStatus)}."),
    to_fraction("min_confidence", "The least confidence of that mapping."),
]


def _reference(name: str) -> Json:
    return {"$ref": REFERENCE.format(model=name)}
