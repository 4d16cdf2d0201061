from __future__ import annotations

from collections.abc import Callable

import pyoxigraph as ox
import pytest

from ontology.errors import CallerError, ForbiddenError, QueryError
from service.sparql.update.operations import Load
from service.sparql.update.request import read_update
from service.sparql.update.running import UpdateRunner
from store.graph import GraphStore
from store.graph_editor import GraphEditor
from store.syntax import RdfSyntax

BASE = "http://x/"
U, D = "http://x/unnamed", "http://x/derived"
CONTENT = {U: "<u> <p> 1 .", "http://x/g": "<g> <p> 1 . <u> <p> 1 .", "http://x/h": "<h> <p> 1 .", D: "<d> <p> 1 ."}


class Edited:
    """A graph that holds ``CONTENT``, under edit."""

    def __init__(self) -> None:
        self._graph = GraphStore(ox.Store())
        filler = GraphEditor(self._graph, None, lambda _: None)
        for name, triples in CONTENT.items():
            filler.add(name, triples.encode(), RdfSyntax.TURTLE, BASE)
        filler.finish()
        self.editor = GraphEditor(self._graph, None, lambda graph: "is derived" if graph == D else None, unnamed=U)

    def run(self, text: str, load: Callable[[Load], None] | None = None) -> dict[str, str]:
        """Run an update; returns what each graph holds then: the subjects' names."""

        def refuse(operation: Load) -> None:
            raise ForbiddenError(f"{operation.source} is not on the list")

        operations = read_update(text, unnamed=U, base=BASE)
        UpdateRunner(self.editor, load or refuse, unnamed=U).run(operations)
        return self.read()

    def read(self) -> dict[str, str]:
        """Return what each graph holds, the union being the one without a name."""
        union = sorted(
            str(row["s"]).removeprefix(BASE) for row in self._graph.select("SELECT DISTINCT ?s { ?s ?p ?o }")
        )
        named = {
            name.removeprefix(BASE): sorted(
                str(row["s"]).removeprefix(BASE)
                for row in self._graph.select("SELECT ?g ?s { GRAPH ?g { ?s ?p ?o } }", {"g": name})
            )
            for name in self._graph.graphs()
        }
        return {name: "".join(subjects) for name, subjects in {"": union, **named}.items()}


@pytest.fixture
def edited() -> Edited:
    return Edited()


WHOLE = {"": "dghu", "derived": "d", "g": "gu", "h": "h", "unnamed": "u"}

