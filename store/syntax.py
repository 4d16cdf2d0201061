"""The file formats of RDF and of query results, and reading RDF text in any of them.

Source: https://pyoxigraph.readthedocs.io/en/stable/io.html
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

import pyoxigraph as ox

from ontology.files import CONTEXT_IRI, read_context


class RdfSyntax(Enum):
    """RDF file formats: name of the extension, and whether it can hold named graphs."""

    TURTLE = "ttl"
    NTRIPLES = "nt"
    NQUADS = "nq"
    TRIG = "trig"
    JSONLD = "jsonld"
    RDFXML = "rdf"

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return FORMATS[self].media_type


FORMATS = {
    RdfSyntax.TURTLE: ox.RdfFormat.TURTLE,
    RdfSyntax.NTRIPLES: ox.RdfFormat.N_TRIPLES,
    RdfSyntax.NQUADS: ox.RdfFormat.N_QUADS,
    RdfSyntax.TRIG: ox.RdfFormat.TRIG,
    RdfSyntax.JSONLD: ox.RdfFormat.JSON_LD,
    RdfSyntax.RDFXML: ox.RdfFormat.RDF_XML,
}


RDF_TYPES = {  # media types under which RDF is sent, and what each is
    "text/turtle": RdfSyntax.TURTLE,
    "application/x-turtle": RdfSyntax.TURTLE,
    "application/n-triples": RdfSyntax.NTRIPLES,
    "application/ld+json": RdfSyntax.JSONLD,
    "application/rdf+xml": RdfSyntax.RDFXML,
    "application/trig": RdfSyntax.TRIG,
    "application/n-quads": RdfSyntax.NQUADS,
    "application/json": RdfSyntax.JSONLD,
    "application/xml": RdfSyntax.RDFXML,
    "text/xml": RdfSyntax.RDFXML,
    "text/plain": RdfSyntax.NTRIPLES,
}


def guess_syntax(name: str) -> RdfSyntax | None:
    """Return the format that the extension of a file's name or address tells; None where it tells none."""
    extension = name.partition("#")[0].partition("?")[0].rpartition(".")[2].lower()
    return next((syntax for syntax in RdfSyntax if syntax.value == extension), None)


class ResultSyntax(Enum):
    """SPARQL result formats for SELECT and ASK."""

    JSON = "json"
    XML = "xml"
    CSV = "csv"
    TSV = "tsv"

    @property
    def media_type(self) -> str:
        """The registered media type."""
        return RESULT_FORMATS[self].media_type


RESULT_FORMATS = {
    ResultSyntax.JSON: ox.QueryResultsFormat.JSON,
    ResultSyntax.XML: ox.QueryResultsFormat.XML,
    ResultSyntax.CSV: ox.QueryResultsFormat.CSV,
    ResultSyntax.TSV: ox.QueryResultsFormat.TSV,
}


class RdfSyntaxError(Exception):
    """An RDF text does not parse: ``line`` counts from 1, None where the parser does not say."""

    def __init__(self, problem: str, line: int | None) -> None:
        self.problem = problem
        self.line = line
        super().__init__(problem)


def read_quads(data: bytes, syntax: RdfSyntax, base: str) -> Iterator[ox.Quad]:
    """Yield the quads of ``data``; its blank nodes get names that no other text gives.

    Raises:
        RdfSyntaxError: the text does not parse.
    """
    if syntax is RdfSyntax.JSONLD:
        data = _inline_context(data)
    try:
        yield from ox.parse(data, format=FORMATS[syntax], base_iri=base, rename_blank_nodes=True)
    except SyntaxError as error:
        raise RdfSyntaxError(str(error.msg), error.lineno) from error


def _inline_context(data: bytes) -> bytes:
    """Put our own context in place of its IRI: nothing is fetched from the network."""
    if CONTEXT_IRI.encode() not in data:
        return data
    context = read_context()
    inner = context[context.index("{", context.index('"@context"')) : context.rindex("}")].strip()
    return data.replace(f'"{CONTEXT_IRI}"'.encode(), inner.encode())


def parse_rdf(data: bytes, syntax: RdfSyntax, base: str, default_graph: str) -> list[str]:
    """Return ``data`` as lines of validated N-Quads; triples of no graph go to ``default_graph``.

    Raises:
        RdfSyntaxError: the text does not parse, or names a graph by a blank node.
    """
    home = ox.NamedNode(default_graph)
    quads: list[ox.Quad] = []
    for quad in read_quads(data, syntax, base):
        graph = quad.graph_name
        if isinstance(graph, ox.BlankNode):
            raise RdfSyntaxError("a named graph is named by a blank node; it needs an IRI", None)
        if isinstance(graph, ox.DefaultGraph):
            quad = ox.Quad(quad.subject, quad.predicate, quad.object, home)  # noqa: PLW2901 - the same quad, at home
        quads.append(quad)
    nquads = ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
    # Split as bytes: in a text, Python would end lines at U+2028 and its like too, which N-Quads leaves in literals.
    return [line.decode() for line in nquads.splitlines(keepends=True)]
