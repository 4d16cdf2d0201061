"""The index of what taxonomies say: written anew when one of them has changed, taken over otherwise.

It lies apart from the company's own, so that a taxonomy changes no answer that is not about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from ontology.passage import Passage
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray
from store.files import link_file, link_tree
from store.layout import PASSAGES_FILE, REFERENCE, TEXT, VECTORS
from store.passage_index import PassageIndex
from store.passages import PassageTable
from store.snapshot import Snapshot
from store.text_index import TextIndex
from store.vector_index import write_vectors

if TYPE_CHECKING:
    from ingest.build import Progress

_PART = 4096  # texts encoded at a time: their vectors are kept twice for as long


class ReferenceBuild:
    """The reference index of one snapshot under construction."""

    def __init__(self, snapshot: Path, last: Snapshot | None, progress: Progress) -> None:
        """Write into the directory ``snapshot``, which is built on ``last``."""
        self._directory = snapshot / REFERENCE
        has_one = last is not None and last.manifest.counts["reference"] > 0
        self._last = last.directory / REFERENCE if last is not None and has_one else None
        self._progress = progress
        self._is_new = False

    def write_texts(self, found: Iterable[Passage]) -> int:
        """Write the passages ``found`` and their words in order of their IRIs; returns how many there are.

        Raises:
            StorageError: the disk refused.
        """
        passages = sorted(found, key=attrgetter("iri"))
        if not passages:
            self._last = None
            return 0
        self._is_new = True
        TextIndex.create(self._directory / TEXT)
        table = PassageTable(self._directory / PASSAGES_FILE, writable=True)
        table.put(enumerate(passages))
        table.close()
        TextIndex.change(self._directory / TEXT, [], self._count(passages))
        return len(passages)

    def keep_texts(self) -> None:
        """Take over the last snapshot's passages and their words."""
        if self._last is not None:
            link_tree(self._last / TEXT, self._directory / TEXT)
            link_file(self._last / PASSAGES_FILE, self._directory / PASSAGES_FILE)

    @property
    def is_new(self) -> bool:
        """Whether passages were written."""
        return self._is_new

    def keep_vectors(self) -> None:
        """Take over the last snapshot's vectors, whose passages were taken over too."""
        if self._last is not None:
            link_tree(self._last / VECTORS, self._directory / VECTORS)

    def write_vectors(self, cache: EmbeddingCache, encoder: EncoderIdentity) -> int:
        """Write the vectors of all passages; returns how many texts had to be encoded.

        Raises:
            StorageError: the disk refused.
        """
        if not self._is_new and self._last is None:
            return 0
        table = PassageTable(self._directory / PASSAGES_FILE)
        size, done, encoded = len(table), 0, 0
        vectors: FloatArray = np.empty((size, encoder.dimensions), dtype=np.float32)

        def count(more: int) -> None:
            nonlocal done
            done += more
            self._progress("reference vectors", done, size)

        texts, first = table.texts(), 0
        while part := list(islice(texts, _PART)):
            vectors[first : first + len(part)], fresh = cache.encode(part, count)
            first, encoded = first + len(part), encoded + fresh
        table.close()
        write_vectors(self._directory / VECTORS, vectors, None, [])
        PassageIndex(self._directory, size)  # whoever publishes does not open it: it is mostly the last snapshot's
        return encoded

    def _count(self, passages: list[Passage]) -> Iterator[tuple[int, Passage]]:
        for row, passage in enumerate(passages):
            yield row, passage
            self._progress("reference", row + 1, len(passages))
