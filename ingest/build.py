"""Building the next snapshot from the last one and what has changed: graph, passages, words, vectors, manifest."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import numpy as np

from ingest.changes import PassageChanges, plan_changes
from ingest.graph_build import GraphBuild
from ingest.passages import PassageReader
from ingest.reference_build import ReferenceBuild
from ingest.taxonomy.passages import count_occupations, read_reference
from ontology.errors import StorageError
from ontology.iris import Namer
from store import layout as parts
from store.documents import DocumentEntry, write_documents
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray
from store.files import link_file, link_tree
from store.graph import GraphStore
from store.manifest import Manifest, list_entries
from store.passages import PassageTable
from store.snapshot import Snapshot
from store.text_index import TextIndex
from store.vector_index import write_vectors

_WRITERS = ("pyoxigraph", "tantivy", "faiss-cpu")
_COUNT_PROFILES = "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a rg:Profile }"
Progress = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


class SnapshotBuilder:
    """Builds one snapshot in an empty directory: graph and words first, then vectors, then the manifest."""

    def __init__(self, directory: Path, last: Snapshot | None, namer: Namer, progress: Progress) -> None:
        self._directory = directory
        self._last = last
        self._namer = namer
        self._progress = progress
        self._counts: dict[str, int] = {}
        self.graph = GraphBuild(directory, last, namer)
        self._reference = ReferenceBuild(directory, last, progress)

    def write_texts(self, documents: Mapping[str, DocumentEntry]) -> PassageChanges:
        """Finish the graph, which comes from ``documents``, and write what is searched; returns what changed there.

        Raises:
            StorageError: the disk refused.
        """
        self._progress("graph", 0, 1)
        graph, subjects = self.graph.finish(documents)
        self._progress("graph", 1, 1)
        changes = self._write_passages(graph, subjects)
        write_documents(self._directory, documents.values())
        profiles = next(graph.select(_COUNT_PROFILES))["n"]
        self._counts = {
            "documents": len(documents),
            "profiles": int(profiles or 0),
            "triples": self.graph.count_triples(graph),
            "passages": changes.size,
            **self._write_reference(graph),
        }
        return changes

    def keep_vectors(self) -> EncoderIdentity:
        """Take over the last snapshot's vectors, none of whose texts has changed, and their encoder."""
        assert self._last is not None
        for name in (parts.VECTORS, parts.ENCODER):
            link_tree(self._last.directory / name, self._directory / name)
        self._reference.keep_vectors()
        return self._last.manifest.encoder

    def write_vectors(
        self, changes: PassageChanges, cache: EmbeddingCache, encoder: EncoderIdentity, encoder_directory: Path
    ) -> int:
        """Write the vectors of all texts, and link the encoder; returns how many texts had to be encoded.

        Raises:
            StorageError: the disk refused.
        """
        link_tree(encoder_directory, self._directory / parts.ENCODER)
        last = self._last if self._last is not None and self._last.manifest.encoder == encoder else None
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
        if last is not None and not self._reference.is_new:
            self._reference.keep_vectors()
            return encoded
        return encoded + self._reference.write_vectors(cache, encoder)

    def finish(self, encoder: EncoderIdentity) -> Manifest:
        """Return the manifest of the snapshot, all of which is written."""
        files = list_entries(self._directory, self._last.directory if self._last is not None else None)
        now = datetime.now(UTC)
        content = json.dumps({name: entry.sha256 for name, entry in files.items()}, sort_keys=True)
        digest = hashlib.sha256(f"{now.isoformat()}\n{content}".encode()).hexdigest()[:8]
        return Manifest(
            id=f"{now:%Y%m%dT%H%M%SZ}-{digest}",
            created=now.isoformat(timespec="milliseconds"),
            base=self._namer.base,
            parent=self._last.id if self._last is not None else None,
            encoder=encoder,
            counts=self._counts,
            versions={name: version(name) for name in _WRITERS},
            files=files,
        )

    def _write_reference(self, graph: GraphStore) -> dict[str, int]:
        """Write what is searched of taxonomies; returns the counts of it."""
        if self._last is not None and not self.graph.taxonomies_changed:
            self._reference.keep_texts()
            return {name: self._last.manifest.counts[name] for name in ("occupations", "reference")}
        graphs = {name: document for name in graph.graphs() if (document := self._namer.taxonomy_document(name))}
        return {
            "occupations": count_occupations(graph, graphs),
            "reference": self._reference.write_texts(read_reference(graph, graphs)),
        }

    def _write_passages(self, graph: GraphStore, subjects: set[str]) -> PassageChanges:
        path, words = self._directory / parts.PASSAGES_FILE, self._directory / parts.TEXT
        last = self._last.directory if self._last is not None else None
        passages = []
        for passage in PassageReader(graph).read(subjects):
            passages.append(passage)
            self._progress("passages", len(passages), len(subjects))
        if last is None:
            TextIndex.create(words)
            old = PassageTable(path, writable=True)
        else:
            link_tree(last / parts.TEXT, words)
            old = PassageTable(last / parts.PASSAGES_FILE)
        changes = plan_changes(old, len(old), subjects, passages)
        old.close()
        if last is not None:
            copy = _copy_file if changes.any else link_file
            copy(last / parts.PASSAGES_FILE, path)
        if changes.any:
            table = PassageTable(path, writable=True)
            table.remove(changes.removed)
            table.put(changes.written)
            table.close()
            TextIndex.change(words, changes.removed, changes.written)
        return changes


def _copy_file(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StorageError(f"{source} cannot be copied: {error.strerror}") from error
