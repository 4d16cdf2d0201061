"""The functions that queries may call besides SPARQL's own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from ontology.vocabulary import RG
from store.layout import ENCODER
from store.query import Function

if TYPE_CHECKING:
    from service.sparql.similarity import Similarity


def to_functions(snapshot: Path) -> Mapping[str, Function]:
    """Return the functions by IRI, as the snapshot in that directory computes them."""
    return {RG.SIMILARITY.value: _LazySimilarity(snapshot).score}


class _LazySimilarity:
    """Opens the encoder when it is first needed: it takes longer than most queries."""

    def __init__(self, snapshot: Path) -> None:
        self._snapshot = snapshot
        self._similarity: Similarity | None = None

    def score(self, text: str, words: str) -> float:
        """Return how near the two texts are in meaning; a cosine."""
        if self._similarity is None:
            from service.sparql.similarity import Similarity
            from store.encoder import OnnxEncoder

            self._similarity = Similarity(OnnxEncoder.open(self._snapshot / ENCODER).encode)
        return self._similarity.score(text, words)
