"""The kind of statement that a question wants: "skills for …", "what experience does …", "… responsibilities".

The noun for a kind asks for it only where it is the question's own object: in "who keeps the skills matrix" and "degree
of autonomy" it is a thing among others.
"""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ontology import kinds
from service.grades.persons import is_person
from service.grades.words import Word
from service.interpretation.english import ASPECTS, DETERMINERS, FRAME, may_be_verb

_REQUIREMENTS = (kinds.QUALIFICATION.name, kinds.GUIDELINE.name, kinds.ATTRIBUTE.name)
KINDS_OF_WORD = {
    "skill": (kinds.SKILL.name,),
    "skills": (kinds.SKILL.name,),
    "responsibility": (kinds.RESPONSIBILITY.name,),
    "responsibilities": (kinds.RESPONSIBILITY.name,),
    "accountabilities": (kinds.RESPONSIBILITY.name,),
    "duties": (kinds.RESPONSIBILITY.name, kinds.TASK.name),
    "tasks": (kinds.TASK.name,),
    "activities": (kinds.TASK.name,),
    "competency": (kinds.COMPETENCY.name,),
    "competencies": (kinds.COMPETENCY.name,),
    "competences": (kinds.COMPETENCY.name,),
    "knowledge": (kinds.KNOWLEDGE.name,),
    "qualification": (kinds.QUALIFICATION.name,),
    "qualifications": (kinds.QUALIFICATION.name,),
    "certifications": (kinds.QUALIFICATION.name,),
    "experience": _REQUIREMENTS,
    "degree": _REQUIREMENTS,
    "degrees": _REQUIREMENTS,
    "education": _REQUIREMENTS,
    "outputs": (kinds.OUTPUT.name,),
    "deliverables": (kinds.OUTPUT.name,),
    "guidelines": (kinds.GUIDELINE.name,),
    "aliases": (kinds.ALIAS_NAME,),
}
_LEADS = frozenset(
    "what which list show give me are is the all main key core important typical how much many years of kind "
    "kinds sort please do i need tell about some".split()
)
# After the noun: what makes it the object of the whole question, whoever follows.
_ASKED_OF = frozenset(
    "do does are is needed required expected necessary has have must should can will would for at".split()
)
_BEFORE_HOLDER = (
    DETERMINERS | KINDS_OF_WORD.keys() | {"of", "for", "from", "and", "or", "needed", "required", "at", "by"}
)
_MAX_MODIFIERS = 3
_DOES = re.compile(r"^\s*what\s+(?:do|does)\s.{1,200}\s(?:do|work\s+on)\s*\??\s*$", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A kind of statement that is asked for, and by which word."""

    kinds: tuple[str, ...]
    start: int
    end: int
    sure: bool  # the word names the kind; otherwise the question only leans to it
    why: str


def read_wanted(
    text: str, words: Sequence[Word], holder_starts: Sequence[int], holder_ends: Sequence[int]
) -> Wanted | None:
    """Return what ``text`` wants; the holders' phrases begin and end (exclusive) at the given words."""
    keys = [word.key for word in words]
    for place, key in enumerate(keys):
        if key not in KINDS_OF_WORD:
            continue
        if _is_object(text, words, keys, place, holder_starts) or _closes_holder(text, words, place, holder_ends):
            word = words[place]
            return Wanted(
                KINDS_OF_WORD[key], word.start, word.end, True, f"{word.text!r} is what the question asks for"
            )
    match = _DOES.match(text)
    if match and holder_starts:
        does = (kinds.RESPONSIBILITY.name, kinds.TASK.name)
        return Wanted(does, words[-1].start, words[-1].end, False, "it asks what somebody does")
    return None


def _is_object(text: str, words: Sequence[Word], keys: Sequence[str], place: int, holder_starts: Sequence[int]) -> bool:
    """Return whether the noun at ``place`` opens the question: "[which technical] skills [are needed] for …"."""
    first = place
    while first and keys[first - 1] not in _LEADS and keys[first - 1] not in FRAME and place - first < _MAX_MODIFIERS:
        first -= 1
    begin = _clause_of(text, words, first)
    leads = all(key in _LEADS or key in KINDS_OF_WORD or key in ("and", "or") for key in keys[begin:first])
    acts = any(is_person(key) or (may_be_verb(key) and not key.endswith("ing")) for key in keys[first:place])
    if not leads or acts or place + 1 == len(words):
        return False
    if first == 0 and re.match(r"\s?:", text[words[place].end :]):
        return True
    follows = keys[place + 1]
    if follows in ("of", "and", "or", "from") or (follows == "for" and not keys[place].endswith("s")):
        # "responsibilities of a product manager", but not "degree of autonomy"
        return _leads_to_holder(keys, place + 1, holder_starts)
    if first > begin and keys[begin] in ("what", "which", "how"):
        # "which skills senior engineers need"
        return place + 1 in holder_starts or follows in _ASKED_OF | {"a", "an", "the", "i", "you"}
    return follows in _ASKED_OF


def _clause_of(text: str, words: Sequence[Word], place: int) -> int:
    """Return the first word of the clause that the word at ``place`` stands in: "as a P3, which skills do I need"."""
    while place and not any(char in ",.;:?!" for char in text[words[place - 1].end : words[place].start]):
        place -= 1
    return place


def _leads_to_holder(keys: Sequence[str], place: int, holder_starts: Sequence[int]) -> bool:
    while place < len(keys) and keys[place] in _BEFORE_HOLDER and place not in holder_starts:
        place += 1
    return place in holder_starts


def _closes_holder(text: str, words: Sequence[Word], place: int, holder_ends: Sequence[int]) -> bool:
    """Return whether the noun follows a holder's name and ends the phrase: "P4 responsibilities", "CSM skill: …"."""
    if place not in holder_ends and place - 1 not in holder_ends:
        return False
    if place not in holder_ends and words[place - 1].key not in ASPECTS:
        return False  # "fellow experience requirements" has one noun more
    after = text[words[place].end :].lstrip()
    return not after or after[0] in ":,;?.)" or words[place + 1].key in _ASKED_OF | ASPECTS | {"and", "or", "in", "to"}
