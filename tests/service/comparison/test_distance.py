from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from service.comparison.coordinates import MANAGEMENT_START
from service.comparison.distance import (
    BANDS,
    LEVEL_WEIGHT,
    OTHER_TRACK_ALIKE,
    TAXONOMY_WEIGHT,
    TRACK_WEIGHT,
    Places,
    add_up,
    explain,
    find_bands,
)
from service.comparison.matching import ALIKE
from service.engine import Engine
from tests.service.comparison.records import make_coordinates

HERE = make_coordinates("TEC/SWE/SWE.GEN", "P3", "P")
DOCS = Path(__file__).parents[3] / "docs" / "comparison.md"


@pytest.mark.parametrize(
    ("other", "taxonomy", "level", "track", "distance", "says"),
    [
        (make_coordinates("TEC/SWE/SWE.GEN", "P4", "P"), 0, 0.2, 0, 0.08, "same role; one level up; same track"),
        (make_coordinates("TEC/SWE/SWE.GEN", "P1", "P"), 0, 0.4, 0, 0.16, "same role; two levels down; same track"),
        (make_coordinates("TEC/SWE/SWE.WEB", "P3", "P"), 1 / 3, 0, 0, 0.15, "same function, other focus; same level"),
        (make_coordinates("TEC/PM/PM.GEN", "P3", "P"), 2 / 3, 0, 0, 0.3, "same superfunction, other function"),
        (make_coordinates("COR/PPL/PPL.GEN", "P3", "P"), 1, 0, 0, 0.45, "other function; same level; same track"),
        (make_coordinates("TEC/SWE/SWE.GEN", "P3", "M", leads=True), 0, 0, 1, 0.15, "on to leading people"),
        (make_coordinates("TEC/SWE/SWE.GEN", "L3", "L"), 0, 0, 0.25, 0.0375, "about the same level (L3 for P3)"),
        (make_coordinates(None, None, None), 0.5, 0.5, 0.5, 0.5, "role unknown; level unknown; track unknown"),
    ],
)  # fmt: skip
def test_the_distance_is_a_weighted_sum_that_says_which_axes_differ(
    other: object, taxonomy: float, level: float, track: float, distance: float, says: str
) -> None:
    coordinates = (HERE, other)
    apart = Places(coordinates).measure(0)  # type: ignore[arg-type]
    assert [axis[1] for axis in apart] == pytest.approx([taxonomy, level, track])
    whole = float(add_up(*apart)[1])
    assert whole == pytest.approx(distance)
    nearness = explain(HERE, other, whole, (taxonomy, level, track))  # type: ignore[arg-type]
    assert nearness.says.startswith(says) or says in nearness.says
    assert sum(axis.distance * axis.weight for axis in nearness.axes) == pytest.approx(distance, abs=1e-4)


def test_what_is_unknown_of_both_is_not_the_same() -> None:
    unknown = make_coordinates()
    assert [float(axis[1]) for axis in Places((unknown, unknown)).measure(0)] == [0.5, 0.5, 0.5]


def test_the_distance_is_the_same_both_ways() -> None:
    places = Places((HERE, make_coordinates("TEC/PM/PM.GEN", "P6", "M", leads=True), make_coordinates()))
    whole = np.asarray([add_up(*places.measure(row)) for row in range(3)])
    assert (whole == whole.T).all()


def test_a_band_ends_with_its_largest_distance() -> None:
    bands = find_bands(np.asarray([0, 0.2, 0.2001, 0.4, 0.4001, 1.0]))
    assert [tuple(BANDS)[band] for band in bands] == ["near", "near", "adjacent", "adjacent", "far", "far"]


def test_the_documented_formula_and_example_are_those_of_the_code(engine: Engine) -> None:
    text = DOCS.read_text(encoding="utf-8")
    for figure in (TAXONOMY_WEIGHT, LEVEL_WEIGHT, TRACK_WEIGHT):
        assert f"{figure:.2f} × " in text
    for name, figure in (("MANAGEMENT_START", MANAGEMENT_START), ("ALIKE", ALIKE), ("OTHER_TRACK", OTHER_TRACK_ALIKE)):
        assert str(figure) in text, name
    for band, most in list(BANDS.items())[:-1]:
        assert f"| {band} | up to {most:.2f} |" in text
    near = engine.comparer.neighbourhood.measure("CUS.GEN.P4", "CUS.MGT.M2")
    assert near.distance == 0.31
    assert f"= {near.distance:.2f}" in text
    assert near.says in text
