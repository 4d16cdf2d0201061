"""Tests that send an update and compare what all graphs hold afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rdflib import Namespace

from tests.conformance.answers import EXTENSIONS, read_answer, read_graph
from tests.conformance.queries import compare, to_ntriples
from tests.conformance.services import Service
from tests.conformance.suite import MF, RDFS_LABEL, Case, Description, read_file
from tests.conformance.terms import Row, Table, Term

_UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
_NAMES_ITS_DATASET = re.compile(r"\b(?:WITH|USING)\b", re.IGNORECASE)
_PREFIX = re.compile(r"\bPREFIX\s+(\w*):\s*<([^<>]*)>", re.IGNORECASE)
_GRAPH = re.compile(r"\bGRAPH\s+(?:<([^<>]+)>|(\w*):(\w+))", re.IGNORECASE)
_ALL = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"


def check_update(case: Case, service: Service) -> None:
    """Send the test's update on the test's data.

    The default graph of an update's patterns is that of a query: the union of all graphs. So the dataset is named,
    unless the update names it.

    Raises:
        AssertionError: it is refused, or the graphs hold something else than expected.
    """
    action, result = case.about.get(MF.action), case.about.get(MF.result)
    before, after = _read_graphs(action, service), _read_graphs(result, service)
    request = action.get(_UT.request).text
    text = f"{reset(before)}BASE <{request}>\n{read_file(request).decode()}"
    if _NAMES_ITS_DATASET.search(text):
        response = service.update(text)
    else:
        named = {name for name, _ in [*before, *after]} | _find_graphs(text)
        response = service.update(text, default=[service.unnamed], named=sorted(named - {service.unnamed}))
    assert response.status_code == 200, f"{response.status}: {response.text}"
    compare(_to_table(after), _read_back(service))


def reset(graphs: Iterable[tuple[str, str]]) -> str:
    """Return the beginning of an update that leaves ``graphs`` (name, file) and no others."""
    blocks = "".join(f"GRAPH <{name}> {{\n{to_ntriples(read_file(file), file)}}}\n" for name, file in graphs)
    return f"DROP ALL ;\nINSERT DATA {{\n{blocks}}} ;\n"


def _read_graphs(state: Description, service: Service) -> list[tuple[str, str]]:
    default = [(service.unnamed, data.text) for data in state.all(_UT.data)]
    return default + [(data.get(RDFS_LABEL).text, data.get(_UT.graph).text) for data in state.all(_UT.graphData)]


def read_graph_data(case: Case) -> list[tuple[str, str]]:
    """Return the named graphs (name, file) that must be there before a test of the protocol."""
    return [(data.get(RDFS_LABEL).text, data.get(_UT.graph).text) for data in case.about.all(_UT.graphData)]


def _find_graphs(text: str) -> set[str]:
    """Return the graphs that an update names: some are made and dropped again, and in no result."""
    prefixes = dict(_PREFIX.findall(text))
    return {iri or prefixes[prefix] + name for iri, prefix, name in _GRAPH.findall(text)}


def _to_table(graphs: list[tuple[str, str]]) -> Table:
    rows: list[Row] = []
    for name, file in graphs:
        triples = read_graph(read_file(file), EXTENSIONS[file.rpartition(".")[2]], file)
        rows.extend((Term("uri", name), *row) for row in triples.rows)
    return Table(("g", "s", "p", "o"), tuple(rows))


def _read_back(service: Service) -> Table:
    response = service.query(_ALL)
    assert response.status_code == 200, response.text
    table = read_answer(response.data, EXTENSIONS["srj"], "")
    assert isinstance(table, Table)
    return table
