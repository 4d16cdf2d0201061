"""Answers of queries, expected and given, read from the formats of SPARQL and RDF.

Sources: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/rdf-sparql-XMLres/,
https://www.w3.org/TR/sparql11-results-csv-tsv/, https://www.w3.org/2001/sw/DataAccess/tests/result-set
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from typing import Literal, cast
from xml.etree import ElementTree as ET

import pyoxigraph as ox

from tests.conformance.terms import XSD, Row, Table, Term, to_literal

Answer = Table | bool
_TRIPLE = ("subject", "predicate", "object")
_SRX = "{http://www.w3.org/2005/sparql-results#}"
_RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_NUMBER = re.compile(r"[+-]?(?:(\d+)|(\d*\.\d+)|(\d+\.?\d*[eE][+-]?\d+|\.\d+[eE][+-]?\d+))")
_TSV_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^<>]*)>)?')
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", '"': '"', "\\": "\\"}
_RDF = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
    "application/ld+json": ox.RdfFormat.JSON_LD,
}
EXTENSIONS = {
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}


def read_answer(data: bytes, media_type: str, base: str) -> Answer:
    """Return the answer that ``data`` is."""
    if media_type == EXTENSIONS["srj"]:
        return _read_json(data)
    if media_type == EXTENSIONS["srx"]:
        return _read_xml(data)
    if media_type == EXTENSIONS["csv"]:
        return _read_csv(data.decode())
    if media_type == EXTENSIONS["tsv"]:
        return _read_tsv(data.decode())
    graph = read_graph(data, media_type, base)
    return (
        _read_result_set(graph)
        if any(str(row[2].value) == _RS + "ResultSet" for row in graph.rows if row[2])
        else graph
    )


def read_graph(data: bytes, media_type: str, base: str) -> Table:
    """Return the triples of an RDF document."""
    triples = {quad.triple for quad in ox.parse(data, format=_RDF[media_type], base_iri=base)}
    return Table(_TRIPLE, tuple(tuple(_to_term(term) for term in triple) for triple in triples))


def _to_term(term: object) -> Term:
    if isinstance(term, ox.NamedNode):
        return Term("uri", term.value)
    if isinstance(term, ox.BlankNode):
        return Term("bnode", term.value)
    assert isinstance(term, ox.Literal), term
    return to_literal(term.value, term.language, term.datatype.value)


def _read_json(data: bytes) -> Answer:
    content = json.loads(data)
    if "boolean" in content:
        return bool(content["boolean"])
    names = tuple(content["head"]["vars"])
    return Table(
        names, tuple(tuple(_from_json(row.get(name)) for name in names) for row in content["results"]["bindings"])
    )


def _from_json(term: dict[str, str] | None) -> Term | None:
    if term is None:
        return None
    if term["type"] in ("literal", "typed-literal"):
        return to_literal(term["value"], term.get("xml:lang"), term.get("datatype"))
    return Term(cast(Literal["uri", "bnode"], term["type"]), term["value"])


def _read_xml(data: bytes) -> Answer:
    root = ET.fromstring(data)
    boolean = root.find(_SRX + "boolean")
    if boolean is not None:
        return boolean.text == "true"
    names = tuple(variable.attrib["name"] for variable in root.iter(_SRX + "variable"))
    rows = []
    for result in root.iter(_SRX + "result"):
        found = {binding.attrib["name"]: _from_xml(binding[0]) for binding in result}
        rows.append(tuple(found.get(name) for name in names))
    return Table(names, tuple(rows))


def _from_xml(element: ET.Element) -> Term:
    text = element.text or ""
    if element.tag == _SRX + "literal":
        language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        return to_literal(text, language, element.get("datatype"))
    return Term("uri" if element.tag == _SRX + "uri" else "bnode", text)


def _read_csv(text: str) -> Table:
    """Read CSV, which tells neither IRIs from literals nor an empty text from none: all is text but blank nodes."""
    names, *rows = csv.reader(io.StringIO(text))
    return Table(tuple(names), tuple(tuple(map(_from_csv, row)) for row in rows))


def _from_csv(field: str) -> Term:
    return Term("bnode", field[2:]) if field.startswith("_:") else Term("literal", field)


def _read_tsv(text: str) -> Table:
    names, *rows = (line.split("\t") for line in text.removesuffix("\n").split("\n"))
    return Table(tuple(name.removeprefix("?") for name in names), tuple(tuple(map(_from_tsv, row)) for row in rows))


def _from_tsv(field: str) -> Term | None:
    if not field:
        return None
    if field.startswith("<"):
        return Term("uri", field[1:-1])
    if field.startswith("_:"):
        return Term("bnode", field[2:])
    if field in ("true", "false"):
        return to_literal(field, datatype=XSD + "boolean")
    number = _NUMBER.fullmatch(field)
    if number:
        kind = "integer" if number[1] else "decimal" if number[2] else "double"
        return to_literal(field, datatype=XSD + kind)
    literal = _TSV_LITERAL.fullmatch(field)
    assert literal, field
    return to_literal(re.sub(r"\\(.)", lambda escape: _ESCAPES[escape[1]], literal[1]), literal[2], literal[3])


def _read_result_set(graph: Table) -> Answer:
    """Read a result that is written down as a graph."""

    def values(subject: Term, name: str) -> Iterable[Term]:
        predicate = Term("uri", _RS + name)
        return (cast(Term, row[2]) for row in graph.rows if row[:2] == (subject, predicate))

    table = next(cast(Term, row[0]) for row in graph.rows if row[2] == Term("uri", _RS + "ResultSet"))
    for boolean in values(table, "boolean"):
        return boolean.value == "true"
    names = tuple(sorted(name.value for name in values(table, "resultVariable")))
    rows: list[tuple[int, Row]] = []
    for solution in values(table, "solution"):
        found = {
            next(iter(values(binding, "variable"))).value: next(iter(values(binding, "value")))
            for binding in values(solution, "binding")
        }
        index = next((int(index.value) for index in values(solution, "index")), 0)
        rows.append((index, tuple(found.get(name) for name in names)))
    rows.sort(key=lambda row: row[0])
    return Table(names, tuple(row for _, row in rows))
