"""``rg:similarity(?text, "words")``: how near two texts are in meaning.

d dimensions. A score is a cosine: unitless, in [-1, 1], higher is nearer; 0 where a text has no words that the encoder
knows. The engine calls the function row by row, so the vectors of texts are kept: a vector takes milliseconds, a
product of two takes microseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np

from store.encoder import FloatArray

_KEPT_TEXTS = 4096  # 6 MB of vectors at 384 dimensions, and as much text at most as the next line allows
_MAX_KEPT_CHARACTERS = 2000


class Similarity:
    """Compares texts by the vectors that one encoder gives them."""

    def __init__(self, encode: Callable[[Sequence[str]], FloatArray]) -> None:
        """Compare by ``encode``, which returns unit rows (n, d) for n texts."""
        self._encode = encode
        self._recall = lru_cache(maxsize=_KEPT_TEXTS)(self._to_vector)

    def score(self, text: str, words: str) -> float:
        """Return the cosine of ``text`` and ``words``."""
        cosine = float(np.dot(self._find_vector(text), self._find_vector(words)))
        return min(1.0, max(-1.0, cosine))  # rounding can carry it over

    def _find_vector(self, text: str) -> FloatArray:
        return self._recall(text) if len(text) <= _MAX_KEPT_CHARACTERS else self._to_vector(text)

    def _to_vector(self, text: str) -> FloatArray:
        """Return the vector (d,) of ``text``."""
        row: FloatArray = self._encode([text])[0]
        return row
