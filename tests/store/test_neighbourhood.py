"""What stands around things in a graph."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.graph import GraphStore
from store.neighbourhood import describe_around, find_graphs, find_subjects
from tests.store.edited_graphs import DERIVED, EX, ONE, TWO, fill

TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
ABOVE = "http://www.w3.org/2000/01/rdf-schema#subClassOf"


@pytest.fixture
def graph(tmp_path: Path) -> GraphStore:
    graph = fill(tmp_path / "graph")
    graph.engine.update(
        f"""PREFIX : <{EX}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        INSERT DATA {{
          GRAPH :one {{ :b a :Person . :Person rdfs:subClassOf :Being . _:x :knows :b ; a :Ghost }}
          GRAPH :two {{ :a :says "hi"@en--ltr, <<( :a :knows :b )>> . :c a :Person ; :name "Cy" }}
        }} ;
        INSERT {{ ?s ?p ?o }} WHERE {{ GRAPH ?g {{ ?s ?p ?o }} }}"""
    )
    return graph


def to_lines(text: str) -> set[str]:
    return {line.replace(f"<{EX}", "").replace(">", "").removesuffix(" .") for line in text.splitlines()}


def test_what_is_said_of_a_thing_comes_with_the_types_of_what_it_links_to(graph: GraphStore) -> None:
    found = describe_around(graph, [f"<{EX}a>"], [], DERIVED)
    assert to_lines(found) == {
        "a knows b",
        'a name "Ann"',
        'a says "hi"@en',
        f"b <{TYPE} Person",
        f"Person <{ABOVE} Being",
    }


def test_links_to_a_thing_come_with_it_where_they_are_asked_for(graph: GraphStore) -> None:
    (ghost,) = find_subjects(graph, f"<{EX}b>", [EX + "knows"]) - {f"<{EX}a>"}
    assert ghost.startswith("_:")
    found = describe_around(graph, [f"<{EX}b>"], [EX + "knows"], DERIVED)
    person = {f"b <{TYPE} Person", f"Person <{ABOVE} Being", f"c <{TYPE} Person"}
    assert to_lines(found) == {"b knows c", "a knows b", f"{ghost} knows b", *person}
    assert to_lines(describe_around(graph, [ghost], [], DERIVED)) == {
        f"{ghost} knows b",
        f"{ghost} <{TYPE} Ghost",
        f"b <{TYPE} Person",
        f"Person <{ABOVE} Being",
    }


def test_what_only_the_ignored_graph_says_is_left_out(graph: GraphStore) -> None:
    everything = to_lines(describe_around(graph, [f"<{EX}b>"], [], EX + "none"))
    assert everything - to_lines(describe_around(graph, [f"<{EX}b>"], [], DERIVED)) == {"b known a"}


def test_nothing_is_said_of_texts_and_triples(graph: GraphStore) -> None:
    assert describe_around(graph, ['"Ann"', f"<<( <{EX}a> <{EX}knows> <{EX}b> )>>"], [EX + "name"], DERIVED) == ""
    assert find_subjects(graph, '"Ann"', [EX + "name"]) == set()


def test_the_graphs_that_speak_of_a_thing(graph: GraphStore) -> None:
    assert find_graphs(graph, f"<{EX}a>", [EX + "knows"]) == {ONE, TWO, DERIVED}
    assert find_graphs(graph, f"<{EX}a>", [EX + "name", EX + "says"]) == {ONE, TWO}
    assert find_graphs(graph, f"<{EX}nobody>", [EX + "name"]) == set()
