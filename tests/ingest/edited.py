"""A data directory with real pages, to be edited: vectors come from a tiny encoder, all else is as it is for users."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.derive import rebuild_derived
from ingest.edit import Edit, edit
from ingest.readers import is_rdf
from ingest.report import IngestReport
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from store.encoder import OnnxEncoder
from store.graph import GraphStore
from store.graph_editor import GraphEditor
from store.library import Library
from store.syntax import RdfSyntax
from tests.ingest.command_runs import check_whole
from tests.tiny_encoder import make_tiny_encoder
from tests.workspace import EXAMPLES

NAMER = Namer()
ID, UNNAMED, DERIVED = NAMER.base, NAMER.unnamed_graph, NAMER.derived_graph
PAGES = ("CUS.GEN.P2.json", "CUS.GEN.P3.txt", "CUS.GEN.P4.txt")
P3 = NAMER.profile("CUS.GEN.P3")
P3_GRAPH = NAMER.graph("pages/CUS.GEN.P3.txt")
PREFIXES = f"""
PREFIX rg: <https://w3id.org/rolegraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX skosxl: <http://www.w3.org/2008/05/skos-xl#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX x: <https://example.org/>
BASE <{ID}>
"""


@dataclass(frozen=True, slots=True)
class Edited:
    """A data directory, its documents, and the encoder of its vectors."""

    library: Library
    pages: Path
    model: Path
    encoder: OnnxEncoder

    @property
    def lazy(self) -> LazyEncoder:
        """The encoder as a run opens it."""
        return LazyEncoder(str(self.model), self.library.encoders)

    def edit(self, change: Callable[[GraphEditor], None], *, check: bool = True) -> Edit:
        """Edit, and check that what is published is whole: each part recomputed from the graph."""
        done = edit(self.library, NAMER, self.lazy, change, check=check)
        self.check()
        return done

    def check(self) -> None:
        """Check that what is published is whole, and what is derived and united just what it should be."""
        snapshot = self.library.open_current()
        check_whole(snapshot, self.encoder)
        with tempfile.TemporaryDirectory() as name:
            snapshot.graph.copy_to(Path(name) / "graph")
            anew = GraphStore.create(Path(name) / "graph")
            derived = anew.dump(RdfSyntax.NQUADS, [DERIVED])
            anew.remove_graph(DERIVED)
            rdf = [graph for entry in snapshot.documents.values() if is_rdf(entry.reader) for graph in entry.graphs]
            rebuild_derived(anew, NAMER, rdf)
            assert anew.dump(RdfSyntax.NQUADS, [DERIVED]) == derived
            del anew
        union = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
        named = "SELECT DISTINCT ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
        one, other = (Counter(tuple(row.values()) for row in snapshot.graph.select(query)) for query in (union, named))
        assert one == other

    def update(self, *texts: str, check: bool = True) -> Edit:
        """Run updates, one after the other, as one edit."""

        def change(editor: GraphEditor) -> None:
            for text in texts:
                editor.update(PREFIXES + text, None)

        return self.edit(change, check=check)

    def ingest(self) -> IngestReport:
        """Ingest the documents again."""
        return ingest([self.pages], self.library, NAMER, self.lazy)

    def quads(self) -> set[str]:
        """Return all quads that were stated, as N-Quads."""
        graph = self.library.open_current().graph
        return set(graph.dump(RdfSyntax.NQUADS, sorted(set(graph.graphs()) - {DERIVED})).decode().splitlines())

    def select(self, query: str) -> list[dict[str, object]]:
        """Run a SELECT on what is published."""
        return [dict(row) for row in self.library.open_current().graph.select(query)]

    def texts(self) -> set[str]:
        """Return what can be searched."""
        return {passage.text for _, passage in self.library.open_current().passages.all()}


def make_edited(root: Path, names: Sequence[str] = PAGES) -> Edited:
    """Ingest pages of the examples."""
    pages, model, library = root / "pages", root / "tiny", Library(root / "data")
    pages.mkdir(parents=True)
    for name in names:
        shutil.copy(EXAMPLES / "customer-success" / name, pages)
    edited = Edited(library, pages, model, make_tiny_encoder(model, library.encoders))
    if names:
        edited.ingest()
    return edited


def copy_edited(original: Edited, root: Path) -> Edited:
    """Copy what ``make_edited`` made, so that it can be edited."""
    shutil.copytree(original.library.data, root / "data")
    shutil.copytree(original.pages, root / "pages")
    return Edited(Library(root / "data"), root / "pages", original.model, original.encoder)
