"""A title as it is compared with the names of occupations: without what does not name the job.

What the names know is left as it stands: they are written as titles are, abbreviations included.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.labels.words import fold
from service.titles.lexicon import ABBREVIATIONS
from service.titles.noise import clean_characters, remove_noise, remove_places
from service.titles.normalisation import MAX_CHARACTERS
from service.titles.spelling import Speller

_WORD = re.compile(r"[^\W\d_]{2,40}\.?")


class TitleReader:
    """Reads titles beside the words of names; safe to use from several threads."""

    def __init__(self, is_word: Callable[[str], bool], speller: Speller) -> None:
        """Take what tells whether a word is one of the names', and what puts right one that is not."""
        self._is_word = is_word
        self._speller = speller

    def read(self, title: str) -> str:
        """Return what of ``title`` names the job; empty where there is not a word."""
        text = clean_characters(title[:MAX_CHARACTERS])[:MAX_CHARACTERS]
        for remove in (remove_noise, remove_places):
            text = remove(text).text or text
        text = _WORD.sub(self._replace, text)
        return text if any(character.isalpha() for character in text) else ""

    def _replace(self, match: re.Match[str]) -> str:
        word = fold(match[0].rstrip("."))
        if self._is_word(word):
            return match[0]
        return ABBREVIATIONS.get(word) or self._speller.correct(word) or match[0]
