"""Paths that set profiles beside profiles."""

from __future__ import annotations

from service.comparison.adjacency import DEFAULT_NEIGHBOURS, MAX_NEIGHBOURS
from service.comparison.distance import BANDS
from service.comparison.view import Adjacency, ProfileComparison
from service.http.answers import SkillsGapAnswer
from service.http.openapi.parts import MISSING, Json, to_code, to_fraction, to_integer, to_list, to_operation, to_text


def paths() -> Json:
    """Return the path items by path."""
    near = [
        to_code("CUS.GEN.P4"),
        to_integer("limit", "How many profiles at most.", DEFAULT_NEIGHBOURS, 1, MAX_NEIGHBOURS),
        to_fraction("max_distance", "Only profiles at most this far away."),
        to_list("band", f"Bands of distance: {', '.join(BANDS)}."),
        to_list("track", "Track codes: P, M or a scheme's own."),
        {
            "name": "other_roles",
            "in": "query",
            "description": "Leave the other levels of the profile's own role out.",
            "schema": {"type": "boolean", "default": False},
        },
        to_fraction("blend", "How much the likeness of what they state counts in the order; without it, not at all."),
    ]
    gap = [to_code("CUS.GEN.P3"), to_text("to", "The code of the profile to reach.", "CUS.GEN.P4", required=True)]
    return {
        "/api/v1/profiles/{code}/adjacent": {
            "get": to_operation("list_adjacent", "The nearest profiles, with the reasons", "Adjacency", near, MISSING)
        },
        "/api/v1/profiles/{code}/skills-gap": {
            "get": to_operation(
                "get_skills_gap", "What a holder of one profile lacks for another", "SkillsGapAnswer", gap, MISSING
            )
        },
        "/api/v1/compare": {
            "get": to_operation(
                "compare_profiles",
                "What changes from each profile to the next",
                "ProfileComparison",
                [{**to_list("profiles", "Two to four profile codes."), "required": True, "example": _EXAMPLE}],
                MISSING,
            )
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (Adjacency, ProfileComparison, SkillsGapAnswer)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return ()


_EXAMPLE = ["CUS.GEN.P3", "CUS.GEN.P4"]
