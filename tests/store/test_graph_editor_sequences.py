"""Editing a graph in any sequence: the engine, doing the same by itself, is the judge."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest

from store.graph_editor import GraphEditor
from store.syntax import RdfSyntax
from tests.store.edited_graphs import EX, ONE, START, UNNAMED, fill, protect, read_quads, run, show, to_text

NAMES = ("a", "b", "c")
GRAPHS = ("one", "two", "unnamed", "four")


def make_update(chance: random.Random) -> str:
    def name() -> str:
        return f":{chance.choice(NAMES)}"

    def triples(*variables: str) -> str:
        terms = [*(f":{name}" for name in NAMES), *variables]
        return " . ".join(" ".join(chance.choice(terms) for _ in range(3)) for _ in range(chance.randint(1, 3)))

    def template(*variables: str, graphs: tuple[str, ...] = ()) -> str:
        blocks = [f"GRAPH {chance.choice([*(f':{graph}' for graph in GRAPHS), *graphs])} {{ {triples(*variables)} }}"]
        return " ".join(blocks * chance.randint(1, 2))

    match chance.randrange(6):
        case 0:
            return f"INSERT DATA {{ {template()} }}"
        case 1:
            return f"DELETE DATA {{ {template()} }}"
        case 2:
            return f"DELETE WHERE {{ GRAPH :{chance.choice(GRAPHS)} {{ ?s {name()} ?o }} }}"
        case 3:
            old, new = template("?s", "?o", "?x"), template("?s", "?o", "?x")
            where = f"?s {name()} ?o OPTIONAL {{ ?o {name()} ?x }}"
            return f"DELETE {{ {old} }} INSERT {{ {new} }} WHERE {{ {where} }}"
        case 4:
            where = f"GRAPH ?g {{ ?s {name()} ?o }} FILTER (?g != :derived)"
            return f"DELETE {{ {template('?s', '?o', graphs=('?g',))} }} WHERE {{ {where} }}"
        case _:
            graph = f":{chance.choice(GRAPHS)}"
            return f"WITH {graph} DELETE {{ ?s ?p {name()} }} INSERT {{ ?s {name()} ?p }} WHERE {{ ?s ?p ?o }}"


def edit_by_itself(store: ox.Store, verb: str, argument: str) -> None:
    """Do with the engine alone what an editor does, and make the union anew."""
    if verb == "update":
        store.update(f"PREFIX : <{EX}> {argument}")
    elif verb == "add":
        store.load(argument.encode(), format=ox.RdfFormat.TURTLE, base_iri=EX, to_graph=ox.NamedNode(ONE))
    elif verb in ("clear", "drop"):
        store.update(f"{verb} SILENT GRAPH <{EX}{argument}>")
    store.clear_graph(ox.DefaultGraph())
    for quad in list(store):
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object, ox.DefaultGraph()))


@pytest.mark.parametrize("seed", range(25))
def test_after_any_edits_the_graphs_are_as_the_engine_would_leave_them_and_the_union_is_right(
    tmp_path: Path, seed: int
) -> None:
    chance = random.Random(seed)
    before, graph = fill(tmp_path / "before"), fill(tmp_path / "graph")
    editor = GraphEditor(graph, before, protect, unnamed=UNNAMED)
    by_itself = ox.Store()
    by_itself.extend(before.engine)
    for _ in range(30):
        verb = chance.choice(["update"] * 6 + ["add", "clear", "drop"])
        if verb == "update":
            argument = make_update(chance)
            run(editor, argument)
        elif verb == "add":
            argument = "".join(f"<{chance.choice(NAMES)}> <{chance.choice(NAMES)}> <{chance.choice(NAMES)}> ." * 2)
            editor.add(ONE, argument.encode(), RdfSyntax.TURTLE, EX)
        else:
            argument = chance.choice(GRAPHS)
            (editor.clear if verb == "clear" else editor.drop)(EX + argument)
        edit_by_itself(by_itself, verb, argument)

        named = {to_text(quad) for quad in by_itself if quad.graph_name != ox.DefaultGraph()}
        assert read_quads(graph) == named, argument
    changes = editor.finish()
    _, came, went = show(changes)
    assert (set(came), set(went)) == (named - START, START - named)
    assert changes.growth == len(graph) - len(before)
