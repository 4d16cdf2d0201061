"""A derived graph: what rules construct stands in it and in the union, and only rules that are concerned run."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ontology.errors import QueryError
from store.derivation import Rule, derive
from store.graph import GraphStore
from tests.store.edited_graphs import DERIVED, EX, START, fill, read_quads

RG = "https://w3id.org/rolegraph/ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
RDFS_LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
LABELLED = Rule("CONSTRUCT { ?s skos:prefLabel ?l } WHERE { ?s rdfs:label ?l }")
COUNTED = Rule("CONSTRUCT { ?s rg:rank ?n } WHERE { SELECT ?s (COUNT(*) / 2 AS ?n) { ?s rdfs:label ?l } GROUP BY ?s }")
BOUND = "CONSTRUCT { ?s rg:layer ?l } WHERE { GRAPH ?g { ?s rdfs:label ?l } }"


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    return fill(tmp_path / "graph")


def state(graph: GraphStore, name: str, predicate: str, text: str, document: str = "one") -> None:
    for home in (ox.DefaultGraph(), ox.NamedNode(EX + document)):
        graph.engine.add(ox.Quad(ox.NamedNode(EX + name), ox.NamedNode(predicate), ox.Literal(text), home))


def label(graph: GraphStore, name: str, text: str, document: str = "one") -> None:
    state(graph, name, RDFS_LABEL, text, document)


def read_derived(graph: GraphStore) -> set[str]:
    quads = {quad for quad in read_quads(graph) if quad.endswith(" derived")}
    return {quad.replace("<" + RG, "rg:").replace("<" + SKOS, "skos:") for quad in quads}


def test_what_rules_construct_stands_in_the_derived_graph_and_in_the_union(graph: GraphStore) -> None:
    label(graph, "a", "Ann")
    label(graph, "a", "Ann", "two")

    growth = derive(graph, DERIVED, [LABELLED])

    assert read_derived(graph) == {'a skos:prefLabel "Ann" derived'}
    assert growth == 0  # one came; of the two that went, one is said by others


def test_deriving_again_writes_nothing(graph: GraphStore) -> None:
    label(graph, "a", "Ann")
    derive(graph, DERIVED, [LABELLED, COUNTED])
    before = read_quads(graph)

    assert derive(graph, DERIVED, [LABELLED, COUNTED]) == 0
    assert read_quads(graph) == before
    assert len(read_derived(graph)) == 2


def test_a_rule_whose_graphs_are_given_sees_just_these(graph: GraphStore) -> None:
    label(graph, "a", "Ann", "one")
    label(graph, "b", "Bob", "two")

    derive(graph, DERIVED, [Rule(BOUND, [{"g": EX + "two"}])])
    assert read_derived(graph) == {'b rg:layer "Bob" derived'}
    derive(graph, DERIVED, [Rule(BOUND, [{"g": EX + "one"}, {"g": EX + "two"}])])
    assert read_derived(graph) == {'a rg:layer "Ann" derived', 'b rg:layer "Bob" derived'}
    derive(graph, DERIVED, [Rule(BOUND, [])])
    assert graph.graphs() == [EX + "one", EX + "two"]


def test_only_rules_that_read_what_has_changed_run(graph: GraphStore) -> None:
    label(graph, "a", "Ann")
    derive(graph, DERIVED, [LABELLED])
    label(graph, "b", "Bob")
    stale = read_derived(graph)

    assert derive(graph, DERIVED, [LABELLED], {EX + "knows", RG + "text"}) == 0
    assert derive(graph, DERIVED, [LABELLED], set()) == 0
    assert read_derived(graph) == stale
    assert derive(graph, DERIVED, [LABELLED], {RDFS_LABEL}) == 1
    assert read_derived(graph) == {'a skos:prefLabel "Ann" derived', 'b skos:prefLabel "Bob" derived'}


def test_rules_that_yield_the_same_predicate_run_together(graph: GraphStore) -> None:
    other = Rule("CONSTRUCT { ?s skos:prefLabel ?n } WHERE { ?s skos:notation ?n }")
    state(graph, "b", SKOS + "notation", "B")
    derive(graph, DERIVED, [LABELLED, other])
    label(graph, "a", "Ann")

    derive(graph, DERIVED, [LABELLED, other], {RDFS_LABEL})
    assert read_derived(graph) == {'a skos:prefLabel "Ann" derived', 'b skos:prefLabel "B" derived'}


def test_rules_that_run_together_draw_in_others(graph: GraphStore) -> None:
    rules = [
        Rule("CONSTRUCT { ?s skos:prefLabel ?l ; rg:layer ?l } WHERE { ?s rdfs:label ?l }"),
        Rule("CONSTRUCT { ?s rg:layer ?n ; rg:section ?n } WHERE { ?s skos:notation ?n }"),
        Rule("CONSTRUCT { ?s rg:section ?t } WHERE { ?s dcterms:title ?t }"),
    ]
    state(graph, "b", SKOS + "notation", "B")
    state(graph, "c", "http://purl.org/dc/terms/title", "C")
    derive(graph, DERIVED, rules)
    label(graph, "a", "Ann")
    derive(graph, DERIVED, rules, {RDFS_LABEL})
    assert read_derived(graph) == {
        'a skos:prefLabel "Ann" derived',
        'a rg:layer "Ann" derived',
        'b rg:layer "B" derived',
        'b rg:section "B" derived',
        'c rg:section "C" derived',
    }


def test_what_a_rule_yields_goes_when_it_has_nothing_to_run_on(graph: GraphStore) -> None:
    label(graph, "a", "Ann")
    derive(graph, DERIVED, [LABELLED, Rule(BOUND, [{"g": EX + "one"}])])
    derive(graph, DERIVED, [LABELLED, Rule(BOUND, [])], {RDFS_LABEL})
    assert read_derived(graph) == {'a skos:prefLabel "Ann" derived'}


def test_a_rule_is_a_construct_query(graph: GraphStore) -> None:
    with pytest.raises(QueryError, match="a rule is a CONSTRUCT query"):
        derive(graph, DERIVED, [Rule("SELECT ?s { ?s ?p ?o }")])
    assert read_quads(graph) == START
