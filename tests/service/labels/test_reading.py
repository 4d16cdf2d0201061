from __future__ import annotations

import pytest

from service.engine import Engine
from service.labels.label import Label
from service.labels.reading import read_labels

BASE = "https://w3id.org/rolegraph/id/"


@pytest.fixture(scope="module")
def labels(engine: Engine) -> list[Label]:
    return read_labels(engine.snapshot.graph)


def find(labels: list[Label], text: str, kind: str) -> list[Label]:
    return [label for label in labels if (label.text, label.kind) == (text, kind)]


def test_a_profile_is_called_by_its_code_and_title(labels: list[Label]) -> None:
    iri, place = f"{BASE}profile/SWE.GEN.P5", ("SWE.GEN.P5", "SWE.GEN", "P5", "SWE.GEN.P5")
    assert find(labels, "SWE.GEN.P5", "profile") == [Label("SWE.GEN.P5", "profile", iri, *place)]
    assert find(labels, "Staff Software Engineer", "title") == [Label("Staff Software Engineer", "title", iri, *place)]


def test_an_alias_says_whether_it_is_approved_and_how_sure_it_is(labels: list[Label]) -> None:
    said = {
        (label.profile, label.role, label.level, label.approved, label.confidence)
        for text in ("Staff Engineer", "Principal Engineer")
        for label in find(labels, text, "alias")
    }
    assert said == {
        ("SWE.GEN.P5", "SWE.GEN", "P5", None, 0.9),
        ("SWE.GEN.P6", "SWE.GEN", "P6", False, 0.36),
        ("SWE.GEN.P6", "SWE.GEN", "P6", True, 0.91),
    }


def test_roles_levels_and_taxa_are_called_by_label_and_code(labels: list[Label]) -> None:
    role = f"{BASE}role/DATA.ANA"
    assert find(labels, "Data Analytics", "role") == [Label("Data Analytics", "role", role, "DATA.ANA", "DATA.ANA")]
    assert find(labels, "DATA.ANA", "role") == [Label("DATA.ANA", "role", role, "DATA.ANA", "DATA.ANA")]
    level = Label("Senior Analyst", "level", f"{BASE}level/L/4", "L4", level="L4")
    assert find(labels, "Senior Analyst", "level") == [level]
    assert find(labels, "People", "function") == [Label("People", "function", f"{BASE}function/PPL", "PPL")]


def test_what_components_name_is_a_label_of_its_kind(labels: list[Label]) -> None:
    assert find(labels, "Test automation", "skill") == [
        Label("Test automation", "skill", f"{BASE}skill/test-automation")
    ]
    assert {label.kind for label in labels} >= {"knowledge", "competency", "qualification"}


def test_labels_are_distinct_and_always_in_the_same_order(engine: Engine, labels: list[Label]) -> None:
    assert len(set(labels)) == len(labels)
    assert read_labels(engine.snapshot.graph) == labels
