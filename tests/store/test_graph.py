"""The graph: what is asked of it, read into it and written out of it."""

from __future__ import annotations

import io
import json
import math
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import NotAcceptableError, QueryError, SnapshotError, StorageError
from store.graph import Answer, GraphStore
from store.graph_writer import GraphWriter
from store.query import WHOLE, Dataset
from store.syntax import RdfSyntax, RdfSyntaxError, ResultSyntax, parse_rdf

EX = "https://example.org/"
XSD = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def to_lines(*quads: str) -> str:
    """Return N-Quads of "subject predicate object graph", each a name below ``EX`` or a term as it is."""
    return "".join(" ".join(t if t[0] in '"<_' else f"<{EX}{t}>" for t in q.split(" ")) + " .\n" for q in quads)


def write(graph: GraphStore, spool: Path, *quads: str, dropped: tuple[str, ...] = ()) -> None:
    """Drop graphs, then add quads, in a run of its own."""
    writer = GraphWriter(graph, spool)
    replace(writer, *quads, dropped=dropped)
    writer.finish()


def replace(writer: GraphWriter, *quads: str, dropped: tuple[str, ...] = ()) -> None:
    triples = dict.fromkeys(quad.rpartition(" ")[0] for quad in quads)
    writer.replace([EX + name for name in dropped], to_lines(*quads), to_lines(*triples))


def read_quads(graph: GraphStore) -> set[str]:
    """Return all quads of all named graphs, as written by ``to_lines``; the union must be just their triples."""
    named = graph.dump(RdfSyntax.NQUADS, graph.graphs()).decode().split("\n")[:-1]
    union = {f"{row['s']} {row['p']} {row['o']}" for row in graph.select("SELECT ?s ?p ?o { ?s ?p ?o }")}
    by_graph = {
        f"{row['s']} {row['p']} {row['o']}" for row in graph.select("SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }")
    }
    assert union == by_graph
    assert len(graph) == len(union)
    return {line + "\n" for line in named}


@pytest.fixture
def spool(tmp_path: Path) -> Path:
    (tmp_path / "spool").mkdir()
    return tmp_path / "spool"


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    return GraphStore.create(tmp_path / "graph")


@pytest.fixture
def two_graphs(graph: GraphStore, spool: Path) -> GraphStore:
    """Two documents that share one triple."""
    write(graph, spool, "a knows b one", 'a name "Ann" one', "a knows b two", "b knows c two")
    return graph


# Asking


