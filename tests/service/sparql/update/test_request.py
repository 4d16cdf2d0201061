from __future__ import annotations

import socket
import threading
from contextlib import suppress

import pyoxigraph as ox
import pytest

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.update.operations import Clear, Graphs, Run
from service.sparql.update.request import read_update

U = "http://x/unnamed"
HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
CLEAR_ALL = Clear(Graphs.ALL, drop=False, silent=False)

# What the engine takes, though the grammar does not.
STUCK = [
    "INSERTDATA{<http://x/a> a 1}",
    "DELETEDATA{<http://x/a> a 1}",
    "DELETEWHERE{?s ?p ?o}",
    "PREFIX ex: <http://x/> WITHex:g INSERT {?s a 1} WHERE {?s ?p ?o}",
    "PREFIX ex: <http://x/> INSERT {?s a 1} USINGex:g WHERE {?s ?p ?o}",
    "PREFIX ex: <http://x/> INSERT {?s a 1} USING NAMEDex:g WHERE {?s ?p ?o}",
    "INSERT {?s a 1} USINGNAMED<http://x/g> WHERE {?s ?p ?o}",
    "PREFIX ex: <http://x/> INSERT DATA {GRAPHex:g {<http://x/a> a 1}}",
    "PREFIX : <http://x/> INSERT DATA {GRAPH:g {<http://x/a> a 1}}",
    "INSERT DATA {<http://x/a> a trueGRAPH<http://x/g> {<http://x/a> a 1}}",
    "INSERT DATA {<http://x/a> a 1e5GRAPH<http://x/g> {<http://x/a> a 1}}",
    "PREFIX ex: <http://x:> INSERT DATA {<http://x/a> a ex:GRAPH <http://x/g> {<http://x/a> a 1}}",
    "CLEARALL",
    "CLEAR SILENTALL",
    "DROP SILENTGRAPH<http://x/g>",
    "CREATEGRAPH<http://x/g>",
    "CREATE SILENTGRAPH<http://x/g>",
    "COPY DEFAULTTO<http://x/g>",
    "COPY<http://x/g>TOGRAPH<http://x/h>",
    "LOADSILENT<urn:x>",
    "LOAD SILENT<urn:x>INTOGRAPH<http://x/g>",
    "INSERT DATA {<http://x/a> a 1 <http://x/a> a 2}",
    "DELETE WHERE {<http://x/a> a 1 <http://x/a> a 2}",
    ";",
]

# Each holds CLEAR ALL where the engine finds it; read in another way, it is part of a text, an IRI or a comment.
HIDING = [
    "INSERT {} WHERE { FILTER(1<2||?a<'>') } ; CLEAR ALL ; INSERT DATA { rg:a a 'z' }",
    "INSERT {} WHERE { FILTER(1<2||1e5<2#> '''\n) } ; CLEAR ALL #'''\n",
    "INSERT {} WHERE { FILTER(1<2||EXISTS{}<2#> '''\n) } ; CLEAR ALL #'''\n",
    "INSERT {} WHERE { FILTER(1<(?c>?d) && 1<2#> '''\n) } ; CLEAR ALL #'''\n",
    "INSERT {} WHERE { VALUES ?x {'''a'} } ; CLEAR ALL ; INSERT DATA { rg:a a 'z' }",
    "INSERT {} WHERE { VALUES ?x {'''a'} } ; CLEAR ALL #\\x'''\n",
    "INSERT {} WHERE { VALUES ?x {'''a'} } ; CLEAR ALL #\\uD800'''\n",
    'INSERT {} WHERE { VALUES ?x {"""a"} } ; CLEAR ALL #\\x"""\n',
    "INSERT DATA { #'\r} ; CLEAR ALL #'\n",
    "PREFIX x: <http://x/> INSERT DATA { x:a a x:\\#b } ; CLEAR ALL #",
]

