"""Passages with their words and vectors: what is searched together, row for row."""

from __future__ import annotations

from pathlib import Path

from ontology.errors import SnapshotError
from store.layout import PASSAGES_FILE, TEXT, VECTORS
from store.passages import PassageTable
from store.text_index import TextIndex
from store.vector_index import VectorIndex


class PassageIndex:
    """n passages: row i is the same one in all three."""

    def __init__(self, directory: Path, size: int) -> None:
        """Open the index of ``size`` passages in ``directory``.

        Raises:
            SnapshotError: a part is missing or damaged, or they disagree.
        """
        self.passages = PassageTable(directory / PASSAGES_FILE)
        self.text = TextIndex(directory / TEXT)
        self.vectors = VectorIndex(directory / VECTORS)
        if {len(self.passages), len(self.text), len(self.vectors)} != {size}:
            raise SnapshotError(f"{directory} is damaged: its indexes hold different numbers of passages")
