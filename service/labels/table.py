"""Labels as arrays: which words each label has, and which labels each word.

N labels in the order of their standing (asserted first, short first, then by kind), V distinct words, T words of all
labels together.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from service.labels.label import LABEL_KINDS, Label, is_asserted
from service.labels.vocabulary import IdArray, Vocabulary
from service.labels.words import fold_compounds, fold_words

MAX_LABEL_WORDS = 24  # those beyond are not read; names are shorter
_KIND_NUMBERS = {kind: number for number, kind in enumerate(LABEL_KINDS)}
ASSERTED, PENDING, REJECTED = 0, 1, 2


class LabelTable:
    """The words of labels; row n belongs to ``labels[n]``."""

    def __init__(self, labels: Sequence[Label]) -> None:
        """Take ``labels`` in any order; those without a word are left out."""
        numbers: dict[str, int] = {}
        words, counts, extra_words, extra_rows = array("i"), array("i"), array("i"), array("i")
        kept: list[Label] = []
        for label in labels:
            folded = fold_words(label.text)[:MAX_LABEL_WORDS]
            if not folded:
                continue
            words.extend(numbers.setdefault(word, len(numbers)) for word in folded)
            for compound in fold_compounds(label.text)[:MAX_LABEL_WORDS]:
                extra_words.append(numbers.setdefault(compound, len(numbers)))
                extra_rows.append(len(kept))
            counts.append(len(folded))
            kept.append(label)
        ordered = sorted(numbers)
        self.vocabulary = Vocabulary(ordered)
        place = np.empty(len(ordered), np.int32)  # from the number of a word's first sight to its id
        place[np.fromiter((numbers[word] for word in ordered), np.int32, len(ordered))] = np.arange(len(ordered))
        standing = np.fromiter((_standing(label) for label in kept), np.uint8, len(kept))
        kinds = np.fromiter((_KIND_NUMBERS[label.kind] for label in kept), np.uint8, len(kept))
        sizes = np.fromiter((min(len(label.text), 65_535) for label in kept), np.uint16, len(kept))
        order = np.lexsort((kinds, sizes, standing))
        self.labels = [kept[n] for n in order.tolist()]
        self.standing, self.kinds, self.sizes = standing[order], kinds[order], sizes[order]
        counted = np.frombuffer(counts, np.int32) if counts else np.zeros(0, np.int32)
        self._place_words(place, _to_array(words), counted, order)
        row_of = np.empty(len(order), np.int32)
        row_of[order] = np.arange(len(order))
        self._post(place[_to_array(extra_words)], row_of[_to_array(extra_rows)])

    def _place_words(self, place: IdArray, words: IdArray, counts: IdArray, order: NDArray[np.intp]) -> None:
        """Put the words of each label where its row is."""
        before = np.concatenate(([0], np.cumsum(counts))).astype(np.int32)
        self.counts = counts[order]
        self.starts = np.concatenate(([0], np.cumsum(self.counts))).astype(np.int32)  # (N + 1,) into words
        shift = np.repeat(before[order] - self.starts[:-1], self.counts)
        self.words = place[words[np.arange(len(words), dtype=np.int32) + shift]]  # (T,) ids, label after label

    def _post(self, extra_words: IdArray, extra_rows: IdArray) -> None:
        """List the labels of each word, in their order; a compound's labels are those of its spelling with hyphens."""
        rows = np.repeat(np.arange(len(self.labels), dtype=np.int32), self.counts)
        words = np.concatenate((self.words, extra_words))
        rows = np.concatenate((rows, extra_rows))
        order = np.lexsort((rows, words))
        self._posted = rows[order]
        found = np.bincount(words, minlength=len(self.vocabulary))
        self._posts = np.concatenate(([0], np.cumsum(found))).astype(np.int32)  # (V + 1,) into _posted

    def rows_of(self, first: int, last: int) -> IdArray:
        """Return the rows of labels with a word from ``first`` up to ``last``; one may come several times."""
        return self._posted[self._posts[first] : self._posts[last]]

    def words_of(self, row: int) -> IdArray:
        """Return the ids of a label's words."""
        return self.words[self.starts[row] : self.starts[row + 1]]

    def frequencies(self) -> IdArray:
        """Return (V,) how many labels have each word."""
        return np.diff(self._posts)

    def of_kinds(self, kinds: Collection[str]) -> NDArray[np.bool_] | None:
        """Return (N,) which labels are of ``kinds``; None where all are asked for."""
        if not kinds:
            return None
        return np.isin(self.kinds, [_KIND_NUMBERS[kind] for kind in kinds if kind in _KIND_NUMBERS])

    @property
    def bytes(self) -> int:
        """The memory of all arrays."""
        arrays = (
            self.standing,
            self.kinds,
            self.sizes,
            self.counts,
            self.starts,
            self.words,
            self._posted,
            self._posts,
        )
        return self.vocabulary.bytes + sum(held.nbytes for held in arrays)


def _standing(label: Label) -> int:
    if is_asserted(label):
        return ASSERTED
    return REJECTED if label.approved is False else PENDING


def _to_array(numbers: array[int]) -> IdArray:
    return np.frombuffer(numbers, np.int32) if numbers else np.zeros(0, np.int32)
