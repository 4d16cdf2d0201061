"""The address where crawlers look for a description of the data.

Source: https://www.w3.org/TR/void/#well-known
"""

from __future__ import annotations

from flask import Blueprint, Response

from service.http.door import engine
from service.http.negotiation import GRAPHS, choose, prefers_html
from service.void import PATH, describe_dataset
from store.syntax import RdfSyntax

blueprint = Blueprint("void", __name__)


@blueprint.get(PATH)
def describe() -> Response:
    """Describe the published graph as a dataset."""
    # A browser would save Turtle as a file; people want to look at it.
    to_look_at = prefers_html(GRAPHS)
    syntax = RdfSyntax.TURTLE if to_look_at else choose(GRAPHS)
    media_type = "text/plain" if to_look_at else syntax.media_type
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    response = Response(describe_dataset(engine().dataset, syntax), content_type=media_type + charset)
    response.vary.add("Accept")
    return response
