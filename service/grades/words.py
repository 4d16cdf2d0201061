"""The words of a title or question, with where they stand and where a title's parts divide."""

from __future__ import annotations

import re
from typing import NamedTuple

# Initials ("V.P.") first, so that their dots do not divide them; a possessive belongs to its word.
_WORD = re.compile(r"(?:[A-Za-z]\.){2,}[A-Za-z]?|[^\W_]+(?:['’][sS](?![^\W_]))?")
_DIVIDER = re.compile(r"[,;:|()\[\]{}–—•·@]|\s-|-\s")


class Word(NamedTuple):
    """One word; a tuple, since every question makes dozens. ``text[start:end]`` of the whole is how it was written."""

    key: str  # folded to lower case, without dots and possessive
    text: str
    start: int
    end: int
    possessive: bool


def split_words(text: str) -> list[Word]:
    """Return the words of ``text``; a hyphen divides words, so that "mid-level" and "mid level" read the same."""
    words = []
    for match in _WORD.finditer(text):
        written = match[0]
        possessive = len(written) > 2 and written[-2] in "'’"  # noqa: PLR2004 - an apostrophe and an s
        key = (written[:-2] if possessive else written).replace(".", "").lower()
        words.append(Word(key, written, match.start(), match.end(), possessive))
    return words


def split_parts(text: str, words: list[Word]) -> list[list[Word]]:
    """Return ``words`` of ``text`` in the parts that commas, brackets, colons and dashes divide it into."""
    parts: list[list[Word]] = []
    end = 0
    for word in words:
        if not parts or _DIVIDER.search(text, end, word.start):
            parts.append([])
        parts[-1].append(word)
        end = word.end
    return parts
