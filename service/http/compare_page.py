"""The page that sets profiles side by side: what changes, what is new, and what a holder of the first lacks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import Blueprint, Response, make_response, render_template, request

from ontology.errors import NotFoundError, QueryError
from ontology.kinds import COMPONENT_KINDS
from service.comparison.comparer import MIN_COMPARED
from service.comparison.view import Neighbour, ProfileComparison, Spans
from service.http.comparison import read_codes
from service.http.door import engine
from service.http.marks import Piece, mark
from service.profiles.view import LadderEntry, StatementView

blueprint = Blueprint("comparison", __name__)
_OFFERED = 1_000  # codes that the inputs offer; a page with more takes long to load
_NEIGHBOURS = 6
_HEADINGS = {kind.name: kind.plural for kind in COMPONENT_KINDS}


@dataclass(frozen=True, slots=True)
class ComparePage:
    """What the page shows."""

    codes: tuple[str, ...]  # as typed
    comparison: ProfileComparison | None
    neighbours: tuple[Neighbour, ...]  # of the only profile that was named
    problem: str | None


@blueprint.get("/compare")
def compare() -> Response:
    """Show what changes from each of ``?profiles=`` to the next; with one or none, offer others."""
    codes, held = read_codes(request.args), engine()
    comparison, problem, status = None, None, 200
    neighbours: tuple[Neighbour, ...] = ()
    try:
        if len(codes) >= MIN_COMPARED:
            comparison = held.comparer.compare(codes)
        elif codes:
            neighbours = held.comparer.neighbourhood.find(codes[0], limit=_NEIGHBOURS).neighbours
    except QueryError as error:
        problem, status = str(error), 400
    except NotFoundError as error:
        problem, status = str(error), 404
    ladders = held.roles.list_ladders()
    page = render_template(
        "compare.html",
        page=ComparePage(codes, comparison, neighbours, problem),
        offered=_list_offered(ladders),
        ladders=() if codes else [ladder for ladder in ladders if len(ladder.profiles) >= MIN_COMPARED],
    )
    return make_response(page, status)


@blueprint.app_template_filter("marked")
def to_pieces(text: str, spans: Spans) -> tuple[Piece, ...]:
    """Return ``text`` in pieces, those at ``spans`` marked; where all of it differs, marks would tell nothing."""
    whole = len(spans) == 1 and not text[: spans[0][0]].strip() and not text[spans[0][1] :].strip(" .;,")
    return mark(text, () if whole else spans)


@blueprint.app_template_filter("by_kind")
def to_kinds(statements: Iterable[StatementView]) -> dict[str, list[StatementView]]:
    """Return statements under the headings of their kinds, in order."""
    groups: dict[str, list[StatementView]] = {}
    for statement in statements:
        groups.setdefault(_HEADINGS[statement.kind], []).append(statement)
    return groups


def _list_offered(ladders: list[LadderEntry]) -> list[tuple[str, str]]:
    """Return codes and titles of profiles, as the inputs offer them."""
    entries = [entry for ladder in ladders for entry in ladder.profiles]
    return [(entry.code, entry.title or entry.role_label or "") for entry in entries[:_OFFERED]]
