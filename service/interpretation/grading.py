"""Which grades and level codes of a phrase constrain the holder."""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from service.grades.lexicon import ASSOCIATE, CHIEF, ENTRY, EXPERT, HEAD, LEAD, STAFF
from service.grades.mention import GradeMention
from service.grades.persons import is_person
from service.grades.reading import read_grades
from service.grades.words import Word
from service.interpretation import english
from service.interpretation.levels import follows_as_thing
from service.interpretation.phrases import Item, Phrase, Standing

# Grades whose words have another life as verb, noun or place: by themselves they need the question to ask for a holder.
_AMBIGUOUS = frozenset((LEAD, HEAD, STAFF, EXPERT, ASSOCIATE, CHIEF, ENTRY))
_GOES_ON = frozenset("who that which whose with and or but not at vs versus for than compared above below".split())
_FAR = 8  # words between a code and what governs it
_LINKS = english.DETERMINERS | frozenset("at of from to and or with for by p".split())


@dataclass(frozen=True, slots=True)
class HolderGrades:
    """The grades that one phrase gives to the holder."""

    grades: tuple[str, ...]
    either: bool  # any of them will do ("junior/mid"); otherwise they describe one level ("senior manager")
    start: int  # characters
    end: int


def read_holder_grades(text: str, words: Sequence[Word], phrase: Phrase) -> HolderGrades | None:
    """Return the grades of ``phrase`` that constrain the holder; None where none does."""
    if not phrase.of_holder:
        return None
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    has_entity = any(item.what == "entity" for item in phrase.items)
    found = [
        mention
        for mention in read_grades(text[start:end])
        if has_entity or not mention.grade.isdigit()
        if not any(item.what in ("code", "track") and _covers(words, item, start, mention) for item in phrase.items)
    ]
    if not found or not (has_entity or _has_holder_head(words, phrase, found)):
        return None
    spans = [(start + mention.span[0], start + mention.span[1]) for mention in found]
    between = text[spans[0][0] : spans[-1][1]]
    return HolderGrades(tuple(mention.grade for mention in found), "/" in between, spans[0][0], spans[-1][1])


def _covers(words: Sequence[Word], item: Item, start: int, mention: GradeMention) -> bool:
    return words[item.first].start < start + mention.span[1] and start + mention.span[0] < words[item.last - 1].end


def _has_holder_head(words: Sequence[Word], phrase: Phrase, found: Sequence[GradeMention]) -> bool:
    """Return whether a phrase without a known role is about a person: "senior engineers", not "senior stakeholders"."""
    graded = {place for item in phrase.items for place in range(item.first, item.last)}
    asked = phrase.standing is Standing.ASKED
    if phrase.last - 1 in graded:
        following = words[phrase.last].key if phrase.last < len(words) else ""
        return _stands_alone(found, following, asked, alone=phrase.last - phrase.first == 1)
    head = words[phrase.last - 1].key
    if head in english.OUTSIDERS or (head in english.INSIDERS and not asked):
        return False
    return is_person(head) or (asked and phrase.determined)


def _stands_alone(found: Sequence[GradeMention], following: str, asked: bool, *, alone: bool) -> bool:
    """Return whether a grade without a noun after it is the holder's; ``following`` is the next word."""
    first = found[0]
    if following in english.DETERMINERS:
        return False  # "lead a team"
    if first.grade == EXPERT and len(first.text.split()) == 1:
        return following in english.LEVEL_NOUNS or not following  # "an expert in negotiation" has no grade
    free = not following or following in english.ASPECTS or following in _GOES_ON or following in english.AUXILIARIES
    if asked or free:
        return True
    if alone and any(mention.grade in _AMBIGUOUS for mention in found):
        return first.grade in (HEAD, CHIEF) and following == "of"
    # "managers approve budgets" has a holder; "manager coaching" and "director approvals" have none
    verb = english.to_verb(following)
    plural = found[-1].text.endswith("s")
    agrees = following == verb if plural else following != verb and following.endswith("s")
    return (bool(verb) and agrees) or following in english.WITHIN


def concerns_holder(words: Sequence[Word], phrase: Phrase, item: Item) -> bool:
    """Return whether the level code ``item`` is the holder's: it is, unless it numbers somebody or something else."""
    if follows_as_thing(words, item.last):
        return False
    return phrase.of_holder or not (_numbers_person(words, phrase, item) or _is_governed(words, item))


def _numbers_person(words: Sequence[Word], phrase: Phrase, item: Item) -> bool:
    """Return whether a person of somebody else's phrase follows: "the work of P1 and P2 engineers"."""
    ahead = item.last
    while ahead < min(len(words), item.last + _FAR) and (words[ahead].key in _LINKS or _is_code(words[ahead].key)):
        ahead += 1
    places = (*range(item.last, phrase.last), ahead)
    return any(is_person(words[place].key) for place in places if place < len(words))


def _is_governed(words: Sequence[Word], item: Item) -> bool:
    """Return whether what stands before a code takes it from the holder: "mentors P2s", "trains engineers at P2"."""
    place = item.first - 1
    linked = False  # by "at": what stands before is not what the code itself is governed by
    while place >= max(0, item.first - _FAR) and (words[place].key in _LINKS or _is_code(words[place].key)):
        linked = linked or words[place].key == "at"
        place -= 1
    if place < 0:
        return False
    before = words[place].key
    if linked:
        # "mentors juniors at P4": juniors have their grade already; "mentors product managers at P2": these have not.
        graded = bool(read_grades(before)) and place > 0 and bool(english.to_verb(words[place - 1].key))
        return is_person(before) and not graded and not _is_subject(words, place)
    if english.to_verb(before) in english.PERSON_VERBS or before in ("under", "alongside", "beside", "than"):
        return True
    follows = words[item.last].key if item.last < len(words) else ""
    return bool(follows) and follows not in english.FRAME and follows not in english.STOPS


def _is_subject(words: Sequence[Word], place: int) -> bool:
    """Return whether no verb stands before a person: "engineers at P3", but not "mentors engineers at P3"."""
    return not any(english.to_verb(word.key) for word in words[:place])


def _is_code(key: str) -> bool:
    return key.rstrip("s")[-1:].isdigit() and key[:1].isalpha()
