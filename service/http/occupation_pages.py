"""Pages about occupations: the classifications and their groups, and one occupation with all that is said of it."""

from __future__ import annotations

from flask import Blueprint, Response, make_response, redirect, render_template

from ontology.errors import NotFoundError
from service.http.door import engine
from service.http.places import find_page
from service.occupations.links import OccupationLinks

blueprint = Blueprint("occupation_pages", __name__)


@blueprint.get("/page/occupation")
def show_classifications() -> Response:
    """Show the classifications that were imported, with the groups at their top."""
    held = engine()
    to = OccupationLinks(held.occupations, held.links)
    return make_response(
        render_template(
            "occupations.html",
            schemes=held.occupation_reader.list_schemes(),
            groups=to.to_links(held.occupations.top_groups),
        )
    )


@blueprint.get("/page/occupation/<scheme>/<path:code>")
def show_occupation(scheme: str, code: str) -> Response:
    """Show all that is said of an occupation; the address of one of its tasks, titles or ratings leads to it."""
    held = engine()
    try:
        occupation = held.occupation_reader.read(code, scheme)
    except NotFoundError as error:
        return _show_below(f"occupation/{scheme}/{code}", error)
    return make_response(render_template("occupation.html", occupation=occupation))


def _show_below(path: str, error: NotFoundError) -> Response:
    """Answer for a part of an occupation, and for a code that only a company's document names.

    Raises:
        NotFoundError: ``error``, where there is nothing: it names near codes.
    """
    held = engine()
    try:
        iri = held.resources.resolve(path)
    except NotFoundError:
        raise error from None
    page = find_page(held, iri)
    if "#" in page:
        response = redirect(page, code=303)
        assert isinstance(response, Response)
        return response
    return make_response(render_template("resource.html", resource=held.resources.read(iri)))
