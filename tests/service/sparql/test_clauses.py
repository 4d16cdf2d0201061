from __future__ import annotations

import pytest

from ontology.errors import QueryError
from service.sparql.clauses import Clause, find_clauses
from service.sparql.lexer import tokenize
from service.sparql.prologue import read_prologue

HEAD = "PREFIX ex: <http://example.org/> PREFIX silentex: <http://s/> "


def find(text: str, *, nested: bool = False) -> list[Clause]:
    text = f"{HEAD}{text}"
    tokens = list(tokenize(text))
    prologue, start = read_prologue(tokens)
    return list(find_clauses(text, tokens[start:], prologue, nested=nested))


@pytest.mark.parametrize(
    ("clause", "endpoint"),
    [
        ("SERVICE <http://x/> {%s}", "<http://x/>"),
        ("sErViCe<http://x/>{%s}", "<http://x/>"),
        ("SERVICE # one\n ex:a # two\r{%s}", "ex:a"),
        ("SERVICE ?x {%s}", "?x"),
        ("SERVICE$x{%s}", "$x"),
        ("SERVICEex: {%s}", "ex:"),
        ("SERVICE: {%s}", ":"),
        ("service:x {%s}", ":x"),
    ],
)
@pytest.mark.parametrize("pattern", ["", " ?x ?y ?z ", "{{}}", "?x ?y '}' # }\n", "{ FILTER((?a<?b)&&(?c>?d)) }"])
def test_a_clause_is_found_with_its_endpoint_and_pattern(clause: str, endpoint: str, pattern: str) -> None:
    before = "ASK { ?s ?p 1 . "
    (found,) = find(f"{before}{clause % pattern} OPTIONAL {{ ?s ?p ?o }} }}")
    assert (found.endpoint.text, found.pattern, found.is_silent) == (endpoint, pattern, False)
    assert found.start == len(HEAD + before)
    assert found.end == found.start + len(clause % pattern)


@pytest.mark.parametrize("clause", ["SERVICE SILENT ex: {}", "service silent<http://x/>{}", "SERVICESILENT ?x {}"])
def test_a_clause_may_be_silent(clause: str) -> None:
    (found,) = find(f"ASK {{ {clause} }}")
    assert found.is_silent


@pytest.mark.parametrize(
    "text",
    [
        "ASK { GRAPH service:x { ?s ?p ?o } }",
        "SELECT * FROM service:x { ?s ?p ?o }",
        "SELECT * FROM NAMED service:x { ?s ?p ?o }",
        "ASK { ?s service:x ?service . 'SERVICE' ?p <SERVICE> # SERVICE <x> {}\n }",
        "ASK { _:service ?p 'a'@service }",
        "ASK { ex:service { ?s ?p ?o } }",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert find(text) == []


def test_those_that_stand_in_another_are_found_if_they_are_wanted() -> None:
    text = "ASK { SERVICE ex:a { SERVICE ex:b { ?s ?p ?o SERVICE ex:c {} } } SERVICE ex:d {} }"
    assert [clause.endpoint.text for clause in find(text)] == ["ex:a", "ex:d"]
    assert [clause.endpoint.text for clause in find(text, nested=True)] == ["ex:a", "ex:b", "ex:c", "ex:d"]


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ("SERVICE", "SERVICE takes an endpoint"),
        ("SERVICE <http://x/>", "SERVICE takes an endpoint"),
        ("SERVICE { ?x ?y ?z }", "SERVICE takes an endpoint"),
        ("SERVICE 'a' { ?x ?y ?z }", "SERVICE takes an endpoint"),
        ("SERVICE _:a { ?x ?y ?z }", "SERVICE takes an endpoint"),
        ("SERVICE <http://x/> ?x ?y ?z", "SERVICE takes an endpoint"),
        ("SERVICE SILENT { ?x ?y ?z }", "SERVICE takes an endpoint"),
        ("SERVICEX <http://x/> { ?x ?y ?z }", "SERVICE takes an endpoint"),
        ("SERVICE <http://x/> { ?x ?y { ?z }", r"the braces of SERVICE are not closed \(at character 89\)"),
        ("?x ?y trueSERVICE<http://x/>{}", r"trueSERVICE ends in a keyword: put a space before SERVICE"),
        ("?x ?y true.SERVICEex:{}", r"true\.SERVICEex: ends in a keyword: put a space before SERVICE"),
        ("SERVICE SILENTex: {}", r"SILENTex: can be read as SILENT and a name"),
        ("SERVICE silentex:a {}", r"silentex:a can be read as SILENT and a name"),
        ("SERVICESILENTex: {}", r"SILENTex: can be read as SILENT and a name"),
    ],
)
def test_one_that_is_wrong_is_explained(clause: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        find(f"ASK {{ {clause}")
