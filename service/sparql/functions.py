"""The functions that queries may call besides SPARQL's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.vocabulary import RG
from service.memory import data_bytes
from store.layout import ENCODER
from store.query import Function

if TYPE_CHECKING:
    from service.sparql.similarity import Similarity


class Functions:
    """The functions as the snapshot in a directory computes them."""

    def __init__(self, snapshot: Path) -> None:
        self._snapshot = snapshot
        self._similarity: Similarity | None = None
        self.by_iri: Mapping[str, Function] = {RG.SIMILARITY.value: self._score}
        self.loaded_bytes = 0  # of memory, for what the functions need

    def _score(self, text: str, words: str) -> float:
        """Return how near the two texts are in meaning; a cosine."""
        if self._similarity is None:  # the encoder takes longer to open than most queries to answer
            from service.sparql.similarity import Similarity
            from store.encoder import OnnxEncoder

            before = data_bytes()
            self._similarity = Similarity(OnnxEncoder.open(self._snapshot / ENCODER).encode)
            self.loaded_bytes = data_bytes() - before
        return self._similarity.score(text, words)
