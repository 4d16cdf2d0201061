"""How the words, letters and heads of a title are spread over the names of occupations.

n occupations, N names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain

import numpy as np

from service.occupations.titles.names import Ids, SchemeNames
from service.occupations.titles.postings import Floats, Postings, Tokens
from service.occupations.titles.tokens import cut_letters, find_head, fold_title, number

_WORD_PRIOR, _LETTER_PRIOR, _HEAD_PRIOR = 5.0, 50.0, 5.0


@dataclass(frozen=True, slots=True)
class Worded:
    """How a title is worded, beside the names of each occupation."""

    words: Floats  # (n) log likelihood ratio
    letters: Floats  # (n)
    head: Floats  # (n)
    coverage: Floats  # (n) 0-1: what share of the title's words its names have, rare words weighing more
    same: Ids  # (N') names that read the same
    headed: float  # log of how many names in a thousand have the title's head: that of a skill is mostly unknown


class Wording:
    """The wording of a scheme's names; safe to use from several threads."""

    def __init__(self, names: SchemeNames, stem: Callable[[str], list[str]]) -> None:
        """Read ``names``; ``stem`` gives the terms of a text, as they are compared."""
        self._stem = stem
        self._size = len(names.occupations)
        self._places: dict[str, list[int]] = {}
        folded = [fold_title(text) for text in names.texts]
        terms = [stem(text) for text in names.texts]
        counts = np.fromiter(map(len, terms), np.int64, len(terms))
        tokens, self._vocabulary = number(list(chain.from_iterable(terms)))
        self._words = Postings(tokens, np.repeat(names.owners, counts), self._size, _WORD_PRIOR)
        letters, titles = cut_letters(folded)
        self._letters = Postings(letters, names.owners[titles], self._size, _LETTER_PRIOR)
        heads, self._heads = number(list(map(find_head, folded)))
        self._head = Postings(heads, names.owners, self._size, _HEAD_PRIOR)
        self._headed = np.bincount(heads, minlength=len(self._heads))
        held_by = np.bincount(tokens, minlength=len(self._vocabulary))
        self._rarity = np.log1p(len(names.texts) / np.maximum(held_by, 1)).astype(np.float32)
        self._rarest = float(np.log1p(max(len(names.texts), 1)))
        for place, name in enumerate(folded):
            self._places.setdefault(name, []).append(place)

    def read(self, title: str) -> Worded:
        """Return how ``title`` is worded beside the names."""
        folded = fold_title(title)
        terms = self._stem(title)
        head = self._known([find_head(folded)], self._heads)
        words = self._known(terms, self._vocabulary)
        return Worded(
            words=self._words.score(words),
            letters=self._letters.score(np.unique(cut_letters([folded])[0])),
            head=self._head.score(head),
            coverage=self._cover(words, len(terms)),
            same=np.array(self._places.get(folded, ()) if folded else (), np.int32),
            headed=float(np.log1p(1000 * self._headed[head].sum() / max(self._headed.sum(), 1))),
        )

    def is_name(self, text: str) -> bool:
        """Tell whether any name reads so."""
        return fold_title(text) in self._places

    def is_word(self, word: str) -> bool:
        """Tell whether any name has ``word``, in whatever form."""
        return any(term in self._vocabulary for term in self._stem(word))

    def _known(self, values: list[str], vocabulary: dict[str, int]) -> Tokens:
        return np.array([vocabulary[value] for value in values if value in vocabulary], np.int64)

    def _cover(self, words: Tokens, count: int) -> Floats:
        covered = np.zeros(self._size, np.float32)
        for place in self._words.find(words):
            covered[self._words.owners(place)] += self._rarity[self._words.tokens[place]]
        total = float(self._rarity[words].sum()) + self._rarest * (count - len(words))
        return covered / max(total, 1e-9)
