from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field

import pyoxigraph as ox
import pytest

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.guard import MAX_DEPTH, MAX_PARTS, MAX_PATTERNS, ForbiddenQueryError, QueryForm, check_query

HEAD = "PREFIX : <{url}> PREFIX ex: <{url}> PREFIX service: <{url}> "
BODY = "{{?a ?b ?c}}"

# The engine reaches out for each of these: the first test below proves that, the second that we refuse it.
REACHING = {
    "plain": "SELECT * {{SERVICE <{url}> " + BODY + "}}",
    "lower case": "SELECT * {{service <{url}> " + BODY + "}}",
    "mixed case": "SELECT * {{SeRvIcE <{url}> " + BODY + "}}",
    "silent": "SELECT * {{SERVICE SILENT <{url}> " + BODY + "}}",
    "comments between": "SELECT * {{SERVICE #x\n#y\r <{url}> #z\n" + BODY + "}}",
    "no space before the address": "SELECT * {{SERVICE<{url}>" + BODY + "}}",
    "no space before silent": "SELECT * {{SERVICESILENT<{url}>" + BODY + "}}",
    "no space before a name": HEAD + "SELECT * {{SERVICEex:" + BODY + "}}",
    "no space before a name without prefix": HEAD + "SELECT * {{SERVICE:" + BODY + "}}",
    "looks like a name": HEAD + "SELECT * {{service:x" + BODY + "}}",
    "looks like a name, after a pattern": HEAD + "SELECT * {{?s ?p ?o . service:x " + BODY + "}}",
    "no space before the keyword": "SELECT * {{?s ?p trueSERVICE<{url}>" + BODY + "}}",
    "after a number": "SELECT * {{?s ?p 1SERVICE<{url}>" + BODY + "}}",
    "after a variable and a full stop": "SELECT * {{?s ?p ?a.SERVICE<{url}>" + BODY + "}}",
    "after a group": "SELECT * {{OPTIONAL{{?s ?p ?o}}SERVICE<{url}>" + BODY + "}}",
    "in a subquery": "SELECT * {{{{SELECT * {{SERVICE <{url}> " + BODY + "}}}}}}",
    "in a filter": "SELECT * {{?s ?p ?o FILTER EXISTS{{SERVICE<{url}>" + BODY + "}}}}",
    "in OPTIONAL": "SELECT * {{?s ?p ?o OPTIONAL{{SERVICE<{url}>" + BODY + "}}}}",
    "in UNION": "SELECT * {{{{?s ?p ?o}}UNION{{SERVICE<{url}>" + BODY + "}}}}",
    "in ASK": "ASK {{SERVICE <{url}> " + BODY + "}}",
    "in CONSTRUCT": "CONSTRUCT {{?a ?b ?c}} WHERE {{SERVICE <{url}> " + BODY + "}}",
    "in DESCRIBE": "DESCRIBE ?a WHERE {{SERVICE <{url}> " + BODY + "}}",
    "after a comment that a return ends": "SELECT * {{#x\rSERVICE <{url}> " + BODY + "}}",
    "after a comment that holds a null": "SELECT * {{#x\x00\nSERVICE <{url}> " + BODY + "}}",
    "after a long string": "SELECT * {{?s ?p '''a''' SERVICE<{url}>" + BODY + "}}",
    "in what looks like an IRI": "SELECT * {{FILTER(1<2)SERVICE#>\n<{url}>" + BODY + "}}",
    "in what looks like an IRI and a string": "SELECT * {{FILTER(1<2#> '''\n)SERVICE<{url}>" + BODY + " #'''\n}}",
    "the same, with a name": HEAD + "SELECT * {{FILTER(1<2||1<ex:b#> '''\n)SERVICE<{url}>" + BODY + " #'''\n}}",
    "after a comparison with an IRI": "BASE <http://b/> SELECT * {{FILTER(1<2||1<<#b>)SERVICE<{url}>" + BODY + "\n}}",
    "behind an escape in a string": 'SELECT * {{?s ?p "a\\u0022 # " . SERVICE <{url}> ' + BODY + "}}",
}

# Disguises by the grammar's own rules, which this engine happens not to follow.
DISGUISED = [
    "SELECT * {\\u0053ERVICE <http://x/> {?a ?b ?c}}",
    "SELECT * {\\U00000053ervice <http://x/> {?a ?b ?c}}",
    "SELECT * {#\\u000A SERVICE <http://x/> {?a ?b ?c}\n}",
    'SELECT * {?s ?p "a\\u0022 . SERVICE <http://x/> {?a ?b ?c} #"\n}',
    "SELECT * {?s ?p 'unterminated SERVICE <http://x/> {} }",
    "SELECT * {?s ?p '''unterminated SERVICE <http://x/> {} }",
    "SELECT * {?s ?p 'a\nSERVICE <http://x/> {}' }",
    "SELECT * {?s ?p ?o MINUS{SERVICE<http://x/>{?s ?p ?o}}}",
    "SELECT * {GRAPH ?g {SERVICE<http://x/>{?s ?p ?o}}}",
    "SELECT * {VALUES ?v {<http://x/>} SERVICE ?v {?s ?p ?o}}",
    "LOAD <http://x/>",
    "load silent <file:///etc/passwd> INTO GRAPH <http://g/>",
    "INSERT DATA {} ; LOAD <http://x/>",
    "PREFIX ex: <http://x/> LOAD ex:a",
]

