"""What else the words of a question may be called.

The longest phrase wins, then the one that stands in the question letter for letter: "accounting" is looked up as it is
where the thesaurus has it, and as a form of "account" only where it has not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from operator import contains

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


class Thesaurus:
    """Groups of phrases, found by any of their words' forms."""

    def __init__(self, groups: Iterable[Group], to_terms: Callable[[str], Sequence[str]]) -> None:
        """Index ``groups``; ``to_terms`` says what is one word to the text index, and so no synonym."""
        said: dict[Key, list[str]] = {}
        for group in groups:
            for phrase in group.asked:
                said.setdefault(_to_key(phrase), []).extend(group.said)
        self._said = said
        self._to_terms = to_terms
        self._by_start: dict[Key, list[Key]] = {}  # by the first word or two
        for key in said:
            self._by_start.setdefault(key[:2], []).append(key)
        self._words = frozenset(chain.from_iterable(said))
        self._synonyms: dict[Key, tuple[str, ...]] = {}  # of phrases that were asked for

    def expand(self, text: str) -> tuple[Expansion, ...]:
        """Return the phrases of ``text`` that have synonyms, in order; none overlaps another."""
        places = [match.span() for match in _WORD.finditer(_without_possessives(text))]
        words = [text[start:end].lower() for start, end in places]
        matches = sorted(self._find_matches(words), key=lambda match: -len(match[1]))
        taken: set[int] = set()
        found = []
        for first, key in matches:
            numbers = range(first, first + len(key))
            if taken.isdisjoint(numbers) and (synonyms := self._find_synonyms(key)):
                taken.update(numbers)
                span = (places[numbers[0]][0], places[numbers[-1]][1])
                found.append(Expansion(text[slice(*span)], span, synonyms))
        return tuple(sorted(found, key=lambda expansion: expansion.span))

    def _find_matches(self, words: Sequence[str]) -> Iterator[tuple[int, Key]]:
        """Yield where ``words`` have which phrase: in order, a word as it stands before what it is a form of."""
        forms = [[form for form in (word, *find_bases(word)) if form in self._words] for word in words]
        for start, (firsts, seconds) in enumerate(pairwise((*forms, []))):
            for first in firsts:
                for beginning in ((first,), *((first, second) for second in seconds)):
                    for key in self._by_start.get(beginning, ()):
                        here = forms[start : start + len(key)]
                        if len(here) == len(key) and all(map(contains, here, key)):
                            yield start, key

    def _find_synonyms(self, key: Key) -> tuple[str, ...]:
        """Return what else may be said for ``key``; what has all its words, or only them, is found by them already."""
        found = self._synonyms.get(key)
        if found is None:
            own = frozenset(self._to_terms(" ".join(key)))
            distinct: dict[frozenset[str], str] = {}
            for phrase in self._said[key]:
                terms = frozenset(self._to_terms(phrase))
                if not (terms <= own or own <= terms):
                    distinct.setdefault(terms, phrase)
            found = self._synonyms[key] = tuple(distinct.values())
        return found


def _to_key(phrase: str) -> Key:
    if phrase.isalpha() and phrase.islower():  # most of them
        return (phrase,)
    return tuple(_WORD.findall(_without_possessives(phrase).lower()))


def _without_possessives(text: str) -> str:
    """Return ``text`` as long as it was, so that places stay."""
    return _POSSESSIVE.sub("  ", text) if "'" in text or "’" in text else text
