from __future__ import annotations

from dataclasses import replace

from service.comparison.delta import compare_levels, compare_statements
from service.engine import Engine
from tests.service.comparison.records import make_statement


def test_a_dimension_that_two_ladders_name_in_two_ways_is_paired_by_meaning(engine: Engine) -> None:
    a = engine.profiles.read("CUS.GEN.P3")
    renamed = tuple(replace(said, dimension=f"Our {said.dimension}") for said in a.guidelines)
    b = replace(engine.profiles.read("CUS.GEN.P4"), guidelines=renamed[:2])
    deltas = [delta for delta in compare_levels(engine.snapshot, a, b) if delta.kind == "guideline"]
    assert [(delta.dimension, len(delta.shared), len(delta.only_a)) for delta in deltas] == [
        ("Knowledge & Application", 0, 0),
        ("Complexity & Problem Solving", 0, 0),
        ("Collaboration & Interaction", 0, 1),
        ("Typical Degree & Years", 0, 1),
        ("Our Knowledge & Application", 1, 0),
        ("Our Complexity & Problem Solving", 1, 0),
    ]


def test_responsibilities_with_a_dimension_are_paired_inside_it_first(engine: Engine) -> None:
    a, b = engine.profiles.read("CUS.GEN.P3"), engine.profiles.read("CUS.GEN.P4")
    said = [replace(make_statement("Runs the shift"), dimension=name) for name in ("Craft", "People")]
    a = replace(a, responsibilities=(said[0], said[1]))
    b = replace(b, responsibilities=(said[1], make_statement("Writes")))
    deltas = [delta for delta in compare_statements(engine.snapshot, a, b) if delta.kind == "responsibility"]
    assert [(delta.dimension, len(delta.shared), len(delta.only_a), len(delta.only_b)) for delta in deltas] == [
        ("Craft", 0, 1, 0),
        ("People", 1, 0, 0),
        (None, 0, 0, 1),
    ]


def test_cells_of_a_rubric_stand_side_by_side_however_unlike_and_tasks_do_not(engine: Engine) -> None:
    a, b = engine.profiles.read("CUS.GEN.P3"), engine.profiles.read("CUS.GEN.P4")
    one, other = make_statement("one"), make_statement("other")
    a = replace(a, summary=(one,), tasks=(one,), responsibilities=(), outputs=(), story=())
    b = replace(b, summary=(other,), tasks=(other,), responsibilities=(), outputs=(), story=())
    summary, task = compare_statements(engine.snapshot, a, b)
    assert (len(summary.changed), len(task.changed), len(task.only_a), len(task.only_b)) == (1, 0, 1, 1)
