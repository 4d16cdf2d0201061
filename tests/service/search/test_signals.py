"""What speaks for a candidate, as numbers between 0 and 1."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ontology.passage import Passage
from service.labels.label import Label
from service.search.candidates import Candidates
from service.search.columns import FacetColumns
from service.search.context import Contexts
from service.search.names import Names
from service.search.result import Effect, Filters, Interpretation, Mention
from service.search.signals import SIGNALS, Boosts, QuestionSignals, Signals, read_boosts
from store.passages import PassageTable

VECTORS = np.asarray([[1, 0], [0, 1], [0.6, 0.8], [1, 0]], dtype=np.float32)
LABELS = [
    Label("customer success", "role", "https://example.org/cus", role="CUS"),
    Label("junior helper", "title", "https://example.org/1", role="CUS", level="P1"),
    Label("coder", "alias", "https://example.org/2", role="SWE", level="P2"),
    Label("bee keeping", "skill", "https://example.org/3", role="SWE", level="P2"),
]


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
    columns = FacetColumns(PassageTable(tmp_path / "passages.sqlite"))
    names = Names(LABELS, columns, str.split, lambda _: 2.0)
    return Signals(columns, Contexts(columns, VECTORS), names)


CANDIDATES = Candidates(
    rows=np.asarray([3, 1, 0, 2]),
    dense=np.asarray([0.8, 0.4, -0.1, 0.2], dtype=np.float32),
    lexical=np.asarray([0.0, 2.0, 8.0, 0.0], dtype=np.float32),
    related=np.asarray([0.0, 0.0, 0.0, 4.4], dtype=np.float32),
    dense_ranks=np.asarray([1, 2, 0, 3]),
    lexical_ranks=np.asarray([0, 2, 1, 0]),
)


NO_BOOSTS = Boosts((), ())


def read(
    signals: Signals, boosts: Boosts = NO_BOOSTS, rarity: float = 5.0, names: dict[str, float] | None = None
) -> dict[str, list[float]]:
    vector = np.asarray([0.0, 1.0], dtype=np.float32)
    columns = signals.read(CANDIDATES, QuestionSignals(vector, names or {}, boosts, rarity)).T
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


def test_the_context_is_what_a_place_speaks_of_together(signals: Signals) -> None:
    found = read(signals)
    half = round(float(np.sqrt(0.5)), 4)  # CUS speaks of both directions alike
    assert found["role_context"] == [0.0, half, half, 0.8]
    assert found["level_context"] == [0.0, 1.0, 0.0, 0.8]


def test_a_name_counts_by_how_much_of_it_is_said(signals: Signals) -> None:
    found = read(signals, names={"customer": 1.0, "coder": 0.5})
    assert found["role_named"] == [0.0, round(2 / 6, 4), round(2 / 6, 4), round(1 / 4, 4)]
    assert found["level_named"] == [0.0, 0.0, 0.0, round(1 / 4, 4)]
    assert read(signals, names={"junior": 1.0, "helper": 1.0})["level_named"] == [0.0, 0.0, round(4 / 6, 4), 0.0]
    assert read(signals, names={"cs": 1.0})["role_named"] == [0.0, 0.5, 0.5, 0.0]  # initials
    assert read(signals, names={"bee": 1.0, "keeping": 1.0})["role_named"] == [0.0, 0.0, 0.0, 0.0]  # no name of a role


def test_only_what_is_a_boost_is_boosted() -> None:
    mentions = (
        Mention("role", "analyst", (0, 7), ("DATA",), Effect.FILTER, ""),
        Mention("title", "planner", (8, 15), ("OPS", "CUS"), Effect.BOOST, ""),
        Mention("grade", "senior", (16, 22), ("P4",), Effect.BOOST, ""),
        Mention("role", "manager", (23, 30), ("MGT",), Effect.NONE, ""),
    )
    interpretation = Interpretation("", Filters(), Filters(), mentions)
    assert read_boosts(interpretation) == Boosts(("OPS", "CUS"), ("P4",))
