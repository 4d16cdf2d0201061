from __future__ import annotations

import json

import pyoxigraph as ox
import pytest

from ontology.errors import QueryError
from service.sparql.guard import ForbiddenQueryError, refuse_reach
from service.sparql.update.operations import Run
from service.sparql.update.request import read_update
from store.graph import GraphStore
from tests.service.sparql.rewriting import EX, ask, rewriter
from tests.service.sparql.servers import answer_from, respond, serve, to_store

HERE = "ex:a ex:name 'Anna' . ex:b ex:name 'Bert' . ex:c ex:name 'Cleo' ."
THERE = "ex:a ex:age 30 . ex:b ex:age 40 . ex:b ex:knows ex:a, ex:z . [] ex:age 50 ."


JOINS = {
    "a pattern": (
        "SELECT ?n ?age { ?x ex:name ?n . SERVICE @ { ?x ex:age ?age } }",
        [{"age": "30", "n": "Anna"}, {"age": "40", "n": "Bert"}],
    ),
    "OPTIONAL": (
        "SELECT ?n ?age { ?x ex:name ?n OPTIONAL { SERVICE @ { ?x ex:age ?age } } }",
        [{"age": "30", "n": "Anna"}, {"age": "40", "n": "Bert"}, {"n": "Cleo"}],
    ),
    "OPTIONAL there": (
        "SELECT ?x ?k { SERVICE @ { ?x ex:age ?age OPTIONAL { ?x ex:knows ?k } FILTER(?age < 45) } }",
        [{"k": "a", "x": "b"}, {"k": "z", "x": "b"}, {"x": "a"}],
    ),
    "MINUS": ("SELECT ?n { ?x ex:name ?n MINUS { SERVICE @ { ?x ex:age ?age } } }", [{"n": "Cleo"}]),
    "UNION": (
        "SELECT ?n ?age { { ?x ex:name ?n } UNION { SERVICE @ { ex:b ex:age ?age } } }",
        [{"age": "40"}, {"n": "Anna"}, {"n": "Bert"}, {"n": "Cleo"}],
    ),
    "FILTER EXISTS": (
        "SELECT ?n { ?x ex:name ?n FILTER EXISTS { SERVICE @ { ?x ex:age ?age } } }",
        [{"n": "Anna"}, {"n": "Bert"}],
    ),
    "FILTER NOT EXISTS": (
        "SELECT ?n { ?x ex:name ?n FILTER NOT EXISTS { SERVICE @ { ?x ex:age ?age } } }",
        [{"n": "Cleo"}],
    ),
    "a subquery": (
        "SELECT ?n ?s { ?x ex:name ?n { SELECT ?x (SUM(?age) AS ?s) { SERVICE @ { ?x ex:age ?age } } GROUP BY ?x } }",
        [{"n": "Anna", "s": "30"}, {"n": "Bert", "s": "40"}],
    ),
    "a subquery there": (
        "SELECT ?n ?m { ?x ex:name ?n . SERVICE @ { SELECT ?x (COUNT(*) AS ?m) { ?x ex:knows ?y } GROUP BY ?x } }",
        [{"m": "2", "n": "Bert"}],
    ),
    "a graph": ("SELECT ?age { GRAPH ex:g { SERVICE @ { ex:a ex:age ?age } } }", [{"age": "30"}]),
    "several": (
        "SELECT ?n ?m { ?x ex:name ?n . SERVICE @ { ?x ex:knows ?y } SERVICE @ { ?y ex:age ?age } ?y ex:name ?m }",
        [{"m": "Anna", "n": "Bert"}],
    ),
    "an expression": (
        "SELECT ?n { ?x ex:name ?n . SERVICE @ { ?x ex:age ?age } FILTER(?age > 35) }",
        [{"n": "Bert"}],
    ),
    "no rows": ("SELECT ?n { ?x ex:name ?n . SERVICE @ { ?x ex:none ?age } }", []),
    "no variables, and it is so": ("SELECT ?n { ex:c ex:name ?n . SERVICE @ { ex:a ex:age 30 } }", [{"n": "Cleo"}]),
    "no variables, and it is not so": ("SELECT ?n { ex:c ex:name ?n . SERVICE @ { ex:a ex:age 31 } }", []),
    "nothing asked": ("SELECT ?n { ex:c ex:name ?n . SERVICE @ {} }", [{"n": "Cleo"}]),
}


@pytest.mark.parametrize(("query", "rows"), JOINS.values(), ids=JOINS)
def test_what_another_endpoint_answers_is_joined_as_sparql_says(query: str, rows: list[dict[str, str]]) -> None:
    with serve(answer_from(THERE)) as server:
        text = rewriter(server.url).rewrite(EX + query.replace("@", f"<{server.url}>"))
    graph = to_store(HERE)
    graph._store.add_graph(ox.NamedNode("http://example.org/g"))
    assert ask(graph, text) == rows


def test_all_but_the_clauses_stays_to_the_byte() -> None:
    before = f"{EX}# names\r\nSELECT  *\t{{ ?x ex:name 'caf\u00e9 \\n{{' ."
    between, after = "\n  OPTIONAL{?x ex:p ?y}", " FILTER(?x<?y) }# end"
    with serve(answer_from("ex:a ex:age 30 .")) as server:
        clause = f"SERVICE <{server.url}>\n{{\n?x ex:age ?age }}"
        text = rewriter(server.url).rewrite(f"{before}{clause}{between}{clause}{after}")
    values = ' VALUES (?age ?x) { ("30"^^<http://www.w3.org/2001/XMLSchema#integer> <http://example.org/a>) } \n\n'
    assert text == f"{before}{values}{between}{values}{after}"


