"""Paths about suggesting and auditing mappings."""

from __future__ import annotations

from service.http.mapping_checks import DEFAULT_AUDITED, MAX_AUDITED, MAX_OFFSET
from service.http.openapi.parts import MISSING, Json, to_code, to_integer, to_list, to_operation, to_text
from service.occupations.audit.finding import AuditAnswer
from service.occupations.suggestion.family import SUGGESTED_LEVELS
from service.occupations.suggestion.result import SuggestionsAnswer
from service.occupations.suggestion.suggester import DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS


def paths() -> Json:
    """Return the path items by path."""
    suggest = [
        to_code("CUS.GEN.P1"),
        to_list("scheme", f"Codes of these schemes only: {', '.join(SUGGESTED_LEVELS)}."),
        to_integer("limit", "How many of each scheme at most.", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS),
    ]
    audit = [
        to_text("profile", "The code of a profile: its mappings only.", "CUS.GEN.P1"),
        to_integer("offset", "How many to skip.", 0, 0, MAX_OFFSET),
        to_integer("limit", "How many at most.", DEFAULT_AUDITED, 1, MAX_AUDITED),
    ]
    return {
        "/api/v1/profiles/{code}/mappings/suggest": {
            "get": to_operation(
                "suggest_mappings", "Occupations that a profile may be mapped to", "SuggestionsAnswer", suggest, MISSING
            )
        },
        "/api/v1/mappings/audit": {
            "get": to_operation("audit_mappings", "Mappings that are doubtful, and why", "AuditAnswer", audit, MISSING)
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (SuggestionsAnswer, AuditAnswer)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return ()
