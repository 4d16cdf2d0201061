"""The taxonomy-gap report: unanswered questions, those of one meaning together, most asked first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ontology.errors import QueryError
from service.engine import Engine
from service.search.result import Answer
from store.encoder import FloatArray

MAX_QUESTIONS = 5_000  # different ones that are compared; encoding so many takes about half a minute
_NEAR = 0.7  # cosine from which two short questions ask for the same


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question, and how often it was asked."""

    question: str
    times: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Questions that ask for nearly the same."""

    times: int  # that any of them was asked
    questions: tuple[AskedQuestion, ...]  # most asked first
    nearest: Answer | None  # what comes nearest to the first of them
    is_answered_now: bool  # with confidence, by the snapshot that is published now


@dataclass(frozen=True, slots=True)
class GapReport:
    """All gaps, most asked first."""

    snapshot: str
    times: int  # that an unanswered question was logged
    questions: int  # different ones
    left_out: int  # different ones, asked least, that were not compared
    gaps: tuple[Gap, ...]


def report_gaps(counts: Counter[str], engine: Engine, limit: int) -> GapReport:
    """Return the ``limit`` gaps that were asked for most."""
    asked = [AskedQuestion(question, times) for question, times in _most_asked(counts)]
    compared = asked[:MAX_QUESTIONS]
    groups: list[list[AskedQuestion]] = []
    if compared:
        vectors = engine.snapshot.encoder.encode([item.question for item in compared])
        groups = [[compared[member] for member in group] for group in group_near(vectors)]
    groups.sort(key=lambda group: -sum(item.times for item in group))
    return GapReport(
        snapshot=engine.snapshot.id,
        times=counts.total(),
        questions=len(asked),
        left_out=len(asked) - len(compared),
        gaps=tuple(_to_gap(group, engine) for group in groups[:limit]),
    )


def group_near(vectors: FloatArray) -> list[list[int]]:
    """Return the rows of ``vectors`` in groups; a row joins the group whose first row is nearest, if it is near."""
    firsts: list[int] = []
    groups: list[list[int]] = []
    for row, vector in enumerate(vectors):
        if firsts:
            cosines = vectors[firsts] @ vector
            best = int(np.argmax(cosines))
            if cosines[best] >= _NEAR:
                groups[best].append(row)
                continue
        firsts.append(row)
        groups.append([row])
    return groups


def _to_gap(group: Sequence[AskedQuestion], engine: Engine) -> Gap:
    nearest: tuple[Answer, ...] = ()
    is_answered = False
    try:
        result = engine.searcher.search(group[0].question)
    except QueryError:
        pass  # it names something that this snapshot no longer has
    else:
        is_answered = bool(result.answers)
        nearest = result.answers or (result.refusal.nearest if result.refusal else ())
    return Gap(
        times=sum(item.times for item in group),
        questions=tuple(group),
        nearest=nearest[0] if nearest else None,
        is_answered_now=is_answered,
    )


def _most_asked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