def test_the_pattern_is_sent_as_it_is_written_with_the_prologue() -> None:
    pattern = " ?x a owl:Thing ; ex:p <y> , 'a # \\u00e9' # end"
    with serve(answer_from("")) as server:
        rewriter(server.url).rewrite(f"BASE <http://b/> {EX} SELECT * {{ SERVICE <{server.url}> {{{pattern}\n}} }}")
    (query,) = server.queries
    head, _, rest = query.partition("SELECT")
    assert rest == f" * WHERE {{{pattern}\n\n}}"
    assert head.startswith("BASE <http://b/>\nPREFIX rg: <https://w3id.org/rolegraph/ns#>\n")
    assert "PREFIX ex: <http://example.org/>\n" in head
    assert "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n" in head


def test_only_variables_of_the_pattern_are_bound() -> None:
    row = {name: {"type": "literal", "value": name} for name in ("x", "y")}
    answer = respond(json.dumps({"head": {"vars": ["x", "y"]}, "results": {"bindings": [row]}}).encode())
    with serve(lambda _: answer) as server:
        text = rewriter(server.url).rewrite(f"SELECT * {{ SERVICE <{server.url}> {{ ?x ?p '?y' }} }}")
    assert text == 'SELECT * {  VALUES (?x) { ("x") }  }'


def test_blank_nodes_of_another_endpoint_are_iris_here() -> None:
    with serve(answer_from("[] ex:p [] .")) as server:
        text = rewriter(server.url).rewrite(
            f"{EX} SELECT * {{ SERVICE <{server.url}> {{ ?x ex:p ?y }} FILTER(ISIRI(?x)) }}"
        )
    (row,) = ask(to_store(""), text)
    assert row["x"].startswith("urn:uuid:")
    assert row["x"] != row["y"]


def test_services_of_updates_are_answered_with_the_prologue_of_each_operation() -> None:
    with serve(answer_from(THERE)) as server:
        text = rewriter(server.url).rewrite(
            f"{EX} INSERT {{ ?x ex:old ?age }} WHERE {{ SERVICE <{server.url}> {{ ?x ex:age ?age, 40 }} }} ; "
            f"PREFIX there: <{server.url}> DELETE {{ ?x ex:name ?n }} WHERE "
            "{ ?x ex:name ?n SERVICE there: { ?x ex:age 30 } }"
        )
    store = ox.Store()
    graph = ox.NamedNode("http://g/")
    for to_graph in (graph, ox.DefaultGraph()):
        store.load(
            f"@prefix ex: <http://example.org/> .\n{HERE}".encode(), format=ox.RdfFormat.TURTLE, to_graph=to_graph
        )
    for operation in read_update(text, unnamed=graph.value):
        assert isinstance(operation, Run)
        store.update(refuse_reach(operation.text))
    assert ask(GraphStore(store), f"{EX} SELECT * {{ GRAPH <http://g/> {{ ?x ?p ?o }} }}") == [
        {"o": "40", "p": "old", "x": "b"},
        {"o": "Bert", "p": "name", "x": "b"},
        {"o": "Cleo", "p": "name", "x": "c"},
    ]


def test_a_load_is_left_to_whoever_runs_updates_and_refused_in_queries() -> None:
    with serve(answer_from(THERE)) as server:
        allowing = rewriter(server.url)
        update = f"{EX} LOAD <{server.url}> ; DELETE WHERE {{ ?load ex:p 'load' }}"
        assert allowing.rewrite(update) == update
        for text in (update, "LOAD <http://x/>", f"ASK {{ SERVICE <{server.url}> {{ ?x ?y 1 }} }} ; LOAD <http://x/>"):
            with pytest.raises(ForbiddenQueryError, match="LOAD at character"):
                allowing.rewrite(text, may_load=False)
        text = allowing.rewrite(
            f"{EX} ASK {{ SERVICE <{server.url}> {{ ?load ?y 1 }} ?x ?load 'load' }}", may_load=False
        )
        assert refuse_reach(text) == text


@pytest.mark.parametrize(
    "clause",
    ["SERVICE <{url}>", "SERVICE there:", "SERVICEthere:", "service:sparql", "SERVICE <{escaped}>", "SERVICE <sparql>"],
)
def test_the_endpoint_is_named_as_the_prologue_says(clause: str) -> None:
    with serve(answer_from(THERE)) as server:
        root = server.url.removesuffix("sparql")
        head = f"BASE <{root}> {EX} PREFIX there: <{server.url}> PREFIX : <{root}> "
        written = clause.format(url=server.url, escaped=server.url.replace("sparql", "\\u0073parql"))
        text = rewriter(server.url).rewrite(f"{head} SELECT ?age {{ {written} {{ ex:a ex:age ?age }} }}")
    assert ask(to_store(""), text) == [{"age": "30"}]


def test_the_base_of_the_request_is_that_of_the_endpoint_and_of_the_pattern() -> None:
    with serve(answer_from(THERE)) as server:
        text = "SELECT ?age { SERVICE <sparql> { <http://example.org/a> <http://example.org/age> ?age } }"
        rewritten = rewriter(server.url).rewrite(text, server.url)
        with pytest.raises(QueryError, match="<sparql> at character 23 makes no absolute IRI"):
            rewriter(server.url).rewrite(text)
    assert server.queries[0].startswith(f"BASE <{server.url}>\n")
    assert ask(to_store(""), rewritten) == [{"age": "30"}]
