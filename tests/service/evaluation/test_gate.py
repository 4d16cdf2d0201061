from __future__ import annotations

import pytest

from ontology.errors import SettingError
from service.evaluation.figures import to_figures
from service.evaluation.gate import read_gate
from tests.service.evaluation.records import P3, P4, make_answer, make_outcome

FIGURES = to_figures([make_outcome(make_answer(level, 0.8), right=(P4,)) for level in (P4, P4, P4, P3)])  # 0.75


@pytest.mark.parametrize("text", ["level_hit_1>=0.75", " level_hit_1 <= 0.75 ", "ece<=0.06", "refused_answerable<=0"])
def test_a_gate_passes_at_its_bound(text: str) -> None:
    assert read_gate(text).failure(FIGURES) is None


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("level_hit_1>=0.85", "level_hit_1 >= 0.85: it is 0.75"),
        ("level_hit_1<=0.7", "level_hit_1 <= 0.7: it is 0.75"),
        ("traps>=1", "traps >= 1: no question tells"),
    ],
)
def test_a_gate_that_fails_says_what_it_found(text: str, failure: str) -> None:
    assert read_gate(text).failure(FIGURES) == failure


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("level_hit_1=0.85", "the gate 'level_hit_1=0.85' cannot be read; one is written like"),
        ("level_hit_1>=high", "the gate 'level_hit_1>=high' cannot be read"),
        ("hits>=1", "the gate 'hits>=1' names no figure; the figures are ndcg_10, mrr_10, "),
        ("counts>=1", "the gate 'counts>=1' names no figure"),
    ],
)
def test_a_gate_that_says_nothing_is_refused(text: str, message: str) -> None:
    with pytest.raises(SettingError) as refused:
        read_gate(text)
    assert str(refused.value).startswith(message)
