from __future__ import annotations

import time

import pytest

from service.sparql.federation import AllowList, Federation, NoAnswerError
from service.sparql.guard import ForbiddenQueryError
from service.sparql.values import Solutions
from tests.service.sparql.servers import answer_from, listen, respond, serve

ENTRIES = ("https://a.example/sparql", "https://b.example/data/", "http://c.example/", "https://d.example")


@pytest.mark.parametrize(
    "iri",
    [
        "https://a.example/sparql",
        "https://b.example/data/",
        "https://b.example/data/x/y?z#w",
        "https://b.example/data/x?path=/../y",
        "https://b.example/data/..x/x..",
        "http://c.example/anything",
        "https://d.example",
    ],
)
def test_an_entry_allows_itself_and_what_is_below_it_if_it_ends_in_a_slash(iri: str) -> None:
    assert AllowList(ENTRIES).allows(iri)


@pytest.mark.parametrize(
    "iri",
    [
        "https://a.example/sparql/",
        "https://a.example/sparql?x",
        "https://a.example/sparqlx",
        "http://a.example/sparql",
        "HTTPS://a.example/sparql",
        "https://a.example:443/sparql",
        "https://b.example/data",
        "https://b.example/other/",
        "https://b.example/data/../other",
        "https://b.example/data/..",
        "https://b.example/data/%2e%2E/other",
        "https://b.example/data/.%2e/other",
        "https://b.example/data/x%2F..%2f../other",
        "https://b.example/data/%252e%252e/other",
        "https://b.example/data/%25252525252e%25252525252e/other",
        "https://b.example/data/..%5cother",
        "https://b.example/data/./x",
        "https://b.example/data/a b",
        "http://c.example",
        "http://c.example.evil.example/",
        "http://c.example@evil.example/",
        "http://evil.example/http://c.example/",
        "https://d.example/",
        "https://d.example.evil.example",
        "",
    ],
)
def test_nothing_else_is_allowed(iri: str) -> None:
    assert not AllowList(ENTRIES).allows(iri)


def test_a_scheme_alone_allows_nothing() -> None:
    assert not AllowList(("http://", "https:/", "/", "")).allows("http://a.example/")


def test_endpoints_are_the_entries_that_are_one_address() -> None:
    assert AllowList(ENTRIES).endpoints == ("https://a.example/sparql", "https://d.example")
    assert AllowList(ENTRIES).entries == ENTRIES


def test_an_endpoint_is_asked_in_a_form_and_answers_in_json() -> None:
    query = "PREFIX ex: <http://example.org/> SELECT * { ?s ex:p ?o }"
    with serve(answer_from("ex:a ex:p 'b' .")) as server:
        federation = Federation(AllowList([server.url]), 30, 10_000)
        assert federation.select(server.url, query, {"o"}) == Solutions(("o",), [('"b"',)])
    assert server.queries == [query]
    assert server.requests[0].headers["accept"] == "application/sparql-results+json"


def test_what_is_not_allowed_is_not_even_connected_to() -> None:
    with listen() as listener:
        federation = Federation(AllowList(["http://elsewhere.example/"]), 30, 10_000)
        for reach in (
            lambda: federation.select(listener.url, "ASK {}", ()),
            lambda: federation.fetch(listener.url, "*/*"),
        ):
            with pytest.raises(ForbiddenQueryError) as caught:
                reach()
            assert str(caught.value).startswith(
                f"{listener.url} may not be reached from here; the operator can allow it"
            )
            assert "ROLEGRAPH_SPARQL_ALLOW" in str(caught.value)
        assert not listener.calls


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (respond(b"", status="503 Busy"), "it answered with HTTP 503"),
        (respond(b"x" * 201), "it sent more than 200 bytes"),
        (respond(b"<sparql/>"), "it sent no SPARQL results in JSON"),
        (respond(b'{"head": {"vars": []}, "results": {"bindings": []}}')[:-1], "it cannot be reached, or broke off"),
    ],
)
def test_an_endpoint_that_does_not_answer_is_named_with_the_reason(answer: bytes, reason: str) -> None:
    with serve(lambda _: answer) as server, pytest.raises(NoAnswerError) as caught:
        Federation(AllowList([server.url]), 30, 200).select(server.url, "SELECT * {}", ())
    assert str(caught.value) == f"{server.url} gave no answer that can be used: {reason}"


def test_an_endpoint_is_not_asked_after_the_deadline() -> None:
    with listen() as listener:
        federation = Federation(AllowList([listener.url]), 30, 200)
        with pytest.raises(NoAnswerError, match="those that were asked before it took all the time"):
            federation.select(listener.url, "SELECT * {}", (), time.monotonic() - 1)
        assert not listener.calls


def test_a_file_is_fetched_with_its_media_type() -> None:
    with serve(lambda _: respond(b"<a:b> <a:c> 1 .", "text/turtle"), "/data.ttl") as server:
        federation = Federation(AllowList([server.url.removesuffix("data.ttl")]), 30, 200)
        assert federation.fetch(f"{server.url}#it", "text/turtle") == (b"<a:b> <a:c> 1 .", "text/turtle")
        assert federation.fetch(server.url, "text/turtle")[1] == "text/turtle"
    assert [request.path for request in server.requests] == ["/data.ttl", "/data.ttl"]
