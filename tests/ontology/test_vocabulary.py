from __future__ import annotations

import re
from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from ontology.files import read_shapes, read_vocabulary, shapes_path, vocabulary_path
from ontology.kinds import COMPONENT_KINDS, STATEMENT_KINDS
from ontology.records import Basis, MappingStatus, StoryPart
from ontology.vocabulary import PREFIXES, RG, RG_NAMESPACE, Borrowed
from tests.example_graphs import examples_nquads

DOCS = Path(__file__).parent.parent.parent / "docs"
QUERIES = re.findall(r"```sparql\n(.*?)```", (DOCS / "vocabulary.md").read_text(encoding="utf-8"), re.DOTALL)


@pytest.fixture(scope="module")
def vocabulary() -> Graph:
    return Graph().parse(data=read_vocabulary(), format="turtle")


@pytest.fixture(scope="module")
def examples() -> ox.Store:
    store = ox.Store()
    store.bulk_load(examples_nquads(), format=ox.RdfFormat.N_QUADS)
    return store


def terms_of(graph: Graph) -> set[str]:
    return {str(subject) for subject in graph.subjects() if str(subject).startswith(RG_NAMESPACE)}


def test_the_vocabulary_and_the_code_have_the_same_terms(vocabulary: Graph) -> None:
    assert terms_of(vocabulary) == {term.value for term in RG}


@pytest.mark.parametrize("term", list(RG))
def test_every_term_has_one_label_and_one_comment_that_is_a_sentence(vocabulary: Graph, term: RG) -> None:
    labels = list(vocabulary.objects(URIRef(term), RDFS.label))
    comments = list(vocabulary.objects(URIRef(term), RDFS.comment))
    assert len(labels) == len(comments) == 1
    assert len(str(comments[0]).split()) >= 4
    assert str(comments[0])[0].isupper()


def test_every_term_that_the_vocabulary_refers_to_exists(vocabulary: Graph) -> None:
    used = {str(node) for triple in vocabulary for node in triple if str(node).startswith(RG_NAMESPACE)}
    assert used == terms_of(vocabulary) | ({RG_NAMESPACE} & used)  # the namespace itself is named in the header


def test_every_property_has_a_domain_and_a_range(vocabulary: Graph) -> None:
    properties = {
        subject
        for kind in (OWL.ObjectProperty, OWL.DatatypeProperty)
        for subject in vocabulary.subjects(RDF.type, kind)
    }
    assert len(properties) > 50
    for found in properties:
        assert vocabulary.value(found, RDFS.domain) is not None, found
        assert vocabulary.value(found, RDFS.range) is not None, found


@pytest.mark.parametrize("kind", STATEMENT_KINDS + COMPONENT_KINDS, ids=lambda kind: kind.name)
def test_every_kind_is_a_statement_linked_from_its_owner(vocabulary: Graph, kind: object) -> None:
    rdf_class, link = URIRef(kind.rdf_class), URIRef(kind.link)  # type: ignore[attr-defined]
    assert URIRef(RG.STATEMENT) in set(vocabulary.transitive_objects(rdf_class, RDFS.subClassOf))
    assert (link, RDFS.subPropertyOf, URIRef(RG.STATES)) in vocabulary
    linked = vocabulary.value(link, RDFS.range)
    assert linked in set(vocabulary.transitive_objects(rdf_class, RDFS.subClassOf))
    owner = vocabulary.value(link, RDFS.domain)
    assert str(owner) == RG_NAMESPACE + str(kind.owner).capitalize()  # type: ignore[attr-defined]


def test_the_shapes_hold_for_every_kind() -> None:
    shapes = Graph().parse(data=read_shapes(), format="turtle")
    sh = "http://www.w3.org/ns/shacl#"
    targets = set(shapes.objects(URIRef("https://w3id.org/rolegraph/shapes#Statement"), URIRef(sh + "targetClass")))
    assert {URIRef(kind.rdf_class) for kind in STATEMENT_KINDS + COMPONENT_KINDS} <= targets


def test_the_shapes_use_only_terms_that_exist() -> None:
    used = set(re.findall(r"\brg:(\w+)", shapes_path().read_text(encoding="utf-8")))
    assert {RG_NAMESPACE + name for name in used} <= {term.value for term in RG}


def test_the_individuals_are_those_of_the_records(vocabulary: Graph) -> None:
    def individuals(kind: RG) -> set[Node]:
        return set(vocabulary.subjects(RDF.type, URIRef(kind)))

    assert individuals(RG.BASIS) == {URIRef(RG_NAMESPACE + basis) for basis in Basis}
    statuses = {URIRef(RG_NAMESPACE + status.title().replace("_", "")) for status in MappingStatus}
    assert individuals(RG.MAPPING_STATUS) == statuses


def test_the_shapes_know_every_part_of_a_story() -> None:
    listed = re.search(r'sh:in \( ("who"[^)]*)\)', read_shapes())
    assert listed is not None
    assert re.findall(r'"(\w+)"', listed[1]) == [part.value for part in StoryPart]


def test_concepts_are_skos_and_origins_are_prov(vocabulary: Graph) -> None:
    prov = PREFIXES["prov"]
    for term in (RG.SKILL, RG.ROLE, RG.FUNCTION, RG.LEVEL, RG.TRACK, RG.OCCUPATION):
        assert (URIRef(term), RDFS.subClassOf, SKOS.Concept) in vocabulary
    assert (URIRef(RG.LEVEL_SCHEME), RDFS.subClassOf, SKOS.ConceptScheme) in vocabulary
    assert (URIRef(RG.DOCUMENT), RDFS.subClassOf, URIRef(prov + "Entity")) in vocabulary
    assert (URIRef(RG.INGEST), RDFS.subClassOf, URIRef(prov + "Activity")) in vocabulary
    assert (URIRef(RG.MAPPING), RDFS.subClassOf, OWL.Axiom) in vocabulary


def test_the_vocabulary_says_its_version_and_licence(vocabulary: Graph) -> None:
    ontology = vocabulary.value(None, RDF.type, OWL.Ontology)
    assert str(ontology) == RG_NAMESPACE.removesuffix("#")
    assert str(vocabulary.value(ontology, OWL.versionInfo)) == "0.1.0"
    licence = vocabulary.value(ontology, URIRef(PREFIXES["dcterms"] + "license"))
    assert str(licence) == "https://www.apache.org/licenses/LICENSE-2.0"
    assert vocabulary_path().name == "rolegraph.ttl"


def test_the_examples_use_only_terms_that_exist(examples: ox.Store) -> None:
    query = "SELECT DISTINCT ?term { GRAPH ?g { { ?s ?term ?o } UNION { ?s a ?term } } }"
    solutions = examples.query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    used = {solution[0].value for solution in solutions if isinstance(solution[0], ox.NamedNode)}
    known = {term.value for term in RG} | {term.value for term in Borrowed}
    known |= {PREFIXES["skos"] + f"{kind}Match" for kind in ("exact", "close", "broad", "narrow", "related")}
    assert used <= known
    assert len(used) > 80


def test_the_documentation_has_six_queries() -> None:
    assert len(QUERIES) == 6


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_every_query_of_the_documentation_finds_something_in_the_examples(examples: ox.Store, query: str) -> None:
    solutions = examples.query(query, use_default_graph_as_union=True)
    assert isinstance(solutions, ox.QuerySolutions)
    assert list(solutions)
