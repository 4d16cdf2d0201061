"""From evidence to answers: hits grouped by role and level, with a confidence, or no answer at all.

The confidence is provisional (docs/decisions/0005-fusion.md): a logistic curve over how near the best evidence is in
meaning and how much of the question it has in words, set by hand on the examples and not yet calibrated.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

_MAX_ANSWERS = 5
_MAX_EVIDENCE = 5
_MIN_CONFIDENCE = 0.5  # below, nothing is answered: a wrong level is worse than none
_NEAR_BEST = 0.6  # evidence this much weaker than the best for its level adds no proof
_NEAR_FIRST = 0.75  # a level whose evidence is this much weaker than the first answer's is no answer beside it
_MIDPOINT = 0.47
_STEEPNESS = 16.0
_WORDS_WEIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Evidence:
    """One hit that belongs to a level of a role."""

    id: str
    role: str
    level: str
    profile: str | None
    score: float  # what hits are ordered by
    dense: float  # cosine
    coverage: float  # share of the question's words that the hit has, 0-1


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """One level of one role, and what proves it, best first."""

    role: str
    level: str
    profile: str | None
    confidence: float
    evidence: tuple[str, ...]


def to_confidence(dense: float, coverage: float) -> float:
    """Return how sure it is that evidence answers: 0-1."""
    strength = dense + _WORDS_WEIGHT * coverage
    return 1.0 / (1.0 + math.exp(-_STEEPNESS * (strength - _MIDPOINT)))


def group_answers(evidence: Sequence[Evidence]) -> list[LevelAnswer]:
    """Return the levels that ``evidence`` (best first) answers with, surest first."""
    groups: dict[tuple[str, str], list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.role, item.level), []).append(item)
    answers = []
    for (role, level), items in groups.items():
        best = items[0]
        confidence = to_confidence(best.dense, best.coverage)
        if confidence < _MIN_CONFIDENCE:
            continue
        kept = [item.id for item in items if item.score >= _NEAR_BEST * best.score][:_MAX_EVIDENCE]
        profile = next((item.profile for item in items if item.profile), None)
        answers.append((best.score, LevelAnswer(role, level, profile, confidence, tuple(kept))))
    answers.sort(key=lambda pair: -pair[0])
    return [answer for score, answer in answers[:_MAX_ANSWERS] if score >= _NEAR_FIRST * answers[0][0]]
