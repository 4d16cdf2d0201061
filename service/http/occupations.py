"""Occupations of the imported classifications, in the JSON API."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from flask import Blueprint, Response, jsonify, request, url_for

from ontology.errors import QueryError
from service.engine import Engine
from service.http.door import door, engine
from service.http.licences import add_licences
from service.http.parameters import Arguments, read_integer, read_one
from service.occupations.entry import OccupationEntry, Taxonomy
from service.occupations.links import OccupationLinks
from service.occupations.view import OccupationLink, OccupationView, SchemeView

blueprint = Blueprint("occupations", __name__)
DEFAULT_PAGE = 100  # occupations in one response
MAX_PAGE = 1000
_MAX_OFFSET = 10_000_000


@dataclass(frozen=True, slots=True)
class OccupationAnswer:
    """One occupation."""

    snapshot: str
    occupation: OccupationView


@dataclass(frozen=True, slots=True)
class OccupationList:
    """A page of a list of occupations."""

    snapshot: str
    schemes: tuple[SchemeView, ...]  # all that are known, current ones first
    group: OccupationLink | None  # the group that is listed
    total: int
    offset: int
    limit: int
    occupations: tuple[OccupationLink, ...]
    next: str | None  # address of the next page; null on the last
    attribution: tuple[Taxonomy, ...]


@blueprint.get("/api/v1/occupations")
def list_occupations() -> Response:
    """List a scheme, or what is right below a group; without either, the groups at the top of every scheme."""
    arguments = request.args
    held = engine()
    scheme, group = _read_scheme(held, arguments), read_one(arguments, "group")
    offset = read_integer(arguments, "offset", 0, 0, _MAX_OFFSET)
    limit = read_integer(arguments, "limit", DEFAULT_PAGE, 1, MAX_PAGE)
    catalog, to = held.occupations, OccupationLinks(held.occupations, held.links)
    above = catalog.find(group, scheme) if group is not None else None
    entries = _choose(held, scheme, above)
    after = offset + limit
    following = None
    if after < len(entries):
        following = door().settings.public_url + url_for(
            "api.occupations.list_occupations", scheme=scheme, group=group, offset=after, limit=limit
        )
    answer = OccupationList(
        snapshot=held.snapshot.id,
        schemes=held.occupation_reader.list_schemes(),
        group=to.to_link(above) if above is not None else None,
        total=len(entries),
        offset=offset,
        limit=limit,
        occupations=to.to_links(entries[offset:after]),
        next=following,
        attribution=catalog.taxonomies,
    )
    return add_licences(jsonify(asdict(answer)), catalog.taxonomies)


@blueprint.get("/api/v1/occupations/<path:code>")
def show_occupation(code: str) -> Response:
    """Show all that classifications say of one occupation, and which profiles are mapped to it."""
    held = engine()
    occupation = held.occupation_reader.read(code, _read_scheme(held, request.args))
    answer = OccupationAnswer(held.snapshot.id, occupation)
    return add_licences(jsonify(asdict(answer)), occupation.attribution)


def _read_scheme(held: Engine, arguments: Arguments) -> str | None:
    scheme = read_one(arguments, "scheme")
    if scheme is None or scheme in held.occupations.schemes:
        return scheme
    known = f"{', '.join(held.occupations.schemes)} can" if held.occupations.schemes else "no classification is loaded"
    raise QueryError(f"scheme={scheme[:40]!r} cannot be used; {known}")


def _choose(held: Engine, scheme: str | None, above: OccupationEntry | None) -> tuple[OccupationEntry, ...]:
    if above is not None:
        return held.occupations.narrower(above.iri)
    if scheme is not None:
        return held.occupations.of_scheme(scheme)
    return held.occupations.top_groups
