"""Content negotiation: which of the syntaxes that we write the asker takes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

from flask import request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable

from store.syntax import RdfSyntax, ResultSyntax

Choice = TypeVar("Choice")

HTML = "text/html"
_CHARSET = re.compile(r"\s*;\s*charset=[^;]*", re.IGNORECASE)
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


def _find_best(offered: Mapping[str, object]) -> str | None:
    return _read_accept().best_match(list(offered)) if request.accept_mimetypes else next(iter(offered))


def _read_accept() -> MIMEAccept:
    """Return what the asker takes; all our texts are UTF-8, so a charset is no reason to refuse."""
    return MIMEAccept((_CHARSET.sub("", value), quality) for value, quality in request.accept_mimetypes)


def prefers_html(offered: Mapping[str, object]) -> bool:
    """Return whether the asker would rather have a page than any of ``offered``."""
    return _read_accept().best_match([*offered, HTML]) == HTML
