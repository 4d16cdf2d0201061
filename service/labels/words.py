"""Words as labels are compared by them: without case, accents and punctuation that means nothing.

``C++``, ``C#``, ``.NET`` and ``R&D`` are words; ``Sr.`` is ``sr``, ``women's`` is ``womens``, ``full-stack`` is two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

MAX_CHARACTERS = 4000  # of one text; what lies beyond is not read
_MARK = r"[\u0300-\u036f]*"
_LETTERS = rf"(?:[^\W_]{_MARK}(?:['’](?=[^\W_]))?)+"
_WORD = re.compile(
    rf"(?<![^\W_])[^\W_]{{1,2}}(?:&[^\W_]{{1,2}})+(?![^\W_])"  # R&D, M&A
    rf"|(?<![\w.])\.(?=[^\W\d_]{{2}}){_LETTERS}"  # .NET
    rf"|{_LETTERS}(?:\+\+|\#(?![^\W_]))?"  # words; C++, C#
)
_ASCII_WORD = re.compile(
    r"(?<![a-z0-9])[a-z0-9]{1,2}(?:&[a-z0-9]{1,2})+(?![a-z0-9])"
    r"|(?<![\w.])\.(?=[a-z]{2})[a-z0-9]+"
    r"|[a-z0-9]+(?:\+\+|#(?![a-z0-9]))?"
)
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")
_LIGATURES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "'": "", "’": ""})
_MIN_PLURAL = 4  # letters: "gas" and "ios" are no plurals
_NO_PLURAL = ("ss", "us", "is")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text."""

    text: str  # folded
    start: int  # characters of the text
    end: int


def split_words(text: str) -> list[Word]:
    """Return the words of ``text`` with their places."""
    text = text[:MAX_CHARACTERS]
    if text.isascii() and "'" not in text:
        return [Word(match[0], *match.span()) for match in _ASCII_WORD.finditer(text.lower())]
    return [Word(fold(match[0]), *match.span()) for match in _WORD.finditer(text)]


def fold_words(text: str) -> list[str]:
    """Return the words of ``text``, folded."""
    text = text[:MAX_CHARACTERS]
    if text.isascii() and "'" not in text:  # most labels; this is half of the time that an index takes to build
        return _ASCII_WORD.findall(text.lower())
    return [fold(match) for match in _WORD.findall(text)]


def fold_compounds(text: str) -> list[str]:
    """Return what is written with hyphens as it reads without: ``full-stack`` as ``fullstack``."""
    return [fold(match).replace("-", "") for match in _COMPOUND.findall(text[:MAX_CHARACTERS])] if "-" in text else []


def fold(word: str) -> str:
    """Return ``word`` in lower case, without accents and apostrophes."""
    if word.isascii():
        return word.lower().replace("'", "")
    folded = word.casefold().translate(_LIGATURES)
    decomposed = unicodedata.normalize("NFKD", folded)
    return unicodedata.normalize("NFKC", "".join(c for c in decomposed if not unicodedata.combining(c))).casefold()


def to_singular(word: str) -> str:
    """Return an English word without the ending of its plural; others mostly stay as they are."""
    if len(word) < _MIN_PLURAL or not word.endswith("s") or word.endswith(_NO_PLURAL):
        return word
    if word.endswith("ies") and len(word) > _MIN_PLURAL:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]
