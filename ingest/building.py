"""From the last snapshot to the next one: opened, built beside it, published in its place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ingest.build import Progress, SnapshotBuilder
from ontology.errors import NoSnapshotError, SettingError
from ontology.iris import Namer
from store import layout as parts
from store.documents import DocumentEntry
from store.embedding_cache import EmbeddingCache
from store.library import Library
from store.manifest import Manifest
from store.snapshot import Snapshot

if TYPE_CHECKING:
    from ingest.run import LazyEncoder


# Large, and taken over as they are: files keep their hashes, which readers compare. What the graph's engine writes anew
# it has compared with checksums of its own.
_SPARED = (parts.GRAPH, parts.REFERENCE)


def open_last(library: Library, namer: Namer, *, verify: bool = True) -> Snapshot | None:
    """Open the published snapshot, to build on it; None where nothing was published yet.

    Raises:
        SettingError: it has another base IRI.
        SnapshotError: it is damaged.
    """
    try:
        last = library.open_current(verify=verify, spares=lambda _, name: name.partition("/")[0] in _SPARED)
    except NoSnapshotError:
        return None
    if last.manifest.base != namer.base:
        raise SettingError(
            f"the data in {library.data} is named under {last.manifest.base}, not {namer.base}: "
            "give that base IRI, or another data directory"
        )
    return last


class Building:
    """A snapshot under construction, started by its first change and swept away unless it was published."""

    def __init__(
        self, library: Library, last: Snapshot | None, namer: Namer, encoder: LazyEncoder, progress: Progress
    ) -> None:
        """Build on ``last``; whoever does so holds the library as its writer."""
        self._library = library
        self._last = last
        self._namer = namer
        self._encoder = encoder
        self._progress = progress
        self._stack = ExitStack()
        self._builder: SnapshotBuilder | None = None
        self._directory = Path()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    @property
    def started(self) -> bool:
        """Whether anything has changed."""
        return self._builder is not None

    @property
    def builder(self) -> SnapshotBuilder:
        """The builder, made at its first use."""
        if self._builder is None:
            self._directory = self._stack.enter_context(self._library.building())
            self._builder = SnapshotBuilder(self._directory, self._last, self._namer, self._progress)
            self._stack.callback(self._builder.graph.close)
        return self._builder

    def publish(self, documents: Mapping[str, DocumentEntry], *, keep_model: bool = False) -> tuple[Manifest, int]:
        """Finish and publish the snapshot; returns its manifest, and how many texts had to be encoded.

        With ``keep_model`` the encoder is opened only if texts have changed; otherwise the last snapshot's stays.

        Raises:
            EncoderError: the encoder cannot be compiled or opened.
            StorageError: the disk refused.
        """
        builder, encoded = self.builder, 0
        changes = builder.write_texts(documents)
        if keep_model and self._last is not None and not changes.any:
            identity = builder.keep_vectors()
        else:
            compiled = self._encoder.get()
            cache = EmbeddingCache(self._library.embeddings, compiled)
            self._stack.callback(cache.close)
            identity = compiled.identity
            encoded = builder.write_vectors(changes, cache, identity, compiled.directory)
        manifest = builder.finish(identity)
        self._library.publish(self._directory, manifest)
        return manifest, encoded
