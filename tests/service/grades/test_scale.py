"""A grade means the levels that a ladder calls so; where it does not use the word, those at its place."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.readers import read_document
from ingest.sources import find_sources, read_source
from ontology.iris import Namer
from service.engine import Engine
from service.grades.scale import GradedLevel, GradeScale
from service.links import Links
from service.profiles.index import ProfileIndex
from store.encoder import FloatArray
from store.graph import GraphStore

INGESTED_AT = "2026-01-31T12:00:00Z"


@pytest.fixture(scope="module")
def scale(engine: Engine) -> GradeScale:
    return engine.scale


def codes(levels: tuple[GradedLevel, ...], least: float = 0.5) -> list[str]:
    return sorted(level.level for level in levels if level.weight >= least)


@pytest.mark.parametrize(
    ("grade", "role", "levels"),
    [
        ("senior", None, ["L4", "P4"]),  # their labels; "Senior Manager" is more than a senior
        ("entry", None, ["L1", "P1"]),  # a trainee is one at entry level
        ("principal", None, ["L6", "P5", "P6"]),  # P5 by half of the titles
        ("principal", "PM.GEN", ["P5", "P6"]),
        ("staff", "SWE.GEN", ["P5"]),
        ("junior", "DATA.ANA", ["L2"]),  # an alias
        ("lead", "CUS.MGT", ["M1"]),
        ("manager", None, ["M2", "M3"]),
        ("director", None, ["M4"]),
        ("vice_president", "CUS.MGT", ["M3", "M5"]),  # M3 has an alias with the word
        ("director", "SWE.GEN", []),  # its ladder manages nobody
        ("2", "SWE.GEN", ["P3"]),  # "Software Engineer II"
        ("2", "PPL.GEN", ["P2"]),  # nobody is called II: the number of the code
    ],
)
def test_a_grade_means_the_levels_that_are_called_so(
    scale: GradeScale, grade: str, role: str | None, levels: list[str]
) -> None:
    assert codes(scale.levels(grade, role=role)) == levels


def test_a_level_says_why_it_is_meant(scale: GradeScale) -> None:
    assert scale.levels("senior", role="SWE.GEN") == (GradedLevel("P4", 1.0, "P4 is called 'Senior Professional'"),)
    assert scale.levels("staff", role="SWE.GEN") == (
        GradedLevel("P5", 1.0, "P5 has the title 'Staff Software Engineer'"),
    )
    assert scale.levels("mid", role="DATA.ANA") == (
        GradedLevel("L3", 0.6, "L3 is level 3 of 7 of a ladder that does not use the word"),
    )


def test_an_alias_that_was_turned_down_is_nobody_s_word(scale: GradeScale) -> None:
    assert codes(scale.levels("senior", role="CUS.GEN")) == ["P4"]  # P5's alias with the word was turned down


def test_a_title_of_the_role_overrules_the_label_of_the_scheme(scale: GradeScale) -> None:
    found = {level.level: level.weight for level in scale.levels("fellow", role="PPL.GEN")}
    assert found == {"P6": 1.0}


@pytest.mark.parametrize(
    ("grades", "levels"),
    [
        (("senior", "manager"), ["M3"]),
        (("senior", "director"), ["M4"]),
        (("manager",), ["M2", "M3"]),
        ((), []),
        (("nonsense",), []),
    ],
)
def test_several_grades_describe_one_level(scale: GradeScale, grades: tuple[str, ...], levels: list[str]) -> None:
    assert codes(scale.levels_of(grades)) == levels


@pytest.mark.parametrize(
    ("low", "high", "role", "levels"),
    [
        (8, None, "SWE.GEN", ["P4", "P5", "P6"]),  # P3 ends at 8
        (7, None, "SWE.GEN", ["P3", "P4", "P5", "P6"]),
        (8, 8, "SWE.GEN", ["P4"]),
        (10, 10, None, ["L5", "M3", "P4"]),
        (5, 8, "SWE.GEN", ["P3"]),
        (4, 6, "SWE.GEN", ["P2", "P3"]),
        (0, 1, "SWE.GEN", ["P1"]),
        (20, None, "SWE.GEN", ["P6"]),
        (30, 30, "SWE.GEN", ["P6"]),
        (3, 3, "NO.SUCH", []),
    ],
)
def test_years_fit_the_levels_whose_range_they_reach_into(
    scale: GradeScale, low: float, high: float | None, role: str | None, levels: list[str]
) -> None:
    assert codes(scale.levels_for_experience(low, high, role=role), 0) == levels


def test_a_level_that_begins_below_the_years_weighs_less(scale: GradeScale) -> None:
    found = scale.levels_for_experience(7, None, role="SWE.GEN")
    assert [(level.level, level.weight) for level in found] == [("P4", 1.0), ("P5", 1.0), ("P6", 1.0), ("P3", 0.333)]
    assert found[0].why == "P4 asks for 8–12 years"


def make_scale(
    place: Path, labels: list[str | None], titles: list[str] | None = None, years: list[str] | None = None
) -> GradeScale:
    """A role with a profile at each level of a ladder, whose labels are given from the lowest on."""
    documents = place / "documents"
    documents.mkdir()
    for number, label in enumerate(labels, 1):
        level: dict[str, object] = {"code": f"X{number}", "rank": number}
        if label is not None:
            level["label"] = label
        if years is not None:
            level["attributes"] = [{"dimension": "Years of experience", "text": years[number - 1]}]
        document = {"profile": f"GARDEN.GEN.X{number}", "role": "GARDEN.GEN", "track": "X", "level": level}
        if titles is not None:
            document["title"] = titles[number - 1]
        (documents / f"X{number}.json").write_text(json.dumps(document))
    sources, _ = find_sources([documents])
    triples = "".join(read_document(read_source(file), Namer(), _refuse, INGESTED_AT).ntriples for file in sources)
    (place / "all.nt").write_text(triples)
    graph = GraphStore.create(place / "graph")
    graph.load(place / "all.nt")
    return GradeScale(graph, ProfileIndex(graph, Links("https://w3id.org/rolegraph/id/", "http://roles.test")))


def _refuse(texts: Sequence[str]) -> FloatArray:
    raise AssertionError(f"no encoder is needed for {texts[:3]}")


def test_a_ladder_with_other_words_answers_in_its_own(tmp_path: Path) -> None:
    scale = make_scale(tmp_path, ["Apprentice", "Gardener", "Senior Gardener I", "Senior Gardener II", "Head Gardener"])
    assert codes(scale.levels("senior")) == ["X3", "X4"]
    assert codes(scale.levels_of(["senior", "2"])) == ["X4"]
    assert codes(scale.levels("intern")) == ["X1"]
    assert codes(scale.levels("head")) == ["X5"]
    assert codes(scale.levels("mid")) == ["X2"]  # between an apprentice and the first senior


def test_a_ladder_of_numbers_is_divided_evenly(tmp_path: Path) -> None:
    scale = make_scale(tmp_path, [None] * 5)
    ranked = {grade: codes(scale.levels(grade), 0.4) for grade in ("intern", "mid", "senior", "principal", "director")}
    assert ranked == {
        "intern": ["X1"],
        "mid": ["X2", "X3"],
        "senior": ["X3", "X4"],
        "principal": ["X4", "X5"],
        "director": [],
    }


def test_a_ladder_that_begins_with_seniors_has_no_rung_for_juniors(tmp_path: Path) -> None:
    scale = make_scale(tmp_path, ["Senior Gardener", "Staff Gardener", "Principal Gardener"])
    assert codes(scale.levels("junior"), 0) == []
    assert codes(scale.levels("senior"), 0) == ["X1"]


def test_titles_that_lead_or_audit_something_else_grade_no_level(tmp_path: Path) -> None:
    titles = ["Internal Auditor", "Lead Generation Specialist", "Middle East Editor"]
    scale = make_scale(tmp_path, [None] * 3, titles)
    assert all(level.weight < 1 for grade in ("intern", "lead", "mid") for level in scale.levels(grade))
    assert {level.why for level in scale.levels("intern")} == {
        "X1 is level 1 of 3 of a ladder that does not use the word"
    }


def test_open_ended_years_end_where_the_next_level_begins(tmp_path: Path) -> None:
    years = ["0-1 years", "2+ years", "5+ years", "8+ years, often with a degree"]
    scale = make_scale(tmp_path, [None] * 4, years=years)
    assert codes(scale.levels_for_experience(3, 3), 0) == ["X2"]
    assert codes(scale.levels_for_experience(5, None), 0) == ["X3", "X4"]
    assert codes(scale.levels_for_experience(1.5, 1.5), 0) == []  # between two rungs


def test_one_level_without_words_means_no_grade(tmp_path: Path) -> None:
    assert make_scale(tmp_path, [None]).levels("senior") == ()
