"""A title's words as terms: grades, compounds and plain words, before grammar decides which grade the holder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.grades.lexicon import ADJECTIVES, COMPOUNDS, NOUNS, PHRASES, PRECEDED, ROMAN
from service.grades.words import Word

PREPOSITIONS = frozenset("of to for in at with by on from under per within across reporting via as".split())
_LONGEST = max(len(phrase) for phrase in PHRASES)
_CHIEF_LENGTH = 4  # words between "chief" and "officer", both included: "chief learning and development officer"
_NUMBERED_THINGS = frozenset("tier phase type class shift room unit part stage area zone region year q".split())
_HIGHEST = 10  # numerals in titles end about here; "365" or "2025" is none


@dataclass(frozen=True, slots=True)
class Term:
    """One word or several that are one."""

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
    keys = [word.key for word in words[position : position + _LONGEST + 1]]
    for length in range(min(_LONGEST, len(keys)), 1, -1):
        found = PHRASES.get(tuple(keys[:length]))
        if found is not None:
            taken = tuple(words[position : position + length])
            return Term(taken, "word") if taken[-1].possessive else Term(taken, *found)
    word = words[position]
    if word.key == "chief" and (officer := _find_officer(words, position)):
        return Term(tuple(words[position:officer]), "noun", "chief")
    before = words[position - 1].key if position else ""
    if word.possessive:
        return Term((word,), "word")
    if (len(keys) > 1 and keys[1] in COMPOUNDS.get(word.key, ())) or before in PRECEDED.get(_singular(word.key), ()):
        return Term((word,), "word")
    if word.key in ADJECTIVES:
        return Term((word,), "adjective", ADJECTIVES[word.key])
    if word.key in NOUNS:
        return Term((word,), "noun", NOUNS[word.key])
    if word.key in PREPOSITIONS:
        return Term((word,), "preposition")
    numeral = _read_numeral(word, before)
    return Term((word,), "numeral", numeral) if numeral else Term((word,), "word")


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
