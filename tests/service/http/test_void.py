from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import XSD

from ontology.vocabulary import RG, Borrowed
from service.engine import Engine
from tests.service.http.checks import BROWSER, assert_problem

VOID = Namespace("http://rdfs.org/ns/void#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
FORMATS = Namespace("http://www.w3.org/ns/formats/")
PATH = "/.well-known/void"
DOCUMENT = URIRef("http://roles.test/.well-known/void")
DATASET = URIRef("http://roles.test/.well-known/void#dataset")
BASE = "https://w3id.org/rolegraph/id/"


@pytest.fixture
def graph(client: FlaskClient) -> Graph:
    response = client.get(PATH)
    assert (response.status_code, response.content_type) == (200, "text/turtle; charset=utf-8")
    return Graph().parse(data=response.data, format="turtle")


def test_it_says_what_the_data_are_and_where_to_ask(graph: Graph, engine: Engine) -> None:
    assert (DOCUMENT, RDF.type, VOID.DatasetDescription) in graph
    assert (DOCUMENT, FOAF.primaryTopic, DATASET) in graph
    assert (DATASET, RDF.type, VOID.Dataset) in graph
    assert (DATASET, DCTERMS.title, Literal("Job-levelling profiles", lang="en")) in graph
    manifest = engine.snapshot.manifest
    assert list(graph.objects(DATASET, DCTERMS.modified)) == [Literal(manifest.created, datatype=XSD.dateTime)]
    assert (DATASET, DCTERMS.identifier, Literal(manifest.id)) in graph
    assert (DATASET, VOID.sparqlEndpoint, URIRef("http://roles.test/sparql")) in graph
    assert (DATASET, VOID.uriSpace, Literal(BASE)) in graph
    assert set(graph.objects(DATASET, VOID.feature)) == {
        FORMATS[name] for name in ("Turtle", "N-Triples", "JSON-LD", "RDF_XML")
    }
    assert URIRef(f"{BASE}profile/CUS.GEN.P1") in set(graph.objects(DATASET, VOID.exampleResource))


def test_what_is_not_known_is_not_said(graph: Graph) -> None:
    assert (None, DCTERMS.license, None) not in graph
    assert (None, VOID.dataDump, None) not in graph


def test_it_counts_the_whole_and_its_parts(graph: Graph, engine: Engine) -> None:
    census = engine.dataset.census
    assert (DATASET, VOID.triples, Literal(engine.snapshot.manifest.counts["triples"])) in graph
    for name, count in (
        ("entities", census.entities),
        ("classes", len(census.classes)),
        ("properties", len(census.properties)),
        ("distinctSubjects", census.subjects),
        ("distinctObjects", census.objects),
    ):
        assert list(graph.objects(DATASET, VOID[name])) == [Literal(count)]
    classes = {
        str(graph.value(part, VOID["class"])): graph.value(part, VOID.entities)
        for part in graph.objects(DATASET, VOID.classPartition)
    }
    properties = {
        str(graph.value(part, VOID.property)): graph.value(part, VOID.triples)
        for part in graph.objects(DATASET, VOID.propertyPartition)
    }
    assert {kind: Literal(count) for kind, count in census.classes.items()} == classes
    assert {name: Literal(count) for name, count in census.properties.items()} == properties
    assert (classes[RG.PROFILE], classes[RG.REVIEW]) == (Literal(34), Literal(38))
    assert properties[RG.HAS_MAPPING] == Literal(47)
    assert sum(int(str(count)) for count in properties.values()) == engine.snapshot.manifest.counts["triples"]


def test_it_names_the_vocabularies_in_use(graph: Graph) -> None:
    assert set(map(str, graph.objects(DATASET, VOID.vocabulary))) == {
        "https://w3id.org/rolegraph/ns",
        "http://purl.org/dc/terms/",
        "http://www.w3.org/2002/07/owl",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://www.w3.org/2000/01/rdf-schema#",
        "http://www.w3.org/2004/02/skos/core",
        "http://www.w3.org/2008/05/skos-xl",
        "https://w3id.org/sssom/",
    }


def test_what_it_says_can_be_asked(graph: Graph, client: FlaskClient) -> None:
    for example in graph.objects(DATASET, VOID.exampleResource):
        assert client.get(f"/data/{str(example).removeprefix(BASE)}").status_code == 200
    query = f"SELECT (COUNT(*) AS ?n) {{ ?alias a <{Borrowed.XL_LABEL}> }}"
    rows = client.get("/sparql", query_string={"query": query}).get_json(force=True)["results"]["bindings"]
    assert rows[0]["n"]["value"] == "119"
    part = graph.value(None, VOID["class"], URIRef(Borrowed.XL_LABEL))
    assert (part, VOID.entities, Literal(119)) in graph


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own, in its JSON-LD parser
@pytest.mark.parametrize(
    ("accept", "parser"),
    [
        ("application/n-triples", "nt"),
        ("application/rdf+xml", "xml"),
        ("application/ld+json", "json-ld"),
        ("text/turtle;q=0.1, application/n-triples", "nt"),
    ],
)
def test_it_comes_in_the_syntax_that_is_asked_for(client: FlaskClient, graph: Graph, accept: str, parser: str) -> None:
    response = client.get(PATH, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.mimetype == accept.rpartition(" ")[2]
    assert "Accept" in response.headers["Vary"]
    assert isomorphic(Graph().parse(data=response.data, format=parser), graph)


def test_a_browser_can_look_at_it(client: FlaskClient) -> None:
    response = client.get(PATH, headers=BROWSER)
    assert response.content_type == "text/plain; charset=utf-8"
    assert response.text.startswith("@prefix ")


def test_another_type_is_not_acceptable(client: FlaskClient) -> None:
    assert_problem(client.get(PATH, headers={"Accept": "image/png"}), 406, "text/turtle")


def test_scripts_of_other_sites_may_read_it(client: FlaskClient) -> None:
    assert client.get(PATH).headers["Access-Control-Allow-Origin"] == "*"
