"""Building the next snapshot from the last one and what has changed: graph, passages, words, vectors, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ingest.changes import PassageChanges, plan_changes
from ingest.derive import rebuild_derived
from ingest.passages import PassageReader
from ingest.readers import Reading
from ontology.errors import StorageError
from ontology.iris import Namer
from store import snapshot as parts
from store.documents import DocumentEntry, write_documents
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray
from store.files import link_tree
from store.graph import GraphStore
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


def build_graph(
    directory: Path, last: Snapshot | None, dropped: Iterable[str], readings: Iterable[Reading], derived: str
) -> None:
    """Write the next graph into ``directory``/graph: the last one, without ``dropped`` graphs, with ``readings``.

    Raises:
        StorageError: the disk refused.
    """
    work = directory / "work"
    if last is not None:
        last.graph.copy_to(work)
    graph = GraphStore.create(work)
    for name in dropped:
        graph.remove_graph(name)
    file = directory / "new.nq"
    try:
        with file.open("w", encoding="utf-8") as out:
            for reading in readings:
                out.write(reading.nquads)
        if file.stat().st_size:
            graph.load_nquads(file)
        rebuild_derived(graph, derived)
        graph.flush()
        # The engine leaves locks and logs where it writes; a copy holds the data alone, by hard links.
        graph.copy_to(directory / parts.GRAPH)
        del graph
        file.unlink()
        shutil.rmtree(work)
    except OSError as error:
        raise StorageError(f"the graph cannot be written: {error.strerror}") from error


class SnapshotBuilder:
    """Builds one snapshot in an empty directory."""

    def __init__(self, directory: Path, last: Snapshot | None, namer: Namer, progress: Progress) -> None:
        self._directory = directory
        self._last = last
        self._namer = namer
        self._progress = progress

    def build(
        self,
        readings: list[Reading],
        dropped: set[str],
        documents: Mapping[str, DocumentEntry],
        cache: EmbeddingCache,
        encoder: EncoderIdentity,
        encoder_directory: Path,
    ) -> Build:
        """Build from ``readings`` (new or changed), graphs ``dropped``, and all ``documents`` as they will be.

        Raises:
            StorageError: the disk refused.
        """
        last = self._last
        touched = dropped | {graph for reading in readings for graph in reading.graphs}
        derived = self._namer.derived_graph
        before = PassageReader(last.graph).subjects([*touched, derived]) if last is not None else set()
        self._progress("graph", 0, 1)
        build_graph(self._directory, last, dropped, readings, derived)
        graph = GraphStore.open(self._directory / parts.GRAPH)
        self._progress("graph", 1, 1)
        changes = self._write_passages(graph, before, [*touched, derived])
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
            shutil.copyfile(last.directory / parts.PASSAGES_FILE, directory / parts.PASSAGES_FILE)
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
