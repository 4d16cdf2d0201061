"""A question as noun phrases, each of the holder or of somebody else.

The first phrase of a question stands for the holder where nothing but the frame of a question comes before it ("what
does a senior engineer …", "skills for a …", or nothing at all). What follows a verb is the verb's object: in "who
mentors juniors" the juniors are mentored.
"""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from service.grades.persons import is_person
from service.grades.words import Word
from service.interpretation import english
from service.interpretation.english import FRAME, JOINING, STOPS, WITHIN, may_be_verb, to_verb

_PUNCTUATION = re.compile(r"[.;:?!()\[\]{}]|\s[-–—]\s|,")
_NEVER_AS = frozenset(
    "such well soon much act acts acting acted serve serves serving known same seen used far long".split()
)
_BECOMES = re.compile(
    r"(?:^| )(?:as|become|becoming|promot\w+ to|i am|i'm|i was|he is|she is|they are|someone who is)$"
)
_MAX_MODIFIERS = 4  # words before an aspect: "stakeholder management and negotiation skills for …"


class Standing(StrEnum):
    """Whom a phrase is about."""

    ASKED = "asked"  # the holder, by the question's own words: "what does a …"
    FIRST = "first"  # the holder, since the question begins with it
    OBJECT = "object"  # somebody else, or nobody can tell


@dataclass(frozen=True, slots=True)
class Item:
    """Something read in the words ``first`` to ``last`` (exclusive) that may concern the holder."""

    what: str  # code, grade, entity or track
    first: int
    last: int
    value: object = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase with at least one item: the words ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    items: tuple[Item, ...]
    standing: Standing
    determined: bool  # an article stands before it
    before: tuple[str, ...]  # keys between the last holder, or the beginning, and the phrase

    @property
    def of_holder(self) -> bool:
        """Whether the phrase is about the holder."""
        return self.standing is not Standing.OBJECT


def find_phrases(text: str, words: Sequence[Word], items: Sequence[Item]) -> list[Phrase]:
    """Return the phrases around ``items`` (in their order, none overlapping another)."""
    phrases: list[Phrase] = []
    holder_end = 0
    seen_holder = False
    for first, last, inside in _chunk(text, words, items):
        before = tuple(word.key for word in words[holder_end:first])
        # A comma or colon is a word of its own here: it ends what a verb before it governs only with "as a …".
        standing = _stand(before, words, first, last, inside, seen_holder)
        determined = first > 0 and words[first - 1].key in english.DETERMINERS
        phrases.append(Phrase(first, last, inside, standing, determined, before))
        if standing is not Standing.OBJECT:
            holder_end, seen_holder = last, True
    return phrases


def is_asking(keys: Sequence[str]) -> bool:
    """Return whether ``keys`` are nothing but the frame of a question, and lead to its holder."""
    if "who" in keys:
        after = keys[list(keys).index("who") + 1 :]
        if not after or after[0] not in ("is", "are", "was", "were"):
            return False
    position = 0
    while position < len(keys):
        if keys[position] in FRAME or (keys[position] in ("make", "makes") and "what" in keys[:position]):
            position += 1
            continue
        end = position
        while end < len(keys) and keys[end] not in FRAME and end - position < _MAX_MODIFIERS:
            end += 1
        modifies = end < len(keys) and keys[end] in english.ASPECTS
        if not modifies or any(to_verb(key) and not key.endswith("ing") for key in keys[position:end]):
            return _is_step_up(keys[position:])
        position = end
    return True


def _is_step_up(keys: Sequence[str]) -> bool:
    return keys[-1:] == ["to"] and any(key.startswith(("promot", "mov", "step", "chang")) for key in keys[:-1])


def _stand(
    before: tuple[str, ...], words: Sequence[Word], first: int, last: int, items: Sequence[Item], seen: bool
) -> Standing:
    said = [key for key in before if key not in english.DETERMINERS]
    if _becomes(said) or _at_level(said, words, last):
        holder = True
    elif seen:
        entity = any(item.what == "entity" for item in items)
        holder = all(key in JOINING or (entity and key in WITHIN) for key in said)
    elif said:
        holder = is_asking(before) and before[-1] != "how"  # "how senior is a …" asks for what it names
    elif before:
        holder = True
    else:
        opens = not any(may_be_verb(word.key) for word in words[first : items[0].first])
        return Standing.FIRST if opens and not _commands(words, first, last) else Standing.OBJECT
    return Standing.ASKED if holder else Standing.OBJECT