ALLOWED = [
    "SELECT ?service ?load WHERE { ?service ?load $SERVICE }",
    "PREFIX service: <http://x/service#> SELECT * { service:x service:load ?o }",
    "PREFIX ex: <http://x/> SELECT * { ex:service ex:load ex:SERVICE.load }",
    "PREFIX myservice: <http://x/> SELECT * { GRAPH myservice:g { ?s ?p ?o } }",
    "SELECT * { <http://x/service> <http://x/LOAD> <http://x/#SERVICE> }",
    "SELECT * { ?s ?p 'SERVICE <http://x/> {}' , \"load\" , '''SERVICE\n<x> {}''' , \"\"\"LOAD\"\"\" }",
    "SELECT * { # SERVICE <http://x/> {}\n ?s ?p ?o # LOAD\r}",
    "SELECT * { ?s ?p 'a'@service }",
    "SELECT * { _:service ?p _:load }",
    "SELECT * { ?s ?p 'caf\\u00e9' }",
    "BASE <http://x/> SELECT * { ?s <#service> <#load> VALUES ?v { <#a> <#b> } }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && ?o > 3) }",
]


@dataclass
class Listener:
    """Notes who connects."""

    url: str = ""
    calls: list[bytes] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    noted = Listener()
    with socket.create_server(("127.0.0.1", 0)) as server:
        noted.url = f"http://127.0.0.1:{server.getsockname()[1]}/x"

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    noted.calls.append(connection.recv(2000))
                    connection.sendall(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        yield noted
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)


@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING)
def test_the_engine_by_itself_reaches_out(listener: Listener, query: str) -> None:
    store = ox.Store()
    subject, predicate = ox.NamedNode("http://a/s"), ox.NamedNode("http://a/p")
    store.extend(ox.Quad(subject, predicate, ox.Literal(value)) for value in (1, True, "a", 'a" # '))
    listener.calls.clear()
    with pytest.raises(OSError, match="500") if "SILENT" not in query and "EXISTS" not in query else nullcontext():
        result = store.query(query.format(url=listener.url))
        if not isinstance(result, ox.QueryBoolean):
            list(result)
    assert listener.calls


@pytest.mark.parametrize("query", REACHING.values(), ids=REACHING)
def test_a_query_that_reaches_out_is_refused_however_it_is_written(query: str) -> None:
    with pytest.raises(QueryError):
        check_query(query.format(url="http://127.0.0.1:1/x"))


@pytest.mark.parametrize("query", DISGUISED)
def test_disguises_by_the_grammar_are_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="SERVICE and LOAD are not allowed"):
        check_query(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_names_texts_and_comments_may_hold_the_words(query: str) -> None:
    assert check_query(query) is QueryForm.SELECT
    ox.Store().query(query, prefixes=PREFIXES)


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("select * {}", QueryForm.SELECT),
        ("# ASK\nPREFIX ask: <http://x/> ASK {}", QueryForm.ASK),
        ("BASE <http://x/SELECT> CONSTRUCT WHERE {}", QueryForm.CONSTRUCT),
        ("PREFIX select: <http://x/> describe select:x", QueryForm.DESCRIBE),
        ("", None),
        ("INSERT DATA {}", None),
    ],
)
def test_the_form_of_a_query_is_read_from_its_keyword(query: str, form: QueryForm | None) -> None:
    assert check_query(query) is form


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {FILTER(" + "(" * MAX_DEPTH + "1" + ")" * MAX_DEPTH + ")}",
        "SELECT * " + "{" * 5000 + "}" * 5000,
        "SELECT * {FILTER(" + "!" * 10_000 + "1)}",
        "SELECT * {FILTER(" + "! " * 10_000 + "1)}",
        "SELECT * {?s ?p " + "[?p " * 128 + "1" + "]" * 128 + "}",
        "SELECT * {FILTER(" + "STR(" * 256 + "1" + ")" * 256 + ")}",
        "SELECT * {FILTER(" + "||".join(["?s"] * (MAX_PARTS + 1)) + ")}",
        "SELECT * {" + "BIND(1 AS ?x)" * MAX_PARTS + "}",
        "SELECT * {" + "OPTIONAL{?s ?p ?o}" * MAX_PARTS + "}",
        "SELECT * {" + "?s a ?o ." * (MAX_PATTERNS + 1) + "}",
        "SELECT * {?s ?p " + ",".join(["?o"] * (MAX_PATTERNS + 2)) + "}",
        "SELECT * {?s " + "/".join(["a"] * (MAX_PATTERNS + 2)) + " ?o}",
        "SELECT * {" + "\\u007B" * 5000 + "}",
    ],
)
def test_what_would_end_the_process_or_take_minutes_is_refused(query: str) -> None:
    with pytest.raises(QueryError, match=r"too (deeply|long|many)"):
        check_query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * {VALUES ?x {" + "1 " * 5000 + "}}",
        "SELECT * {FILTER(?x IN (" + ",".join(["1"] * 5000) + "))}",
        "SELECT * {VALUES (?x ?y) {" + "(1 2)" * 1000 + "}}",
        "SELECT * {" + "?s a ?o ." * MAX_PATTERNS + "}",
    ],
)
def test_long_lists_are_no_trouble(query: str) -> None:
    assert check_query(query) is QueryForm.SELECT
