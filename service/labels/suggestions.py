"""Suggestions while somebody types: every word but the last is whole, the last may go on."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from service.labels.label import LabelHit
from service.labels.phrases import Phrases
from service.labels.table import LabelTable
from service.labels.vocabulary import IdArray
from service.labels.words import fold_words

_MAX_WORDS = 12  # of what is typed; those beyond are not read
_EXACT, _BEGINNING, _WORDS = 0, 1, 2  # classes, best first; 3 more where a word is typed wrong
_CLASS_SCORES = np.array([1.0, 0.9, 0.75, 0.7, 0.6, 0.5])
_STANDING_SCORES = np.array([0.0, 0.02, 0.04])  # off: asserted, pending, rejected
_LONGER = 0.015  # off at most, for what a label has beyond what was typed; standing weighs more
_WRONG, _RIGHT = 1, 2  # how a word fits
_CHUNK = 4096  # rows that are looked at before it is asked whether they suffice

Fit = NDArray[np.uint8]


class Suggester:
    """Finds labels by the beginnings of their words."""

    def __init__(self, table: LabelTable, phrases: Phrases) -> None:
        self._table = table
        self._phrases = phrases

    def suggest(self, text: str, limit: int, kinds: Collection[str]) -> list[LabelHit]:
        """Return the best ``limit`` labels; in equal classes asserted ones first, then short ones."""
        words = fold_words(text)[:_MAX_WORDS]
        if not words or limit < 1 or not len(self._table.labels):
            return []
        choices = [self._choose(word, last=place == len(words) - 1) for place, word in enumerate(words)]
        fits = self._fit(words, choices)
        if not fits.any():  # each word exists, but no label has them all: some of them are typed wrong
            choices = [self._choose(word, last=place == len(words) - 1, wrong=True) for place, word in enumerate(words)]
            fits = self._fit(words, choices)
        allowed = self._table.of_kinds(kinds)
        if allowed is not None:
            fits *= allowed
        rows, classes = self._classify(fits, words, choices, limit)
        best = np.lexsort((rows, classes))[:limit]
        return self._to_hits(rows[best], classes[best], len(" ".join(words)))

    def _choose(self, word: str, *, last: bool, wrong: bool = False) -> Fit:
        """Return (V,) how each word of the vocabulary fits ``word``."""
        vocabulary = self._table.vocabulary
        fit = np.zeros(len(vocabulary), np.uint8)
        right: Iterable[int] = vocabulary.find(word)
        fit[list(right)] = _RIGHT
        if last:
            start = vocabulary.starting_with(word)
            fit[start.start : start.stop] = _RIGHT
        if wrong or not fit.any():
            near = vocabulary.near(word) + (vocabulary.near_prefix(word) if last else [])
            fit[near] = np.maximum(fit[near], _WRONG)
        return fit

    def _fit(self, words: Sequence[str], choices: Sequence[Fit]) -> Fit:
        """Return (N,) how each label fits: as its worst word does; 0 for one that lacks a word."""
        fits = [self._spread(choice) for choice in choices]
        for place, (left, right) in enumerate(pairwise(words)):  # "full stack" is "fullstack" too
            for number in self._table.vocabulary.find(left + right):
                rows = self._table.rows_of(number, number + 1)
                fits[place][rows] = fits[place + 1][rows] = _RIGHT
        worst = fits[0]
        for fit in fits[1:]:
            np.minimum(worst, fit, out=worst)
        return worst

    def _spread(self, choice: Fit) -> Fit:
        fit = np.zeros(len(self._table.labels), np.uint8)
        for quality in (_WRONG, _RIGHT):
            for first, last in _runs(np.flatnonzero(choice == quality)):
                fit[self._table.rows_of(first, last)] = quality
        return fit

    def _classify(
        self, fits: Fit, words: Sequence[str], choices: Sequence[Fit], limit: int
    ) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
        """Return the rows among which the best ``limit`` are, and the class of each."""
        table = self._table
        whole = self._phrases.whole([table.vocabulary.stem(word) for word in words])
        whole = whole[fits[whole] > 0]
        rows = np.flatnonzero(fits > 0)
        kept, classes = [whole.astype(np.intp)], [np.full(len(whole), _EXACT)]
        good = len(whole)
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            chunk = chunk[~np.isin(chunk, whole)]
            begins = table.counts[chunk] >= len(words)
            for place, choice in enumerate(choices):
                at = np.minimum(table.starts[chunk] + place, len(table.words) - 1)
                begins &= choice[table.words[at]] > 0
            right = fits[chunk] == _RIGHT
            kept.append(chunk)
            classes.append(np.where(begins, _BEGINNING, _WORDS) + np.where(right, 0, 3))
            good += int(np.count_nonzero(begins & right))
            if good >= limit:  # rows stand in order: what follows is no better
                break
        return np.concatenate(kept), np.concatenate(classes)

    def _to_hits(self, rows: NDArray[np.intp], classes: NDArray[np.int64], typed: int) -> list[LabelHit]:
        labels = [self._table.labels[row] for row in rows.tolist()]
        off = _STANDING_SCORES[self._table.standing[rows]]
        longer = _LONGER * (1 - np.minimum(typed / self._table.sizes[rows], 1.0))
        scores = (_CLASS_SCORES[classes] - off - longer).tolist()
        return [LabelHit(label, round(score, 4), label.text) for label, score in zip(labels, scores, strict=True)]


def _runs(numbers: NDArray[np.intp] | IdArray) -> list[tuple[int, int]]:
    """Return the runs of neighbours among sorted ``numbers``, as first and one after the last."""
    if not len(numbers):
        return []
    breaks = np.flatnonzero(np.diff(numbers) > 1)
    first = numbers[np.concatenate(([0], breaks + 1))]
    last = numbers[np.concatenate((breaks, [len(numbers) - 1]))] + 1
    return list(zip(first.tolist(), last.tolist(), strict=True))