def test_the_default_graph_is_the_union_of_all_and_says_each_triple_once(two_graphs: GraphStore) -> None:
    rows = list(two_graphs.select("SELECT ?s ?o { ?s <https://example.org/knows> ?o } ORDER BY ?s"))

    assert rows == [{"s": EX + "a", "o": EX + "b"}, {"s": EX + "b", "o": EX + "c"}]
    assert len(two_graphs) == 3
    assert list(two_graphs.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")) == [{"n": 4}]
    assert two_graphs.graphs() == [EX + "one", EX + "two"]
    path = "SELECT ?o { <https://example.org/a> <https://example.org/knows>+ ?o } ORDER BY ?o"
    assert [row["o"] for row in two_graphs.select(path)] == [EX + "b", EX + "c"]


def test_a_query_can_look_into_one_graph(two_graphs: GraphStore) -> None:
    query = "SELECT ?g ?s ?o { GRAPH ?g { ?s <https://example.org/knows> ?o } } ORDER BY ?s"

    assert list(two_graphs.select(query, {"g": EX + "one"})) == [{"g": EX + "one", "s": EX + "a", "o": EX + "b"}]
    assert list(two_graphs.select(query, {"g": EX + "none"})) == []


def test_bindings_are_iris_and_never_syntax(two_graphs: GraphStore) -> None:
    query = "SELECT ?s ?o { ?s <https://example.org/knows> ?o }"

    assert list(two_graphs.select(query, {"s": EX + "b"})) == [{"s": EX + "b", "o": EX + "c"}]
    assert list(two_graphs.select(query, {"s": EX + "%3E%20?p%20?o%20.%20?x"})) == []
    with pytest.raises(ValueError, match="Invalid IRI"):
        list(two_graphs.select(query, {"s": "https://example.org/b> ?p ?o . ?x <y"}))
    with pytest.raises(QueryError, match=r"does not contains variable \?x in its SELECT projection"):
        list(two_graphs.select(query, {"x": EX + "b"}))


def test_our_prefixes_need_not_be_declared(graph: GraphStore, spool: Path) -> None:
    write(graph, spool, f"a <{RDF_TYPE}> <https://w3id.org/rolegraph/ns#Profile> one")

    assert list(graph.select("SELECT ?s { ?s a rg:Profile }")) == [{"s": EX + "a"}]


@pytest.mark.parametrize(
    ("term", "value"),
    [
        ('"text"', "text"),
        ('"text"@en', "text"),
        ('""', ""),
        (f'"7"^^<{XSD}integer>', 7),
        (f'"-7"^^<{XSD}integer>', -7),
        (f'"0.68"^^<{XSD}decimal>', 0.68),
        (f'"1e-3"^^<{XSD}double>', 0.001),
        (f'"INF"^^<{XSD}double>', math.inf),
        (f'"true"^^<{XSD}boolean>', True),
        (f'"1"^^<{XSD}boolean>', True),
        (f'"false"^^<{XSD}boolean>', False),
        (f'"2026-01-31"^^<{XSD}date>', "2026-01-31"),
        (f'"many"^^<{XSD}integer>', "many"),
        (f'"{"9" * 5000}"^^<{XSD}integer>', "9" * 5000),
        (f'"about.half"^^<{XSD}decimal>', "about.half"),
        ("<https://example.org/x>", "https://example.org/x"),
    ],
)
def test_terms_become_python_values(graph: GraphStore, spool: Path, term: str, value: object) -> None:
    write(graph, spool, f"a is {term} one")

    (row,) = graph.select("SELECT ?o { ?s ?p ?o }")
    assert row == {"o": value}
    assert type(row["o"]) is type(value)


def test_what_is_not_bound_is_none(two_graphs: GraphStore) -> None:
    query = "SELECT ?s ?name { ?s <https://example.org/knows> ?o OPTIONAL { ?s <https://example.org/name> ?name } }"

    assert {row["s"]: row["name"] for row in two_graphs.select(query)} == {EX + "a": "Ann", EX + "b": None}


def test_facts_are_what_all_graphs_say_of_a_thing_each_value_once(graph: GraphStore, spool: Path) -> None:
    write(graph, spool, "a knows c one", "a knows b two", "a knows c two", 'a name "Ann" one', "b knows a one")

    assert graph.facts(EX + "a") == {EX + "knows": [EX + "b", EX + "c"], EX + "name": ["Ann"]}
    assert graph.facts(EX + "nothing") == {}


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT ?s { ?s ?p", "the SPARQL query does not parse: "),
        ("SELECT ?s { ?s no:such ?o }", "the SPARQL query does not parse: "),
        ("", "the SPARQL query does not parse: "),
        ("ASK { ?s ?p ?o }", "select() runs SELECT queries only"),
        ("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", "select() runs SELECT queries only"),
        ("DROP ALL", "the SPARQL query does not parse: "),
    ],
)
def test_a_query_that_cannot_be_answered_is_told(graph: GraphStore, query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        list(graph.select(query))
    assert str(caught.value).startswith(message)


# Answering in a syntax


def answer(
    graph_store: GraphStore,
    query: str,
    results: ResultSyntax | None = ResultSyntax.JSON,
    *,
    graph: RdfSyntax | None = RdfSyntax.TURTLE,
    dataset: Dataset = WHOLE,
) -> Answer:
    output = io.BytesIO()
    media_type = graph_store.answer(query, output, results=results, graph=graph, dataset=dataset)
    return Answer(output.getvalue(), media_type)


@pytest.mark.parametrize(
    ("syntax", "media_type", "body"),
    [
        (ResultSyntax.CSV, "text/csv; charset=utf-8", f"s,n\r\n{EX}a,Ann\r\n"),
        (ResultSyntax.TSV, "text/tab-separated-values; charset=utf-8", f'?s\t?n\n<{EX}a>\t"Ann"\n'),
    ],
)
def test_rows_are_serialised(two_graphs: GraphStore, syntax: ResultSyntax, media_type: str, body: str) -> None:
    query = "SELECT ?s ?n { ?s <https://example.org/name> ?n }"

    assert answer(two_graphs, query, syntax) == Answer(body.encode(), media_type)


def test_rows_and_truth_are_serialised_as_json_and_xml(two_graphs: GraphStore) -> None:
    found = answer(two_graphs, "SELECT ?n { ?s <https://example.org/name> ?n }", ResultSyntax.JSON)
    assert found.media_type == "application/sparql-results+json"
    assert json.loads(found.body) == {
        "head": {"vars": ["n"]},
        "results": {"bindings": [{"n": {"type": "literal", "value": "Ann"}}]},
    }
    for query, truth in (("ASK { ?s ?p ?o }", True), ("ASK { ?s ?p 1234 }", False)):
        assert json.loads(answer(two_graphs, query, ResultSyntax.JSON).body) == {"head": {}, "boolean": truth}
        found = answer(two_graphs, query, ResultSyntax.XML)
        assert found.media_type == "application/sparql-results+xml"
        assert f"<boolean>{str(truth).lower()}</boolean>" in found.body.decode()


@pytest.mark.parametrize(
    ("syntax", "name", "media_type"),
    [
        (RdfSyntax.TURTLE, "turtle", "text/turtle"),
        (RdfSyntax.NTRIPLES, "nt", "application/n-triples"),
        (RdfSyntax.RDFXML, "xml", "application/rdf+xml"),
        (RdfSyntax.NQUADS, "nt", "application/n-quads"),
    ],
)
def test_constructed_triples_are_serialised(
    two_graphs: GraphStore, syntax: RdfSyntax, name: str, media_type: str
) -> None:
    query = "CONSTRUCT { ?o <https://example.org/knownBy> ?s } WHERE { ?s <https://example.org/knows> ?o }"

    written = answer(two_graphs, query, graph=syntax)

    assert written.media_type == media_type == syntax.media_type
    found = rdflib.Graph().parse(data=written.body, format=name)
    known_by = rdflib.URIRef(EX + "knownBy")
    assert set(found) == {
        (rdflib.URIRef(EX + "b"), known_by, rdflib.URIRef(EX + "a")),
        (rdflib.URIRef(EX + "c"), known_by, rdflib.URIRef(EX + "b")),
    }


def test_constructed_triples_are_serialised_as_json_ld(two_graphs: GraphStore) -> None:
    query = "CONSTRUCT { ?o <https://example.org/knownBy> ?s } WHERE { ?s <https://example.org/knows> ?o }"

    written = answer(two_graphs, query, graph=RdfSyntax.JSONLD)

    assert written.media_type == "application/ld+json"
    lines = parse_rdf(written.body, RdfSyntax.JSONLD, EX, EX + "home")
    assert sorted(lines) == to_lines("b knownBy a home", "c knownBy b home").splitlines(keepends=True)


def test_an_answer_to_no_query_is_refused(two_graphs: GraphStore) -> None:
    for query in ("SELECT", "DELETE WHERE { ?s ?p ?o }", "LOAD <file:///etc/passwd>"):
        with pytest.raises(QueryError, match=r"^the SPARQL query does not parse: "):
            answer(two_graphs, query)
    assert len(two_graphs) == 3


def test_a_dataset_is_made_of_the_graphs_that_are_named(two_graphs: GraphStore) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def ask(query: str, dataset: Dataset) -> str:
        return answer(two_graphs, query, ResultSyntax.TSV, dataset=dataset).body.decode().splitlines()[1]

    first, second = two_graphs.graphs()
    both = Dataset((first, second), (first,))
    assert (
        int(ask(count, both))
        == len(two_graphs)
        < int(ask(count, Dataset((first,)))) + int(ask(count, Dataset((second,))))
    )
    assert ask(named, both) == ask(count, Dataset((first,)))
    assert ask(named, Dataset((first,))) == ask(count, Dataset(named=(first,))) == "0"


def test_what_the_asker_does_not_take_is_not_acceptable(two_graphs: GraphStore) -> None:
    with pytest.raises(NotAcceptableError, match="text/turtle"):
        answer(two_graphs, "CONSTRUCT WHERE { ?s ?p ?o }", graph=None)
    with pytest.raises(NotAcceptableError, match="text/csv"):
        answer(two_graphs, "ASK {}", None)


# Writing out and reading in

ODD = 'quote \\" backslash \\\\ newline \\n return \\r tab \\t \u2028 \u0085 🎉'
QUADS = {
    f"<{EX}a> <{EX}knows> <{EX}b> <{EX}one> .\n",
    f"<{EX}a> <{EX}knows> <{EX}b> <{EX}two> .\n",
    f'<{EX}a> <{EX}name> "Ann"@en <{EX}one> .\n',
    f'<{EX}a> <{EX}age> "7"^^<{XSD}integer> <{EX}one> .\n',
    f'<{EX}b> <{EX}odd> "{ODD}" <{EX}two> .\n',
}
TRIPLES = {line.rpartition(f" <{EX}")[0] for line in QUADS}


@pytest.fixture
def full(graph: GraphStore, spool: Path) -> GraphStore:
    writer = GraphWriter(graph, spool)
    writer.replace([], "".join(sorted(QUADS)), "".join(f"{triple} .\n" for triple in sorted(TRIPLES)))
    return writer.finish()


def test_what_is_loaded_is_what_is_dumped(full: GraphStore) -> None:
    assert read_quads(full) == QUADS


@pytest.mark.parametrize("syntax", [RdfSyntax.NQUADS, RdfSyntax.TRIG, RdfSyntax.JSONLD])
def test_a_dumped_dataset_is_read_back_graph_by_graph(full: GraphStore, syntax: RdfSyntax) -> None:
    dumped = full.dump(syntax, full.graphs())

    lines = parse_rdf(dumped, syntax, EX, EX + "home")
    assert sorted(lines) == sorted(QUADS)
    assert full.dump(syntax, full.graphs()) == dumped


@pytest.mark.parametrize("syntax", [RdfSyntax.TURTLE, RdfSyntax.NTRIPLES])
def test_a_dumped_graph_is_the_union_read_back_into_one_graph(full: GraphStore, syntax: RdfSyntax) -> None:
    lines = parse_rdf(full.dump(syntax, full.graphs()), syntax, EX, EX + "home")

    assert sorted(lines) == sorted(f"{triple} <{EX}home> .\n" for triple in TRIPLES)


def test_rdf_xml_says_the_same_where_xml_can_say_it(full: GraphStore) -> None:
    # XML 1.0 has no way to write most control characters: https://www.w3.org/TR/xml/#charsets
    lines = parse_rdf(full.dump(RdfSyntax.RDFXML, [EX + "one"]), RdfSyntax.RDFXML, EX, EX + "home")

    assert sorted(lines) == sorted(line.replace(f"<{EX}one>", f"<{EX}home>") for line in QUADS if f"<{EX}one>" in line)


def test_only_the_graphs_asked_for_are_dumped(full: GraphStore) -> None:
    dumped = full.dump(RdfSyntax.NQUADS, [EX + "one", EX + "none"]).decode()

    assert sorted(dumped.splitlines(keepends=True)) == sorted(line for line in QUADS if f"<{EX}one>" in line)
    assert full.dump(RdfSyntax.NQUADS, []) == b""
    assert full.dump(RdfSyntax.NTRIPLES, [EX + "none"]) == b""


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_is_one_line_read_back_as_it_was(text: str) -> None:
    data = rdflib.Graph().add((rdflib.URIRef(EX + "a"), rdflib.URIRef(EX + "is"), rdflib.Literal(text)))

    (line,) = parse_rdf(data.serialize(format="nt").encode(), RdfSyntax.NTRIPLES, EX, EX + "home")

    home = f" <{EX}home> .\n"
    assert line.endswith(home)
    found = rdflib.Graph().parse(data=f"{line.removesuffix(home)} .\n", format="nt")
    assert list(found.objects()) == [rdflib.Literal(text)]


def test_relative_iris_are_below_the_base(graph: GraphStore) -> None:
    assert parse_rdf(b"<a> <b> <../c> .", RdfSyntax.TURTLE, EX + "dir/doc", EX + "home") == [
        f"<{EX}dir/a> <{EX}dir/b> <{EX}c> <{EX}home> .\n"
    ]


def test_blank_nodes_of_two_documents_are_never_the_same() -> None:
    data = f'_:x <{EX}p> "1" .'.encode()
    first, second = (parse_rdf(data, RdfSyntax.TURTLE, EX, EX + "home")[0].split()[0] for _ in range(2))

    assert first.startswith("_:")
    assert first != second


@pytest.mark.parametrize(
    ("syntax", "data", "line"),
    [
        (RdfSyntax.TURTLE, b"@prefix e: <https://example.org/> .\ne:a e:b e:c .\ne:a e:b", 3),
        (RdfSyntax.TURTLE, b"\n\nno:such no:b no:c .", 3),
        (RdfSyntax.TURTLE, b"<https://example.org/a b> <b> <c> .", 1),
        (RdfSyntax.TURTLE, b'<a> <b> "\xe9" .', 1),
        (RdfSyntax.NTRIPLES, b"<http://a> <http://b> <http://c> .\n<a> <http://b> <http://c> .", 2),
        (RdfSyntax.NQUADS, b'<http://a> <http://b> "c" <http://g> .\n<http://a> <http://b> "c" .. \n', 2),
        (RdfSyntax.TRIG, b"<http://g> {\n <http://a> <http://b> <http://c> .\n", 3),
        (RdfSyntax.JSONLD, b'{"@id": "http://a",\n "http://b": }', 2),
        (RdfSyntax.RDFXML, b"<rdf:RDF", None),
    ],
)
def test_a_syntax_error_is_told_with_its_line(syntax: RdfSyntax, data: bytes, line: int | None) -> None:
    with pytest.raises(RdfSyntaxError) as caught:
        parse_rdf(data, syntax, EX, EX + "home")
    assert caught.value.line == line
    assert caught.value.problem


def test_a_graph_named_by_a_blank_node_is_refused() -> None:
    for syntax, data in (
        (RdfSyntax.NQUADS, b"<http://a> <http://b> <http://c> _:g ."),
        (RdfSyntax.TRIG, b"_:g { <http://a> <http://b> <http://c> }"),
        (RdfSyntax.JSONLD, b'{"http://x": 1, "@graph": [{"@id": "http://a", "http://b": 1}]}'),
    ):
        with pytest.raises(RdfSyntaxError) as caught:
            parse_rdf(data, syntax, EX, EX + "home")
        assert caught.value.problem == "a named graph is named by a blank node; it needs an IRI"


def test_a_remote_context_is_not_fetched() -> None:
    with pytest.raises(RdfSyntaxError):
        parse_rdf(b'{"@context": "http://127.0.0.1:9/context", "a": 1}', RdfSyntax.JSONLD, EX, EX + "home")


@pytest.mark.parametrize("syntax", list(RdfSyntax))
def test_nothing_is_read_from_an_empty_document(syntax: RdfSyntax) -> None:
    empty = {
        RdfSyntax.JSONLD: b"{}",
        RdfSyntax.RDFXML: b'<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/>',
    }

    assert parse_rdf(empty.get(syntax, b""), syntax, EX, EX + "home") == []


# Changing


def test_dropping_a_graph_takes_from_the_union_what_no_other_says(two_graphs: GraphStore) -> None:
    two_graphs.remove_graph(EX + "one")
    assert read_quads(two_graphs) == set(to_lines("a knows b two", "b knows c two").splitlines(keepends=True))

    two_graphs.remove_graph(EX + "two")
    assert read_quads(two_graphs) == set()
    assert two_graphs.graphs() == []
    two_graphs.remove_graph(EX + "two")


def test_a_copy_is_independent_of_its_original(two_graphs: GraphStore, tmp_path: Path, spool: Path) -> None:
    two_graphs.copy_to(tmp_path / "copy")
    write(two_graphs, spool, "d knows e three", dropped=("one",))
    copy = GraphStore.create(tmp_path / "copy")
    write(copy, spool, "x knows y four", dropped=("two",))

    assert two_graphs.graphs() == [EX + "three", EX + "two"]
    assert read_quads(copy) == set(to_lines("a knows b one", 'a name "Ann" one', "x knows y four").splitlines(True))


def test_several_readers_open_one_published_graph_and_none_writes(
    two_graphs: GraphStore, tmp_path: Path, spool: Path
) -> None:
    two_graphs.flush()
    two_graphs.copy_to(tmp_path / "published")
    before = sorted(path.name for path in (tmp_path / "published").iterdir())

    readers = [GraphStore.open(tmp_path / "published") for _ in range(3)]

    assert [len(reader) for reader in readers] == [3, 3, 3]
    assert sorted(path.name for path in (tmp_path / "published").iterdir()) == before
    with pytest.raises(StorageError, match=r"^the graph cannot be "):
        write(readers[0], spool, "x knows y four")


def test_what_is_no_graph_is_told(tmp_path: Path, two_graphs: GraphStore) -> None:
    with pytest.raises(SnapshotError, match=f"^the graph in {tmp_path}/none cannot be opened: "):
        GraphStore.open(tmp_path / "none")
    two_graphs.flush()
    two_graphs.copy_to(tmp_path / "copy")
    (tmp_path / "copy" / "CURRENT").unlink()
    with pytest.raises(SnapshotError, match=f"^the graph in {tmp_path}/copy cannot be opened: "):
        GraphStore.open(tmp_path / "copy")
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match=f"^the graph in {tmp_path}/file cannot be written: "):
        GraphStore.create(tmp_path / "file")
    with pytest.raises(StorageError, match=f"^the graph cannot be copied to {tmp_path}/copy: "):
        two_graphs.copy_to(tmp_path / "copy")


