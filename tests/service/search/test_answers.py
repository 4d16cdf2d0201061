"""Evidence becomes answers by role and level, or none."""

from __future__ import annotations

from service.search.answers import Evidence, group_answers, to_confidence


def evidence(name: str, level: str, score: float, dense: float, role: str = "X.Y") -> Evidence:
    return Evidence(name, role, level, f"{role}.{level}", score, dense, coverage=0.5)


def test_evidence_of_one_level_stands_together_best_first() -> None:
    found = group_answers([evidence("a", "P4", 0.9, 0.8), evidence("b", "P3", 0.8, 0.7), evidence("c", "P4", 0.7, 0.6)])
    assert [(answer.level, answer.profile, answer.evidence) for answer in found] == [
        ("P4", "X.Y.P4", ("a", "c")),
        ("P3", "X.Y.P3", ("b",)),
    ]


def test_the_same_level_of_two_roles_is_two_answers() -> None:
    found = group_answers([evidence("a", "P4", 0.9, 0.8), evidence("b", "P4", 0.8, 0.8, role="A.B")])
    assert [(answer.role, answer.level) for answer in found] == [("X.Y", "P4"), ("A.B", "P4")]


def test_weak_evidence_is_no_answer() -> None:
    assert group_answers([evidence("a", "P4", 0.3, 0.2)]) == []
    assert group_answers([]) == []


def test_a_level_far_behind_the_first_is_no_answer_beside_it() -> None:
    found = group_answers([evidence("a", "P4", 0.9, 0.8), evidence("b", "P1", 0.6, 0.6)])
    assert [answer.level for answer in found] == ["P4"]


def test_confidence_rises_with_meaning_and_with_words_and_stays_a_share() -> None:
    assert 0 < to_confidence(-1, 0) < to_confidence(0.3, 0) < to_confidence(0.3, 1) < to_confidence(0.9, 1) < 1
