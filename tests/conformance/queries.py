"""Tests that ask a query and compare its answer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import Namespace

from tests.conformance.answers import EXTENSIONS, Answer, read_answer
from tests.conformance.services import Service, Services
from tests.conformance.suite import BASE, MF, Case, Description, read_file
from tests.conformance.terms import Term, same

_QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
_ABSENT = f"{BASE}no-such-graph"  # makes the default graph empty
_INVALID = "http://invalid.endpoint.org/sparql"
_FROM = re.compile(r"\bFROM\b")
_ORDERED = re.compile(r"\bORDER\s+BY\b[^}]*$", re.IGNORECASE)
KINDS = ("QueryEvaluationTest", "CSVResultFormatTest")


@dataclass(frozen=True, slots=True)
class _Query:
    text: str
    default: list[str]  # graphs, by their IRIs
    named: list[str]
    endpoints: dict[str, str]  # SERVICE's IRI -> the graph there
    expected: str


def find_endpoints(cases: Iterable[Case]) -> set[str]:
    """Return the graphs that query tests want endpoints of their own for."""
    return {graph for case in cases if case.kind in KINDS for graph in _read(case).endpoints.values()}


def load_library(cases: Iterable[Case], services: Services) -> None:
    """Put all data of query tests into the library, each file in the graph that its IRI names, by one update."""
    graphs: dict[str, bytes] = {}
    for case in cases:
        if case.kind in KINDS:
            query = _read(case)
            for iri in [*query.default, *query.named, *query.endpoints.values()]:
                graphs[iri] = _move_endpoints(read_file(iri), query, services)
    blocks = [f"GRAPH <{iri}> {{\n{to_ntriples(data, iri)}}}" for iri, data in graphs.items()]
    response = services.library.update("INSERT DATA {\n" + "\n".join(blocks) + "\n}")
    assert response.status_code == 200, response.text


def to_ntriples(data: bytes, iri: str) -> str:
    """Return a file of the suite as N-Triples, with blank nodes of its own."""
    media_type = EXTENSIONS[iri.rpartition(".")[2]]
    format_ = ox.RdfFormat.from_media_type(media_type)
    quads = ox.parse(data, format=format_, base_iri=iri, rename_blank_nodes=True)
    return "".join(f"{quad.triple} .\n" for quad in quads)


def check_query(case: Case, services: Services) -> None:
    """Ask the test's query in the format of its expected answer.

    Raises:
        AssertionError: the answer is another.
    """
    query = _read(case)
    text = _move_endpoints(query.text.encode(), query, services).decode()
    expected = _expect(query, services)
    extension = query.expected.rpartition(".")[2]
    is_format_test = extension in ("csv", "tsv")
    accept = EXTENSIONS["srj" if extension == "ttl" and "construct" not in text.lower() else extension]
    answer = _ask(services.library, query, text, accept)
    compare(expected, answer, ordered=_ORDERED.search(text) is not None, exact=is_format_test)


def compare(expected: Answer, actual: Answer, *, ordered: bool = False, exact: bool = False) -> None:
    """Compare two answers; numbers by their values, unless ``exact``.

    Raises:
        AssertionError: they differ.
    """
    message = f"expected {_show(expected)}\ngot {_show(actual)}"
    if isinstance(expected, bool) or isinstance(actual, bool):
        assert expected is actual, message
        return
    if ordered:
        expected, actual = expected.number_rows(), actual.number_rows()
    assert same(expected, actual) if exact else same(expected.to_values(), actual.to_values()), message


def _ask(service: Service, query: _Query, text: str, accept: str) -> Answer:
    if _FROM.search(text):
        response = service.query(text, accept=accept)
    else:
        response = service.query(text, default=query.default or [_ABSENT], named=query.named, accept=accept)
    assert response.status_code == 200, f"{response.status}: {response.text}"
    assert response.mimetype == accept, response.content_type
    return read_answer(response.data, accept, query.expected)


def _read(case: Case) -> _Query:
    action = case.about.get(MF.action)
    query = action.get(_QT.query).text
    endpoints = {service.get(_QT.endpoint).text: service.get(_QT.data).text for service in action.all(_QT.serviceData)}
    base = f"BASE <{query}>\n"  # what relative IRIs mean; a BASE of the query's own comes after it
    return _Query(
        text=base + read_file(query).decode(),
        default=[data.text for data in action.all(_QT.data)],
        named=[_name(data) for data in action.all(_QT.graphData)],
        endpoints=endpoints,
        expected=case.about.get(MF.result).text,
    )


def _name(data: Description) -> str:
    return data.get(_QT.graph).text if data.is_blank else data.text


def _expect(query: _Query, services: Services) -> Answer:
    data = _move_endpoints(read_file(query.expected), query, services)
    return read_answer(data, EXTENSIONS[query.expected.rpartition(".")[2]], query.expected)


def _move_endpoints(data: bytes, query: _Query, services: Services) -> bytes:
    """Put the addresses of local endpoints in place of those that the suite made up."""
    for made_up, graph in {**query.endpoints, _INVALID: f"{BASE}nobody"}.items():
        data = data.replace(made_up.encode(), services.endpoint(graph).encode())
    return data


def _show(answer: Answer) -> str:
    if isinstance(answer, bool):
        return str(answer)
    rows = sorted("  " + " | ".join("-" if term is None else _shorten(term) for term in row) for row in answer.rows)
    return "\n".join([" | ".join(answer.variables), *rows])


def _shorten(term: Term) -> str:
    return (
        f"{term.value}"
        + (f"@{term.language}" if term.language else "")
        + (f"^^{term.datatype.rpartition('#')[2]}" if term.datatype else "")
    )
