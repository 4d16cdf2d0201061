"""What speaks for a candidate, as numbers between 0 and 1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ontology.passage import Passage
from service.search.candidates import Candidates
from service.search.columns import FacetColumns
from service.search.result import Effect, Filters, Interpretation, Mention
from service.search.signals import SIGNALS, Boosts, Signals, read_boosts
from store.passages import PassageTable


@pytest.fixture
def signals(tmp_path: Path) -> Signals:
    """Four passages: a task of CUS P1, a skill of CUS P2, an alias of SWE P2, a note of no role."""
    facets = [("task", "CUS", "P1"), ("skill", "CUS", "P2"), ("alias", "SWE", "P2"), ("note", None, None)]
    table = PassageTable(tmp_path / "passages.sqlite", writable=True)
    table.put(
        (row, Passage(f"https://example.org/{row}", kind, f"text {row}", role_code=role, level_code=level))
        for row, (kind, role, level) in enumerate(facets)
    )
    table.close()
    return Signals(FacetColumns(PassageTable(tmp_path / "passages.sqlite")))


CANDIDATES = Candidates(
    rows=np.asarray([3, 1, 0, 2]),
    dense=np.asarray([0.8, 0.4, -0.1, 0.2], dtype=np.float32),
    lexical=np.asarray([0.0, 2.0, 8.0, 0.0], dtype=np.float32),
    related=np.asarray([0.0, 0.0, 0.0, 4.4], dtype=np.float32),
    dense_ranks=np.asarray([1, 2, 0, 3]),
    lexical_ranks=np.asarray([0, 2, 1, 0]),
)


def read(signals: Signals, boosts: Boosts = Boosts((), ()), rarity: float = 5.0) -> dict[str, list[float]]:
    columns = signals.read(CANDIDATES, boosts, rarity).T
    return {name: [round(float(value), 4) for value in column] for name, column in zip(SIGNALS, columns, strict=True)}


def test_meaning_and_words_are_shares(signals: Signals) -> None:
    found = read(signals)
    assert found["dense"] == [0.8, 0.4, 0.0, 0.2]
    assert found["dense_rank"] == [1.0, round(61 / 62, 4), 0.0, round(61 / 63, 4)]
    assert found["lexical"] == [0.0, 0.25, 1.0, 0.0]
    assert found["lexical_rank"] == [0.0, round(61 / 62, 4), 1.0, 0.0]
    assert found["coverage"] == [0.0, round(2 / 11, 4), round(8 / 11, 4), 0.0]
    assert found["related"] == [0.0, 0.0, 0.0, 0.4]


def test_a_question_without_known_words_has_no_coverage(signals: Signals) -> None:
    assert read(signals, rarity=0.0)["coverage"] == [0.0, 0.0, 0.0, 0.0]


def test_kinds_are_proof_component_title_or_nothing(signals: Signals) -> None:
    found = read(signals)
    assert found["proof"] == [0.0, 0.0, 1.0, 0.0]
    assert found["component"] == [0.0, 1.0, 0.0, 0.0]
    assert found["title"] == [0.0, 0.0, 0.0, 1.0]


def test_mentioned_roles_and_levels_speak_for_their_passages(signals: Signals) -> None:
    found = read(signals, Boosts(("CUS", "UNKNOWN"), ("P2",)))
    assert found["role"] == [0.0, 1.0, 1.0, 0.0]
    assert found["level"] == [0.0, 1.0, 0.0, 1.0]


def test_only_what_is_a_boost_is_boosted() -> None:
    mentions = (
        Mention("role", "analyst", (0, 7), ("DATA",), Effect.FILTER, ""),
        Mention("title", "planner", (8, 15), ("OPS", "CUS"), Effect.BOOST, ""),
        Mention("grade", "senior", (16, 22), ("P4",), Effect.BOOST, ""),
        Mention("role", "manager", (23, 30), ("MGT",), Effect.NONE, ""),
    )
    interpretation = Interpretation("", Filters(), Filters(), mentions)
    assert read_boosts(interpretation) == Boosts(("OPS", "CUS"), ("P4",))
