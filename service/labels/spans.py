"""Labels inside a longer text, such as a question: the longest runs of words that are a whole label."""

from __future__ import annotations

from collections.abc import Callable, Collection

import numpy as np

from service.labels.label import LabelHit, LabelSpan
from service.labels.phrases import Phrases
from service.labels.table import LabelTable
from service.labels.words import Word, split_words

_MAX_HITS = 50  # labels of one span
_MIN_MISTYPED = 5  # letters of a word that may be typed wrong
_MAX_MISTYPED = 5  # words of one text that are tried
_MISTYPED_SCORE = 0.85
# Short words of every sentence that are also abbreviations: they count as a label only in capitals.
_SMALL_WORDS = frozenset(
    """
    a am an and any are as at be by can do for go he how i if in is it may me my no of on or our out so the to up us we
    who you
    """.split()  # noqa: SIM905 - a list of forty quoted words reads worse
)


class SpanFinder:
    """Finds labels in texts."""

    def __init__(self, table: LabelTable, phrases: Phrases, is_word: Callable[[str], bool]) -> None:
        self._table = table
        self._phrases = phrases
        self._is_word = is_word

    def find(self, text: str, kinds: Collection[str]) -> list[LabelSpan]:
        """Return the labels in ``text``, the longest first; none overlaps another."""
        words = split_words(text)
        stems = [self._table.vocabulary.stem(word.text) for word in words]
        mistyped = self._correct(words, stems)
        allowed = self._table.of_kinds(kinds)
        taken = np.zeros(len(words), np.bool_)
        spans = []
        for first, length, rows in self._phrases.find(stems):
            kept = rows if allowed is None else rows[allowed[rows]]
            run = slice(first, first + length)
            if not len(kept) or taken[run].any() or (length == 1 and _is_small(text, words[first])):
                continue
            taken[run] = True
            start, end = words[first].start, words[first + length - 1].end
            score = _MISTYPED_SCORE if mistyped & set(range(first, first + length)) else 1.0
            said = text[start:end]
            hits = tuple(LabelHit(self._table.labels[row], score, said) for row in kept[:_MAX_HITS].tolist())
            spans.append(LabelSpan(start, end, said, hits))
        return spans

    def _correct(self, words: list[Word], stems: list[int | None]) -> set[int]:
        """Put the nearest known word in the place of those typed wrong; return their places."""
        vocabulary = self._table.vocabulary
        places = [place for place, stem in enumerate(stems) if stem is None and len(words[place].text) >= _MIN_MISTYPED]
        corrected = set()
        for place in places[:_MAX_MISTYPED]:
            said = words[place].text
            if self._is_word(said):
                continue
            near = [number for number in vocabulary.near(said) if vocabulary[number][0] == said[0]]
            if near:
                stems[place] = int(vocabulary.stem_of[near[0]])
                corrected.add(place)
        return corrected


def _is_small(text: str, word: Word) -> bool:
    return word.text in _SMALL_WORDS and not text[word.start : word.end].isupper()
