"""A named graph dropped: the union keeps what other graphs say, however large the graph is."""

from __future__ import annotations

import random

import pyoxigraph as ox
import pytest

import store.union
from store.union import drop_graph

EX = "https://example.org/"
UNION = ox.DefaultGraph()
OBJECTS: list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple] = [
    ox.NamedNode(EX + "o"),
    ox.Literal(7),
    ox.Literal('a "b"\n\\c', language="en"),
    ox.Literal("1.50", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    ox.BlankNode("o"),
    ox.Triple(ox.NamedNode(EX + "s"), ox.NamedNode(EX + "p"), ox.Literal("said")),
]


def fill() -> ox.Store:
    """Return three graphs of 300 quads that share many triples, and their union."""
    chance = random.Random(7)
    graph = ox.Store()
    for name in "abc":
        for _ in range(300):
            number = chance.randrange(40)
            subject = ox.NamedNode(f"{EX}{number}") if number else ox.BlankNode("s")
            predicate, target = ox.NamedNode(f"{EX}p{chance.randrange(3)}"), chance.choice(OBJECTS)
            for home in (ox.NamedNode(EX + name), UNION):
                graph.add(ox.Quad(subject, predicate, target, home))
    return graph


@pytest.mark.parametrize("many", [10_000, 50])
def test_the_union_keeps_what_other_graphs_say(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(store.union, "_MANY", many)
    graph = fill()
    before = sum(1 for _ in graph.quads_for_pattern(None, None, None, UNION))
    growth = drop_graph(graph, ox.NamedNode(EX + "a"))

    union = {quad.triple for quad in graph.quads_for_pattern(None, None, None, UNION)}
    assert union == {quad.triple for quad in graph if quad.graph_name != UNION}
    assert {str(name) for name in graph.named_graphs()} == {f"<{EX}b>", f"<{EX}c>"}
    assert growth == len(union) - before < 0


@pytest.mark.parametrize("many", [10_000, 1])
def test_a_graph_that_is_not_there_is_no_loss(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    monkeypatch.setattr(store.union, "_MANY", many)
    graph = fill()
    size = len(graph)

    assert drop_graph(graph, ox.NamedNode(EX + "none")) == 0
    assert len(graph) == size