WRONG = [
    ("SELECT * {}", "line 1, column 1: an operation such as INSERT DATA or CLEAR is expected, not SELECT"),
    ("CLEAR ALL ;;", "line 1, column 12: an operation such as INSERT DATA or CLEAR is expected, not ;"),
    ("; CLEAR ALL", "line 1, column 1: an operation such as INSERT DATA or CLEAR is expected, not ;"),
    ("CLEAR ALL CLEAR ALL", "line 1, column 11: ; is expected, not CLEAR"),
    ("CLEAR ALL\r\n;\r\n DROP", "line 3, column 6: GRAPH and an IRI, DEFAULT, NAMED or ALL is expected, not the end"),
    ("CLEAR <http://x/g>", "line 1, column 7: GRAPH and an IRI, DEFAULT, NAMED or ALL is expected, not <http://x/g>"),
    ("CLEAR GRAPH nope:g", "line 1, column 13: the prefix of nope:g is not declared"),
    ("CLEAR GRAPH <g>", "line 1, column 13: <g> is no absolute IRI"),
    ("CLEAR GRAPH <http://x:port>", "line 1, column 13: <http://x:port> is no absolute IRI"),
    ("CLEAR GRAPH <http://x/\\u003E>", "line 1, column 13: .* is no absolute IRI"),
    ("CLEAR GRAPH ?g", "line 1, column 13: an IRI is expected, not \\?g"),
    ("CLEAR \u017fILENT ALL", "line 1, column 7: GRAPH and an IRI"),
    ("CREATE DEFAULT", "line 1, column 8: GRAPH is expected, not DEFAULT"),
    ("COPY ALL TO <http://x/g>", "line 1, column 6: an IRI is expected, not ALL"),
    ("MOVE DEFAULT <http://x/g>", "line 1, column 14: TO is expected, not <http://x/g>"),
    ("LOAD", "line 1, column 5: an IRI is expected, not the end"),
    ("LOAD <http://x/g> INTO <http://x/g>", "line 1, column 24: GRAPH is expected, not <http://x/g>"),
    ("INSERT WHERE { ?s ?p ?o }", "line 1, column 8: { is expected, not WHERE"),
    ("WITH <http://x/g> DELETE WHERE { ?s ?p ?o }", "line 1, column 26: { is expected, not WHERE"),
    ("WITH <http://x/g> CLEAR ALL", "line 1, column 19: DELETE or INSERT is expected, not CLEAR"),
    ("INSERT {} DELETE {} WHERE {}", "line 1, column 11: WHERE is expected, not DELETE"),
    ("INSERT { ?s ?p ?o } { ?s ?p ?o }", "line 1, column 21: WHERE is expected, not {"),
    ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 1", "line 1, column 40: ; is expected, not LIMIT"),
    ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o", "line 1, column 37: the text ends too early"),
    ("INSERT DATA { rg:a a 1", "line 1, column 23: the text ends too early"),
    ("INSERT DATA { { rg:a a 1 } }", "line 1, column 15: { may stand only after the word GRAPH"),
    ("INSERT DATA { GRAPH rg:g { GRAPH rg:h {} } }", "line 1, column 28: } is expected, not GRAPH"),
    ("INSERT DATA { GRAPH _:g { rg:a a 1 } }", "line 1, column 21: an IRI is expected, not _:g"),
    ("INSERT DATA { rg:a a 'text }", "line 1, column 22: a string is not closed"),
    ("INSERT DATA { rg:a a '''text\ntext' }", "line 1, column 24: a string is not closed"),
    ("INSERT DATA { rg:a a '''text' }", "1:32"),
    ("INSERT DATA { rg:a a 1 }\\u003B CLEAR ALL", "line 1, column 25: \\\\ can stand only in strings"),
    ("INSERT DATA { rg:a a 'x\\uD800' }", "is no character"),
    ("INSERT DATA { rg:a a 1 . rg:b a }", "1:33"),
    ("CLEAR ALL ;\n INSERT DATA {\n rg:a rg:b }\n;CLEAR ALL", "3:12"),
    ("# 1\n CLEAR ALL ; INSERT DATA { ?a rg:b 1 }", "2:39.*Variables are not allowed"),
    ("INSERT DATA { GRAPH ?g { rg:a a 1 } }", "Variables are not allowed"),
    (
        "INSERT DATA { _:a a _:a };\nINSERT DATA { _:b a _:a }",
        "line 2, column 21: _:a is used in the data of an operation",
    ),
    (
        "INSERT {} WHERE { ?s a _:a } ; INSERT { _:a a 1 } WHERE { _:a a 1 }",
        "line 1, column 59: _:a is used in the pattern of an operation before this",
    ),
    ("DELETE DATA { _:a a 1 }", "blank nodes are not allowed"),
    ("DELETE WHERE { _:a a 1 }", "Blank nodes are not allowed"),
    ("DELETE { ?s a [] } WHERE { ?s ?p ?o }", "1:23"),
    ("PREFIX ex: <http://x/>\nINSERT DATA { nope:a ex:a 1 }", "2:21.*Prefix not found"),
    ("CLEAR ALL ; PREFIX ex: <http://x:port>", "1:39"),
    ("CLEAR ALL ;\nPREFIX ex: <http://x/> PREFIX ex <http://x/> LOAD <http://x/>", "2:33"),
    ("PREFIX", "1:7"),
    ("BASE rg:", "1:8"),
    ("INSERT { ?s a 1 } WHERE { FILTER(?a <> 1) }", "1:44"),
    ("DELETE WHERE { GRAPH ?g { ?s a/a ?o } }", "1:31"),
]


def test_a_request_is_read_in_order_and_to_its_end() -> None:
    text = "CLEAR ALL; insert data { rg:a a 1 };\n# the end\nDROP NAMED;"
    assert read_update(text, unnamed=U) == (
        CLEAR_ALL,
        Run(f"{HEADER}insert data {{ GRAPH <{U}> {{ rg:a a 1 }} }}", frozenset([U])),
        Clear(Graphs.NAMED, drop=True, silent=False),
    )


@pytest.mark.parametrize("text", ["", " \n# nothing\n", "BASE <http://x/>", "PREFIX : <http://x/> # nothing"])
def test_a_request_may_hold_no_operation(text: str) -> None:
    assert read_update(text, unnamed=U) == ()


