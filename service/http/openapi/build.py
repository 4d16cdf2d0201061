"""The whole description, put together from its groups of paths and the records that the routes answer with.

Source: https://spec.openapis.org/oas/v3.1.0
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import Protocol

from service.http.answers import ProblemDocument
from service.http.openapi import (
    comparison,
    inference,
    mapping_checks,
    occupations,
    profiles,
    reconciliation,
    reviews,
    search,
    titles,
)
from service.http.openapi.parts import REFERENCE, Json


class _Group(Protocol):
    """A module that describes some paths."""

    def paths(self) -> Json:
        """Return the path items by path."""

    def answers(self) -> tuple[type, ...]:
        """Return the records that its paths answer with."""

    def bodies(self) -> tuple[type, ...]:
        """Return the models of the bodies that its paths take."""


_GROUPS: tuple[_Group, ...] = (
    search,
    profiles,
    comparison,
    titles,
    inference,
    occupations,
    reviews,
    mapping_checks,
    reconciliation,
)


@cache
def build_openapi(public_url: str) -> Json:
    """Return the description of the API that is reached at ``public_url``."""
    from pydantic import TypeAdapter  # here: pydantic's schema writer is not needed to serve anything else
    from pydantic.json_schema import GenerateJsonSchema

    answers = [answer for group in _GROUPS for answer in group.answers()]
    bodies = [body for group in _GROUPS for body in group.bodies()]
    _, schemas = TypeAdapter.json_schemas(
        [
            *((answer, "serialization", TypeAdapter(answer)) for answer in (*answers, ProblemDocument)),
            *((body, "validation", TypeAdapter(body)) for body in bodies),
        ],
        ref_template=REFERENCE,
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
        "paths": {path: item for group in _GROUPS for path, item in group.paths().items()},
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }
