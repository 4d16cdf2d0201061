"""A question whose answer is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class QuestionType(StrEnum):
    """What is to be learnt from a question."""

    ANSWERABLE = "answerable"  # some level answers it
    UNANSWERABLE = "unanswerable"  # nothing does: it should be refused
    TRAP = "trap"  # its words tempt to read a constraint that it does not make


@dataclass(frozen=True, slots=True)
class LevelOfRole:
    """One level of one role, in codes."""

    role: str | None  # None: it is said of the level, whatever the role
    level: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what is right for it."""

    id: str
    text: str
    place: str  # file and line, for messages
    type: QuestionType = QuestionType.ANSWERABLE
    split: str | None = None  # which half it belongs to: development or test
    answers: frozenset[LevelOfRole] = frozenset()  # any of these is right as first answer
    gains: Mapping[str, int] = field(default_factory=dict)  # IRI of a right statement -> how right, from 1
    paraphrased: bool | None = None  # it shares no content word with its statements; None: nobody has said
    reads: Mapping[str, frozenset[str]] = field(default_factory=dict)  # filter -> exactly what is to be read
