"""Misspelt words of titles, put right with the words of the company's names."""

from __future__ import annotations

from collections.abc import Callable, Collection

from rapidfuzz.distance import OSA

from service.grades.lexicon import ADJECTIVES, NOUNS
from service.grades.persons import is_person
from service.labels.vocabulary import Vocabulary
from service.labels.words import to_singular

_SHORTEST = 6  # letters of a word that is put right: "truck" is no misspelt "track"


class Speller:
    """Knows the words of names; safe to use from several threads."""

    def __init__(self, words: Collection[str], is_word: Callable[[str], bool]) -> None:
        """Take the words of names; what ``is_word`` knows besides is right as it stands."""
        self._vocabulary = Vocabulary(sorted({*words, *ADJECTIVES, *NOUNS}))
        self._is_word = is_word

    def correct(self, word: str) -> str | None:
        """Return what a folded word is meant for; None where it is right, or nobody can tell."""
        if len(word) < _SHORTEST or self._vocabulary.stem(word) is not None:
            return None
        known = self._is_word(word)  # by its stem: "enginer" has that of "engine"
        for number in self._vocabulary.near(word):
            meant = self._vocabulary[number]
            slips = OSA.distance(word, meant)
            # Two slips are believed where the ending is right: "inspector" is no misspelt "inspection".
            if meant[0] != word[0] or to_singular(meant) != meant or (known and not is_person(meant)):
                continue
            if slips == 1 or (meant[-2:] == word[-2:] and not known):
                return meant
        return None
