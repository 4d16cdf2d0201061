"""Two documents that share a triple with each other and with what is derived, and what tests do with them."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from store.graph import GraphStore
from store.graph_editor import GraphChanges, GraphEditor

EX = "https://example.org/"
ONE, TWO, DERIVED, UNNAMED = (EX + name for name in ("one", "two", "derived", "unnamed"))
START = {
    "a knows b one",
    'a name "Ann" one',
    "a knows b two",
    "b knows c two",
    "b known a derived",
    "a knows b derived",
}


def protect(graph: str) -> str | None:
    """Let nobody write the derived graph."""
    return "is made by rules" if graph == DERIVED else None


def to_quad(text: str) -> ox.Quad:
    """Return the quad of "subject predicate object graph", each a name below EX, a blank node or a string."""
    subject, predicate, target, graph = (to_term(part) for part in text.split(" "))
    return ox.Quad(subject, predicate, target, graph)  # type: ignore[arg-type]


def to_term(text: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    if text.startswith('"'):
        return ox.Literal(text.strip('"'))
    return ox.BlankNode(text[2:]) if text.startswith("_:") else ox.NamedNode(EX + text)


def to_text(quad: ox.Quad) -> str:
    return str(quad).replace(f"<{EX}", "").replace(">", "")


def read_quads(graph: GraphStore) -> set[str]:
    """Return all quads of named graphs, as ``to_quad`` takes them, after checking that the union is their triples."""
    named = {quad for quad in graph.engine if quad.graph_name != ox.DefaultGraph()}
    union = [quad.triple for quad in graph.engine if quad.graph_name == ox.DefaultGraph()]
    assert set(union) == {quad.triple for quad in named}
    assert len(union) == len(set(union))
    return {to_text(quad) for quad in named}


def fill(directory: Path) -> GraphStore:
    graph = GraphStore.create(directory)
    quads = [to_quad(text) for text in START]
    graph.engine.extend(quads)
    graph.engine.extend(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()) for quad in quads)
    return graph


def run(editor: GraphEditor, text: str, *targets: str) -> None:
    editor.update(f"PREFIX e: <{EX}> PREFIX : <{EX}>\n{text}", frozenset(targets) or None)


def show(changes: GraphChanges) -> tuple[list[str], list[str], list[str]]:
    """Return which graphs changed, what came and what went."""
    quads = (
        [f"{quad.subject} {quad.predicate} {quad.object} {quad.graph}" for quad in quads]
        for quads in (changes.inserted, changes.deleted)
    )
    came, went = ([text.replace(f"<{EX}", "").replace(EX, "").replace(">", "") for text in part] for part in quads)
    return [graph.removeprefix(EX) for graph in changes.graphs], came, went
