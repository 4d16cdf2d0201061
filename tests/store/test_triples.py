from __future__ import annotations

import pytest
from rdflib import Graph
from rdflib.compare import isomorphic

from store.syntax import RdfSyntax
from store.triples import Triples

THING = "https://example.com/thing"
PARSERS = {
    RdfSyntax.TURTLE: "turtle",
    RdfSyntax.NTRIPLES: "nt",
    RdfSyntax.RDFXML: "xml",
    RdfSyntax.JSONLD: "json-ld",
    RdfSyntax.NQUADS: "nt",
    RdfSyntax.TRIG: "turtle",
}
EXPECTED = f"""
@prefix : <https://example.com/p/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<{THING}> :link <https://example.com/a>, <https://example.com/b> ; :part [ :name "it says \\"no\\"\\\\" ] ; :size 34 ;
    :title "Rôle"@en ; :made "2026-01-31T12:00:00Z"^^xsd:dateTime .
"""


def p(name: str) -> str:
    return f"https://example.com/p/{name}"


def make() -> Triples:
    triples = Triples()
    triples.link(THING, p("link"), "https://example.com/a", "https://example.com/b")
    part = triples.blank()
    triples.link(THING, p("part"), part)
    triples.text(part, p("name"), 'it says "no"\\')
    triples.integer(THING, p("size"), 34)
    triples.text(THING, p("title"), "Rôle", language="en")
    triples.date_time(THING, p("made"), "2026-01-31T12:00:00Z")
    return triples


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its JSON-LD parser
@pytest.mark.parametrize("syntax", list(RdfSyntax))
def test_every_syntax_says_the_same(syntax: RdfSyntax) -> None:
    got = Graph().parse(data=make().serialize(syntax), format=PARSERS[syntax])
    assert isomorphic(got, Graph().parse(data=EXPECTED, format="turtle"))


def test_prefixes_shorten_turtle() -> None:
    assert b"e:size 34" in make().serialize(RdfSyntax.TURTLE, {"e": "https://example.com/p/"})


def test_nodes_without_a_name_are_different_ones() -> None:
    triples = Triples()
    assert triples.blank() != triples.blank()


def test_nothing_is_an_empty_document() -> None:
    assert len(Graph().parse(data=Triples().serialize(RdfSyntax.TURTLE), format="turtle")) == 0


def test_what_is_no_iri_is_refused() -> None:
    with pytest.raises(ValueError, match="IRI"):
        Triples().link("no iri", p("link"), THING)


def test_triples_keep_their_order() -> None:
    lines = make().serialize(RdfSyntax.NTRIPLES).decode().splitlines()
    assert lines[0] == f"<{THING}> <{p('link')}> <https://example.com/a> ."
    assert lines[-1] == (
        f'<{THING}> <{p("made")}> "2026-01-31T12:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> .'
    )
