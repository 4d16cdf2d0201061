"""Profiles beside profiles, in the JSON API: neighbours, comparison, skills gap."""

from __future__ import annotations

from dataclasses import asdict

from flask import Blueprint, Response, jsonify, request

from ontology.errors import QueryError
from service.comparison.adjacency import DEFAULT_NEIGHBOURS, MAX_NEIGHBOURS
from service.comparison.distance import BANDS
from service.http.answers import SkillsGapAnswer
from service.http.door import engine
from service.http.parameters import Arguments, read_fraction, read_integer, read_list, read_one, read_truth

blueprint = Blueprint("comparison", __name__)


@blueprint.get("/api/v1/profiles/<path:code>/adjacent")
def list_adjacent(code: str) -> Response:
    """List the profiles nearest to one, with the reasons."""
    arguments = request.args
    most = read_fraction(arguments, "max_distance")
    held = engine()
    found = held.comparer.neighbourhood.find(
        code,
        limit=read_integer(arguments, "limit", DEFAULT_NEIGHBOURS, 1, MAX_NEIGHBOURS),
        max_distance=1.0 if most is None else most,
        bands=_read_bands(arguments),
        tracks=read_list(arguments, "track"),
        other_roles=read_truth(arguments, "other_roles"),
        blend=read_fraction(arguments, "blend"),
    )
    return jsonify(asdict(found))


@blueprint.get("/api/v1/profiles/<path:code>/skills-gap")
def show_skills_gap(code: str) -> Response:
    """Show what a holder of one profile lacks for another."""
    held = engine()
    target = read_one(request.args, "to")
    if target is None:
        raise QueryError("to is missing: give the code of the profile to reach, such as ?to=CUS.GEN.P5")
    return jsonify(asdict(SkillsGapAnswer(held.snapshot.id, held.comparer.find_gap(code, target))))


@blueprint.get("/api/v1/compare")
def compare() -> Response:
    """Compare two to four profiles, each with the next."""
    return jsonify(asdict(engine().comparer.compare(read_codes(request.args))))


def read_codes(arguments: Arguments) -> tuple[str, ...]:
    """Return the codes of ``profiles``, which may be repeated, and hold several with commas between."""
    return tuple(code.strip() for value in arguments.getlist("profiles") for code in value.split(",") if code.strip())


def _read_bands(arguments: Arguments) -> tuple[str, ...]:
    bands = read_list(arguments, "band")
    for band in bands:
        if band not in BANDS:
            raise QueryError(f"band={band[:40]!r} cannot be used; {', '.join(BANDS)} can")
    return bands
