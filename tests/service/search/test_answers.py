"""Evidence becomes answers by role and level, each with a confidence."""

from __future__ import annotations

import math

import numpy as np

from service.search.answers import Evidence, Question, answer_levels, read_features, to_confidence
from service.search.weights import Curve, Weights

QUESTION = Question(unknown=0.25, far_score=0.3, far_dense=0.2, terms=3)
CURVE = Curve(intercept=-4.0, weights={"dense": 10.0})
NOTHING = np.zeros(0, dtype=np.float32)
WEIGHTS = Weights(NOTHING, NOTHING, 2, CURVE, Curve(0.0, {"unknown": -4.0}), 0.5)


def evidence(name: str, level: str, score: float, dense: float, role: str | None = "X.Y") -> Evidence:
    return Evidence(name, role, level, f"{role}.{level}" if role else None, score, dense, 0.5, {"related": 0.1})


def test_evidence_of_one_level_stands_together_best_first() -> None:
    found = answer_levels(
        [evidence("a", "P4", 0.9, 0.8), evidence("b", "P3", 0.8, 0.7), evidence("c", "P4", 0.7, 0.6)], QUESTION, WEIGHTS
    )
    assert [(answer.level, answer.profile, answer.evidence) for answer in found] == [
        ("P4", "X.Y.P4", ("a", "c")),
        ("P3", "X.Y.P3", ("b",)),
    ]


def test_the_same_level_of_two_roles_is_two_answers() -> None:
    found = answer_levels([evidence("a", "P4", 0.9, 0.8), evidence("b", "P4", 0.8, 0.8, role="A.B")], QUESTION, WEIGHTS)
    assert [(answer.role, answer.level) for answer in found] == [("X.Y", "P4"), ("A.B", "P4")]


def test_what_is_said_of_a_level_in_general_is_an_answer_without_a_role() -> None:
    (answer,) = answer_levels([evidence("a", "P4", 0.9, 0.8, role=None)], QUESTION, WEIGHTS)
    assert (answer.role, answer.level, answer.profile) == (None, "P4", None)


def test_a_second_piece_of_evidence_decides_between_equals() -> None:
    items = [evidence("a", "P3", 0.8, 0.7), evidence("b", "P4", 0.8, 0.7), evidence("c", "P4", 0.6, 0.5)]
    assert [answer.level for answer in answer_levels(items, QUESTION, WEIGHTS)] == ["P4", "P3"]


def test_evidence_far_weaker_than_the_best_of_its_level_proves_nothing_more() -> None:
    (answer,) = answer_levels([evidence("a", "P4", 0.9, 0.8), evidence("b", "P4", 0.5, 0.4)], QUESTION, WEIGHTS)
    assert answer.evidence == ("a",)


def test_a_level_far_behind_the_first_is_no_answer_beside_it() -> None:
    found = answer_levels([evidence("a", "P4", 0.9, 0.8), evidence("b", "P1", 0.6, 0.6)], QUESTION, WEIGHTS)
    assert [answer.level for answer in found] == ["P4"]


def test_no_evidence_is_no_answer() -> None:
    assert answer_levels([], QUESTION, WEIGHTS) == []


def test_features_tell_how_far_an_answer_stands_above_its_rivals_and_what_any_question_finds() -> None:
    features = read_features([evidence("a", "P4", 0.9, 0.8)], [0.9, 0.9, 0.875], QUESTION)
    assert {name: round(value, 6) for name, value in features.items()} == {
        "dense": 0.8,
        "coverage": 0.5,
        "related": 0.1,
        "role_context": 0.0,
        "level_context": 0.0,
        "role_named": 0.0,
        "level_named": 0.0,
        "score": 0.9,
        "lead": 0.6,
        "dense_lead": 0.6,
        "share": round(1 / (1 + 1 + math.exp(-1)), 6),  # one rival as strong, one weaker by a fortieth
        "unknown": 0.25,
        "terms": round(math.log(4), 6),
    }


def test_an_answer_tells_how_sure_it_is_and_whether_there_is_one_at_all() -> None:
    (answer,) = answer_levels([evidence("a", "P4", 0.9, 0.5)], QUESTION, WEIGHTS)
    assert answer.confidence == 1 / (1 + math.exp(-1))
    assert answer.answerable == 1 / (1 + math.exp(1))


def test_confidence_is_the_logistic_curve_of_its_features() -> None:
    assert to_confidence({"dense": 0.4}, CURVE) == 0.5
    assert math.isclose(to_confidence({"dense": 0.5}, CURVE), 1 / (1 + math.exp(-1)))
    assert 0 < to_confidence({"dense": -100.0}, CURVE) < 1e-20
    assert to_confidence({"dense": 100.0}, CURVE) <= 1
