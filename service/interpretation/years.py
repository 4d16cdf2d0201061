"""Whether years of experience are the holder's: "CSM with 3 years", but not "mentors engineers with 2 years"."""

# ruff: noqa: SIM905 - a list of a hundred quoted words reads worse

from __future__ import annotations

from service.grades.experience import YearRange
from service.interpretation.english import FRAME, JOINING, may_be_verb
from service.interpretation.question import Question

_HAVING = frozenset("with who has have had having of that needs need requires require asks ask for".split())
_ANYBODY = frozenset("someone somebody anyone person people candidate candidates".split())


def are_holders(question: Question, years: YearRange) -> bool:
    """Return whether ``years`` are what the question asks of the holder."""
    words = question.words
    place = next((number for number, word in enumerate(words) if word.end > years.span[0]), len(words))
    before = [phrase for phrase in question.phrases if phrase.last <= place]
    if before and not before[-1].of_holder:
        return False
    between = [word.key for word in words[before[-1].last if before else 0 : place]]
    if all(key in _HAVING or key in JOINING or key in _ANYBODY or key in FRAME for key in between):
        return True
    if question.text[: years.span[0]].rstrip().endswith((",", ";", ":", "(")):
        return True
    return not any(may_be_verb(key) and key not in _HAVING for key in between)
