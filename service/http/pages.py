"""Pages for people: the search box and its results, profiles, ladders, and anything else that the graph speaks of."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Flask, Response, make_response, redirect, render_template, request, url_for

from ontology.errors import NotFoundError, QueryError
from service.http import compare_page, occupation_pages
from service.http.asked import Asked
from service.http.door import door, engine
from service.http.occupation import to_occupation
from service.http.parameters import read_filters, read_ignore, read_limit, read_mode, read_one, to_arguments
from service.http.places import find_page
from service.http.search_page import EVIDENCE_LIMIT, build_page
from service.http.unanswered import log_if_unanswered
from service.occupations.view import SkillView, TaskView
from service.profiles.view import ProfileEntry, StatementView
from service.search.result import Filters, Mode
from service.search.searcher import DEFAULT_LIMIT, MAX_LIMIT

blueprint = Blueprint("pages", __name__)
blueprint.register_blueprint(compare_page.blueprint)
blueprint.register_blueprint(occupation_pages.blueprint)

_ADJACENT = 6  # profiles of other roles on a profile's page
EXAMPLES = (
    "who influences C-level renewals",
    "who coaches executives through a reorganisation",
    "who takes a turn on the on-call rota",
    "skills for P3 in product management",
    "who repairs espresso machines",
)
STORY_PARTS = {
    "who": "Who",
    "external_problem": "The problem outside",
    "internal_problem": "The problem inside",
    "why_it_matters": "Why it matters",
    "plan": "The plan",
    "stakes": "What is at stake",
    "success": "What success looks like",
}


@blueprint.get("/")
def search() -> Response:
    """Show the search box, and the answer to ``?q=``."""
    arguments = request.args
    filters, mode, limit = Filters(), Mode.HYBRID, DEFAULT_LIMIT
    ignore: tuple[str, ...] = ()
    query, shown, problem = "", None, None
    try:
        query = read_one(arguments, "q") or ""
        filters, mode, limit = read_filters(arguments), read_mode(arguments), read_limit(arguments)
        ignore = read_ignore(arguments)
        if query:
            held, wanted = engine(), max(limit, EVIDENCE_LIMIT)
            result = held.searcher.search(query, filters, ignore=ignore, limit=wanted, mode=mode)
            log_if_unanswered(result)
            asked = Asked(query, filters, mode, limit, ignore)
            has_occupations = held.snapshot.reference is not None
            shown = build_page(asked, result, MAX_LIMIT, held.profiles.find_below, has_occupations=has_occupations)
    except QueryError as error:
        problem = str(error)
    page = render_template(
        "search.html",
        query=query,
        filters=to_arguments(filters),
        mode=mode,
        ignore=ignore,
        shown=shown,
        problem=problem,
        examples=EXAMPLES,
        counts=engine().snapshot.manifest.counts,
        ladders=engine().roles.list_ladders() if shown is None else (),
    )
    return make_response(page, 200 if problem is None else 400)


@blueprint.get("/page/profile/<path:code>")
def show_profile(code: str) -> Response:
    """Show all that is stated of a profile; the address of one of its statements leads to it."""
    held = engine()
    try:
        profile = held.profiles.read(code)
    except NotFoundError as error:
        return _show_below(f"profile/{code}", error)
    occupation = to_occupation(profile)
    return make_response(
        render_template(
            "profile.html",
            profile=profile,
            occupation=occupation,
            adjacent=held.comparer.neighbourhood.find(code, limit=_ADJACENT, other_roles=True).neighbours,
            steps=_find_steps(profile.siblings, code),
        )
    )


@blueprint.get("/page/role/<path:code>")
def show_role(code: str) -> Response:
    """Show a role as a ladder."""
    held = engine()
    try:
        role = held.roles.read(code)
    except NotFoundError as error:
        return _show_below(f"role/{code}", error)
    return make_response(render_template("role.html", role=role))


@blueprint.get("/page/<path:path>")
def show(path: str) -> Response:
    """Show what the graph says of anything."""
    held = engine()
    iri = held.resources.resolve(path)
    if held.resources.occupation_of(iri) is not None:
        return _redirect(find_page(held, iri))
    return make_response(render_template("resource.html", resource=held.resources.read(iri)))


def _find_steps(siblings: tuple[ProfileEntry, ...], code: str) -> tuple[ProfileEntry, ...]:
    """Return the rungs below and above the profile with ``code`` on its own ladder."""
    rungs = [entry for entry in siblings if entry.level is not None]
    here = next((place for place, entry in enumerate(rungs) if entry.code == code), None)
    return () if here is None else (*rungs[max(here - 1, 0) : here], *rungs[here + 1 : here + 2])


def _show_below(path: str, error: NotFoundError) -> Response:
    """Answer for what is below a profile or role, such as a statement.

    Raises:
        NotFoundError: ``error``, where there is nothing: it names near codes.
    """
    held = engine()
    try:
        iri = held.resources.resolve(path)
    except NotFoundError:
        raise error from None
    if held.resources.owner_of(iri) is not None:
        return _redirect(find_page(held, iri))
    return make_response(render_template("resource.html", resource=held.resources.read(iri)))


def _redirect(target: str) -> Response:
    response = redirect(target, code=303)
    assert isinstance(response, Response)
    return response


def to_href(iri: str) -> str | None:
    """Return where a page links to for ``iri``: this service for our own, the web for others; None for neither."""
    path = engine().links.to_path(iri)
    if path is not None:
        return f"/id/{path}"
    return iri if iri.startswith(("http://", "https://")) else None


def to_short_name(iri: str) -> str:
    """Return what a page calls the thing ``iri`` where it has no room for more: its place here, or all of it."""
    local = engine().links.to_local(iri)
    return iri if local is None else local


def to_file_name(document: str) -> str:
    """Return the last part of a document's name, which tells it apart well enough beside a link."""
    return document.rpartition("/")[2] or document


def to_dimensions(statements: Iterable[StatementView]) -> dict[str, list[StatementView]]:
    """Return statements by their dimension, in order."""
    groups: dict[str, list[StatementView]] = {}
    for statement in statements:
        groups.setdefault(statement.dimension or "", []).append(statement)
    return groups


def to_types(items: Iterable[TaskView | SkillView]) -> dict[str, list[TaskView | SkillView]]:
    """Return tasks or skills by their type, in order; those whose type nobody states come under the empty one."""
    groups: dict[str, list[TaskView | SkillView]] = {}
    for item in items:
        groups.setdefault(item.type or "", []).append(item)
    return groups


def register(app: Flask) -> None:
    """Give templates what they call."""
    app.jinja_env.filters.update(
        href=to_href, short_name=to_short_name, file_name=to_file_name, dimensions=to_dimensions, types=to_types
    )
    app.jinja_env.globals.update(
        story_parts=STORY_PARTS,
        taxonomies=lambda: engine().occupations.taxonomies,
        snapshot_id=lambda: engine().snapshot.id,
        static_file=lambda name: url_for("static", filename=name, v=door().stamp),
    )
