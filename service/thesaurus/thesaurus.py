"""What else the words of a question may be called.

The longest phrase wins, then the one that stands in the question letter for letter: "accounting" is looked up as it is
where the thesaurus has it, and as a form of "account" only where it has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from service.thesaurus.forms import find_bases
from service.thesaurus.group import Group

_WORD = re.compile(r"[^\W_]+")  # as the text index splits words: "P&L" and "ci/cd" are two each
_POSSESSIVE = re.compile(r"['’]s\b")
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Expansion:
    """Words of a question, and what else may be said for them."""

    phrase: str  # as the question has it
    span: tuple[int, int]  # start and end, in characters
    synonyms: tuple[str, ...]  # as they are written in the thesaurus, in its order


@dataclass(frozen=True, slots=True)
class _Match:
    key: Key
    start: int  # of its words in the question
    exact: int  # words that stand in the question as in the thesaurus


class Thesaurus:
    """Groups of phrases, found by any of their words' forms."""

    def __init__(self, groups: Iterable[Group], to_terms: Callable[[str], Sequence[str]]) -> None:
        """Index ``groups``; what ``to_terms`` makes the same words of as of the phrase itself is no synonym of it."""
        said: dict[Key, list[str]] = {}
        for group in groups:
            for phrase in group.asked:
                said.setdefault(_to_key(phrase), []).extend(group.said)
        self._said = said
        self._to_terms = to_terms
        self._by_first: dict[str, list[Key]] = {}
        for key in said:
            self._by_first.setdefault(key[0], []).append(key)
        self._words = frozenset(word for key in said for word in key)

    def expand(self, text: str) -> tuple[Expansion, ...]:
        """Return the phrases of ``text`` that have synonyms, in order; none overlaps another."""
        places = [match.span() for match in _WORD.finditer(_POSSESSIVE.sub("  ", text))]
        forms = [self._find_forms(text[start:end].lower()) for start, end in places]
        matches = sorted(self._find_matches(forms), key=lambda match: (-len(match.key), -match.exact, match.start))
        taken: set[int] = set()
        found = []
        for match in matches:
            words = range(match.start, match.start + len(match.key))
            if taken.isdisjoint(words):
                taken.update(words)
                found.append((places[words[0]][0], places[words[-1]][1], match.key))
        return tuple(
            Expansion(text[start:end], (start, end), synonyms)
            for start, end, key in sorted(found)
            if (synonyms := self._find_synonyms(key))
        )
