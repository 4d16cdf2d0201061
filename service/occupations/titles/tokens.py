"""What of a title its words, letters and head are compared by."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from service.grades.persons import is_person
from service.labels.words import fold_words, to_singular
from service.occupations.titles.names import Ids
from service.occupations.titles.postings import Tokens
from service.titles.lexicon import JOINING

_GRAM = 4  # letters of one token: four bytes are one whole number
_BETWEEN = 10  # a line feed: between the titles of a list
_is_person = lru_cache(maxsize=50_000)(is_person)


def fold_title(text: str) -> str:
    """Return the words of ``text``, folded, with a space between them."""
    return " ".join(fold_words(text))


def to_key(folded: str) -> str:
    """Return what two folded titles have in common that say the same in another order or number."""
    return " ".join(sorted({to_singular(word) for word in folded.split() if word not in JOINING}))


def find_head(folded: str) -> str:
    """Return the word of a folded title that says what its holder is: the last for a person, else the last."""
    words = folded.split()
    for word in reversed(words):
        if _is_person(word):
            return to_singular(word)
    return to_singular(words[-1]) if words else ""


def number(values: Iterable[str], vocabulary: dict[str, int]) -> Tokens:
    """Return a number for each of ``values``, the same for the same; ``vocabulary`` learns them."""
    return np.fromiter((vocabulary.setdefault(value, len(vocabulary)) for value in values), np.int64)


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
