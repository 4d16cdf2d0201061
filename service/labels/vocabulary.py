"""The distinct words of all labels, in order: by prefix, by singular and plural, and by typing errors.

V words. A typing error is a letter too many, too few, wrong, or changed with its neighbour (optimal string alignment).
Words within reach are found without comparing all: each word has a signature of 64 bits, and each error changes at
most two of them, so that two machine operations a word rule out nearly all before one is compared in earnest.
Source: https://rapidfuzz.github.io/RapidFuzz/Usage/distance/OSA.html
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.labels.words import to_singular

IdArray = NDArray[np.int32]

_ONE_ERROR = 4  # letters that a word must have for one error to be forgiven
_TWO_ERRORS = 8
_LAST_CHARACTER = chr(0x10FFFF)
_MAX_LETTERS = 40  # of a word that is compared; longer ones are no words
_MAX_NEIGHBOURS = 64
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Vocabulary:
    """Distinct folded words, sorted; a word's id is its place."""

    def __init__(self, words: Sequence[str]) -> None:
        """Take ``words`` (V), sorted and distinct."""
        self._words = words
        self._ids = {word: number for number, word in enumerate(words)}
        self._stems: dict[str, int] = {}
        stems = (to_singular(word) for word in words)
        self.stem_of: IdArray = np.fromiter(
            (self._stems.setdefault(stem, len(self._stems)) for stem in stems), np.int32, len(words)
        )
        self._signatures = np.fromiter((_sign(word) for word in words), np.uint64, len(words))
        self._lengths = np.fromiter((min(len(word), 255) for word in words), np.int16, len(words))

    def __len__(self) -> int:
        return len(self._words)

    def __getitem__(self, number: int) -> str:
        return self._words[number]

    @property
    def bytes(self) -> int:
        """The memory of the arrays; the words themselves are beside them."""
        return self.stem_of.nbytes + self._signatures.nbytes + self._lengths.nbytes

    def stem(self, word: str) -> int | None:
        """Return the number that ``word`` shares with its singular or plural; None for one that no label has."""
        return self._stems.get(to_singular(word))

    def find(self, word: str) -> list[int]:
        """Return the ids of ``word`` and of its singular and plural."""
        singular = to_singular(word)
        forms = dict.fromkeys((word, singular, singular + "s", singular + "es", singular.removesuffix("y") + "ies"))
        return [self._ids[form] for form in forms if form in self._ids and to_singular(form) == singular]

    def starting_with(self, prefix: str) -> range:
        """Return the ids of all words that start with ``prefix``: they are neighbours."""
        first = bisect_left(self._words, prefix)
        return range(first, bisect_left(self._words, prefix + _LAST_CHARACTER, first))

    def near(self, word: str) -> list[int]:
        """Return the ids of words that ``word`` may be meant for, nearest first."""
        errors = _errors_of(word)
        if not errors:
            return []
        differing = np.bitwise_count(self._signatures ^ np.uint64(_sign(word)))
        alike = np.flatnonzero(differing <= 2 * errors)
        alike = alike[np.abs(self._lengths[alike] - len(word)) <= errors]
        return self._compare(word, alike, errors)

    def near_prefix(self, start: str) -> list[int]:
        """Return the ids of words that ``start`` may be the beginning of, nearest first; its first letter is right."""
        errors = _errors_of(start)
        if not errors:
            return []
        same = self.starting_with(start[0])
        missing = np.bitwise_count(np.uint64(_sign(start)) & ~self._signatures[same.start : same.stop])
        long_enough = self._lengths[same.start : same.stop] + errors >= len(start)
        candidates = np.flatnonzero((missing <= errors) & long_enough) + same.start
        ends = [self._words[i] for i in candidates.tolist()]
        least = np.full(len(ends), errors + 1)
        for length in range(len(start) - 1, len(start) + 2):
            distances = process.cdist(
                [start], [word[:length] for word in ends], scorer=OSA.distance, score_cutoff=errors, dtype=np.int32
            )
            least = np.minimum(least, distances[0])
        return _nearest(candidates, least, errors)

    def _compare(self, word: str, candidates: NDArray[np.intp], errors: int) -> list[int]:
        if not len(candidates):
            return []
        words = [self._words[i] for i in candidates.tolist()]
        distances = process.cdist([word], words, scorer=OSA.distance, score_cutoff=errors, dtype=np.int32)[0]
        # Of two as near, the one with the same ending: "enginer" is an engineer, not an engine.
        other_end = np.fromiter((not said.endswith(word[-2:]) for said in words), np.int32, len(words))
        return _nearest(candidates, 2 * distances + other_end, 2 * errors + 1)


def _nearest(candidates: NDArray[np.intp], distances: NDArray[np.int32], most: int) -> list[int]:
    order = np.argsort(distances, kind="stable")[:_MAX_NEIGHBOURS]
    found: list[int] = candidates[order[distances[order] <= most]].tolist()
    return found


def _errors_of(word: str) -> int:
    """Return how many errors ``word`` may have: none where it is short, a number, or no word at all."""
    if len(word) < _ONE_ERROR or len(word) > _MAX_LETTERS or not word.isalpha():
        return 0
    return 2 if len(word) >= _TWO_ERRORS else 1


def _sign(word: str) -> int:
    """Return a bit for each letter, another for one that comes twice, and shared ones for all other characters."""
    bits = 0
    for character in word[:255]:
        place = _LETTERS.find(character)
        bit = 1 << (place if place >= 0 else 52 + ord(character) % 12)
        bits |= bit << 26 if bits & bit and place >= 0 else bit
    return bits
