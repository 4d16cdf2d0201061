"""Paths about mappings, aliases and their reviews."""

from __future__ import annotations

from ontology.records import MappingStatus
from service.http.openapi.parts import MISSING, Json, to_fraction, to_integer, to_list, to_operation, to_text
from service.http.reviews import (
    DEFAULT_PAGE,
    MAX_OFFSET,
    MAX_PAGE,
    AliasAnswer,
    AliasPage,
    MappingAnswer,
    MappingPage,
    VerdictBody,
)

_NAME: Json = {
    "name": "name",
    "in": "path",
    "required": True,
    "description": "The id, as the list has it.",
    "schema": {"type": "string"},
    "example": "CUS.GEN.P1~0123456789abcdef",
}
_WRITING = {
    **MISSING,
    401: "The token is missing or wrong.",
    403: "Writing is off: the operator has set no token.",
    422: "The graph would have a wrong shape.",
}


def paths() -> Json:
    """Return the path items by path."""
    shared = [
        to_list("status", f"Where it stands now: {', '.join(MappingStatus)}."),
        to_text("profile", "The code of a profile: of that one only.", "CUS.GEN.P1"),
        to_fraction("min_confidence", "The least confidence."),
        to_integer("offset", "How many to skip.", 0, 0, MAX_OFFSET),
        to_integer("limit", "How many at most.", DEFAULT_PAGE, 1, MAX_PAGE),
    ]
    of_occupations = [
        to_list("occupation", "Codes of occupations, such as 13-1161 or soc:13-1161, or IRIs."),
        to_list("soc_group", "SOC codes of groups, such as 15-0000."),
    ]
    mappings = to_operation(
        "list_mappings", "Mappings, a page at a time", "MappingPage", [*shared, *of_occupations], MISSING
    )
    return {
        "/api/v1/mappings": {"get": mappings},
        "/api/v1/mappings/{name}": {
            "get": to_operation("get_mapping", "A mapping with its history", "MappingAnswer", [_NAME], MISSING)
        },
        "/api/v1/mappings/{name}/review": {
            "post": _to_review("review_mapping", "Record a decision on a mapping", "MappingAnswer")
        },
        "/api/v1/aliases": {
            "get": to_operation("list_aliases", "Aliases, a page at a time", "AliasPage", shared, MISSING)
        },
        "/api/v1/aliases/{name}": {
            "get": to_operation("get_alias", "An alias with its history", "AliasAnswer", [_NAME], MISSING)
        },
        "/api/v1/aliases/{name}/review": {
            "post": _to_review("review_alias", "Record a decision on an alias", "AliasAnswer")
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (MappingPage, MappingAnswer, AliasPage, AliasAnswer)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return (VerdictBody,)


def _to_review(name: str, summary: str, answer: str) -> Json:
    operation = to_operation(name, summary, answer, [_NAME], _WRITING, body="VerdictBody")
    return {**operation, "security": [{"token": []}]}
