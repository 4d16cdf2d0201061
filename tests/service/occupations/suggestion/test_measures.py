from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from service.occupations.suggestion.measures import MEASURES, measure
from service.occupations.suggestion.profile_text import Name, ProfileText, Statement
from service.occupations.suggestion.rows import OccupationRows, Part
from store.encoder import FloatArray

X, Y = np.asarray([1, 0], dtype=np.float32), np.asarray([0, 1], dtype=np.float32)
VECTORS = np.stack([X, Y])
NOTHING = ProfileText("A.P1", "http://a.test/A.P1", None, None, (), None, (), VECTORS[:0])
# Unit 0 lies along x, unit 1 along y and without a task.
ROWS = OccupationRows(
    2, [Part(0, 0, "Ringers: Ring."), Part(1, 1, "Tuners: Tune.")], [Part(0, 0, "Ringer"), Part(1, 1, "Bell Tuner")],
    [Part(0, 0, "Ring bells.")], VECTORS,
)  # fmt: skip


def measure_one(text: ProfileText, name: str) -> list[float]:
    measures: FloatArray = measure([text], ROWS)
    return list(measures[0, :, MEASURES.index(name)].tolist())


def test_a_profile_that_says_nothing_is_near_to_nothing() -> None:
    assert not measure([NOTHING], ROWS).any()


def test_a_measure_is_a_cosine_less_its_mean_over_all_units() -> None:
    named = replace(NOTHING, name=Name("Chimes", "title", 1.0, X))
    assert measure_one(named, "title") == [0.5, -0.5]


def test_a_title_that_is_trusted_half_counts_half() -> None:
    named = replace(NOTHING, name=Name("Chimes", "role", 0.5, X))
    assert measure_one(named, "title") == [0.25, -0.25]


def test_a_pending_alias_counts_less_until_others_say_the_same() -> None:
    pending = Name("Chimer", "alias", 0.5, X)
    assert measure_one(replace(NOTHING, aliases=(pending,)), "aliases") == [0.25, -0.25]
    twice = (pending, replace(pending, text="Chime Player"))
    assert measure_one(replace(NOTHING, aliases=twice), "aliases") == [0.5, -0.5]


def test_the_words_of_a_title_count_by_trust() -> None:
    alias = Name("Tuners of Bells", "alias", 0.5, X)
    assert measure_one(replace(NOTHING, aliases=(alias,)), "same_words") == [0.0, 0.0]
    alias = replace(alias, text="tuner, bell")
    assert measure_one(replace(NOTHING, aliases=(alias,)), "same_words") == [0.0, 0.5]


def test_statements_are_compared_with_tasks_only_where_there_are_tasks() -> None:
    told = replace(NOTHING, statements=(Statement("http://a.test/1", "Ring"),), vectors=VECTORS[:1])
    assert measure_one(told, "work") == [0.0, 0.0]  # of one unit alone, the mean is its own
    assert measure_one(told, "described") == [0.5, -0.5]


def test_the_whole_is_made_of_title_summary_and_statements() -> None:
    told = replace(NOTHING, name=Name("Chimes", "title", 1.0, X), summary=Y)
    assert measure_one(told, "whole") == [pytest.approx(0.0, abs=1e-6), pytest.approx(0.0, abs=1e-6)]
    assert measure_one(replace(NOTHING, summary=Y), "summary") == [-0.5, 0.5]
