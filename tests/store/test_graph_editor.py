"""Editing a graph: what each change does to the named graphs and to the union, and what nobody may write."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.errors import ForbiddenError, QueryError, StorageError
from store.graph import GraphStore
from store.graph_editor import ChangedQuad, GraphChanges, GraphEditor, check_update
from store.syntax import RdfSyntax
from tests.store.edited_graphs import (
    DERIVED,
    EX,
    ONE,
    START,
    TWO,
    UNNAMED,
    fill,
    protect,
    read_quads,
    run,
    show,
    to_text,
)


@pytest.fixture
def before(tmp_path: Path) -> GraphStore:
    return fill(tmp_path / "before")


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    """Two documents that share a triple with each other and with what is derived."""
    return fill(tmp_path / "graph")


@pytest.fixture
def editor(graph: GraphStore, before: GraphStore) -> GraphEditor:
    return GraphEditor(graph, before, protect, unnamed=UNNAMED)


# INSERT and DELETE


def test_what_is_inserted_stands_in_its_graph_and_in_the_union(editor: GraphEditor, graph: GraphStore) -> None:
    run(
        editor,
        'INSERT DATA { GRAPH :one { :c :name "Cy" . :a :knows :b } GRAPH :new { :a :name "Ann" } }',
        ONE,
        EX + "new",
    )

    assert read_quads(graph) == START | {'c name "Cy" one', 'a name "Ann" new'}
    changes = editor.finish()
    assert show(changes) == (["new", "one"], ['a name "Ann" new', 'c name "Cy" one'], [])
    assert changes.growth == 1


def test_a_triple_leaves_the_union_only_when_no_graph_says_it_any_more(editor: GraphEditor, graph: GraphStore) -> None:
    run(editor, "DELETE DATA { GRAPH :one { :a :knows :b } GRAPH :two { :b :knows :c } }", ONE, TWO)
    assert read_quads(graph) == START - {"a knows b one", "b knows c two"}

    run(editor, "DELETE DATA { GRAPH :two { :a :knows :b } }", TWO)
    assert read_quads(graph) == START - {"a knows b one", "b knows c two", "a knows b two"}
    assert list(graph.select("SELECT ?o { <https://example.org/a> <https://example.org/knows> ?o }")) == [
        {"o": EX + "b"}
    ]
    assert editor.finish().growth == -1


def test_patterns_read_the_union_as_earlier_operations_left_it(editor: GraphEditor, graph: GraphStore) -> None:
    run(editor, "INSERT DATA { GRAPH :new { :c :knows :d } }", EX + "new")
    run(editor, "INSERT { GRAPH :new { ?x :reaches ?y } } WHERE { ?x :knows+ ?y }", EX + "new")
    run(editor, "DELETE { GRAPH :new { ?x ?p ?y } } WHERE { ?x :reaches ?y ; ?p ?y FILTER (?y = :d) }", EX + "new")

    reaches = {"a reaches b new", "a reaches c new", "b reaches c new"}
    assert read_quads(graph) == START | reaches
    assert show(editor.finish()) == (["new"], sorted(reaches), [])


def test_what_is_deleted_and_inserted_at_once_stays(editor: GraphEditor, graph: GraphStore) -> None:
    run(
        editor,
        "DELETE { GRAPH :one { ?s ?p ?o } } INSERT { GRAPH :one { ?s ?p ?o } } WHERE { GRAPH :one { ?s ?p ?o } }",
    )

    assert read_quads(graph) == START
    assert editor.finish() == GraphChanges((), (), (), 0)


def test_what_came_and_went_again_is_no_change(editor: GraphEditor, graph: GraphStore) -> None:
    run(editor, "INSERT DATA { GRAPH :one { :x :y :z } }")
    run(editor, "DELETE DATA { GRAPH :one { :x :y :z . :a :knows :b } }")
    run(editor, "INSERT DATA { GRAPH :one { :a :knows :b } }")

    assert read_quads(graph) == START
    assert editor.finish() == GraphChanges((), (), (), 0)


def test_an_update_of_any_graph_changes_just_those_that_its_solutions_name(
    editor: GraphEditor, graph: GraphStore
) -> None:
    run(editor, "DELETE WHERE { GRAPH ?g { :b :knows ?o } }")

    assert read_quads(graph) == START - {"b knows c two"}
    assert show(editor.finish()) == (["two"], [], ["b knows c two"])


def test_a_number_spelt_in_two_ways_is_one_number(editor: GraphEditor, graph: GraphStore) -> None:
    run(editor, "INSERT DATA { GRAPH :one { :a :age 7, 07, +7 } }")
    editor.add(ONE, b"<https://example.org/a> <https://example.org/age> 007 .", RdfSyntax.TURTLE, EX)
    seven = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    run(editor, "DELETE DATA { GRAPH :one { :a :age 0007 } } ")
    editor.add(ONE, b"<https://example.org/a> <https://example.org/age> 07, 7 .", RdfSyntax.TURTLE, EX)

    assert editor.finish().inserted == (ChangedQuad(f"<{EX}a>", EX + "age", seven, ONE),)
    assert len(read_quads(graph)) == len(START) + 1


def test_each_solution_and_each_text_has_blank_nodes_of_its_own(editor: GraphEditor, graph: GraphStore) -> None:
    run(editor, "INSERT { GRAPH :new { ?s :has _:part . _:part :of ?s } } WHERE { VALUES ?s { :a :b } }")
    for _ in range(2):
        editor.add(EX + "new", b"_:part <https://example.org/of> <https://example.org/c> .", RdfSyntax.TURTLE, EX)

    count = "SELECT (COUNT(DISTINCT ?part) AS ?n) { ?part <https://example.org/of> ?s }"
    assert list(graph.select(count)) == [{"n": 4}]
    joined = "SELECT ?s { ?s <https://example.org/has>/<https://example.org/of> ?s } ORDER BY ?s"
    assert [row["s"] for row in graph.select(joined)] == [EX + "a", EX + "b"]
    run(
        editor,
        "DELETE { GRAPH :new { ?s ?p ?o } } WHERE { GRAPH :new { ?s ?p ?o FILTER (isBlank(?s) || isBlank(?o)) } }",
    )
    assert read_quads(graph) == START
    assert editor.finish() == GraphChanges((EX + "new",), (), (), 0)  # it is empty, and there


@pytest.mark.parametrize(
    "text",
    [
        'INSERT DATA { GRAPH :one { :x :y \'}\', "{", \'\'\'it\'s }\'\'\', """a "quoted" {""" } # }\n }',
        "# INSERT DATA {\nINSERT DATA { GRAPH :one { <https://example.org/#x> :y e:a\\#b } } ;",
        "PREFIX insert: <https://example.org/> insert data{graph insert:one{insert:x insert:y insert:delete}}",
        "delete{graph ?g{?s :knows ?o}}insert{graph ?g{?o :known ?s}}where{graph ?g{?s :knows ?o}filter(?s<?o&&?g>:a)}",
        "WITH :one DELETE { ?s ?p ?o } INSERT { ?s ?p ?s } WHERE { ?s ?p ?o }",
        "WITH :two INSERT { ?s :in ?g } WHERE { ?s ?p ?o . GRAPH ?g { ?s ?q ?o } FILTER (?g != :derived) }",
        "INSERT { GRAPH :new { ?s ?p ?o } } USING :one WHERE { ?s ?p ?o }",
        "INSERT { GRAPH :new { ?s :in ?g } } USING NAMED :one USING NAMED :two WHERE { GRAPH ?g { ?s ?p ?o } }",
        "WITH :one DELETE { ?s :name ?n } INSERT { ?s :label ?n } USING :two USING NAMED :one "
        "WHERE { ?s :knows ?o . GRAPH ?g { ?s :name ?n } }",
        "DELETE WHERE { GRAPH :one { ?s ?p ?o } GRAPH :two { ?s ?p ?o } }",
        "INSERT { GRAPH :new { ?s :knows ?no . ?n :is ?s . ?s ?n ?s } } WHERE { ?s :name ?n OPTIONAL { ?s :no ?no } }",
        "INSERT { GRAPH :new { ?s :n ?x ; :n2 ?xx } } WHERE { ?s :knows :b BIND (1 AS ?x) BIND (2 AS ?xx) }",
        "INSERT { GRAPH :new { $s a :Person } } WHERE { { SELECT $s (COUNT(*) AS ?n) { $s ?p ?o } GROUP BY $s } }",
        "INSERT { GRAPH :new { :all :count ?n } } WHERE { SELECT (COUNT(*) AS ?n) { ?s ?p ?o } }",
        "INSERT { GRAPH :new { :x :y :z } } WHERE { }",
        "INSERT { GRAPH :new { :x :y :z } } WHERE { FILTER (false) }",
        "INSERT { GRAPH :new { :x :y <<( :a :b ?o )>> } } WHERE { :a :knows ?o }",
        "INSERT { } WHERE { ?s ?p ?o }",
        "INSERT DATA { }",
        'BASE <https://example.org/> INSERT DATA { GRAPH <one> { <x> <y> "\\u00e9\\t" ; a <z\\u0041> } }',
    ],
)
def test_an_update_changes_what_the_engine_would_change(editor: GraphEditor, graph: GraphStore, text: str) -> None:
    by_itself = ox.Store()
    by_itself.extend(graph.engine)
    by_itself.update(f"PREFIX e: <{EX}> PREFIX : <{EX}>\n{text.rstrip(' ;')}")

    run(editor, text)

    assert read_quads(graph) == {to_text(quad) for quad in by_itself if quad.graph_name != ox.DefaultGraph()}


def test_many_solutions_are_all_filled_in(editor: GraphEditor, graph: GraphStore) -> None:
    lines = "".join(f"<{EX}p{number}> <{EX}in> <{EX}crowd> .\n" for number in range(12_345))
    editor.add(EX + "new", lines.encode(), RdfSyntax.NTRIPLES, EX)
    run(editor, "DELETE { GRAPH :new { ?s :in ?c } } INSERT { GRAPH :new { ?c :has ?s } } WHERE { ?s :in ?c }")

    read_quads(graph)
    changes = editor.finish()
    assert (len(changes.inserted), len(changes.deleted), changes.growth) == (12_345, 0, 12_345)


# What nobody may write


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { GRAPH :derived { :x :y :z } }",
        "DELETE WHERE { GRAPH ?g { :a :knows :b } }",
        "WITH :derived DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { GRAPH ?g { :x :y :z } } WHERE { GRAPH ?g { } }",
    ],
)
def test_a_protected_graph_cannot_be_written(editor: GraphEditor, graph: GraphStore, text: str) -> None:
    with pytest.raises(ForbiddenError, match=r"^the graph <https://example.org/derived> is made by rules"):
        run(editor, text)
    assert read_quads(graph) == START


def test_a_protected_graph_cannot_be_managed_and_is_not_among_those_to_edit(
    editor: GraphEditor, graph: GraphStore
) -> None:
    for manage in (editor.clear, editor.drop, editor.create):
        with pytest.raises(ForbiddenError):
            manage(DERIVED)
    with pytest.raises(ForbiddenError):
        editor.add(DERIVED, b"", RdfSyntax.TURTLE, EX)
    assert editor.graphs() == [ONE, TWO]
    assert editor.exists(DERIVED)
    assert read_quads(graph) == START


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { :x :y :z }",
        "DELETE DATA { :a :knows :b }",
        "DELETE WHERE { ?s ?p ?o }",
        "INSERT { :x :y ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_the_default_graph_cannot_be_written(editor: GraphEditor, graph: GraphStore, text: str) -> None:
    with pytest.raises(ForbiddenError, match="the default graph is the union of all graphs, and cannot be written"):
        run(editor, text)
    assert read_quads(graph) == START


def test_an_update_changes_no_graph_that_it_was_not_said_to_change(editor: GraphEditor, graph: GraphStore) -> None:
    with pytest.raises(
        ForbiddenError, match=r"would change the graph <https://example.org/one>, which it does not name"
    ):
        run(editor, "INSERT DATA { GRAPH :one { :x :y :z } }", TWO)
    assert read_quads(graph) == START


def test_a_graph_is_named_by_an_iri(editor: GraphEditor, graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="a graph is named by an IRI, not by a blank node"):
        run(editor, "INSERT { GRAPH ?g { :x :y :z } } WHERE { BIND (BNODE() AS ?g) }")
    for manage in (editor.clear, editor.create, editor.exists):
        with pytest.raises(QueryError, match=r"^'a b' is no absolute IRI, so it names no graph"):
            manage("a b")
    assert read_quads(graph) == START


# Texts that are wrong


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("INSERT DATA { GRAPH :one { :x :y } }", "the SPARQL update does not parse: "),
        ("INSERT DATA { GRAPH :one { :x :y ?z } }", "the SPARQL update does not parse: "),
        ("DELETE DATA { GRAPH :one { _:x :y :z } }", "the SPARQL update does not parse: "),
        ("DELETE { GRAPH :one { _:x :y :z } } WHERE { }", "the SPARQL update does not parse: "),
        ("INSERT { GRAPH :one { :x :y :z } } WHERE { ?s no:such ?o }", "the SPARQL update does not parse: "),
        ("INSERT DATA { GRAPH :one { <relative> :y :z } }", "the SPARQL update does not parse: "),
        ("INSERT DATA { GRAPH :one { :x :y :z }", "the SPARQL update does not parse: "),
        ("SELECT * { ?s ?p ?o }", "the SPARQL update does not parse: "),
        ("DROP GRAPH :one", "this is no INSERT or DELETE that can be run"),
        ("CLEAR ALL", "this is no INSERT or DELETE that can be run"),
        ("INSERT", "the SPARQL update does not parse: "),
        ("INSERT { GRAPH :one { :x :y :z } }", "the SPARQL update does not parse: "),
        ("INSERT { GRAPH :one { :x :y :z } } IF { }", "the SPARQL update does not parse: "),
        ("", "this is no INSERT or DELETE that can be run"),
        ("INSERT DATA { } ; DROP ALL", "an update is run one operation at a time"),
    ],
)
def test_an_update_that_cannot_be_run_is_told(editor: GraphEditor, graph: GraphStore, text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        run(editor, text)
    assert str(caught.value).startswith(message)
    assert read_quads(graph) == START


def test_an_update_is_checked_without_a_graph() -> None:
    check_update("DROP GRAPH <urn:none> ; INSERT DATA { <a> <b> <c> }", EX)
    check_update("INSERT DATA { <urn:a> rdfs:label 'our prefixes need not be declared' }", None)
    with pytest.raises(QueryError, match=r"^the SPARQL update does not parse: error at 2:6: "):
        check_update("INSERT DATA {\n  } }", None)
    with pytest.raises(QueryError, match=r"^the SPARQL update does not parse: "):
        check_update("INSERT DATA { <a> <b> <c> }", None)
    with pytest.raises(QueryError, match=r"^the SPARQL update cannot be read: "):
        check_update("INSERT DATA { }", "no base")


# Whole graphs


@pytest.mark.parametrize(
    ("syntax", "data"),
    [
        (RdfSyntax.TURTLE, "<c> <knows> <a> ; <name> 'Cy' ."),
        (RdfSyntax.NTRIPLES, f'<{EX}c> <{EX}knows> <{EX}a> .\n<{EX}c> <{EX}name> "Cy" .'),
        (RdfSyntax.NQUADS, f'<{EX}c> <{EX}knows> <{EX}a> .\n<{EX}c> <{EX}name> "Cy" .'),
        (RdfSyntax.TRIG, "{ <c> <knows> <a> ; <name> 'Cy' }"),
        (RdfSyntax.JSONLD, f'{{"@id": "c", "{EX}knows": {{"@id": "a"}}, "{EX}name": "Cy"}}'),
        (
            RdfSyntax.RDFXML,
            f'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{EX}">'
            '<r:Description r:about="c"><knows r:resource="a"/><name>Cy</name></r:Description></r:RDF>',
        ),
    ],
)
def test_triples_are_added_in_any_syntax(editor: GraphEditor, graph: GraphStore, syntax: RdfSyntax, data: str) -> None:
    editor.add(TWO, data.encode(), syntax, EX)

    assert read_quads(graph) == START | {"c knows a two", 'c name "Cy" two'}
    assert show(editor.finish()) == (["two"], ["c knows a two", 'c name "Cy" two'], [])


def test_our_own_json_ld_context_need_not_be_fetched(editor: GraphEditor) -> None:
    context = "https://w3id.org/rolegraph/context.jsonld"
    editor.add(TWO, f'{{"@context": "{context}", "@id": "{EX}p", "@type": "Profile"}}'.encode(), RdfSyntax.JSONLD, EX)

    (quad,) = editor.finish().inserted
    assert quad.object == "<https://w3id.org/rolegraph/ns#Profile>"


@pytest.mark.parametrize(
    ("syntax", "data", "message"),
    [
        (
            RdfSyntax.TURTLE,
            "<a> <b> <c> .\n<a> <b> .",
            "is not valid text/turtle: Parser error at line 2 column 9: ",
        ),
        (
            RdfSyntax.NTRIPLES,
            "<urn:a> <urn:b>\n",
            "is not valid application/n-triples: Parser error at line 2 column 1: ",
        ),
        (
            RdfSyntax.RDFXML,
            "<a><b></a>",
            "is not valid application/rdf+xml: XML namespaces are required in RDF/XML",
        ),
        (
            RdfSyntax.JSONLD,
            '{"@id": ',
            "is not valid application/ld+json: Parser error at line 1 column 9: ",
        ),
        (
            RdfSyntax.JSONLD,
            '{"@context": "https://example.org/c", "b": 1}',
            "is not valid application/ld+json: ",
        ),
        (RdfSyntax.TRIG, "<g> { <a> <b> <c> }", "names a graph, <https://example.org/g>: send "),
        (RdfSyntax.NQUADS, "<urn:a> <urn:b> <urn:c> _:g .", "names a graph, _:"),
        (RdfSyntax.JSONLD, f'{{"@id": "g", "@graph": [{{"@id": "a", "{EX}b": 1}}]}}', "names a graph, <"),
    ],
)
def test_content_that_cannot_be_added_is_told(
    editor: GraphEditor, graph: GraphStore, syntax: RdfSyntax, data: str, message: str
) -> None:
    with pytest.raises(QueryError) as caught:
        editor.add(TWO, data.encode(), syntax, EX)
    assert str(caught.value).startswith(f"the content {message}")
    assert read_quads(graph) == START


def test_a_cleared_graph_stays_and_a_dropped_one_goes(editor: GraphEditor, graph: GraphStore) -> None:
    editor.clear(ONE)
    editor.drop(TWO)
    editor.clear(EX + "none")
    editor.drop(EX + "none")

    assert read_quads(graph) == {"b known a derived", "a knows b derived"}
    assert editor.graphs() == [ONE]
    assert [editor.exists(name) for name in (ONE, TWO, EX + "none")] == [True, False, False]
    went = ['a name "Ann" one', "a knows b one", "a knows b two", "b knows c two"]
    changes = editor.finish()
    assert show(changes) == (["one", "two"], [], sorted(went, key=lambda text: text.replace('"', "<")))
    assert changes.growth == -2


def test_an_empty_graph_that_was_created_stays(editor: GraphEditor, graph: GraphStore) -> None:
    editor.create(EX + "new")
    editor.create(ONE)

    assert editor.graphs() == [EX + "new", ONE, TWO]
    assert editor.finish() == GraphChanges((EX + "new",), (), (), 0)
    assert graph.graphs() == [DERIVED, EX + "new", ONE, TWO]


def test_a_graph_that_was_dropped_and_made_again_has_not_changed(editor: GraphEditor) -> None:
    editor.drop(TWO)
    run(editor, "INSERT DATA { GRAPH :two { :a :knows :b . :b :knows :c } }")
    editor.create(EX + "new")
    editor.drop(EX + "new")

    assert editor.finish() == GraphChanges((), (), (), 0)


def test_the_unnamed_graph_is_always_there_and_kept_while_it_is_filled(
    editor: GraphEditor, graph: GraphStore, before: GraphStore
) -> None:
    assert editor.exists(UNNAMED)
    editor.create(UNNAMED)
    run(editor, "INSERT DATA { GRAPH :unnamed { :x :y :z } }", UNNAMED)
    assert show(editor.finish()) == (["unnamed"], ["x y z unnamed"], [])
    assert graph.graphs() == [DERIVED, ONE, TWO, UNNAMED]

    again = GraphEditor(graph, before, protect, unnamed=UNNAMED)
    again.clear(UNNAMED)
    assert again.exists(UNNAMED)
    again.finish()
    assert graph.graphs() == [DERIVED, ONE, TWO]


def test_a_graph_can_be_edited_from_nothing(tmp_path: Path) -> None:
    graph = GraphStore.create(tmp_path / "empty")
    editor = GraphEditor(graph, None, protect)
    run(editor, "INSERT DATA { GRAPH :one { :a :b :c } }", ONE)

    assert editor.finish() == GraphChanges((ONE,), (ChangedQuad(f"<{EX}a>", EX + "b", f"<{EX}c>", ONE),), (), 1)
    assert read_quads(graph) == {"a b c one"}


def test_what_was_finished_is_edited_no_more(editor: GraphEditor, graph: GraphStore) -> None:
    editor.finish()
    with pytest.raises(StorageError, match="the graph can be edited no more"):
        run(editor, "INSERT DATA { GRAPH :one { :x :y :z } }")
    assert read_quads(graph) == START


@pytest.mark.parametrize("written", [f"<{ONE}>", "ex:one"])
def test_several_graphs_that_a_pattern_uses_are_a_set(editor: GraphEditor, written: str) -> None:
    """A triple that two of them state is one solution."""
    editor.add(ONE, b"<http://s.test/> <http://p.test/> 1 .", RdfSyntax.TURTLE, EX)
    editor.add(TWO, b"<http://s.test/> <http://p.test/> 1 .", RdfSyntax.TURTLE, EX)
    editor.update(
        f"PREFIX ex: <{EX}>\nINSERT {{ GRAPH <{EX}counted> {{ <http://s.test/> <http://n.test/> ?n }} }} "
        f"USING {written} using <{TWO}> WHERE {{ SELECT (COUNT(*) AS ?n) {{ ?s <http://p.test/> ?o }} }}",
        None,
    )
    assert [quad.object for quad in editor.finish().inserted if quad.graph == f"{EX}counted"] == [
        '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
    ]
