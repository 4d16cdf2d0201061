"""One published snapshot, open for reading: graph, words, vectors, passages and encoder of the same moment."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from store.documents import DocumentEntry, read_documents
from store.encoder import OnnxEncoder
from store.graph import GraphStore
from store.layout import ENCODER, GRAPH, REFERENCE
from store.manifest import Manifest, Spares, spare_none
from store.passage_index import PassageIndex


class Snapshot:
    """An immutable version of all that was ingested."""

    def __init__(self, directory: Path, *, verify: bool = True, spares: Spares = spare_none) -> None:
        """Open the snapshot in ``directory`` after comparing every file with its manifest.

        Only a writer may do without ``verify``. Of files that ``spares`` tells to spare, only sizes are compared.

        Raises:
            SnapshotError: it is damaged, or its parts disagree.
        """
        self.directory = directory
        self.manifest = Manifest.read(directory)
        if verify:
            self.manifest.verify(directory, spares)
        self.graph = GraphStore.open(directory / GRAPH)
        index = PassageIndex(directory, self.manifest.counts["passages"])
        self.passages, self.text, self.vectors = index.passages, index.text, index.vectors

    @property
    def id(self) -> str:
        """The snapshot's name, which every response carries."""
        return self.manifest.id

    def shares(self, directory: Path, name: str) -> bool:
        """Tell whether a file of the snapshot in ``directory`` is the same file here, where it was compared."""
        own = self.directory / name
        return name in self.manifest.files and own.exists() and own.samefile(directory / name)

    @cached_property
    def encoder(self) -> OnnxEncoder:
        """The encoder that made the vectors, opened at its first use."""
        return OnnxEncoder.open(self.directory / ENCODER)

    @cached_property
    def reference(self) -> PassageIndex | None:
        """What is searched of taxonomies, opened at its first use; None where there are none.

        Raises:
            SnapshotError: it is damaged.
        """
        size = self.manifest.counts["reference"]
        return PassageIndex(self.directory / REFERENCE, size) if size else None

    @cached_property
    def documents(self) -> dict[str, DocumentEntry]:
        """The source documents by name."""
        return read_documents(self.directory)
