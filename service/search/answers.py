"""From evidence to answers: passages grouped by role and level, each group with how sure it is that it answers."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from service.search.weights import Curve, Weights

_MAX_ANSWERS = 5
_MAX_EVIDENCE = 5
_NEAR_BEST = 0.6  # evidence this much weaker than the best for its level adds no proof
_NEAR_FIRST = 0.75  # a level whose evidence is this much weaker than the first answer's is no answer beside it
TELLING = ("related", "role_context", "level_context", "role_named", "level_named")
RIVALS = 20  # groups that an answer is compared with; what is weaker adds nothing
_SHARPNESS = 40.0  # at which strengths compare as chances: about what fitting the ranking finds for single passages
_SUPPORT = 0.05  # a second piece of evidence counts little: many weak ones must not outweigh a strong one


@dataclass(frozen=True, slots=True)
class Evidence:
    """One passage that belongs to a level."""

    id: str
    role: str | None  # None: it is said of the level, whatever the role
    level: str
    profile: str | None
    score: float  # what hits are ordered by
    dense: float  # cosine
    coverage: float  # share of the question's words that the passage has, each by its rarity, 0-1
    signals: Mapping[str, float]  # of the passage, 0-1


@dataclass(frozen=True, slots=True)
class Question:
    """What of the question itself tells how well it can be answered."""

    unknown: float  # share of its words that no passage has, each by its rarity, 0-1
    far_score: float  # score of the tenth text found
    far_dense: float  # its cosine
    terms: int


@dataclass(frozen=True, slots=True)
class LevelAnswer:
    """One level of one role, and what proves it, best first."""

    role: str | None
    level: str
    profile: str | None
    confidence: float  # that it is right
    answerable: float  # that the question can be answered at all, by this answer's evidence
    evidence: tuple[str, ...]


def group_evidence(evidence: Sequence[Evidence]) -> list[list[Evidence]]:
    """Return ``evidence`` (best first) by role and level, strongest group first."""
    groups: dict[tuple[str | None, str], list[Evidence]] = {}
    for item in evidence:
        groups.setdefault((item.role, item.level), []).append(item)
    return sorted(groups.values(), key=lambda group: -to_strength(group))


def to_strength(group: Sequence[Evidence]) -> float:
    """Return how strongly ``group`` (best first) speaks for its level."""
    return group[0].score + _SUPPORT * (group[1].score if len(group) > 1 else 0.0)


def read_features(group: Sequence[Evidence], strengths: Sequence[float], question: Question) -> Mapping[str, float]:
    """Return what the confidence in ``group`` is worked out from; ``strengths`` are those of all groups."""
    best = group[0]
    strength = to_strength(group)
    rivals = sum(math.exp(_SHARPNESS * (other - strength)) for other in strengths)  # itself counts 1
    return {
        "dense": best.dense,
        "coverage": best.coverage,
        **{name: best.signals.get(name, 0.0) for name in TELLING},
        "score": best.score,
        "lead": best.score - question.far_score,
        "dense_lead": best.dense - question.far_dense,
        "share": 1.0 / rivals,
        "unknown": question.unknown,
        "terms": math.log1p(question.terms),
    }


def to_confidence(features: Mapping[str, float], curve: Curve) -> float:
    """Return how sure it is that an answer with ``features`` is right: 0-1."""
    exponent = curve.intercept + sum(weight * features[name] for name, weight in curve.weights.items())
    return 1.0 / (1.0 + math.exp(-min(max(exponent, -50.0), 50.0)))


def answer_levels(evidence: Sequence[Evidence], question: Question, weights: Weights) -> list[LevelAnswer]:
    """Return the levels that ``evidence`` (best first) speaks for, strongest first, each with its confidence."""
    groups = group_evidence(evidence)
    if not groups:
        return []
    strengths = [to_strength(group) for group in groups[:RIVALS]]
    answers = []
    for group in groups[:_MAX_ANSWERS]:
        if to_strength(group) < _NEAR_FIRST * strengths[0]:
            break
        features = read_features(group, strengths, question)
        kept = [item.id for item in group if item.score >= _NEAR_BEST * group[0].score][:_MAX_EVIDENCE]
        answers.append(
            LevelAnswer(
                role=group[0].role,
                level=group[0].level,
                profile=next((item.profile for item in group if item.profile), None),
                confidence=to_confidence(features, weights.confidence),
                answerable=to_confidence(features, weights.answerable),
                evidence=tuple(kept),
            )
        )
    return answers
