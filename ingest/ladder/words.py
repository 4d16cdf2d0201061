"""Which level or role a text names, by the words that the mapping file gives for it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ingest.ladder.wording import clean_name


def is_match(text: str, patterns: Iterable[str]) -> bool:
    """Tell whether ``text`` matches one of ``patterns``, with ``*`` for anything, in any case."""
    folded = text.casefold()
    return any(re.fullmatch(_to_regex(pattern.casefold()), folded, re.DOTALL) for pattern in patterns)


class Words:
    """Finds in a text what it names; the longest words win, and a word may name several things (``All levels``)."""

    def __init__(self, words: Mapping[str, Iterable[str]]) -> None:
        """Know ``words``: by each code, the words that name it."""
        self._codes: dict[str, tuple[str, ...]] = {}
        for code, names in words.items():
            for name in names:
                key = clean_name(name).casefold()
                if key and code not in self._codes.get(key, ()):
                    self._codes[key] = (*self._codes.get(key, ()), code)
        longest_first = sorted(self._codes, key=len, reverse=True)
        inside = "|".join(map(re.escape, longest_first))
        self._inside = re.compile(rf"(?<!\w)(?:{inside})(?!\w)") if inside else None

    def find(self, text: str) -> tuple[str, ...]:
        """Return the codes that ``text`` names: the whole text, or else words inside it where they agree."""
        key = clean_name(text).casefold()
        if key in self._codes:
            return self._codes[key]
        if self._inside is None:
            return ()
        named = {self._codes[found[0]] for found in self._inside.finditer(key)}
        return next(iter(named)) if len(named) == 1 else ()

    @property
    def all(self) -> frozenset[str]:
        """All words, in lower case."""
        return frozenset(self._codes)

    def is_ambiguous(self, text: str) -> bool:
        """Tell whether ``text`` holds words that name different things."""
        if self._inside is None:
            return False
        key = clean_name(text).casefold()
        return key not in self._codes and len({self._codes[f[0]] for f in self._inside.finditer(key)}) > 1


@cache
def _to_regex(pattern: str) -> str:
    return ".*".join(map(re.escape, re.split(r"\*+", pattern)))
