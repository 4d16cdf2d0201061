"""Answers, hits and outcomes as search would give them, with only what a test speaks of."""

from __future__ import annotations

from collections.abc import Mapping

from service.evaluation.outcome import Outcome
from service.evaluation.question import LevelOfRole, Question, QuestionType
from service.search.result import Answer, Citation, Explanation, Hit, Place

P3 = LevelOfRole("CUS.GEN", "P3")
P4 = LevelOfRole("CUS.GEN", "P4")


def make_answer(level: LevelOfRole, confidence: float) -> Answer:
    return Answer(level.level, None, level.role, None, None, confidence, ())


def make_hit(iri: str, *also: str) -> Hit:
    places = tuple(Place(other, "responsibility", None, None, None, None, None) for other in also)
    return Hit(
        id=iri,
        kind="responsibility",
        text="",
        highlights=(),
        level=None,
        level_label=None,
        role=None,
        role_label=None,
        profile=None,
        score=0.5,
        dense=0.5,
        lexical=0.0,
        citation=Citation(iri, iri, None, None),
        also=places,
        explanation=Explanation((), None, None, {}, (), ""),
    )


def make_outcome(
    *answers: Answer,
    right: tuple[LevelOfRole, ...] = (),
    kind: QuestionType = QuestionType.ANSWERABLE,
    gains: tuple[int, ...] = (),
    ideal: tuple[int, ...] = (),
    nearest: Answer | None = None,
    wanted_reads: Mapping[str, frozenset[str]] | None = None,
    reads: Mapping[str, frozenset[str]] | None = None,
    seconds: float = 0.010,
) -> Outcome:
    question = Question("q", "?", "questions.jsonl:1", type=kind, answers=frozenset(right), reads=wanted_reads or {})
    first = answers[0] if answers else nearest
    return Outcome(question, answers, first, (), gains, ideal, reads or {}, seconds, seconds / 2)