@pytest.mark.parametrize("text", ["CLEAR ALL", "CLEAR ALL ;", "CLEAR ALL;#", "CLEAR ALL; PREFIX : <http://x/>"])
def test_a_request_may_end_in_a_semicolon_and_declarations(text: str) -> None:
    assert read_update(text, unnamed=U) == (CLEAR_ALL,)


def test_each_operation_has_the_prologue_that_is_in_force_there() -> None:
    text = """
        BASE <http://x/> PREFIX e: <e#>
        INSERT DATA { GRAPH <g> { e:a e:b e:c } } ;
        PREFIX e: <f/> BASE <y/>
        INSERT DATA { GRAPH <g> { e:a e:b e:c } } ;
        INSERT DATA { GRAPH e:g { <> a <#1> } } ;
        PREFIX : <//z/> PREFIX rg: <urn:rg:> BASE <http://z>
        INSERT DATA { GRAPH : { rg:a a <a> } }
    """
    operations = read_update(text, unnamed=U, base="http://base/")
    own = HEADER.removeprefix(f"PREFIX rg: <{PREFIXES['rg']}>\n")
    first = f"PREFIX rg: <{PREFIXES['rg']}>\n{own}"
    assert operations == (
        Run(
            f"BASE <http://x/>\n{first}PREFIX e: <http://x/e#>\nINSERT DATA {{ GRAPH <g> {{ e:a e:b e:c }} }}",
            frozenset(["http://x/g"]),
        ),
        Run(
            f"BASE <http://x/y/>\n{first}PREFIX e: <http://x/f/>\nINSERT DATA {{ GRAPH <g> {{ e:a e:b e:c }} }}",
            frozenset(["http://x/y/g"]),
        ),
        Run(
            f"BASE <http://x/y/>\n{first}PREFIX e: <http://x/f/>\nINSERT DATA {{ GRAPH e:g {{ <> a <#1> }} }}",
            frozenset(["http://x/f/g"]),
        ),
        Run(
            f"BASE <http://z>\nPREFIX rg: <urn:rg:>\n{own}PREFIX e: <http://x/f/>\nPREFIX : <http://z/>\n"
            "INSERT DATA { GRAPH : { rg:a a <a> } }",
            frozenset(["http://z/"]),
        ),
    )


@pytest.mark.parametrize(("text", "message"), WRONG, ids=[text for text, _ in WRONG])
def test_an_error_says_where_it_is_in_the_text_as_it_was_written(text: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        read_update(text, unnamed=U)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { rg:a a 1 . rg:b a }",
        "DELETE { ?s a [] } WHERE { ?s ?p ?o }",
        "PREFIX ex: <http://x/>\nINSERT { ex:a a 1 }\n WHERE {\n FILTER(?a <> 1) }",
        "PREFIX ex: <g>\nINSERT DATA {}",
    ],
)
def test_what_the_engine_says_of_one_operation_is_said_unchanged(text: str) -> None:
    with pytest.raises(SyntaxError) as by_engine:
        ox.Store().update(text, prefixes=PREFIXES)
    with pytest.raises(QueryError) as by_us:
        read_update(text, unnamed=U)
    assert str(by_engine.value.msg) in str(by_us.value)


@pytest.mark.parametrize("text", STUCK)
def test_what_only_the_engine_takes_is_refused(text: str) -> None:
    ox.Store().update(text)
    with pytest.raises(QueryError, match="does not parse"):
        read_update(text, unnamed=U)


@pytest.mark.parametrize("text", HIDING)
def test_no_operation_can_hide_from_us(text: str) -> None:
    store = ox.Store()
    store.add(
        ox.Quad(ox.NamedNode("http://x/a"), ox.NamedNode("http://x/p"), ox.Literal("1"), ox.NamedNode("http://x/g"))
    )
    store.update(text, prefixes=PREFIXES)
    assert not list(store.quads_for_pattern(None, None, None, ox.NamedNode("http://x/g")))
    try:
        operations = read_update(text, unnamed=U)
    except QueryError as error:
        assert "does not parse" in str(error) or "is no character" in str(error)
    else:
        assert CLEAR_ALL in operations


@pytest.mark.parametrize(
    "text",
    [
        "INSERT {{}} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "INSERT {{ rg:a a 1 rg:a a 2 }} WHERE {{ SERVICE <{url}> {{ ?s ?p ?o }} }}",
        "LOAD <{url}> ; LOAD <{url}> INTO GRAPH rg:g ; CLEAR",
    ],
)
def test_reading_an_update_runs_none_of_it(text: str) -> None:
    callers: list[object] = []

    def listen(server: socket.socket) -> None:
        with suppress(OSError):
            while True:
                connection, caller = server.accept()
                callers.append(caller)
                connection.close()

    with socket.create_server(("127.0.0.1", 0)) as server:
        thread = threading.Thread(target=listen, args=[server], daemon=True)
        thread.start()
        with suppress(QueryError):
            read_update(text.format(url=f"http://127.0.0.1:{server.getsockname()[1]}/"), unnamed=U)
        server.shutdown(socket.SHUT_RDWR)
    thread.join(5)
    assert not callers