# Writing in the background


def test_a_graph_is_dropped_before_its_new_content_is_added_and_after_the_old_was(
    graph: GraphStore, spool: Path
) -> None:
    writer = GraphWriter(graph, spool)
    replace(writer, "a knows b one", "a knows b two")
    replace(writer, "a knows c one", dropped=("one",))
    replace(writer, dropped=("two",))
    replace(writer, "a knows d three")
    replace(writer, "a knows e three", dropped=("three", "none"))
    assert writer.finish() is graph

    assert read_quads(graph) == set(to_lines("a knows c one", "a knows e three").splitlines(keepends=True))
    assert list(spool.iterdir()) == []


def test_many_parts_come_to_the_same_as_one(graph: GraphStore, spool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.graph_writer._PART_CHARACTERS", 1)
    quads = [f"s{number} knows o{number % 7} g{number % 3}" for number in range(40)]
    writer = GraphWriter(graph, spool)
    for quad in quads:
        replace(writer, quad)
    replace(writer, "s0 knows new g0", dropped=("g0",))
    writer.finish()

    kept = [quad for quad in quads if not quad.endswith("g0")]
    assert read_quads(graph) == set(to_lines(*kept, "s0 knows new g0").splitlines(keepends=True))
    assert list(spool.iterdir()) == []


def test_nothing_to_write_writes_nothing(graph: GraphStore, spool: Path) -> None:
    writer = GraphWriter(graph, spool)
    replace(writer)
    writer.finish()

    assert len(graph) == 0
    assert list(spool.iterdir()) == []


def test_an_error_while_loading_is_raised_before_anything_is_called_finished(
    graph: GraphStore, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = GraphWriter(graph, spool)
    writer.replace([], "this is no quad\n", "nor is it a triple\n")
    with pytest.raises(StorageError, match=r"^the graph cannot be loaded: "):
        writer.finish()
    writer.close()

    monkeypatch.setattr("store.graph_writer._PART_CHARACTERS", 1)
    writer = GraphWriter(graph, spool)
    with pytest.raises(StorageError, match=r"^the graph cannot be loaded: "):
        for _ in range(100):
            writer.replace([], "this is no quad\n", "nor is it a triple\n")
        writer.finish()
    writer.close()


def test_any_other_error_of_the_loader_is_raised_too(
    graph: GraphStore, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_self: GraphStore, _path: Path) -> None:
        raise MemoryError("no more")

    monkeypatch.setattr(GraphStore, "load", fail)
    writer = GraphWriter(graph, spool)
    replace(writer, "a knows b one")
    with pytest.raises(MemoryError, match=r"^no more$"):
        writer.finish()
    writer.close()


def test_a_spool_that_cannot_be_written_is_told(graph: GraphStore, tmp_path: Path) -> None:
    writer = GraphWriter(graph, tmp_path / "none")
    with pytest.raises(StorageError, match=r"^the graph cannot be written: No such file or directory$"):
        replace(writer, "a knows b one")
        writer.finish()
    writer.close()


def test_closing_without_finishing_waits_for_what_is_loading_and_can_be_done_twice(
    graph: GraphStore, spool: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.graph_writer._PART_CHARACTERS", 1)
    writer = GraphWriter(graph, spool)
    for number in range(20):
        replace(writer, f"s{number} knows o g{number}")
    writer.close()
    writer.close()

    with pytest.raises(StorageError, match=r"^the graph was closed before it was finished$"):
        writer.finish()


def test_closing_lets_the_graph_go(tmp_path: Path, spool: Path) -> None:
    writer = GraphWriter(GraphStore.create(tmp_path / "graph"), spool)
    replace(writer, "a knows b one")
    writer.close()

    GraphStore.create(tmp_path / "graph")  # the engine lets in one writer only
