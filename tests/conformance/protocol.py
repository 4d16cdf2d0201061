"""Tests that make HTTP requests and look at the responses."""

from __future__ import annotations

from urllib.parse import quote

from werkzeug.test import TestResponse

from tests.conformance.answers import EXTENSIONS, read_answer, read_graph
from tests.conformance.exchanges import Exchange, read_exchanges
from tests.conformance.queries import compare
from tests.conformance.services import AUTHORITY, Service, authorization
from tests.conformance.suite import Case
from tests.conformance.updates import read_graph_data, reset

KINDS = ("ProtocolTest", "GraphStoreProtocolTest")
_FORMATS = {
    "boolean": ("srj", "srx"),
    "tabular": ("srj", "srx", "csv", "tsv"),
    "RDF": ("ttl", "nt", "rdf"),
}
_STORE = "/rdf-graph-store"
_PROSE = "http-rdf-update"  # its tests are the steps of one long one
_THERE = f"http://{AUTHORITY}{_STORE}/person/2.ttl"  # which they delete without having put it there


class Steps:
    """The tests that are steps of one: each is made once, after all those before it."""

    def __init__(self, cases: list[Case]) -> None:
        self._left = [case for case in cases if case.directory == _PROSE]
        self._done: dict[str, AssertionError | None] = {}
        self._known = {"$HOST$/$GRAPHSTORE$": f"{AUTHORITY}{_STORE}", "$GRAPHSTORE$": _STORE, "$HOST$": AUTHORITY}

    def check(self, case: Case, service: Service) -> None:
        """Make all requests up to that of ``case``, unless they were made.

        Raises:
            AssertionError: the response to the last is not what is expected.
        """
        if not self._done:
            response = service.update(f"DROP ALL ; INSERT DATA {{ GRAPH <{_THERE}> {{ <{_THERE}> a <{_THERE}> }} }}")
            assert response.status_code == 200, response.text
        while case.id not in self._done:
            step = self._left.pop(0)
            try:
                _exchange(read_exchanges(step)[0], service, self._known, updates=False)
                self._done[step.id] = None
            except AssertionError as error:
                self._done[step.id] = error
        found = self._done[case.id]
        if found is not None:
            raise found


def check_requests(case: Case, service: Service, steps: Steps) -> None:
    """Make the test's requests, in their order.

    Raises:
        AssertionError: a response is not what is expected.
    """
    if case.directory == _PROSE:
        steps.check(case, service)
        return
    if case.kind == "GraphStoreProtocolTest" or read_graph_data(case):
        _reset(service, case)
    known = {"/gsp": _STORE}
    for exchange in read_exchanges(case):
        _exchange(exchange, service, known, updates="update" in case.id)


def _reset(service: Service, case: Case) -> None:
    response = service.update(reset(read_graph_data(case)).rstrip(" ;\n"))
    assert response.status_code == 200, response.text


def _exchange(exchange: Exchange, service: Service, known: dict[str, str], *, updates: bool) -> None:
    """Make one request; ``known`` says what stands for what in it, and learns the address of a new graph."""
    path, query = exchange.path.partition("?")[::2]
    path = _replace(path, known).removeprefix(f"http://{AUTHORITY}")
    query = _replace(query, known)
    if path == "/sparql/" and updates and exchange.request.content_type != "application/sparql-query":
        path = "/update"  # where updates are sent to here
    body = _replace(exchange.request.body.decode("latin-1"), known).encode("latin-1")
    headers = {name: value for name, value in exchange.request.headers.items() if name != "host"}  # base_url says it
    response = service.client.open(
        path,
        base_url=f"http://{AUTHORITY}",
        method=exchange.method,
        query_string=query,
        data=body or None,
        headers={**headers, **({} if exchange.method in ("GET", "HEAD") else authorization())},
    )
    shown = f"{exchange.method} {path}?{query} gave {response.status} {response.content_type}: {response.text}"
    assert any(response.status_code in statuses for statuses in exchange.statuses), shown
    _check_content(exchange, response, known, shown)
    if exchange.location is not None:
        known[exchange.location] = quote(response.headers["Location"], safe=":/")


def _check_content(exchange: Exchange, response: TestResponse, known: dict[str, str], shown: str) -> None:
    if exchange.format is not None:
        allowed = [EXTENSIONS[name] for name in _FORMATS[exchange.format]]
        assert response.mimetype in allowed, shown
    if exchange.boolean is not None:
        compare(exchange.boolean, read_answer(response.data, str(response.mimetype), ""))
    if exchange.response.content_type:
        assert response.content_type == exchange.response.content_type, shown
    if exchange.response.body and exchange.method != "HEAD":
        base = f"http://{AUTHORITY}{_STORE}"
        expected = _replace(exchange.response.body.decode(), known).encode()
        actual = read_graph(response.data, str(response.mimetype), base)
        compare(read_graph(expected, exchange.response.content_type.partition(";")[0], base), actual)


def _replace(text: str, known: dict[str, str]) -> str:
    for placeholder, value in known.items():
        text = text.replace(placeholder, value) if "$" in placeholder else _replace_start(text, placeholder, value)
    return text


def _replace_start(text: str, placeholder: str, value: str) -> str:
    return value + text.removeprefix(placeholder) if text.startswith(placeholder) else text
