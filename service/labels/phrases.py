"""Labels inside a text: every run of the text's words that is a whole label, looked up at once.

A label's words are hashed to 64 bits, singular and plural alike; a text's runs of up to ``MAX_PHRASE`` words are
hashed in the same way, a word at a time for all places together, and sought in the sorted hashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from service.labels.table import LabelTable
from service.labels.vocabulary import IdArray

MAX_PHRASE = 12  # words
_SEED = 20_261_122  # of the words' random numbers: any will do


class Phrases:
    """The labels of a table by their sequence of words."""

    def __init__(self, table: LabelTable) -> None:
        self._table = table
        chance = np.random.default_rng(_SEED)
        stems = int(table.vocabulary.stem_of.max(initial=-1)) + 1
        self._numbers = chance.integers(1, 2**64, stems + 1, np.uint64)  # the last is for words that no label has
        self._unknown = stems
        self._weights = chance.integers(1, 2**64, 64, np.uint64) | np.uint64(1)  # of a word's place
        place = np.arange(len(table.words), dtype=np.int32) - np.repeat(table.starts[:-1], table.counts)
        hashed = self._numbers[table.vocabulary.stem_of[table.words]] * self._weights[place]
        hashes = np.add.reduceat(hashed, table.starts[:-1]) if len(hashed) else np.zeros(0, np.uint64)
        self._rows: IdArray = np.argsort(hashes, kind="stable").astype(np.int32)
        self._hashes = hashes[self._rows]
        self._longest = min(MAX_PHRASE, int(table.counts.max(initial=0)))

    @property
    def bytes(self) -> int:
        """The memory of all arrays."""
        return self._rows.nbytes + self._hashes.nbytes + self._numbers.nbytes

    def find(self, stems: Sequence[int | None]) -> Iterator[tuple[int, int, IdArray]]:
        """Yield first word, number of words and rows of each run of ``stems`` that is a label; the longest first."""
        known = np.array([self._unknown if stem is None else stem for stem in stems], np.int32)
        numbers = self._numbers[known]
        starts = np.flatnonzero(known != self._unknown)  # of runs of words that labels have
        hashes = np.zeros(len(starts), np.uint64)
        runs: list[tuple[int, int, int, int]] = []
        for length in range(1, self._longest + 1):
            last = starts + length - 1
            goes_on = last < len(known)
            goes_on[goes_on] = known[last[goes_on]] != self._unknown
            starts, last, hashes = starts[goes_on], last[goes_on], hashes[goes_on]
            if not len(starts):
                break
            hashes = hashes + numbers[last] * self._weights[length - 1]
            first = np.searchsorted(self._hashes, hashes)
            found = np.flatnonzero(self._hashes[np.minimum(first, len(self._hashes) - 1)] == hashes)
            ends = np.searchsorted(self._hashes, hashes[found], "right")
            found_runs = zip(starts[found].tolist(), first[found].tolist(), ends.tolist(), strict=True)
            runs += [(length, *run) for run in found_runs]
        for length, start, begin, end in sorted(runs, key=lambda run: (-run[0], run[1])):
            rows = np.sort(self._rows[begin:end])
            if self._is_phrase(rows, known[start : start + length]):
                yield start, length, rows

    def whole(self, stems: Sequence[int | None]) -> IdArray:
        """Return the rows of labels whose words are exactly ``stems``."""
        for _, length, rows in self.find(stems):
            if length == len(stems):
                return rows
        return np.zeros(0, np.int32)

    def _is_phrase(self, rows: IdArray, stems: IdArray) -> bool:
        """Tell whether the labels read so: hashes could agree by chance."""
        return np.array_equal(self._table.vocabulary.stem_of[self._table.words_of(int(rows[0]))], stems)