ENDS: list[tuple[str, dict[str, str]]] = [
    ("CLEAR DEFAULT", {"": "dghu", "derived": "d", "g": "gu", "h": "h", "unnamed": ""}),
    ("DROP DEFAULT", {"": "dghu", "derived": "d", "g": "gu", "h": "h"}),
    ("CLEAR NAMED", {"": "du", "derived": "d", "g": "", "h": "", "unnamed": "u"}),
    ("DROP NAMED", {"": "du", "derived": "d", "unnamed": "u"}),
    ("CLEAR ALL", {"": "d", "derived": "d", "g": "", "h": "", "unnamed": ""}),
    ("DROP ALL", {"": "d", "derived": "d"}),
    ("CLEAR GRAPH <g>", {"": "dhu", "derived": "d", "g": "", "h": "h", "unnamed": "u"}),
    ("DROP GRAPH <g>", {"": "dhu", "derived": "d", "h": "h", "unnamed": "u"}),
    ("CREATE GRAPH <i>", {**WHOLE, "i": ""}),
    ("CREATE SILENT GRAPH <g>", WHOLE),
    ("ADD <g> TO <h>", {**WHOLE, "h": "ghu"}),
    ("ADD <g> TO <i>", {**WHOLE, "i": "gu"}),
    ("ADD DEFAULT TO <h>", {**WHOLE, "h": "hu"}),
    ("ADD <h> TO DEFAULT", {**WHOLE, "unnamed": "hu"}),
    ("COPY <g> TO <h>", {"": "dgu", "derived": "d", "g": "gu", "h": "gu", "unnamed": "u"}),
    ("COPY <h> TO DEFAULT", {**WHOLE, "unnamed": "h"}),
    ("COPY <derived> TO <i>", {**WHOLE, "i": "d"}),
    ("MOVE <g> TO <h>", {"": "dgu", "derived": "d", "h": "gu", "unnamed": "u"}),
    ("MOVE DEFAULT TO <h>", {"": "dgu", "derived": "d", "g": "gu", "h": "u"}),
    ("MOVE <h> TO DEFAULT", {"": "dghu", "derived": "d", "g": "gu", "unnamed": "h"}),
    ("COPY <g> TO <g>", WHOLE),
    ("MOVE DEFAULT TO <unnamed>", WHOLE),
    ("CLEAR SILENT GRAPH <i>", WHOLE),
    ("DROP SILENT GRAPH <i>", WHOLE),
    ("ADD SILENT <i> TO <h>", WHOLE),
    ("COPY SILENT <i> TO <h>", WHOLE),
    ("MOVE SILENT <i> TO <h>", WHOLE),
    ("LOAD SILENT <http://y/a>", WHOLE),
    ("DROP DEFAULT; CLEAR DEFAULT; COPY DEFAULT TO <h>", {"": "dgu", "derived": "d", "g": "gu", "h": ""}),
    ("DROP DEFAULT; MOVE DEFAULT TO <h>; ADD DEFAULT TO <g>", {"": "dgu", "derived": "d", "g": "gu", "h": ""}),
    ("INSERT { ?s <q> 1 } WHERE { ?s <p> 1 } ; DELETE WHERE { ?s <q> 1 }", WHOLE),
    ("INSERT { GRAPH <i> { ?s <q> 1 } } WHERE { ?s <p> 1 } ; MOVE <i> TO DEFAULT", {**WHOLE, "unnamed": "dghu"}),
    ("DELETE { ?s ?p ?o } WHERE { ?s ?p ?o } ; INSERT DATA { <v> <p> 1 }", {**WHOLE, "": "dghuv", "unnamed": "v"}),
]


@pytest.mark.parametrize(("text", "end"), ENDS, ids=[text for text, _ in ENDS])
def test_an_update_leaves_each_graph_as_the_language_says(edited: Edited, text: str, end: dict[str, str]) -> None:
    assert edited.run(text) == end


@pytest.mark.parametrize(
    "text", ["CLEAR GRAPH <i>", "DROP GRAPH <i>", "ADD <i> TO <h>", "COPY <i> TO <h>", "MOVE <i> TO <h>"]
)
def test_a_graph_that_is_not_there_is_an_error(edited: Edited, text: str) -> None:
    with pytest.raises(QueryError, match="there is no graph <http://x/i>; SILENT would let that pass"):
        edited.run(text)
    assert edited.read() == WHOLE


@pytest.mark.parametrize("graph", ["g", "unnamed", "derived"])
def test_a_graph_that_is_there_cannot_be_created(edited: Edited, graph: str) -> None:
    with pytest.raises(QueryError, match=f"the graph <http://x/{graph}> exists already"):
        edited.run(f"CREATE GRAPH <{graph}>")


@pytest.mark.parametrize(
    "text",
    [
        "DROP SILENT GRAPH <derived>",
        "COPY SILENT <g> TO <derived>",
        "MOVE SILENT <derived> TO <i>",
        "INSERT DATA { GRAPH <derived> { <a> <p> 1 } }",
        "WITH <derived> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
    ],
)
def test_the_derived_graph_cannot_be_written_however_it_is_asked(edited: Edited, text: str) -> None:
    with pytest.raises(ForbiddenError):
        edited.run(text)


def test_what_is_loaded_comes_from_whoever_fetches(edited: Edited) -> None:
    def load(operation: Load) -> None:
        edited.editor.add(operation.graph, f"<{operation.source}> <p> 1 .".encode(), RdfSyntax.TURTLE, BASE)

    end = edited.run("LOAD <a> ; LOAD SILENT <b> INTO GRAPH <h>", load)
    assert end == {"": "abdghu", "derived": "d", "g": "gu", "h": "bh", "unnamed": "au"}


def test_what_cannot_be_loaded_ends_the_update_unless_it_is_silent(edited: Edited) -> None:
    with pytest.raises(CallerError, match="http://y/a is not on the list"):
        edited.run("LOAD SILENT <http://y/b> ; LOAD <http://y/a> ; CLEAR ALL")
    assert edited.read() == WHOLE
