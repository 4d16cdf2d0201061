"""A title as it is compared with the names of occupations: without what does not name the job.

What the names know is left as it stands: they are written as titles are, abbreviations included. A grade that goes
with any job ("Senior", "II") is dropped where what is left is a name, and the whole is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from service.grades.lexicon import ENTRY, JUNIOR, LEAD, MID, PRINCIPAL, SENIOR, STAFF
from service.grades.reading import read_grades
from service.labels.words import fold
from service.titles.lexicon import ABBREVIATIONS
from service.titles.noise import clean_characters, remove_noise, remove_places, tidy
from service.titles.normalisation import MAX_CHARACTERS
from service.titles.spelling import Speller

_OF_ANY_JOB = frozenset((ENTRY, JUNIOR, MID, SENIOR, LEAD, STAFF, PRINCIPAL))  # and numerals
_WORD = re.compile(r"[^\W\d_]{2,40}\.?")


class TitleReader:
    """Reads titles beside the words of names; safe to use from several threads."""

    def __init__(self, is_word: Callable[[str], bool], is_name: Callable[[str], bool], speller: Speller) -> None:
        """Take what tells whether a word is one of the names', whether a text is a name, and what puts words right."""
        self._is_word = is_word
        self._is_name = is_name
        self._speller = speller

    def read(self, title: str) -> str:
        """Return what of ``title`` names the job; empty where there is not a word."""
        text = clean_characters(title[:MAX_CHARACTERS])[:MAX_CHARACTERS]
        for remove in (remove_noise, remove_places):
            text = remove(text).text or text
        text = _WORD.sub(self._replace, text)
        if not any(character.isalpha() for character in text):
            return ""
        bare = text if self._is_name(text) else _drop_grades(text)
        return bare if self._is_name(bare) else text

    def _replace(self, match: re.Match[str]) -> str:
        word = fold(match[0].rstrip("."))
        if self._is_word(word):
            return match[0]
        return ABBREVIATIONS.get(word) or self._speller.correct(word) or match[0]


def _drop_grades(text: str) -> str:
    for mention in reversed(read_grades(text)):
        if mention.grade in _OF_ANY_JOB or mention.grade.isdigit():
            start, end = mention.span
            text = f"{text[:start]} {text[end:].removeprefix('.')}"
    return tidy(text)
