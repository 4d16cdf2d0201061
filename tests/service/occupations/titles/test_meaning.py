"""Cosines after the change of scale that names teach, beside the same worked out in another way."""

from __future__ import annotations

import numpy as np
import pytest

from service.occupations.entry import OccupationEntry
from service.occupations.titles.meaning import Meaning
from service.occupations.titles.names import NO_ROW, SchemeNames

_PRIOR = 2000


def make_names() -> SchemeNames:
    """Return three occupations with a label and names each, in six dimensions; the last has no task."""
    chance = np.random.default_rng(5)
    vectors = chance.normal(size=(14, 6)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return SchemeNames(
        occupations=tuple(OccupationEntry(f"urn:{n}", "onet-soc", str(n), f"Occupation {n}") for n in range(3)),
        texts=tuple(f"name {n}" for n in range(9)),
        owners=np.array([0, 0, 0, 1, 1, 1, 2, 2, 2], np.int32),
        rows=np.array([NO_ROW, 0, 1, NO_ROW, 2, 3, NO_ROW, 4, 5]),
        descriptions=np.array([6, 7, 8]),
        tasks=np.array([9, 10, 11]),
        task_owners=np.array([0, 0, 1], np.int32),
        vectors=vectors,
    )


def test_a_cosine_is_that_of_vectors_about_their_middle_in_the_scale_that_the_names_teach() -> None:
    names = make_names()
    held = names.vectors[:6].astype(np.float64)
    means = np.array([held[[0, 1]].sum(0), held[[2, 3]].sum(0), held[[4, 5]].sum(0)]) + names.vectors[6:9]
    apart = held - (means / 3)[[0, 0, 1, 1, 2, 2]]
    covariance = apart.T @ apart / 6
    mixed = (6 * covariance + _PRIOR * np.eye(6) * np.trace(covariance) / 6) / (6 + _PRIOR)
    left_vectors, values, right_vectors = np.linalg.svd(mixed)
    half = left_vectors @ np.diag(values**-0.5) @ right_vectors
    title = names.vectors[13].astype(np.float64)
    left, right = held - held.mean(0), title - held.mean(0)
    expected = (left @ half @ right) / np.sqrt(np.einsum("ij,jk,ik->i", left, half, left) * (right @ half @ right))

    meaning = Meaning(names)
    found = meaning.compare_names(meaning.place(names.vectors[13]), np.arange(9, dtype=np.int32))
    assert found[names.rows != NO_ROW] == pytest.approx(expected, abs=1e-5)
    assert found[names.rows == NO_ROW].tolist() == [0, 0, 0]


def test_descriptions_and_tasks_are_compared_as_they_are_and_one_without_tasks_by_its_description() -> None:
    names = make_names()
    title = names.vectors[12]
    meaning = Meaning(names)
    _, described, tasks = meaning.compare_occupations(title, meaning.place(title))
    together = names.vectors[9] + names.vectors[10]
    assert described == pytest.approx(names.vectors[6:9] @ title, abs=1e-6)
    assert tasks == pytest.approx(
        [together @ title / np.linalg.norm(together), names.vectors[11] @ title, described[2]], abs=1e-6
    )


def test_occupations_without_other_names_are_compared_by_their_descriptions() -> None:
    named = make_names()
    bare = SchemeNames(
        named.occupations,
        ("a", "b", "c"),
        np.arange(3, dtype=np.int32),
        np.full(3, NO_ROW),
        named.descriptions,
        np.zeros(0, np.int64),
        np.zeros(0, np.int32),
        named.vectors,
    )
    meaning = Meaning(bare)
    centres, _, _ = meaning.compare_occupations(named.vectors[6], meaning.place(named.vectors[6]))
    assert centres.argmax() == 0
    assert centres[0] == pytest.approx(1.0, abs=1e-5)
