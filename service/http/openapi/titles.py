"""Paths about names: suggestions and title resolution."""

from __future__ import annotations

from service.http.openapi.parts import MISSING, Json, to_integer, to_list, to_operation, to_text
from service.http.suggest import DEFAULT_SUGGESTIONS, MAX_SUGGESTIONS, SuggestAnswer
from service.http.titles import TitleAnswer, TitlesAnswer, TitlesBody
from service.labels.label import LABEL_KINDS
from service.titles.resolver import DEFAULT_CANDIDATES, MAX_CANDIDATES


def paths() -> Json:
    """Return the path items by path."""
    typed = [
        to_text("q", "What is typed so far.", "customer suc", required=True),
        to_integer("limit", "How many names at most.", DEFAULT_SUGGESTIONS, 1, MAX_SUGGESTIONS),
        to_list("kind", f"Kinds of name: {', '.join(LABEL_KINDS)}; occupations only where asked for."),
    ]
    title = [
        to_text("title", "The title, as somebody wrote it.", "Sr. CSM II - Remote", required=True),
        to_text("role", "The code of a role: only its profiles.", "CUS.GEN"),
        to_integer(
            "limit",
            "How many candidates at most, and how many occupations of each scheme.",
            DEFAULT_CANDIDATES,
            1,
            MAX_CANDIDATES,
        ),
    ]
    return {
        "/api/v1/suggest": {"get": to_operation("suggest", "Names for what is typed so far", "SuggestAnswer", typed)},
        "/api/v1/titles/resolve": {
            "get": to_operation(
                "resolve_title", "The profiles and occupations that a title may mean", "TitleAnswer", title, MISSING
            ),
            "post": to_operation(
                "resolve_titles", "The same for up to 500 titles", "TitlesAnswer", [], MISSING, body="TitlesBody"
            ),
        },
    }


def answers() -> tuple[type, ...]:
    """Return the records that these paths answer with."""
    return (SuggestAnswer, TitleAnswer, TitlesAnswer)


def bodies() -> tuple[type, ...]:
    """Return the models of the bodies that these paths take."""
    return (TitlesBody,)
