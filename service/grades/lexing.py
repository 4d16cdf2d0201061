"""A title's words as terms: grades, compounds and plain words, before grammar decides which grade the holder."""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from service.grades.lexicon import ADJECTIVES, CHIEF, COMPOUNDS, NOUNS, PHRASES, PRECEDED, ROMAN
from service.grades.words import Word

PREPOSITIONS = frozenset("of to for in at with by on from under per within across reporting via as".split())
_LONGEST = max(len(phrase) for phrase in PHRASES)
_CHIEF_LENGTH = 4  # words between "chief" and "officer", both included: "chief learning and development officer"
_NUMBERED_THINGS = frozenset("tier phase type class shift room unit part stage area zone region year q".split())
_HIGHEST = 10  # numerals in titles end about here; "365" or "2025" is none


class Term(NamedTuple):
    """One word, or several that are one."""

    words: tuple[Word, ...]
    kind: str  # adjective, noun, numeral, preposition or word
    grade: str = ""  # of the first three

    @property
    def key(self) -> str:
        """Its last word: what decides of a compound."""
        return self.words[-1].key


def lex(words: Sequence[Word]) -> list[Term]:
    """Return the terms that the words of one part of a title make."""
    terms: list[Term] = []
    position = 0
    while position < len(words):
        term = _read_term(words, position)
        terms.append(term)
        position += len(term.words)
    return terms


def _read_term(words: Sequence[Word], position: int) -> Term:
    phrase = _read_phrase(words, position)
    if phrase is not None:
        return phrase
    word = words[position]
    before = words[position - 1].key if position else ""
    following = words[position + 1].key if position + 1 < len(words) else ""
    numeral = _read_numeral(word, before)
    if word.possessive or _is_compound(word.key, before, following):
        kind, grade = "word", ""
    elif word.key in ADJECTIVES:
        kind, grade = "adjective", ADJECTIVES[word.key]
    elif word.key in NOUNS:
        kind, grade = "noun", NOUNS[word.key]
    elif numeral:
        kind, grade = "numeral", numeral
    else:
        kind, grade = "preposition" if word.key in PREPOSITIONS else "word", ""
    return Term((word,), kind, grade)


def _read_phrase(words: Sequence[Word], position: int) -> Term | None:
    keys = tuple(word.key for word in words[position : position + _LONGEST])
    for length in range(len(keys), 1, -1):
        found = PHRASES.get(keys[:length])
        if found is not None:
            taken = tuple(words[position : position + length])
            return Term(taken, "word") if taken[-1].possessive else Term(taken, *found)
    officer = _find_officer(words, position) if keys[0] == "chief" else 0
    return Term(tuple(words[position:officer]), "noun", CHIEF) if officer else None


def _is_compound(key: str, before: str, following: str) -> bool:
    """Return whether the word beside it makes something else of a grade: "lead generation", "data entry"."""
    return following in COMPOUNDS.get(key, ()) or before in PRECEDED.get(_singular(key), ())


def _find_officer(words: Sequence[Word], position: int) -> int:
    for end in range(position + 2, min(position + _CHIEF_LENGTH + 1, len(words)) + 1):
        if words[end - 1].key in ("officer", "officers"):
            return end
    return 0


def _read_numeral(word: Word, before: str) -> str:
    if before in _NUMBERED_THINGS:
        return ""
    if word.key in ROMAN and (word.text.isupper() or len(word.text) > 1):
        return ROMAN[word.key]
    if word.key.isascii() and word.key.isdigit() and len(word.key) < 3 and 0 < int(word.key) <= _HIGHEST:  # noqa: PLR2004
        return str(int(word.key))
    return ""


def _singular(key: str) -> str:
    return key[:-1] if key.endswith("s") else key
