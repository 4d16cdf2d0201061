"""A question taken apart: its words, what is named in them, and the phrases that those stand in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.grades.experience import YearRange, read_experience
from service.grades.lexing import lex
from service.grades.words import Word
from service.interpretation.entities import find_entities
from service.interpretation.levels import find_codes
from service.interpretation.names import RoleNames
from service.interpretation.phrases import Item, Phrase, find_phrases
from service.interpretation.tracks import find_tracks
from service.labels.index import LabelIndex


@dataclass(frozen=True, slots=True)
class Question:
    """A question and what it names."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]
    years: tuple[YearRange, ...]

    @property
    def holder_starts(self) -> list[int]:
        """The first words of the phrases about the holder."""
        return [phrase.first for phrase in self.phrases if phrase.of_holder]

    @property
    def holder_ends(self) -> list[int]:
        """The words after the phrases about the holder."""
        return [phrase.last for phrase in self.phrases if phrase.of_holder]


def take_apart(
    text: str, words: Sequence[Word], codes: Mapping[str, tuple[str, ...]], labels: LabelIndex, names: RoleNames
) -> Question:
    """Return ``text``, which ``words`` are of, as a question; ``codes`` are what ``read_codes`` returns."""
    years = read_experience(text)
    taken = [False] * len(words)
    for span in years:
        _take(words, taken, *span.span)
    items: list[Item] = []

    def add(what: str, first: int, last: int, value: object) -> None:
        if last > first and not any(taken[first:last]):
            taken[first:last] = [True] * (last - first)
            items.append(Item(what, first, last, value))

    entities = find_entities(text, words, labels, names)
    for track in find_tracks(text):
        first, last = _places(words, track.start, track.end)
        if not any(entity.first < last and first < entity.last and entity.roles for entity in entities):
            add("track", first, last, track)
    for entity in entities:
        add("entity", entity.first, entity.last, entity)
    for code in find_codes(text, words, codes):
        add("code", code.first, code.last, code.codes)
    place = 0
    for term in lex(words):
        last = place + len(term.words)
        if term.kind in ("adjective", "noun"):
            add(term.kind, place, last, term.grade)
        place = last
    items.sort(key=lambda item: item.first)
    return Question(text, tuple(words), tuple(find_phrases(text, words, items)), years)


def _places(words: Sequence[Word], start: int, end: int) -> tuple[int, int]:
    """Return the first and last word (exclusive) that the characters from ``start`` to ``end`` touch."""
    first = bisect_right(words, start, key=lambda word: word.end)
    return first, max(first, bisect_left(words, end, key=lambda word: word.start))


def _take(words: Sequence[Word], taken: list[bool], start: int, end: int) -> None:
    first, last = _places(words, start, end)
    taken[first:last] = [True] * (last - first)
