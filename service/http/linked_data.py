"""Linked data: every IRI of the graph has an address here, as a page or as RDF, and so has the vocabulary.

Source: https://www.w3.org/TR/cooluris/ (303 redirects)
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, redirect, request

from ontology import files
from ontology.errors import QueryError
from service.http.door import door, engine
from service.http.licences import add_licences
from service.http.negotiation import FORMATS, GRAPHS, HTML, choose, prefers_html
from service.http.places import find_page
from store.syntax import RdfSyntax

blueprint = Blueprint("linked_data", __name__)
_PUBLISHED: dict[str, tuple[Callable[[], str], str]] = {
    "ns": (files.read_vocabulary, "text/turtle; charset=utf-8"),
    "shapes": (files.read_shapes, "text/turtle; charset=utf-8"),
    "context.jsonld": (files.read_context, "application/ld+json"),
    "profile.schema.json": (files.read_profile_schema, "application/schema+json"),
}


@blueprint.get("/id/<path:path>")
def resolve(path: str) -> Response:
    """Send on to the page or the data of what an IRI names, by Accept or ``?format=``."""
    held = engine()
    iri = held.resources.resolve(path)
    syntax = _read_format() if "format" in request.args else choose({HTML: None, **GRAPHS})
    if syntax is None:
        target = find_page(held, iri)
    else:
        target = f"/data/{held.links.to_path(iri)}"
        if "format" in request.args:
            target += "?" + urlencode({"format": request.args["format"]})
    response = redirect(target, code=303)
    assert isinstance(response, Response)
    response.vary.add("Accept")
    return response


@blueprint.get("/data/<path:path>")
def describe(path: str) -> Response:
    """Describe what an IRI names, in RDF."""
    held = engine()
    syntax = _read_format() if "format" in request.args else choose(GRAPHS)
    if syntax is None:
        raise QueryError(f"format='html' is no RDF; {', '.join(FORMATS)} are, and /page/ has the page")
    iri = held.resources.resolve(path)
    taxonomies = held.occupations.taxonomies_of(iri)
    answer = held.resources.describe(iri, syntax, also=[taxonomy.iri for taxonomy in taxonomies])
    charset = "; charset=utf-8" if answer.media_type.startswith("text/") else ""
    response = Response(answer.body, content_type=answer.media_type + charset)
    response.vary.add("Accept")
    page = door().settings.public_url + find_page(held, iri)
    response.headers["Link"] = f'<{page}>; rel="alternate"; type="text/html"'
    return add_licences(response, taxonomies)


@blueprint.get("/ns", defaults={"name": "ns"})
@blueprint.get("/shapes", defaults={"name": "shapes"})
@blueprint.get("/context.jsonld", defaults={"name": "context.jsonld"})
@blueprint.get("/profile.schema.json", defaults={"name": "profile.schema.json"})
def publish(name: str) -> Response:
    """Give one of the ontology's own files."""
    read, media_type = _PUBLISHED[name]
    try:
        content = read()
    except FileNotFoundError:
        abort(404)
    # A browser would save Turtle as a file; people want to look at it.
    response = Response(content, content_type="text/plain; charset=utf-8" if prefers_html(GRAPHS) else media_type)
    response.vary.add("Accept")
    return response


def _read_format() -> RdfSyntax | None:
    """Return what ``?format=`` asks for; None for the page."""
    name = request.args["format"]
    if name == "html":
        return None
    if name not in FORMATS:
        raise QueryError(f"format={name[:40]!r} cannot be used; {', '.join(FORMATS)} and html can")
    return FORMATS[name]
