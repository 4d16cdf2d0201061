"""Synonyms of a question's words, as one index has them."""

from __future__ import annotations

from functools import lru_cache

from service.thesaurus.thesaurus import Thesaurus
from store.text_index import TextIndex

_CACHED = 20_000  # more than the thesaurus has


class Synonyms:
    """The synonyms that passages of one index can have."""

    def __init__(self, thesaurus: Thesaurus, index: TextIndex) -> None:
        self._thesaurus = thesaurus
        self._index = index
        self._to_terms = lru_cache(maxsize=_CACHED)(self._find_terms)  # synonyms come again and again

    def find(self, text: str) -> list[list[list[str]]]:
        """Return for each phrase of ``text`` that has synonyms the indexed terms of each."""
        found = [
            [terms for synonym in expansion.synonyms if (terms := self._to_terms(synonym))]
            for expansion in self._thesaurus.expand(text)
        ]
        return [alternatives for alternatives in found if alternatives]

    def _find_terms(self, synonym: str) -> list[str]:
        """Return the indexed terms of ``synonym``; none where no passage can have them all."""
        return [] if self._index.find_unknown(synonym) else self._index.terms(synonym)
