from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from rdflib import RDF, Graph, URIRef

from ontology.vocabulary import RG
from service.census import take_census
from service.engine import Engine
from store.graph import GraphStore
from store.syntax import RdfSyntax

BASE = "https://w3id.org/rolegraph/id/"


@pytest.fixture(scope="module")
def union(engine: Engine) -> Graph:
    """The union of all graphs, in rdflib."""
    graph = engine.snapshot.graph
    return Graph().parse(data=graph.dump(RdfSyntax.NTRIPLES, graph.graphs()), format="nt")


def test_it_counts_what_another_library_counts(engine: Engine, union: Graph) -> None:
    census = take_census(engine.snapshot.graph)
    assert census.triples == len(union)
    assert census.subjects == len(set(union.subjects()))
    assert census.entities == len({subject for subject in union.subjects() if isinstance(subject, URIRef)})
    assert census.objects == len(set(union.objects()))
    assert census.properties == Counter(str(predicate) for predicate in union.predicates())
    assert census.classes == Counter(str(kind) for kind in union.objects(None, RDF.type))
    assert list(census.properties) == sorted(census.properties)


def test_it_counts_what_the_documents_hold(engine: Engine) -> None:
    census = take_census(engine.snapshot.graph)
    counted = {kind: census.classes[kind] for kind in (RG.PROFILE, RG.DOCUMENT, RG.ROLE, RG.LEVEL_SCHEME)}
    assert counted == {RG.PROFILE: 34, RG.DOCUMENT: 34, RG.ROLE: 6, RG.LEVEL_SCHEME: 3}
    assert len(census.graphs) == 35  # one a document, and the derived one
    assert census.graphs[f"{BASE}derived"] > 0
    assert sum(census.graphs.values()) > census.triples  # several documents state the same
    assert census.examples == (
        f"{BASE}level/L/1",
        f"{BASE}profile/CUS.GEN.P1",
        f"{BASE}role/CUS.GEN",
        f"{BASE}skill/account-planning",
    )


def test_nodes_without_a_name_are_subjects_and_no_entities(tmp_path: Path) -> None:
    graph = GraphStore.create(tmp_path / "graph")
    triples = tmp_path / "triples.nt"
    triples.write_text('_:a <http://p> _:b .\n_:b <http://p> <http://c> .\n<http://c> <http://q> "x" .\n')
    graph.load(triples)
    census = take_census(graph)
    assert (census.triples, census.subjects, census.entities, census.objects) == (3, 3, 1, 3)
    assert (census.properties, census.classes, census.examples) == ({"http://p": 2, "http://q": 1}, {}, ())


def test_an_empty_graph_counts_nothing(tmp_path: Path) -> None:
    census = take_census(GraphStore.create(tmp_path / "graph"))
    assert (census.triples, census.subjects, census.entities, census.objects) == (0, 0, 0, 0)
    assert (census.properties, census.classes, census.graphs, census.examples) == ({}, {}, {}, ())


def test_what_is_distinct_is_not_counted_among_too_many(tmp_path: Path) -> None:
    graph = GraphStore.create(tmp_path / "graph")
    triples = tmp_path / "triples.nt"
    triples.write_text('<http://a> <http://p> <http://b> .\n<http://a> <http://q> "x" .\n')
    graph.load(triples)
    assert take_census(graph, max_distinct=2).objects == 2
    census = take_census(graph, max_distinct=1)
    assert (census.triples, census.subjects, census.entities, census.objects) == (2, None, None, None)
