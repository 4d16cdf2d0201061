"""One published snapshot, open for reading: graph, words, vectors, passages and encoder of the same moment."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ontology.errors import SnapshotError
from store.documents import DocumentEntry, read_documents
from store.encoder import OnnxEncoder
from store.graph import GraphStore
from store.layout import ENCODER, GRAPH, PASSAGES_FILE, TEXT, VECTORS
from store.manifest import Manifest
from store.passages import PassageTable
from store.text_index import TextIndex
from store.vector_index import VectorIndex


class Snapshot:
    """An immutable version of all that was ingested."""

    def __init__(self, directory: Path, *, verify: bool = True) -> None:
        """Open the snapshot in ``directory`` after comparing every file with its manifest.

        Only a writer may do without ``verify``.

        Raises:
            SnapshotError: it is damaged, or its parts disagree.
        """
        self.directory = directory
        self.manifest = Manifest.read(directory)
        if verify:
            self.manifest.verify(directory)
        self.graph = GraphStore.open(directory / GRAPH)
        self.passages = PassageTable(directory / PASSAGES_FILE)
        self.text = TextIndex(directory / TEXT)
        self.vectors = VectorIndex(directory / VECTORS)
        sizes = {len(self.passages), len(self.text), len(self.vectors), self.manifest.counts["passages"]}
        if len(sizes) != 1:
            raise SnapshotError(f"snapshot {self.id} is damaged: its indexes hold different numbers of passages")

    @property
    def id(self) -> str:
        """The snapshot's name, which every response carries."""
        return self.manifest.id

    @cached_property
    def encoder(self) -> OnnxEncoder:
        """The encoder that made the vectors, opened at its first use."""
        return OnnxEncoder.open(self.directory / ENCODER)

    @cached_property
    def documents(self) -> dict[str, DocumentEntry]:
        """The source documents by name."""
        return read_documents(self.directory)
