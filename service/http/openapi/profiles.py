"""Paths that show what is stated: profiles, roles, the snapshot, and this description."""

from __future__ import annotations

from service.http.answers import ProfileAnswer, ProfileList, RoleAnswer, SnapshotAnswer
from service.http.openapi.parts import MAPPING_FILTERS, MISSING, Json, to_code, to_integer, to_operation

_OFFSET = to_integer("offset", "How many profiles to skip.", 0, 0, 10_000_000)
_PAGE = to_integer("limit", "How many profiles at most.", 100, 1, 1000)


def paths() -> Json:
    """Return the path items by path."""
    return {
        "/api/v1/profiles": {
            "get": to_operation(
                "list_profiles", "All profiles, a page at a time", "ProfileList", [_OFFSET, _PAGE, *MAPPING_FILTERS]
            )
        },
        "/api/v1/profiles/{code}": {
            "get": to_operation(
                "get_profile", "All that is stated of a profile", "ProfileAnswer", [to_code("CUS.GEN.P4")], MISSING
            )
        },
        "/api/v1/roles/{code}": {
            "get": to_operation("get_role", "A role as a ladder of levels", "RoleAnswer", [to_code("CUS.GEN")], MISSING)
        },
        "/api/v1/snapshot": {"get": to_operation("get_snapshot", "The published snapshot", "SnapshotAnswer", [])},
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


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (ProfileList, ProfileAnswer, RoleAnswer, SnapshotAnswer)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return ()
