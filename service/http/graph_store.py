"""Whole graphs over HTTP: read, replaced, added to, removed.

A graph is named by ``?graph=IRI``, by ``?default`` (the graph of what was written without a name), or by the address
itself. Source: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest, NotFound, UnsupportedMediaType

from service.http.door import door, engine
from service.http.edits import show_edit
from service.http.licences import add_licences
from service.http.negotiation import QUERY_GRAPHS, choose
from service.http.protocol import check_iri, hung_up
from service.http.sparql import to_response
from service.http.token import require_token
from service.sparql.job import QueryRequest
from service.writing.change import Change, Verb
from store.query import Dataset
from store.syntax import RDF_TYPES, RdfSyntax

blueprint = Blueprint("graph_store", __name__)
PATH = "/rdf-graph-store"
MULTIPART = "multipart/form-data"


@blueprint.get(PATH)
@blueprint.get(f"{PATH}/", defaults={"name": ""})
@blueprint.get(f"{PATH}/<path:name>")
def read(name: str = "") -> Response:
    """Return a graph."""
    graph = _read_graph(name)
    if not _exists(graph):
        raise NotFound
    query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
    asked = QueryRequest(query, None, choose(QUERY_GRAPHS), Dataset((), (graph,)), hung_up=hung_up())
    response = to_response(door().sparql.answer(engine(), asked))
    response.vary.add("Accept")
    return add_licences(response, [held for held in engine().occupations.taxonomies if held.graph == graph])


@blueprint.put(PATH)
@blueprint.put(f"{PATH}/", defaults={"name": ""})
@blueprint.put(f"{PATH}/<path:name>")
def replace(name: str = "") -> Response:
    """Put what is sent in the place of a graph's content."""
    require_token()
    return _write(Verb.REPLACE, _read_graph(name))


@blueprint.post(PATH)
@blueprint.post(f"{PATH}/", defaults={"name": ""})
@blueprint.post(f"{PATH}/<path:name>")
def add(name: str = "") -> Response:
    """Add what is sent to a graph; to a new one, where none is named."""
    require_token()
    if name or "graph" in request.args or "default" in request.args:
        return _write(Verb.ADD, _read_graph(name))
    graph = f"{door().settings.public_url}{PATH}/{uuid.uuid4()}"
    response = _write(Verb.ADD, graph)
    response.headers["Location"] = graph
    return response


@blueprint.delete(PATH)
@blueprint.delete(f"{PATH}/", defaults={"name": ""})
@blueprint.delete(f"{PATH}/<path:name>")
def remove(name: str = "") -> Response:
    """Remove a graph."""
    require_token()
    graph = _read_graph(name)
    if not _exists(graph):
        raise NotFound
    return show_edit(door().writer.write(Change(Verb.DROP, graph=graph)))


def _read_graph(name: str) -> str:
    """Return the IRI of the graph that the request is about."""
    named, is_default = request.args.getlist("graph"), "default" in request.args
    if name and not named and not is_default:
        return check_iri(door().settings.public_url + _raw_path(), "the address")
    if len(named) + is_default != 1 or name:
        raise BadRequest("Name one graph: by ?graph=IRI, by ?default, or by the address.")
    return check_iri(named[0], "graph") if named else _unnamed()


def _raw_path() -> str:
    """Return the path with its escapes, which an IRI keeps."""
    return str(request.environ["REQUEST_URI"]).partition("?")[0]


def _unnamed() -> str:
    return door().settings.namer.unnamed_graph


def _exists(graph: str) -> bool:
    """Return whether there is such a graph; the unnamed one always is."""
    return graph == _unnamed() or engine().snapshot.graph.has_graph(graph)


def _write(verb: Verb, graph: str) -> Response:
    existed = _exists(graph)
    parts = list(_read_content())
    change = Change(
        verb,
        graph=graph,
        syntaxes=tuple(syntax.value for syntax, _ in parts),
        sizes=tuple(len(content) for _, content in parts),
        base=graph,
    )
    edit = door().writer.write(change, b"".join(content for _, content in parts))
    return show_edit(edit, 200 if existed else 201)


def _read_content() -> Iterator[tuple[RdfSyntax, bytes]]:
    """Yield syntax and content of what was sent: the body, or the files of a form."""
    if request.mimetype == MULTIPART:
        for _, file in request.files.items(multi=True):
            yield _to_syntax(file.mimetype), file.read()
    else:
        yield _to_syntax(request.mimetype), request.get_data(cache=False)


def _to_syntax(media_type: str) -> RdfSyntax:
    syntax = RDF_TYPES.get(media_type)
    if syntax is None:
        raise UnsupportedMediaType(f"Send the graph as one of these: {', '.join(RDF_TYPES)}.")
    return syntax
