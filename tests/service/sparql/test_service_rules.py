from __future__ import annotations

from collections.abc import Iterable

import pytest

from ontology.errors import QueryError
from service.sparql.federation import NoAnswerError
from service.sparql.guard import ForbiddenQueryError
from service.sparql.services import MAX_CLAUSES
from tests.service.sparql.rewriting import EX, ask, rewriter
from tests.service.sparql.servers import answer_from, listen, respond, serve, to_store

HERE = "ex:a ex:name 'Anna' . ex:b ex:name 'Bert' . ex:c ex:name 'Cleo' ."
THERE = "ex:a ex:age 30 . ex:b ex:age 40 . ex:b ex:knows ex:a, ex:z . [] ex:age 50 ."


def test_a_variable_endpoint_is_every_endpoint_that_is_listed_by_itself() -> None:
    with serve(answer_from("ex:a ex:age 30 .")) as one, serve(answer_from("ex:a ex:age 31 .")) as two, listen() as no:
        both = rewriter(one.url, no.url.removesuffix("x"), two.url)
        clause = "SERVICE ?where { ?x ex:age ?age }"
        text = both.rewrite(f"{EX} SELECT ?where ?age {{ {clause} }}")
        assert not no.calls
        chosen = both.rewrite(f"{EX} SELECT ?age {{ VALUES ?where {{ <{two.url}> <{no.url}> }} {clause} }}")
        inside = both.rewrite(f"{EX} SELECT ?x ?age {{ SERVICE ?x {{ ?x ex:age ?age }} }}")
    graph = to_store("")
    assert [row["age"] for row in ask(graph, text)] == ["30", "31"]
    assert f"<{one.url}>" in text
    assert ask(graph, chosen) == [{"age": "31"}]
    assert ask(graph, inside) == []


def test_a_variable_endpoint_that_fails_fails_alone_if_it_is_silent() -> None:
    with serve(answer_from("ex:a ex:age 30 .")) as one, listen() as broken:
        both = rewriter(broken.url, one.url)
        text = both.rewrite(f"{EX} SELECT ?where ?age {{ SERVICE SILENT ?where {{ ex:a ex:age ?age }} }}")
        with pytest.raises(NoAnswerError, match="it answered with HTTP 500"):
            both.rewrite(f"{EX} SELECT ?where ?age {{ SERVICE ?where {{ ex:a ex:age ?age }} }}")
    assert ask(to_store(""), text) == [{"age": "30", "where": "sparql"}, {"where": "x"}]


@pytest.mark.parametrize("silent", ["", "SILENT "])
@pytest.mark.parametrize("endpoint", ["<http://x/other>", "ex:", "?v"])
def test_an_endpoint_that_is_not_allowed_is_refused_silent_or_not_and_nobody_is_asked(
    silent: str, endpoint: str
) -> None:
    with listen() as allowed:
        query = f"{EX} SELECT * {{ SERVICE <{allowed.url}> {{ ?x ?y ?z }} SERVICE {silent}{endpoint} {{ ?x ?y ?z }} }}"
        with pytest.raises(ForbiddenQueryError, match="ROLEGRAPH_SPARQL_ALLOW"):
            rewriter(allowed.url.removesuffix("x")).rewrite(query)
        assert not allowed.calls


def test_an_endpoint_that_does_not_answer_is_an_error_and_nothing_if_it_is_silent() -> None:
    with listen() as broken:
        query = f"{EX} SELECT * {{ ?x ex:name 'Anna' SERVICE <{broken.url}> {{ ?x ex:age ?age }} }}"
        with pytest.raises(
            QueryError, match=f"{broken.url} gave no answer that can be used: it answered with HTTP 500"
        ):
            rewriter(broken.url).rewrite(query)
        text = rewriter(broken.url).rewrite(query.replace("SERVICE", "SERVICE SILENT"))
    assert ask(to_store(HERE), text) == [{"x": "a"}]


def test_all_clauses_together_have_the_time_of_one() -> None:
    def never(request: object) -> Iterable[bytes]:
        server.released.wait()
        yield b""

    with serve(never) as server:  # type: ignore[arg-type]
        clause = f"SERVICE SILENT <{server.url}> {{ ?x ?y ?z }} "
        text = rewriter(server.url, seconds=0.2).rewrite(f"SELECT * {{ {clause * 3} }}")
    assert text.count("VALUES () { () }") == 3
    assert len(server.requests) == 1


class TestServicesInServices:
    def test_one_that_is_allowed_goes_along_as_it_is_written(self) -> None:
        inner = "SERVICE <http://inner.example/> { SERVICE rg:search { ?x rg:query 'a' } } OPTIONAL { ?x ex:service 1 }"
        empty = respond(b'{"head": {"vars": ["x"]}, "results": {"bindings": []}}')
        with serve(lambda _: empty) as server:
            allowing = rewriter(server.url, "http://inner.example/")
            text = allowing.rewrite(f"{EX} SELECT * {{ SERVICE <{server.url}> {{ {inner} }} }}")
        (query,) = server.queries
        assert f"WHERE {{ {inner} \n}}" in query
        assert text == f"{EX} SELECT * {{  VALUES (?x) {{  }}  }}"

    @pytest.mark.parametrize(
        "inner",
        [
            "SERVICE <http://other.example/> {}",
            "OPTIONAL { SERVICE SILENT ex: {} }",
            "SERVICE <{url}> { SERVICE <{url}> { SERVICE <http://other.example/> {} } }",
            "SERVICE ?x {}",
            "SERVICEex: {}",
        ],
    )
    def test_one_that_is_not_allowed_is_refused(self, inner: str) -> None:
        with listen() as allowed:
            inner = inner.replace("{url}", allowed.url)
            with pytest.raises(ForbiddenQueryError):
                rewriter(allowed.url).rewrite(f"{EX} SELECT * {{ SERVICE <{allowed.url}> {{ ?x ?y ?z . {inner} }} }}")
            assert not allowed.calls

    def test_there_may_be_some_but_not_any_number(self) -> None:
        with listen() as allowed:
            inner = f"SERVICE <{allowed.url}> {{" * (MAX_CLAUSES + 1) + "}" * (MAX_CLAUSES + 1)
            with pytest.raises(QueryError, match="too often"):
                rewriter(allowed.url).rewrite(f"SELECT * {{ SERVICE <{allowed.url}> {{ {inner} }} }}")
            assert not allowed.calls


def test_there_may_be_some_clauses_but_not_any_number() -> None:
    with serve(answer_from(THERE)) as server:
        clause = f"SERVICE <{server.url}> {{ ?x ex:age 30 }} "
        assert ask(to_store(""), rewriter(server.url).rewrite(f"{EX} SELECT * {{ {clause * MAX_CLAUSES} }}")) == [
            {"x": "a"}
        ]
        with pytest.raises(QueryError, match="SERVICE stands too often in the text; 10 times are allowed"):
            rewriter(server.url).rewrite(f"{EX} SELECT * {{ {clause * (MAX_CLAUSES + 1)} }}")
    assert len(server.requests) == MAX_CLAUSES
