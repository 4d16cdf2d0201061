"""What of a title its words, letters and head are compared by."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from service.grades.persons import is_person
from service.labels.words import fold_words, to_singular
from service.occupations.titles.names import Ids
from service.occupations.titles.postings import Tokens

_GRAM = 4  # letters of one token: four bytes are one whole number
_BETWEEN = 10  # a line feed: between the titles of a list
_CACHED = 50_000  # words
_is_person = lru_cache(_CACHED)(is_person)
_to_singular = lru_cache(_CACHED)(to_singular)


def fold_title(text: str) -> str:
    """Return the words of ``text``, folded and in the singular, with a space between them."""
    return " ".join(map(_to_singular, fold_words(text)))


def find_head(folded: str) -> str:
    """Return the word of a folded title that says what its holder is: the last for a person, else the last."""
    words = folded.split()
    return next(filter(_is_person, reversed(words)), words[-1] if words else "")


def number(values: Sequence[str]) -> tuple[Tokens, dict[str, int]]:
    """Return a number for each of ``values``, the same for the same, and which is which."""
    numbers = {value: place for place, value in enumerate(dict.fromkeys(values))}
    return np.fromiter(map(numbers.__getitem__, values), np.int64, len(values)), numbers


def cut_letters(folded: Sequence[str]) -> tuple[Tokens, Ids]:
    """Return every run of four letters of titles, spaces included, and the place of its title in the list."""
    text = "\n".join(f" {title} " for title in folded).encode("ascii", "replace")
    letters = np.frombuffer(text, np.uint8).astype(np.int64)
    runs = max(len(letters) - _GRAM + 1, 0)
    tokens = np.zeros(runs, np.int64)
    whole = np.ones(runs, np.bool_)
    for place in range(_GRAM):
        tokens = (tokens << 8) | letters[place : place + runs]
        whole &= letters[place : place + runs] != _BETWEEN
    titles = np.cumsum(letters == _BETWEEN, dtype=np.int32)[:runs]
    return tokens[whole], titles[whole]
