"""Which level or role a text names, by the words that the mapping file gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ingest.ladder.wording import clean_name

_BRACKETED = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")


def is_match(text: str, patterns: Iterable[str]) -> bool:
    """Tell whether ``text`` matches one of ``patterns``, with ``*`` for anything, in any case."""
    folded = text.casefold()
    return any(re.fullmatch(_to_regex(pattern.casefold()), folded, re.DOTALL) for pattern in patterns)


class Words:
    """Finds what a text names: the whole text, or a word inside it that has letters and digits, such as a code.

    ``Principal Engineer`` is not the level called ``Engineer``, and ``1:1 meetings`` not the one called ``1``. A word
    may name several things: ``All levels``.
    """

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """Know ``words``: by each code, the words that name it."""
        self._codes: dict[str, tuple[str, ...]] = {}
        for code, names in words.items():
            for name in names:
                key = clean_name(name).casefold()
                if key and code not in self._codes.get(key, ()):
                    self._codes[key] = (*self._codes.get(key, ()), code)
        longest_first = sorted(filter(_is_mixed, self._codes), key=len, reverse=True)
        self._inside = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")

    @property
    def all(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(self._codes)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes that ``text`` names; nothing where words in it disagree."""
        named = self._find_all(text)
        return named[0] if len(named) == 1 else ()

    def is_ambiguous(self, text: str) -> bool:
        """Tell whether words in ``text`` name different things."""
        return len(self._find_all(text)) > 1

    def _find_all(self, text: str) -> list[tuple[str, ...]]:
        key = clean_name(text).casefold()
        for whole in (key, _BRACKETED.sub("", key)):
            if whole in self._codes:
                return [self._codes[whole]]
        return list(dict.fromkeys(self._codes[found[0]] for found in self._inside.finditer(key) if found[0]))


def _is_mixed(word: str) -> bool:
    return any(c.isdigit() for c in word) and any(c.isalpha() for c in word)


@cache
def _to_regex(pattern: str) -> str:
    return ".*".join(map(re.escape, re.split(r"\*+", pattern)))
