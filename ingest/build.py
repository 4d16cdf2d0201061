"""Building the next snapshot from the last one and what has changed: graph, passages, words, vectors, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ingest.changes import PassageChanges, plan_changes
from ingest.derive import rebuild_derived
from ingest.passages import PassageReader
from ingest.readers import Reading, is_rdf
from ontology.errors import StorageError
from ontology.iris import Namer
from store import layout as parts
from store.documents import DocumentEntry, write_documents
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray
from store.files import link_tree
from store.graph import GraphStore
from store.graph_writer import GraphWriter
from store.manifest import Manifest, list_entries
from store.passages import PassageTable
from store.snapshot import Snapshot
from store.text_index import TextIndex
from store.vector_index import write_vectors

_WRITERS = ("pyoxigraph", "tantivy", "faiss-cpu")
_COUNT_PROFILES = "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a rg:Profile }"
Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


@dataclass(frozen=True, slots=True)
class Build:
    """A built snapshot that is not published yet."""

    manifest: Manifest
    encoded: int  # texts that the encoder had to encode


class GraphBuild:
    """The graph of the next snapshot: the last one, with documents replaced or dropped."""

    def __init__(self, directory: Path, last: Snapshot | None) -> None:
        """Start from ``last`` in the empty ``directory``.

        Raises:
            StorageError: the disk refused.
        """
        self._directory = directory
        self._work = directory / "work"
        if last is not None:
            last.graph.copy_to(self._work)
        self._writer = GraphWriter(GraphStore.create(self._work), directory)
        # Graphs that still hold what the last snapshot says. A graph can pass from one document to another, whichever
        # of the two comes first: it is dropped before it is filled anew, and only then.
        entries = last.documents.values() if last is not None else ()
        self._old = {graph for entry in entries for graph in entry.graphs}
        self.touched: set[str] = set()  # graphs that come, go or change

    def replace(self, old: DocumentEntry | None, reading: Reading) -> None:
        """Put ``reading`` in the place of ``old``, in the background."""
        changed = {*(old.graphs if old is not None else ()), *reading.graphs}
        self._writer.replace(self._take_old(changed), reading.nquads, reading.ntriples)

    def drop(self, entry: DocumentEntry) -> None:
        """Take a document out."""
        self._writer.replace(self._take_old(set(entry.graphs)), "", "")

    def _take_old(self, changed: set[str]) -> list[str]:
        dropped = sorted(changed & self._old)
        self._old -= changed
        self.touched |= changed
        return dropped

    def finish(self, derived: str, *, has_rdf: bool) -> GraphStore:
        """Derive the ``derived`` graph, and return the finished graph, read-only.

        Raises:
            StorageError: the disk refused.
        """
        graph = self._writer.finish()
        rebuild_derived(graph, derived, has_rdf=has_rdf)
        graph.flush()
        # The engine leaves locks and logs where it writes; a copy holds the data alone, by hard links.
        graph.copy_to(self._directory / parts.GRAPH)
        del graph  # the last reference: the engine closes its files, and nobody else writes in this directory
        shutil.rmtree(self._work)
        return GraphStore.open(self._directory / parts.GRAPH)

    def close(self) -> None:
        """Stop writing; what was not finished is thrown away with the directory."""
        self._writer.close()


class SnapshotBuilder:
    """Builds one snapshot in an empty directory."""

    def __init__(self, directory: Path, last: Snapshot | None, namer: Namer, progress: Progress) -> None:
        self._directory = directory
        self._last = last
        self._namer = namer
        self._progress = progress
        self.graph = GraphBuild(directory, last)

    def finish(
        self,
        documents: Mapping[str, DocumentEntry],
        cache: EmbeddingCache,
        encoder: EncoderIdentity,
        encoder_directory: Path,
    ) -> Build:
        """Finish the snapshot, which will hold ``documents``.

        Raises:
            StorageError: the disk refused.
        """
        last = self._last
        touched = [*self.graph.touched, self._namer.derived_graph]
        before = PassageReader(last.graph).subjects(touched) if last is not None else set()
        self._progress("graph", 0, 1)
        has_rdf = any(is_rdf(entry.reader) for entry in documents.values())
        graph = self.graph.finish(self._namer.derived_graph, has_rdf=has_rdf)
        self._progress("graph", 1, 1)
        changes = self._write_passages(graph, before, touched)
        encoded = self._write_vectors(changes, cache, same_model=last is not None and last.manifest.encoder == encoder)
        write_documents(self._directory, documents.values())
        link_tree(encoder_directory, self._directory / parts.ENCODER)
        profiles = next(graph.select(_COUNT_PROFILES))["n"]
        counts = {
            "documents": len(documents),
            "profiles": int(profiles or 0),
            "triples": len(graph),
            "passages": changes.size,
        }
        return Build(self._write_manifest(counts, encoder), encoded)

    def _write_passages(self, graph: GraphStore, before: set[str], touched: list[str]) -> PassageChanges:
        directory, last = self._directory, self._last
        size = 0
        if last is not None:
            _copy_file(last.directory / parts.PASSAGES_FILE, directory / parts.PASSAGES_FILE)
            link_tree(last.directory / parts.TEXT, directory / parts.TEXT)
            size = len(last.passages)
        else:
            TextIndex.create(directory / parts.TEXT)
        reader = PassageReader(graph)
        subjects = before | reader.subjects(touched)
        table = PassageTable(directory / parts.PASSAGES_FILE, writable=True)
        passages = []
        for passage in reader.read(subjects):
            passages.append(passage)
            self._progress("passages", len(passages), len(subjects))
        changes = plan_changes(table, size, subjects, passages)
        table.remove(changes.removed)
        table.put(changes.written)
        table.close()
        TextIndex.change(directory / parts.TEXT, changes.removed, changes.written)
        return changes

    def _write_vectors(self, changes: PassageChanges, cache: EmbeddingCache, *, same_model: bool) -> int:
        last = self._last if same_model else None
        if last is not None:
            written = list(changes.written)
        else:
            table = PassageTable(self._directory / parts.PASSAGES_FILE)
            written = list(table.all())
            table.close()
        done = 0

        def count(more: int) -> None:
            nonlocal done
            done += more
            self._progress("vectors", min(done, len(written)), len(written))

        fresh, encoded = cache.encode([passage.text for _, passage in written], count)
        vectors: FloatArray = np.zeros((changes.size, fresh.shape[1]), dtype=np.float32)
        if last is not None:
            kept = min(changes.size, len(last.vectors))
            vectors[:kept] = last.vectors.vectors[:kept]
        rows = [row for row, _ in written]
        vectors[rows] = fresh
        previous = last.directory / parts.VECTORS if last is not None else None
        write_vectors(self._directory / parts.VECTORS, vectors, previous, [*changes.removed, *rows])
        return encoded

    def _write_manifest(self, counts: dict[str, int], encoder: EncoderIdentity) -> Manifest:
        files = list_entries(self._directory)
        now = datetime.now(UTC)
        content = json.dumps({name: entry.sha256 for name, entry in files.items()}, sort_keys=True)
        digest = hashlib.sha256(f"{now.isoformat()}\n{content}".encode()).hexdigest()[:8]
        return Manifest(
            id=f"{now:%Y%m%dT%H%M%SZ}-{digest}",
            created=now.isoformat(timespec="milliseconds"),
            base=self._namer.base,
            parent=self._last.id if self._last is not None else None,
            encoder=encoder,
            counts=counts,
            versions={name: version(name) for name in _WRITERS},
            files=files,
        )


def _copy_file(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StorageError(f"{source} cannot be copied: {error.strerror}") from error
