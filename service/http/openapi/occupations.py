"""Paths about the occupations of the imported classifications."""

from __future__ import annotations

from service.http.occupations import DEFAULT_PAGE, MAX_PAGE, OccupationAnswer, OccupationList
from service.http.openapi.parts import MISSING, Json, to_code, to_integer, to_operation, to_text


def paths() -> Json:
    """Return the path items by path."""
    scheme = to_text("scheme", "The slug of a scheme: soc, onet-soc, esco, isco.", "onet-soc")
    listed = [
        scheme,
        to_text("group", "The code or IRI of a group: what is right below it.", "15-0000"),
        to_integer("offset", "How many occupations to skip.", 0, 0, 10_000_000),
        to_integer("limit", "How many occupations at most.", DEFAULT_PAGE, 1, MAX_PAGE),
    ]
    return {
        "/api/v1/occupations": {
            "get": to_operation(
                "list_occupations", "Groups and occupations, a page at a time", "OccupationList", listed, MISSING
            )
        },
        "/api/v1/occupations/{code}": {
            "get": to_operation(
                "get_occupation",
                "All that classifications say of an occupation, by its code or IRI",
                "OccupationAnswer",
                [to_code("13-1161.00"), scheme],
                MISSING,
            )
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (OccupationAnswer, OccupationList)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return ()
