"""Ladders of all kinds, each in its own words: a gardener's, a numbered one, one for seniors only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from service.grades.scale import GradedLevel, GradeScale
from service.labels.reading import read_labels
from service.links import Links
from service.profiles.index import ProfileIndex
from store.encoder import OnnxEncoder
from store.library import Library
from tests.workspace import Workspace, make_data_directory

GARDEN, NUMBERS, SENIORS, AUDIT, BAKERY = "GARDEN.GEN", "NUMBER.GEN", "SENIOR.GEN", "AUDIT.GEN", "BAKERY.GEN"
ALONE = "LONE.GEN"
LABELS: dict[str, list[str | None]] = {
    GARDEN: ["Apprentice", "Gardener", "Senior Gardener I", "Senior Gardener II", "Head Gardener"],
    NUMBERS: [None] * 5,
    SENIORS: ["Senior Engineer", "Staff Engineer", "Principal Engineer"],
    AUDIT: [None] * 3,
    BAKERY: ["Junior", "Senior", "Principal"],
    ALONE: [None],
}
TITLES = {
    AUDIT: ["Internal Auditor", "Lead Generation Specialist", "Middle East Editor"],
    BAKERY: ["Baker", "Principal Baker", "Baking Fellow"],
}
YEARS = {NUMBERS: ["0-1 years", "2+ years", "5+ years", "8+ years, often with a degree", "at least a decade"]}


def write_ladder(workspace: Workspace, role: str) -> None:
    for number, label in enumerate(LABELS[role], 1):
        level: dict[str, object] = {"code": f"{role[0]}{number}", "rank": number}
        if label is not None:
            level["label"] = label
        if role in YEARS:
            level["attributes"] = [{"dimension": "Years of experience", "text": YEARS[role][number - 1]}]
        document = {"profile": f"{role}.{level['code']}", "role": role, "track": role[0], "level": level}
        if role in TITLES:
            document["title"] = TITLES[role][number - 1]
        workspace.write(f"{document['profile']}.json", json.dumps(document))


@pytest.fixture(scope="module")
def scale(tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path, encoder: OnnxEncoder) -> GradeScale:
    place = tmp_path_factory.mktemp("ladders")
    workspace = Workspace(Library(make_data_directory(place / "data", encoders_dir)), place / "documents")
    for role in LABELS:
        write_ladder(workspace, role)
    workspace.ingest()
    graph = workspace.library.open_current().graph
    return GradeScale(
        graph, ProfileIndex(graph, Links("https://w3id.org/rolegraph/id/", "http://roles.test")), read_labels(graph)
    )


def codes(levels: tuple[GradedLevel, ...], least: float = 0.5) -> list[str]:
    return sorted(level.level for level in levels if level.weight >= least)


@pytest.mark.parametrize(
    ("grade", "levels"),
    [
        ("senior", ["G3", "G4"]),
        ("intern", ["G1"]),  # an apprentice is the nearest
        ("head", ["G5"]),
        ("mid", ["G2"]),  # between an apprentice and the first senior
    ],
)
def test_a_ladder_answers_in_its_own_words(scale: GradeScale, grade: str, levels: list[str]) -> None:
    assert codes(scale.levels(grade, role=GARDEN)) == levels


def test_a_grade_with_a_number_is_one_level(scale: GradeScale) -> None:
    assert codes(scale.levels_of(["senior", "2"], role=GARDEN)) == ["G4"]


@pytest.mark.parametrize(
    ("grade", "levels"),
    [
        ("intern", ["N1"]),
        ("mid", ["N2", "N3"]),
        ("senior", ["N3", "N4"]),
        ("principal", ["N4", "N5"]),
        ("4", ["N4"]),
        ("director", []),  # nobody is managed on it
    ],
)
def test_a_ladder_of_numbers_is_divided_evenly(scale: GradeScale, grade: str, levels: list[str]) -> None:
    assert codes(scale.levels(grade, role=NUMBERS), 0.4) == levels


@pytest.mark.parametrize(
    ("grade", "levels"), [("junior", []), ("senior", ["S1"]), ("expert", ["S2"]), ("fellow", ["S3"])]
)
def test_a_ladder_that_begins_with_seniors_has_no_rung_for_juniors(
    scale: GradeScale, grade: str, levels: list[str]
) -> None:
    assert codes(scale.levels(grade, role=SENIORS)) == levels


@pytest.mark.parametrize("grade", ["intern", "lead", "mid"])
def test_titles_in_which_the_word_means_something_else_grade_no_level(scale: GradeScale, grade: str) -> None:
    found = scale.levels(grade, role=AUDIT)
    assert all(level.why.endswith("of 3 of a ladder that does not use the word") for level in found)


def test_a_role_s_own_title_goes_before_the_label_that_all_roles_share(scale: GradeScale) -> None:
    assert codes(scale.levels("principal", role=BAKERY)) == ["B2"]
    assert codes(scale.levels("senior", role=BAKERY)) == ["B2"]


def test_one_level_without_words_means_no_grade(scale: GradeScale) -> None:
    assert scale.levels("senior", role=ALONE) == ()


@pytest.mark.parametrize(
    ("low", "high", "levels"),
    [(3, 3, ["N2"]), (5, None, ["N3", "N4", "N5"]), (1.5, 1.5, []), (12, 12, ["N5"]), (6, 9, ["N3", "N4"])],
)
def test_open_ended_years_end_where_the_next_level_begins(
    scale: GradeScale, low: float, high: float | None, levels: list[str]
) -> None:
    assert codes(scale.levels_for_experience(low, high, role=NUMBERS), 0) == levels
