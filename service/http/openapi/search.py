"""Paths that answer questions."""

from __future__ import annotations

from ontology.kinds import KIND_NAMES, OCCUPATION_NAME
from service.http.openapi.parts import MAPPING_FILTERS, QUERY, Json, to_integer, to_list, to_operation
from service.http.parameters import IGNORE, RetrieveBody
from service.retrieval import Retrieval
from service.search.result import Mode, SearchResult
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT

_FILTERS = [
    to_list("level", "Level codes, such as P4."),
    to_list("role", "Role codes, such as CUS.GEN."),
    to_list("kind", f"Kinds of passage: {', '.join((*KIND_NAMES, OCCUPATION_NAME))}."),
    to_list("track", "Track codes: P, M or a scheme's own."),
    *MAPPING_FILTERS,
]
_MODE: Json = {
    "name": "mode",
    "in": "query",
    "description": "How to search: by meaning and words, by meaning, or by words.",
    "schema": {"type": "string", "enum": [str(mode) for mode in Mode], "default": str(Mode.HYBRID)},
}
_IGNORE = to_list("ignore", IGNORE)
_LIMIT = to_integer("limit", "How many hits at most.", DEFAULT_LIMIT, 1, MAX_LIMIT)


def paths() -> Json:
    """Return the path items by path."""
    ask = [QUERY, *_FILTERS, _IGNORE, _LIMIT]
    return {
        "/api/v1/search": {
            "get": to_operation("search", "Answer a question with levels and evidence", "SearchResult", [*ask, _MODE])
        },
        "/api/v1/retrieve": {
            "get": to_operation("retrieve", "Passages with citations, for a chatbot", "Retrieval", ask),
            "post": to_operation(
                "retrieve_posted", "The same, with the question in the body", "Retrieval", [], body="RetrieveBody"
            ),
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (SearchResult, Retrieval)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return (RetrieveBody,)
