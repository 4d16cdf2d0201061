"""What updates mean: the rewritten operations, run by the engine, compared with N-Quads written by hand."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.sparql.update.operations import Run
from service.sparql.update.request import read_update
from tests.service.sparql.update.union_store import UNNAMED, UnionStore, read_lines

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
GRAPHS = """
    <x:a> <x:p> "1" .
    <x:a> <x:p> "1" <x:g> .
    <x:b> <x:p> "2" <x:g> .
    <x:c> <x:p> "3" <x:h> .
"""

# The graphs before (lines without a graph are the unnamed graph's), the update, and the graphs afterwards.
MEANINGS = {
    "blank nodes shared by graphs": (
        "",
        "INSERT DATA { _:a x:p _:b GRAPH x:g { _:a x:p _:c } _:c x:p 'c' GRAPH x:h { _:b x:p 'b' } }",
        '_:1 <x:p> _:2 . _:1 <x:p> _:3 <x:g> . _:3 <x:p> "c" . _:2 <x:p> "b" <x:h> .',
    ),
    "blank nodes of two operations": (
        "",
        "INSERT { _:a x:p '1' } WHERE {} ; INSERT { _:a x:p '2' } WHERE {}",
        '_:1 <x:p> "1" . _:2 <x:p> "2" .',
    ),
    "collections": (
        "",
        "INSERT DATA { x:a x:p ('1' []) . ('2') x:p () GRAPH x:g { x:a x:p ('3') } }",
        '<x:a> <x:p> _:1 . _:1 <RDFfirst> "1" . _:1 <RDFrest> _:2 . _:2 <RDFfirst> _:3 . _:2 <RDFrest> <RDFnil> .'
        '_:4 <RDFfirst> "2" . _:4 <RDFrest> <RDFnil> . _:4 <x:p> <RDFnil> .'
        '<x:a> <x:p> _:5 <x:g> . _:5 <RDFfirst> "3" <x:g> . _:5 <RDFrest> <RDFnil> <x:g> .',
    ),
    "blank nodes of a template, new for each solution": (
        GRAPHS,
        "INSERT { GRAPH x:i { ?s x:q [ x:r _:n ] } ?s x:q _:n } WHERE { GRAPH x:g { ?s x:p ?o } }",
        GRAPHS
        + "<x:a> <x:q> _:1 <x:i> . _:1 <x:r> _:2 <x:i> . <x:a> <x:q> _:2 ."
        + "<x:b> <x:q> _:3 <x:i> . _:3 <x:r> _:4 <x:i> . <x:b> <x:q> _:4 .",
    ),
    "an annotation": (
        "",
        "INSERT DATA { x:a x:p '1' ~ x:r {| x:q '2' |} GRAPH x:g { x:a x:p '1' ~ x:r {| x:q '3' |} } }",
        '<x:a> <x:p> "1" . <x:r> <RDFreifies> <<( <x:a> <x:p> "1" )>> . <x:r> <x:q> "2" .'
        '<x:a> <x:p> "1" <x:g> . <x:r> <RDFreifies> <<( <x:a> <x:p> "1" )>> <x:g> . <x:r> <x:q> "3" <x:g> .',
    ),
    "names, types and texts": (
        "",
        "PREFIX a: <x:> PREFIX graph: <x:y> INSERT DATA { a:a\\,b a a:%41.c ; graph: '}', 'GRAPH x:g', '''; '' #''' }",
        '<x:a,b> <RDFtype> <x:%41.c> . <x:a,b> <x:y> "}" . <x:a,b> <x:y> "GRAPH x:g" . <x:a,b> <x:y> "; \'\' #" .',
    ),
    "patterns read the union": (
        GRAPHS,
        "INSERT { ?s x:q ?o } WHERE { ?s x:p ?o }",
        GRAPHS + '<x:a> <x:q> "1" . <x:b> <x:q> "2" . <x:c> <x:q> "3" .',
    ),
    "the union counts once": (
        GRAPHS,
        "INSERT { x:n x:q ?n } WHERE { SELECT (STR(COUNT(*)) AS ?n) { ?s x:p ?o } }",
        GRAPHS + '<x:n> <x:q> "3" .',
    ),
    "only the unnamed graph loses": (
        GRAPHS,
        "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        '<x:a> <x:p> "1" <x:g> . <x:b> <x:p> "2" <x:g> . <x:c> <x:p> "3" <x:h> .',
    ),
    "DELETE WHERE without a graph": (
        GRAPHS,
        "DELETE WHERE { ?s ?p ?o }",
        '<x:a> <x:p> "1" <x:g> . <x:b> <x:p> "2" <x:g> . <x:c> <x:p> "3" <x:h> .',
    ),
    "DELETE WHERE with a graph": (
        GRAPHS,
        "DELETE WHERE { ?s x:p ?o GRAPH x:g { ?s x:p ?o } }",
        '<x:c> <x:p> "3" <x:h> .',
    ),
    "DELETE WHERE in any graph": (GRAPHS, "DELETE WHERE { GRAPH ?g { ?s x:p ?o } }", ""),
    "DELETE DATA": (GRAPHS, "DELETE DATA { x:a x:p '1' }", GRAPHS.replace('<x:a> <x:p> "1" .', "")),
    "a graph by variable": (
        GRAPHS,
        "DELETE { GRAPH ?g { ?s x:p ?o } } INSERT { GRAPH ?s { ?s x:p ?g } } WHERE { GRAPH ?g { ?s x:p ?o } }",
        f"<x:a> <x:p> <{UNNAMED}> <x:a> . <x:a> <x:p> <x:g> <x:a> .<x:b> <x:p> <x:g> <x:b> . <x:c> <x:p> <x:h> <x:c> .",
    ),
    "WITH reads and writes its graph": (
        GRAPHS,
        "WITH x:g DELETE { ?s x:p ?o } INSERT { ?s x:q ?o GRAPH x:h { ?s x:q ?o } } WHERE { ?s x:p ?o }",
        '<x:a> <x:p> "1" . <x:a> <x:q> "1" <x:g> . <x:b> <x:q> "2" <x:g> . <x:c> <x:p> "3" <x:h> .'
        '<x:a> <x:q> "1" <x:h> . <x:b> <x:q> "2" <x:h> .',
    ),
    "USING is what patterns read": (
        GRAPHS,
        "WITH x:g DELETE { ?s x:p ?o } INSERT { ?s x:q ?g } USING x:h USING NAMED x:g "
        "WHERE { { ?s x:p ?o } UNION { GRAPH ?g { ?s x:p ?o } } }",
        '<x:a> <x:p> "1" . <x:a> <x:q> <x:g> <x:g> . <x:b> <x:q> <x:g> <x:g> . <x:c> <x:p> "3" <x:h> .',
    ),
    "patterns in patterns": (
        GRAPHS,
        "INSERT { ?s x:q ?o } WHERE { { ?s x:p ?o FILTER NOT EXISTS { GRAPH x:g { ?s x:p ?o } } } "
        "UNION { GRAPH ?g { SELECT * { ?s x:p ?o FILTER(?o<'2'&&'}'>?o) } } } }",
        GRAPHS + '<x:c> <x:q> "3" . <x:a> <x:q> "1" .',
    ),
    "what one operation writes the next reads": (
        "",
        "INSERT DATA { GRAPH x:g { x:a x:p '1' } } ; INSERT { ?s x:q ?o } WHERE { ?s x:p ?o } ;"
        "DELETE { GRAPH x:g { ?s x:p ?o } } WHERE { ?s x:q ?o }",
        '<x:a> <x:q> "1" .',
    ),
    "another base and another prefix": (
        "",
        "BASE <x:/a/> PREFIX p: <p/> INSERT DATA { GRAPH <g> { p:s a <> } } ;"
        "BASE <b/> PREFIX p: <q#> INSERT DATA { GRAPH <g> { p:s a <#f>, <../c>, </d> } }",
        "<x:/a/p/s> <RDFtype> <x:/a/> <x:/a/g> . <x:/a/b/q#s> <RDFtype> <x:/a/b/#f> <x:/a/b/g> ."
        "<x:/a/b/q#s> <RDFtype> <x:/a/c> <x:/a/b/g> . <x:/a/b/q#s> <RDFtype> <x:/d> <x:/a/b/g> .",
    ),
}


def run(nquads: str, text: str, *, using: list[str] | None = None) -> list[str]:
    store = UnionStore(split(nquads))
    for operation in read_update("PREFIX x: <x:>\n" + text, unnamed=UNNAMED, using=using or ()):
        assert isinstance(operation, Run)
        store.update(operation.text, operation.targets)
    return store.dump()


def split(nquads: str) -> str:
    """Return ``nquads`` with a line for each."""
    return re.sub(r"(?<=[\">a-z0-9]) \.\s*", " .\n", nquads.replace("<RDF", f"<{RDF}"))


@pytest.mark.parametrize(("before", "text", "after"), MEANINGS.values(), ids=MEANINGS)
def test_an_update_means_what_the_language_says(before: str, text: str, after: str) -> None:
    assert run(before, text) == read_lines(split(after))


def test_parameters_are_what_patterns_read() -> None:
    text = "DELETE { ?s ?p ?o } INSERT { ?s x:q ?o } WHERE { ?s ?p ?o }"
    after = (
        '<x:b> <x:q> "2" . <x:a> <x:q> "1" . <x:a> <x:p> "1" <x:g> . <x:b> <x:p> "2" <x:g> . <x:c> <x:p> "3" <x:h> .'
    )
    assert run(GRAPHS, text, using=["x:g"]) == read_lines(split(after))


def test_parameters_limit_delete_where_too() -> None:
    assert run(GRAPHS, "DELETE WHERE { ?s ?p ?o }", using=["x:h"]) == read_lines(split(GRAPHS))


# Data, written in many ways, and what it says in N-Quads.
NODES = {
    "x:s": "<x:s>",
    "<x:s#'GRAPH>": "<x:s#'GRAPH>",
    "GRAPH:": "<x:GRAPH/>",
    "GRAPH:GRAPH": "<x:GRAPH/GRAPH>",
    "x:a\\,\\#b": "<x:a,#b>",
    "<x:\\u0061>": "<x:a>",
}
PREDICATES = {"a": f"<{RDF}type>", "x:DATA": "<x:DATA>", "GRAPH:p.q": "<x:GRAPH/p.q>"}
TEXTS = {
    "'}'": '"}"',
    '"GRAPH x:g { # "': '"GRAPH x:g { # "',
    "'''; ''} WHERE \n{'''": "\"; ''} WHERE \\n{\"",
    "'it\\'s {'@en": '"it\'s {"@en',
    "'}'^^<x:d>": '"}"^^<x:d>',
    "true": '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
    "-1.5": '"-1.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
}
OBJECTS = {**NODES, **TEXTS}
GRAPH_NAMES = {"x:g": "<x:g>", "<x:g>": "<x:g>", "GRAPH:": "<x:GRAPH/>", f"<{UNNAMED}>": ""}
SPACES = [" ", "\n", "\t\r\n", " # } GRAPH x:g { '\n", "#;\r"]


@st.composite
def data(draw: st.DrawFn, *, least: int) -> tuple[str, str]:
    """Draw the inside of INSERT DATA's braces, and the same as N-Quads (without a graph: the unnamed graph's).

    At least ``least`` triples stand in a GRAPH block.
    """
    lines: list[str] = []

    def draw_triples(graph: str) -> str:
        subject = draw(st.sampled_from(sorted(NODES)))
        predicate = draw(st.sampled_from(sorted(PREDICATES)))
        objects = draw(st.lists(st.sampled_from(sorted(OBJECTS)), min_size=1, max_size=3))
        lines.extend(f"{NODES[subject]} {PREDICATES[predicate]} {OBJECTS[object_]} {graph} ." for object_ in objects)
        return draw_space().join([subject, predicate, draw(st.sampled_from([",", " , "])).join(objects)])

    def draw_space() -> str:
        return draw(st.sampled_from(SPACES))

    def draw_block(name: str | None) -> str:
        graph = "" if name is None else GRAPH_NAMES[name]
        count = draw(st.integers(least if name else 1, 2))
        triples = f"{draw_space()}.{draw_space()}".join(draw_triples(graph) for _ in range(count))
        if name is None:
            return triples
        word = draw(st.sampled_from(["GRAPH", "graph", "Graph"]))
        return draw_space().join([word, name, "{", triples, draw(st.sampled_from(["", "."])) if count else "", "}"])

    names = draw(st.lists(st.one_of(st.none(), st.sampled_from(sorted(GRAPH_NAMES))), max_size=4))
    parts: list[str] = []
    for number, name in enumerate(names):
        parts.append(draw_block(name))
        is_followed_by_triples = name is None and names[number + 1 : number + 2] == [None]
        parts.append("." if is_followed_by_triples else draw(st.sampled_from(["", "."])))
    return draw_space() + draw_space().join([*parts, ""]), "\n".join(lines)


@given(data(least=0))
@settings(deadline=None)
def test_data_however_it_is_written_comes_and_goes(data: tuple[str, str]) -> None:
    written, nquads = data
    prologue = "PREFIX GRAPH: <x:GRAPH/>"
    assert run("", f"{prologue} INSERT DATA {{{written}}}") == read_lines(nquads)
    assert run("", f"{prologue} insert {{{written}}} where {{}}") == read_lines(nquads)
    assert run(nquads, f"{prologue} Delete#\nData{{{written}}}") == []


@given(data(least=1))
@settings(deadline=None)
def test_what_is_there_is_deleted_by_a_pattern_that_names_it(data: tuple[str, str]) -> None:
    written, nquads = data
    assert run(nquads, f"PREFIX GRAPH: <x:GRAPH/> DELETE WHERE{{{written}}}") == []
