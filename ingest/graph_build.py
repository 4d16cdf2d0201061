"""The graph of the next snapshot: the last one, with documents replaced or dropped, or edited in place."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.affected import find_affected
from ingest.decisions import DecisionLog
from ingest.derive import rebuild_derived
from ingest.passages import PassageReader
from ingest.readers import Reading, is_rdf
from ontology.iris import Namer
from store import layout as parts
from store.documents import DocumentEntry
from store.graph import GraphStore
from store.graph_editor import GraphChanges, GraphEditor
from store.graph_writer import GraphWriter
from store.snapshot import Snapshot

if TYPE_CHECKING:
    from ingest.taxonomy.reader import TaxonomyReading

# Times what was loaded, in characters, is more than the graph, in bytes on disk: about a tenth of its triples.
_MUCH = 4


class GraphBuild:
    """The graph of a snapshot under construction."""

    def __init__(self, directory: Path, last: Snapshot | None, namer: Namer) -> None:
        """Start from ``last`` in the empty ``directory``.

        Raises:
            StorageError: the disk refused.
        """
        self._directory = directory
        self._work = directory / "work"
        self._last = last
        self._namer = namer
        if last is not None:
            last.graph.copy_to(self._work)
        self._writer = GraphWriter(GraphStore.create(self._work), directory)
        # Graphs that still hold what the last snapshot says. A graph can pass from one document to another, whichever
        # of the two comes first: it is dropped before it is filled anew, and only then.
        entries = last.documents.values() if last is not None else ()
        self._old = {graph for entry in entries for graph in entry.graphs}
        self._touched: set[str] = set()  # graphs of documents that come, go or change
        self._changes: GraphChanges | None = None  # by an edit
        self._log = DecisionLog(last.graph if last is not None else None, namer)
        self._growth = 0  # of the union by what is derived, in triples

    def replace(self, old: DocumentEntry | None, reading: Reading) -> None:
        """Put ``reading`` in the place of ``old``, in the background."""
        changed = {*(old.graphs if old is not None else ()), *reading.graphs}
        self._writer.replace(self._take_old(changed), reading.nquads, reading.ntriples)
        if reading.decisions:
            decisions = self._log.find_new(reading.decisions)
            graph = f" <{self._namer.decisions_graph}> .\n"
            self._writer.replace((), decisions.replace(" .\n", graph), decisions)

    @property
    def spool(self) -> Path:
        """Where files may be written that ``replace_by_files`` takes."""
        return self._directory

    def replace_by_files(self, old: DocumentEntry | None, reading: TaxonomyReading) -> None:
        """Put a taxonomy in the place of ``old``, in the background."""
        changed = {*(old.graphs if old is not None else ()), reading.graph}
        self._writer.replace_by_files(self._take_old(changed), reading.graph, reading.parts, reading.characters)

    def drop(self, entry: DocumentEntry) -> None:
        """Take a document out."""
        self._writer.replace(self._take_old(set(entry.graphs)), "", "")

    def _take_old(self, changed: set[str]) -> list[str]:
        dropped = sorted(changed & self._old)
        self._old -= changed
        self._touched |= changed
        return dropped

    def edit(self) -> GraphEditor:
        """Return what edits the graph; whoever has finished with it hands what has changed to ``note``.

        Raises:
            StorageError: the disk refused.
        """
        before = self._last.graph if self._last is not None else None
        return GraphEditor(self._writer.settle(), before, self._find_protection, unnamed=self._namer.unnamed_graph)

    def note(self, changes: GraphChanges) -> GraphStore:
        """Take note of what an edit has changed, and return the graph as it stands."""
        self._changes = changes
        return self._writer.settle()

    def finish(self, documents: Mapping[str, DocumentEntry]) -> tuple[GraphStore, set[str]]:
        """Derive what follows from ``documents``, and return the finished graph, read-only.

        With it come the IRIs of all that may now be searched by other words, or no longer.

        Raises:
            StorageError: the disk refused.
        """
        subjects = self._find_subjects(self._last.graph) if self._last is not None else set()
        graph = self._writer.finish()
        rdf_graphs = sorted(
            name
            for entry in documents.values()
            if is_rdf(entry.reader)
            for name in entry.graphs
            if self._namer.taxonomy_document(name) is None
        )
        self._growth = rebuild_derived(graph, self._namer, rdf_graphs, self._find_predicates())
        graph.flush()
        if self._has_loaded_much():
            graph.compact()
        # The engine leaves locks and logs where it writes; a copy holds the data alone, by hard links.
        graph.copy_to(self._directory / parts.GRAPH)
        del graph  # the last reference: the engine closes its files, and nobody else writes in this directory
        shutil.rmtree(self._work)
        finished = GraphStore.open(self._directory / parts.GRAPH)
        return finished, subjects | self._find_subjects(finished)

    def count_triples(self, graph: GraphStore) -> int:
        """Return the number of triples in the union of ``graph``, which is the finished one."""
        if self._last is None or self._writer.growth is None:
            return len(graph)
        edited = self._changes.growth if self._changes is not None else 0
        return self._last.manifest.counts["triples"] + self._writer.growth + edited + self._growth

    @property
    def taxonomies_changed(self) -> bool:
        """Whether a document of a taxonomy comes, goes or changes."""
        return any(self._namer.taxonomy_document(name) for name in self._touched)

    def close(self) -> None:
        """Stop writing; what was not finished is thrown away with the directory."""
        self._writer.close()

    def _find_protection(self, graph: str) -> str | None:
        """Return why nobody may edit ``graph``; None where anybody may."""
        if graph == self._namer.derived_graph:
            return "is made by rules from all the others"
        if graph == self._namer.decisions_graph:
            return "is the history of all reviews, to which deciding on a mapping or an alias adds"
        if self._namer.taxonomy_document(graph) is not None:
            return "is a taxonomy's, which is changed by ingesting another release of it"
        return None

    def _has_loaded_much(self) -> bool:
        """Return whether putting the graph in order, which takes as long as it is large, is worth its time.

        What was loaded lies in files of its own, and every lookup reads them all: queries take half the time afterwards
        (bench/sparql).
        """
        size = 0
        for path in self._work.iterdir():
            with suppress(FileNotFoundError):  # the engine merges files while we look
                size += path.stat().st_size
        return self._writer.loaded_characters * _MUCH > size

    def _find_predicates(self) -> set[str] | None:
        """Return the predicates of what has changed; None where that is not known, because documents have."""
        if self._changes is None or self._touched:
            return None
        return {quad.predicate for quad in (*self._changes.inserted, *self._changes.deleted)}

    def _find_subjects(self, graph: GraphStore) -> set[str]:
        affected = find_affected(graph, self._changes) if self._changes is not None else set()
        company = {name for name in self._touched if self._namer.taxonomy_document(name) is None}
        return affected | PassageReader(graph).subjects(company)
