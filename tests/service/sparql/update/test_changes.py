from __future__ import annotations

import pytest

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.update.operations import Run
from service.sparql.update.request import read_update

U = "http://x/unnamed"
HEADER = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
G, H = "http://x/g", "http://x/h"

# What is written, what the engine is given, and the graphs that may change.
REWRITTEN = {
    "data": ("INSERT DATA { rg:a a 1 }", "INSERT DATA { GRAPH <U> { rg:a a 1 } }", {U}),
    "data to delete": ("DELETE DATA { rg:a a 1 }", "DELETE DATA { GRAPH <U> { rg:a a 1 } }", {U}),
    "data in a graph": ("INSERT DATA { GRAPH <http://x/g> { rg:a a 1 } }", None, {G}),
    "data around a graph": (
        "INSERT DATA { rg:a a 1 . GRAPH <http://x/g> { rg:a a 2 } . rg:a a 3 }",
        "INSERT DATA { GRAPH <U> { rg:a a 1 . } GRAPH <http://x/g> { rg:a a 2 } . GRAPH <U> { rg:a a 3 } }",
        {U, G},
    ),
    "two graphs": ("INSERT DATA{GRAPH<http://x/g>{rg:a a 1}GRAPH<http://x/h>{}}", None, {G, H}),
    "nothing": ("INSERT DATA {}", None, set[str]()),
    "only a comment": ("INSERT DATA { # rg:a a 1 }\n}", None, set[str]()),
    "a comment behind": (
        "INSERT DATA { rg:a a 1 # } GRAPH\n}",
        "INSERT DATA { GRAPH <U> { rg:a a 1 } # } GRAPH\n}",
        {U},
    ),
    "comments everywhere": (
        "INSERT # {\nDATA # {\n{ # {\n rg:a # }\n a # }\n 1 # }\n . # }\n}",
        "INSERT # {\nDATA # {\n{ # {\n GRAPH <U> { rg:a # }\n a # }\n 1 # }\n . } # }\n}",
        {U},
    ),
    "any case": (
        "insert Data { graph <http://x/g> { rg:a a 1 } rg:a a 2 }",
        "insert Data { graph <http://x/g> { rg:a a 1 } GRAPH <U> { rg:a a 2 } }",
        {U, G},
    ),
    "no space": (
        "INSERT DATA{rg:a a true.GRAPH<http://x/g>{rg:a a 1.}rg:a a 1.}",
        "INSERT DATA{GRAPH <U> { rg:a a true. }GRAPH<http://x/g>{rg:a a 1.}GRAPH <U> { rg:a a 1. }}",
        {U, G},
    ),
    "a number, a full stop and a graph": (
        "INSERT DATA{rg:a a 1.GRAPH<http://x/g>{rg:a a 1}}",
        "INSERT DATA{GRAPH <U> { rg:a a 1. }GRAPH<http://x/g>{rg:a a 1}}",
        {U, G},
    ),
    "texts that look like graphs": (
        "INSERT DATA { rg:a a 'GRAPH <http://x/g> {', '''\n} GRAPH''', \"}\", 'it\\'s }' }",
        "INSERT DATA { GRAPH <U> { rg:a a 'GRAPH <http://x/g> {', '''\n} GRAPH''', \"}\", 'it\\'s }' } }",
        {U},
    ),
    "names that look like keywords": (
        "INSERT DATA { rg:GRAPH rg:WHERE rg:DATA }",
        "INSERT DATA { GRAPH <U> { rg:GRAPH rg:WHERE rg:DATA } }",
        {U},
    ),
    "an annotation": (
        "INSERT DATA { rg:a a 1 {| a 2 |} GRAPH <http://x/g> { rg:a a 1 {| a 2 |} } }",
        "INSERT DATA { GRAPH <U> { rg:a a 1 {| a 2 |} } GRAPH <http://x/g> { rg:a a 1 {| a 2 |} } }",
        {U, G},
    ),
    "a template": (
        "INSERT { ?s a 1 } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH <U> { ?s a 1 } } WHERE { ?s ?p ?o }",
        {U},
    ),
    "both templates": (
        "DELETE { ?s ?p ?o } INSERT { ?s a 1 . GRAPH <http://x/g> { ?s a 2 } } WHERE { ?s ?p ?o }",
        "DELETE { GRAPH <U> { ?s ?p ?o } } INSERT { GRAPH <U> { ?s a 1 . } GRAPH <http://x/g> { ?s a 2 } } "
        "WHERE { ?s ?p ?o }",
        {U, G},
    ),
    "templates of graphs only": (
        "DELETE { GRAPH <http://x/g> { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        None,
        {G},
    ),
    "a graph by variable": ("DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None, None),
    "a graph by variable in one template of two": (
        "DELETE { ?s ?p ?o } INSERT { GRAPH $g { ?s ?p ?o } } WHERE { ?s ?p ?o, ?g }",
        "DELETE { GRAPH <U> { ?s ?p ?o } } INSERT { GRAPH $g { ?s ?p ?o } } WHERE { ?s ?p ?o, ?g }",
        None,
    ),
    "WITH": ("WITH <http://x/g> DELETE { ?s ?p ?o } INSERT { ?s a 1 } WHERE { ?s ?p ?o }", None, {G}),
    "WITH and another graph": (
        "WITH rg:g INSERT { ?s a 1 GRAPH <http://x/h> { ?s a 2 } } WHERE { ?s ?p ?o }",
        None,
        {PREFIXES["rg"] + "g", H},
    ),
    "WITH and graphs only": ("WITH rg:g INSERT { GRAPH <http://x/h> { ?s a 2 } } WHERE { ?s ?p ?o }", None, {H}),
    "USING and GRAPH": (
        "INSERT { ?s a 1 } USING rg:g USING NAMED <http://x/h> WHERE { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
        "INSERT { GRAPH <U> { ?s a 1 } } USING rg:g USING NAMED <http://x/h> WHERE { ?s ?p ?o GRAPH ?g { ?s ?p ?o } }",
        {U},
    ),
    "nested patterns": (
        "INSERT{?s a 1}WHERE{{?s ?p ?o}UNION{GRAPH ?g{?s ?p ?o FILTER NOT EXISTS{GRAPH rg:g{?s ?p 1}}}}}",
        "INSERT{GRAPH <U> { ?s a 1 }}WHERE{{?s ?p ?o}UNION{GRAPH ?g{?s ?p ?o FILTER NOT EXISTS{GRAPH rg:g{?s ?p 1}}}}}",
        {U},
    ),
    "a subquery": (
        "INSERT { rg:a a ?n } WHERE { SELECT (COUNT(*) AS ?n) WHERE { ?s ?p '}' } }",
        "INSERT { GRAPH <U> { rg:a a ?n } } WHERE { SELECT (COUNT(*) AS ?n) WHERE { ?s ?p '}' } }",
        {U},
    ),
    "DELETE WHERE": (
        "DELETE WHERE { ?s ?p 1 . GRAPH <http://x/g> { ?s ?p 2 } }",
        "DELETE { GRAPH <U> { ?s ?p 1 . } GRAPH <http://x/g> { ?s ?p 2 } } "
        "WHERE { ?s ?p 1 . GRAPH <http://x/g> { ?s ?p 2 } }",
        {U, G},
    ),
    "DELETE WHERE in any graph": (
        "delete where{graph ?g{?s ?p ?o}}",
        "DELETE {graph ?g{?s ?p ?o}} WHERE {graph ?g{?s ?p ?o}}",
        None,
    ),
    "blank nodes": (
        "INSERT DATA { _:a a [ a 1 ], ( 1 () [] ) GRAPH rg:g { _:a a _:b } _:b a 2 }",
        "INSERT DATA { GRAPH <U> { _:a a [ a 1 ], ( 1 () [] ) } GRAPH rg:g { _:a a _:b } GRAPH <U> { _:b a 2 } }",
        {U, PREFIXES["rg"] + "g"},
    ),
    "names of graphs with escapes": (
        "INSERT DATA { GRAPH rg:a\\,b { rg:a a 1 } GRAPH <http://x/\\u0067> {} GRAPH rg:%41.b: { rg:a a 1 } }",
        None,
        {PREFIXES["rg"] + "a,b", G, PREFIXES["rg"] + "%41.b:"},
    ),
}

CLAUSES = "USING <http://x/g> USING <http://x/h> USING NAMED <http://x/h> "
USED = {
    "a template": (
        "INSERT { ?s a 1 } WHERE { ?s a 2 }",
        f"INSERT {{ GRAPH <U> {{ ?s a 1 }} }} {CLAUSES}WHERE {{ ?s a 2 }}",
    ),
    "no space before WHERE": ("DELETE{?s a 1}WHERE{}", f"DELETE{{GRAPH <U> {{ ?s a 1 }}}}{CLAUSES}WHERE{{}}"),
    "DELETE WHERE": ("DELETE WHERE { ?s a 1 }", f"DELETE {{ GRAPH <U> {{ ?s a 1 }} }} {CLAUSES}WHERE {{ ?s a 1 }}"),
    "data": ("INSERT DATA { GRAPH <http://x/g> {} }", "INSERT DATA { GRAPH <http://x/g> {} }"),
}


@pytest.mark.parametrize(("written", "given", "targets"), REWRITTEN.values(), ids=REWRITTEN)
def test_triples_in_no_graph_go_to_the_unnamed_graph(written: str, given: str | None, targets: set[str] | None) -> None:
    expected = (given or written).replace("<U>", f"<{U}>")
    assert read_update(written, unnamed=U) == (Run(HEADER + expected, None if targets is None else frozenset(targets)),)


@pytest.mark.parametrize(("written", "given"), USED.values(), ids=USED)
def test_graphs_that_parameters_name_are_used_by_patterns(written: str, given: str) -> None:
    (operation,) = read_update(written, unnamed=U, using=[G, H], using_named=[H])
    assert isinstance(operation, Run)
    assert operation.text == HEADER + given.replace("<U>", f"<{U}>")


@pytest.mark.parametrize(("using", "using_named"), [([G], []), ([], [G])])
@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("INSERT { ?s a 1 } USING rg:g WHERE { ?s ?p ?o }", 25),
        ("INSERT { ?s a 1 } USING NAMED rg:g WHERE { ?s ?p ?o }", 25),
        ("WITH rg:g INSERT { ?s a 1 } WHERE { ?s ?p ?o }", 6),
        ("INSERT DATA {} ; WITH rg:g DELETE { ?s a 1 } WHERE { ?s ?p ?o }", 23),
    ],
)
def test_parameters_and_clauses_cannot_both_name_the_graphs_to_use(
    using: list[str], using_named: list[str], written: str, column: int
) -> None:
    with pytest.raises(QueryError, match=f"line 1, column {column}: WITH and USING cannot be written where parameters"):
        read_update(written, unnamed=U, using=using, using_named=using_named)


@pytest.mark.parametrize("iri", ["", "g", "http://x/> WHERE {} ; DROP ALL #", "http://x/a b", "http://x:port"])
def test_a_parameter_that_is_no_iri_is_refused(iri: str) -> None:
    with pytest.raises(QueryError, match="names no graph to be used: it must be an absolute IRI"):
        read_update("INSERT DATA {}", unnamed=U, using_named=[iri])
