"""Content negotiation: which of the syntaxes that we write the asker takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeVar

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

from store.syntax import RdfSyntax, ResultSyntax

Choice = TypeVar("Choice")

HTML = "text/html"
_CHARSET = re.compile(r"\s*;\s*charset=[^;,]*", re.IGNORECASE)
GRAPHS: Mapping[str, RdfSyntax] = {
    "text/turtle": RdfSyntax.TURTLE,
    "application/n-triples": RdfSyntax.NTRIPLES,
    "application/ld+json": RdfSyntax.JSONLD,
    "application/rdf+xml": RdfSyntax.RDFXML,
    "application/json": RdfSyntax.JSONLD,
    "application/xml": RdfSyntax.RDFXML,
    "text/plain": RdfSyntax.NTRIPLES,
}
QUERY_GRAPHS: Mapping[str, RdfSyntax] = {  # what CONSTRUCT and DESCRIBE yield, which may also be sent as a dataset
    **GRAPHS,
    "application/trig": RdfSyntax.TRIG,
    "application/n-quads": RdfSyntax.NQUADS,
}
RESULTS: Mapping[str, ResultSyntax] = {
    "application/sparql-results+json": ResultSyntax.JSON,
    "application/sparql-results+xml": ResultSyntax.XML,
    "text/csv": ResultSyntax.CSV,
    "text/tab-separated-values": ResultSyntax.TSV,
    "application/json": ResultSyntax.JSON,
    "application/xml": ResultSyntax.XML,
    "text/xml": ResultSyntax.XML,
}
FORMATS: Mapping[str, RdfSyntax] = {  # values of ?format=
    "ttl": RdfSyntax.TURTLE,
    "nt": RdfSyntax.NTRIPLES,
    "jsonld": RdfSyntax.JSONLD,
    "rdf": RdfSyntax.RDFXML,
}


def choose(offered: Mapping[str, Choice]) -> Choice:
    """Return what fits the request's Accept best; the first of ``offered`` where it says nothing.

    Raises:
        NotAcceptable: nothing fits.
    """
    best = _find_best(offered)
    if best is None:
        raise NotAcceptable(f"None of the types in Accept is offered here; these are: {', '.join(offered)}.")
    return offered[best]


def choose_or_none(offered: Mapping[str, Choice]) -> Choice | None:
    """Return what fits the request's Accept best, as ``choose``; None where nothing fits."""
    best = _find_best(offered)
    return None if best is None else offered[best]


def prefers_html(offered: Mapping[str, object]) -> bool:
    """Return whether the asker would rather have a page than any of ``offered``."""
    accept = request.headers.get("Accept", "")
    return bool(accept) and _match(accept, (*offered, HTML)) == HTML


def _find_best(offered: Mapping[str, object]) -> str | None:
    accept = request.headers.get("Accept", "")
    return _match(accept, tuple(offered)) if accept.strip() else next(iter(offered))


@lru_cache(maxsize=1024)  # few clients differ in what they take, and reading it costs more than many a query
def _match(accept: str, offered: tuple[str, ...]) -> str | None:
    """Return which of ``offered`` fits best; all our texts are UTF-8, so a charset is no reason to refuse."""
    return parse_accept_header(_CHARSET.sub("", accept), MIMEAccept).best_match(offered)
