from __future__ import annotations

from dataclasses import replace

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from ontology.vocabulary import RG_NAMESPACE
from service.census import Census
from service.sparql.description import MAX_GRAPHS, ServiceFacts, describe_service
from service.void import DatasetFacts
from store.syntax import RdfSyntax

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = Namespace("http://rdfs.org/ns/void#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
RG = Namespace(RG_NAMESPACE)
QUERY = URIRef("https://roles.test/sparql")
UPDATE = URIRef("https://roles.test/update")
DATASET = URIRef("https://roles.test/.well-known/void#dataset")
GRAPH_FORMATS = {FORMATS[name] for name in ("Turtle", "N-Triples", "N-Quads", "TriG", "JSON-LD", "RDF_XML")}
CENSUS = Census(
    triples=17,
    entities=5,
    subjects=6,
    objects=9,
    classes={f"{RG_NAMESPACE}Profile": 2},
    properties={f"{RG_NAMESPACE}role": 2, "http://www.w3.org/2004/02/skos/core#notation": 15},
    graphs={"https://roles.test/id/graph/a.txt": 11, "https://roles.test/id/graph/b.txt": 8},
    examples=(),
)
FACTS = ServiceFacts(
    DatasetFacts("https://roles.test", "https://roles.test/id/", "20260131T120000Z-1", "2026-01-31T12:00:00Z", CENSUS),
    writes=False,
    federates=False,
)


def read(facts: ServiceFacts) -> Graph:
    return Graph().parse(data=describe_service(facts, RdfSyntax.TURTLE), format="turtle")


def test_it_says_what_may_be_asked_and_what_comes_back() -> None:
    graph = read(FACTS)
    assert set(graph.subjects(RDF.type, SD.Service)) == {QUERY}
    assert set(graph.objects(QUERY, SD.endpoint)) == {QUERY}
    assert set(graph.objects(QUERY, SD.supportedLanguage)) == {SD.SPARQL11Query}
    assert set(graph.objects(QUERY, SD.defaultEntailmentRegime)) == {URIRef("http://www.w3.org/ns/entailment/Simple")}
    assert set(graph.objects(QUERY, SD.feature)) == {SD.UnionDefaultGraph}
    rows = {FORMATS[f"SPARQL_Results_{name}"] for name in ("JSON", "XML", "CSV", "TSV")}
    assert set(graph.objects(QUERY, SD.resultFormat)) == rows | GRAPH_FORMATS
    assert set(graph.objects(None, SD.inputFormat)) == set()


def test_it_names_what_goes_beyond_sparql() -> None:
    graph = read(FACTS)
    assert set(graph.objects(QUERY, SD.extensionFunction)) == {RG.similarity}
    assert set(graph.objects(QUERY, SD.languageExtension)) == {RG.search}
    assert (RG.similarity, RDF.type, SD.Function) in graph
    assert (RG.search, RDF.type, SD.Feature) in graph


def test_updates_are_a_service_at_their_own_address_where_they_are_taken() -> None:
    graph = read(replace(FACTS, writes=True))
    assert set(graph.subjects(RDF.type, SD.Service)) == {QUERY, UPDATE}
    assert set(graph.objects(UPDATE, SD.endpoint)) == {UPDATE}
    assert set(graph.objects(UPDATE, SD.supportedLanguage)) == {SD.SPARQL11Update}
    assert set(graph.objects(UPDATE, SD.inputFormat)) == GRAPH_FORMATS
    assert set(graph.objects(QUERY, SD.supportedLanguage)) == {SD.SPARQL11Query}


def test_federation_is_told_where_something_may_be_reached() -> None:
    assert (QUERY, SD.feature, SD.BasicFederatedQuery) in read(replace(FACTS, federates=True))


def test_it_describes_the_dataset_and_its_graphs() -> None:
    graph = read(FACTS)
    assert set(graph.objects(QUERY, SD.defaultDataset)) == {DATASET}
    assert (DATASET, RDF.type, SD.Dataset) in graph
    (union,) = graph.objects(DATASET, SD.defaultGraph)
    assert (union, RDF.type, SD.Graph) in graph
    assert (union, VOID.triples, Literal(17)) in graph
    assert (union, DCTERMS.identifier, Literal("20260131T120000Z-1")) in graph
    assert set(graph.objects(union, VOID.vocabulary)) == {
        URIRef("https://w3id.org/rolegraph/ns"),
        URIRef("http://www.w3.org/2004/02/skos/core"),
    }
    named = {
        (str(graph.value(node, SD.name)), graph.value(graph.value(node, SD.graph), VOID.triples))
        for node in graph.objects(DATASET, SD.namedGraph)
    }
    assert named == {
        ("https://roles.test/id/graph/a.txt", Literal(11)),
        ("https://roles.test/id/graph/b.txt", Literal(8)),
    }


def test_of_very_many_graphs_the_first_are_listed() -> None:
    graphs = {f"https://roles.test/id/graph/{number:04}": 1 for number in range(MAX_GRAPHS + 1)}
    facts = replace(FACTS, dataset=replace(FACTS.dataset, census=replace(CENSUS, graphs=graphs)))
    names = {str(name) for name in read(facts).objects(None, SD.name)}
    assert names == set(list(graphs)[:MAX_GRAPHS])


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its JSON-LD parser
@pytest.mark.parametrize(
    ("syntax", "parser"), [(RdfSyntax.NTRIPLES, "nt"), (RdfSyntax.RDFXML, "xml"), (RdfSyntax.JSONLD, "json-ld")]
)
def test_every_syntax_says_the_same(syntax: RdfSyntax, parser: str) -> None:
    facts = replace(FACTS, writes=True, federates=True)
    assert isomorphic(Graph().parse(data=describe_service(facts, syntax), format=parser), read(facts))