def _becomes(said: Sequence[str]) -> bool:
    """Return whether the words before a phrase make it the holder's: "as a …", "to become a …", not "acts as a …"."""
    if said[-1:] == ["as"] and len(said) > 1 and said[-2] in _NEVER_AS:
        return False
    return _BECOMES.search(" ".join(said)) is not None


def _commands(words: Sequence[Word], first: int, last: int) -> bool:
    """Return whether a phrase that opens a question is a verb and its object: "lead engineers across sites"."""
    if words[first].key not in ("lead", "head") or not words[last - 1].key.endswith("s") or last == len(words):
        return False
    return words[last].key not in english.ASPECTS | english.CLAUSE_OPENERS | english.AUXILIARIES | JOINING


def _at_level(said: Sequence[str], words: Sequence[Word], last: int) -> bool:
    """Return whether a phrase is where the holder stands: "… at senior level", but not "contacts at director level"."""
    if said[-1:] != ["at"] or "level" not in (word.key for word in words[last - 1 : last + 1]):
        return False
    return not set(said) & (english.OUTSIDERS | english.INSIDERS | {"relationships", "relations", "contacts"})


def _chunk(text: str, words: Sequence[Word], items: Sequence[Item]) -> list[tuple[int, int, tuple[Item, ...]]]:
    """Return the runs of content words around items: first and last word (exclusive), and the items inside."""
    owner: dict[int, Item] = {place: item for item in items for place in range(item.first, item.last)}
    chunks: list[tuple[int, int, tuple[Item, ...]]] = []
    first: int | None = None
    inside: list[Item] = []

    def close(end: int) -> None:
        nonlocal first
        if first is not None and inside:
            chunks.append((first, end, tuple(inside)))
        first = None
        inside.clear()

    for place in range(len(words)):
        item = owner.get(place)
        begins = item is not None and item.first == place
        inner = item is not None and not begins
        if not inner and place and _divides(text, words, place):
            close(place)
        if item is None and _is_outside(words, owner, place):
            close(place)
            continue
        if first is not None and not inner and inside and _ends_phrase(words, owner, place):
            close(place)
        if first is None:
            first = place
        if begins and item is not None:
            inside.append(item)
    close(len(words))
    return chunks


def _is_outside(words: Sequence[Word], owner: dict[int, Item], place: int) -> bool:
    """Return whether a word belongs to no noun phrase: it frames the question, or it is a verb."""
    key = words[place].key
    if key in FRAME or key in STOPS:
        return True
    verb = to_verb(key)
    if verb != key:
        return bool(verb)
    # "design manager" is a manager; "coach managers" is somebody who coaches.
    follows = words[place + 1].key if place + 1 < len(words) else ""
    compound = key in english.NOUN_VERBS or (
        place > 0 and place - 1 in owner and not words[place - 1].key.endswith("s")
    )
    return not (compound and is_person(follows) and not follows.endswith("s"))


def _divides(text: str, words: Sequence[Word], place: int) -> bool:
    return _PUNCTUATION.search(text, words[place - 1].end, words[place].start) is not None


def _ends_phrase(words: Sequence[Word], owner: dict[int, Item], place: int) -> bool:
    """Return whether the phrase was complete before ``place``: its person is named, and no other follows."""
    last = words[place - 1].key
    item = owner.get(place - 1)
    complete = is_person(last) if item is None or item.what == "entity" else item.what in ("code", "noun")
    if not complete and not (item is not None and item.what == "entity"):
        return False
    for ahead in range(place, min(place + 3, len(words))):
        key = words[ahead].key
        if ahead in owner or (is_person(key) and not to_verb(key)) or key.isdigit() or key in ("i", "ii", "iii", "iv"):
            return False
        if key in FRAME or key in STOPS or to_verb(key):
            break
    return True
