"""Whole labels that share words with a text, in any order and with typing errors: weighted overlap of words.

A word weighs as much as it is rare among the labels. The score is twice the weight of the shared words, divided by
the weight of both texts (Dice's coefficient): 1 where they have the same words, 0 where they share none.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np

from service.labels.label import LabelHit
from service.labels.table import LabelTable
from service.labels.words import fold_words

_MAX_WORDS = 24  # of a text; those beyond are not read
_MISTYPED = 0.8  # of a word's weight


class Matcher:
    """Finds labels by all their words."""

    def __init__(self, table: LabelTable) -> None:
        self._table = table
        total = max(len(table.labels), 1)
        vocabulary = table.vocabulary
        having = (
            np.bincount(vocabulary.stem_of, weights=table.frequencies())[vocabulary.stem_of] if len(vocabulary) else 0
        )
        self._weights = np.log(1.0 + total / np.maximum(having, 1)).astype(np.float32)  # (V,)
        self._unknown = float(np.log(1.0 + total))  # a word that no label has is rarer than any
        weights = self._weights[table.words] if len(vocabulary) else np.zeros(0, np.float32)
        self._label_weights = (
            np.add.reduceat(weights, table.starts[:-1]) if len(weights) else np.zeros(0, np.float32)
        )  # (N,)

    @property
    def bytes(self) -> int:
        """The memory of all arrays."""
        return self._weights.nbytes + self._label_weights.nbytes

    def weigh(self, word: str) -> float:
        """Return how much a folded word weighs: more where it is rare."""
        found = self._table.vocabulary.find(word)
        return float(self._weights[found[0]]) if found else self._unknown

    def match(self, text: str, limit: int, kinds: Collection[str], min_score: float) -> list[LabelHit]:
        """Return the best ``limit`` labels that score more than 0 and at least ``min_score``."""
        words = list(dict.fromkeys(fold_words(text)))[:_MAX_WORDS]
        if not words or limit < 1 or not len(self._table.labels):
            return []
        shared = np.zeros(len(self._table.labels), np.float32)
        total = 0.0
        for word in words:
            found = self._table.vocabulary.find(word)
            near = [] if found else self._table.vocabulary.near(word)
            weight = max((float(self._weights[number]) for number in found or near), default=self._unknown)
            total += weight
            rows = [self._table.rows_of(number, number + 1) for number in found or near]
            if rows:
                # A label that comes twice among the rows gets the weight once: that is how numpy adds.
                shared[np.concatenate(rows)] += weight * (1.0 if found else _MISTYPED)
        allowed = self._table.of_kinds(kinds)
        rows_found = np.flatnonzero(shared > 0 if allowed is None else (shared > 0) & allowed)
        scores = np.minimum(2 * shared[rows_found] / (total + self._label_weights[rows_found]), 1.0)
        good = scores >= min_score
        rows_found, scores = rows_found[good], scores[good]
        # Equal scores stand in the order of the rows; what is cut off scores less than all that is kept.
        if len(scores) > limit:
            least = np.partition(scores, len(scores) - limit)[len(scores) - limit]
            rows_found, scores = rows_found[scores >= least], scores[scores >= least]
        best = np.lexsort((rows_found, -scores))[:limit]
        labels = self._table.labels
        return [
            LabelHit(labels[row], round(score, 4), labels[row].text)
            for row, score in zip(rows_found[best].tolist(), scores[best].tolist(), strict=True)
        ]
