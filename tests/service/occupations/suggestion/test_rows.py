from __future__ import annotations

import numpy as np
import pytest

from service.occupations.suggestion.rows import OccupationRows, Part, UnitRows, to_unit

# Four rows in a plane: along x, along y, between, and against x.
VECTORS = to_unit(np.asarray([[1, 0], [0, 1], [1, 1], [-1, 0]], dtype=np.float32))


def test_each_unit_is_as_near_as_its_nearest_row() -> None:
    rows = UnitRows([Part(0, 0, ""), Part(2, 3, ""), Part(0, 1, "")], 3, VECTORS)
    nearest = rows.find_nearest(VECTORS[2:3])
    assert nearest.tolist() == [[pytest.approx(0.5**0.5), -1.0, pytest.approx(-(0.5**0.5))]]


def test_units_are_compared_in_parts_as_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [Part(unit, row, "") for unit in (0, 1, 3) for row in range(4)]
    whole = UnitRows(parts, 4, VECTORS).find_nearest(VECTORS)
    monkeypatch.setattr("service.occupations.suggestion.rows._ROWS", 3)
    assert UnitRows(parts, 4, VECTORS).find_nearest(VECTORS).tolist() == whole.tolist()
    assert UnitRows(parts, 4, VECTORS).average().tolist() == UnitRows(parts, 4, VECTORS).average().tolist()


def test_a_unit_points_where_its_rows_point_on_average() -> None:
    rows = UnitRows([Part(0, 0, ""), Part(0, 1, "")], 2, VECTORS)
    assert rows.average().tolist() == [[pytest.approx(0.5**0.5), pytest.approx(0.5**0.5)], [0.0, 0.0]]
    assert rows.has_any.tolist() == [True, False]
    assert rows.of(0).tolist() == [0, 1]
    assert rows.of(1).tolist() == []


def test_units_are_found_by_the_words_of_their_titles_and_of_their_names() -> None:
    described = [Part(0, 0, "Bell Founders: They found bells.")]
    rows = OccupationRows(2, described, [Part(1, 1, "Founder, Bell"), Part(1, 2, "Tuner")], [], VECTORS)
    assert rows.find_named("bell founder") == {0, 1}
    assert rows.find_named("Tuners") == {1}
    assert rows.find_named("They found bells") == frozenset()
    assert rows.find_named("…") == frozenset()
