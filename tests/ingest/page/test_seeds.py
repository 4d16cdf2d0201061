"""The two real pages, where they are at hand: exactly what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from ingest.page.reader import PageReading
from ingest.report import Fate
from ontology.records import (
    Alias,
    Basis,
    Component,
    Lines,
    Mapping,
    MappingStatus,
    Statement,
    StoryLine,
    StoryPart,
    Taxon,
)
from tests.ingest.page.pages import fate, read

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

ATTRIBUTES = ["Scope", "Autonomy", "Complexity", "Impact", "Decision rights", "Leadership", "Typical experience"]


def read_seed(pattern: str) -> PageReading:
    found = sorted(SEEDS.glob(pattern))
    if not found:
        pytest.skip(f"the real pages are not beside this checkout: no {pattern} in {SEEDS}")
    return read(found[0].read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def by_level() -> PageReading:
    return read_seed("000_*.txt")


@pytest.fixture(scope="module")
def by_component() -> PageReading:
    return read_seed("003_*.txt")


def test_real_pages_leave_no_line_unmapped_and_raise_no_doubt(by_level: PageReading, by_component: PageReading) -> None:
    for reading in (by_level, by_component):
        assert [line for line in reading.lines if line.fate is Fate.UNMAPPED] == []
        assert reading.warnings == ()
        assert reading.document.notes == ()


def test_header_of_the_page_by_level(by_level: PageReading) -> None:
    document = by_level.document
    assert document.profile == "CUSTOM1.CUSTOMER920B.P3"
    assert document.title == "Customer Success Management — P3"
    assert (document.role, document.role_label) == ("CUSTOM1.CUSTOMER920B", "Customer Success Management")
    assert document.function == Taxon("CUSTOM1")
    assert document.focus == Taxon("CUSTOMER920B", "Customer Success Management", Lines(5, 5))


def test_definition_that_is_stated_three_times_is_one_statement(by_level: PageReading) -> None:
    (definition,) = by_level.document.definition
    assert definition.text.startswith("Customer Success Management (CSM) — owning the post-sale customer relationship")
    assert definition.text.endswith("The IC envelope tops out at the strategic/principal-CSM rung (P6).")
    assert definition.lines == Lines(3, 3)
    assert fate(by_level, 3) == ("mapped", "definition")
    assert fate(by_level, 4) == fate(by_level, 6) == ("mapped", "definition (repeated)")
    assert [s.text for s in by_level.document.focus_note] == [
        "General focus — no material pay or skill differential vs the function baseline."
    ]
    assert by_level.document.summary == ()


def test_thirty_responsibilities_fall_on_six_levels_by_position(by_level: PageReading) -> None:
    responsibilities = by_level.document.responsibilities
    levels = [statement.level for statement in responsibilities]
    assert levels == [f"P{rank}" for rank in range(1, 7) for _ in range(5)]
    assert {statement.basis for statement in responsibilities} == {Basis.POSITIONAL}
    assert {statement.confidence for statement in responsibilities} == {None}
    renewal = next(statement for statement in responsibilities if "C-level" in statement.text)
    assert (renewal.level, renewal.lines) == ("P4", Lines(27, 27))
    assert fate(by_level, 27) == ("mapped", "responsibility P4")


def test_twenty_four_guideline_cells(by_level: PageReading) -> None:
    guidelines = by_level.document.guidelines
    dimensions = [
        "Knowledge & Application",
        "Complexity & Problem Solving",
        "Collaboration & Interaction",
        "Typical Degree & Years",
    ]
    assert [(s.level, s.dimension) for s in guidelines] == [(f"P{r}", d) for r in range(1, 7) for d in dimensions]
    assert guidelines[3] == Statement(
        "0–1 years; new graduate or intern entering customer success.",
        level="P1",
        dimension="Typical Degree & Years",
        lines=Lines(44, 44),
    )
    assert fate(by_level, 44) == ("mapped", "guidelines P1 (4 of 4 cells)")


def test_ten_skills_with_their_descriptions(by_level: PageReading) -> None:
    skills = by_level.document.skills
    assert [skill.name for skill in skills] == [
        "Communication",
        "Empathy",
        "Problem-solving",
        "Technical aptitude",
        "Data-driven mindset",
        "Strategic account planning",
        "Relationship building",
        "Time management",
        "SQL / data querying",
        "Mentoring",
    ]
    assert skills[8] == Component(
        "SQL / data querying",
        "Performs basic data querying and analysis to surface customer insights.",
        lines=Lines(68, 69),
    )
    assert all(skill.description and skill.description.endswith(".") for skill in skills)


def test_level_provenance_and_mapping_of_the_page_by_level(by_level: PageReading) -> None:
    document = by_level.document
    assert document.level is not None
    assert (document.level.code, document.level.label) == ("P3", "Mid-Level Professional")
    assert document.level.sentence == "Fully competent professional; works independently on standard projects"
    assert [attribute.dimension for attribute in document.level.attributes] == ATTRIBUTES
    assert document.level.attributes[0].text == "Features or a sub-system end-to-end"
    assert document.level.attributes[6] == Statement("3–5 yrs", dimension="Typical experience", lines=Lines(88, 89))
    (provenance,) = document.provenance
    assert provenance.text.startswith("The evidence base behind this profile — every layer is sourced;")
    assert document.aliases == ()
    assert fate(by_level, 93) == ("boilerplate", "boilerplate: empty section")
    assert document.mappings == (Mapping("13-1161", "O*NET / SOC", source="jfm-factory.resolve", lines=Lines(96, 96)),)


def test_header_summary_and_level_of_the_page_by_component(by_component: PageReading) -> None:
    document = by_component.document
    assert (document.profile, document.title, document.role) == ("CSM.GEN.P1", "Entry", "CSM.GEN")
    assert document.role_label is None
    assert (document.function, document.focus) == (Taxon("CSM"), Taxon("GEN"))
    assert [s.text for s in document.summary] == [
        "Supporting one or more CSMs or managing a small book of lower-tier accounts under guidance."
    ]
    assert fate(by_component, 4) == fate(by_component, 23) == ("mapped", "summary (repeated)")
    assert document.definition == ()
    assert document.level is not None
    assert (document.level.code, document.level.label) == ("P1", "Entry-Level Professional")
    assert document.level.sentence == "New to role or field; performs basic tasks under supervision"
    assert [attribute.dimension for attribute in document.level.attributes] == ATTRIBUTES
    assert document.level.attributes[5].text == "None — building the craft"
    assert document.outputs == ()


def test_story_of_the_page_by_component(by_component: PageReading) -> None:
    story = by_component.document.story
    assert Counter(line.part for line in story) == {
        StoryPart.WHO: 1,
        StoryPart.EXTERNAL_PROBLEM: 1,
        StoryPart.INTERNAL_PROBLEM: 1,
        StoryPart.WHY_IT_MATTERS: 1,
        StoryPart.PLAN: 5,
        StoryPart.STAKES: 1,
        StoryPart.SUCCESS: 1,
    }
    assert story[1] == StoryLine(
        StoryPart.EXTERNAL_PROBLEM,
        "Customers struggle to effectively use the products, leading to frustration and low adoption rates.",
        Lines(9, 9),
    )
    assert story[3].text.startswith("Every customer deserves to experience")


def test_components_of_the_page_by_component(by_component: PageReading) -> None:
    document = by_component.document
    lists: dict[str, Sequence[Statement | Component]] = {
        "responsibilities": document.responsibilities,
        "tasks": document.tasks,
        "skills": document.skills,
        "knowledge": document.knowledge,
        "competencies": document.competencies,
        "qualifications": document.qualifications,
    }
    assert {name: len(items) for name, items in lists.items()} == {
        "responsibilities": 8,
        "tasks": 4,
        "skills": 8,
        "knowledge": 8,
        "competencies": 8,
        "qualifications": 4,
    }
    assert {(item.prevalence, item.layer) for items in lists.values() for item in items} == {("common", "level")}
    assert document.skills[2] == Component("Data entry", None, "common", "level", Lines(62, 62))
    assert document.tasks[0].text == "Conduct onboarding sessions."
    assert document.responsibilities[1].text == "Handling routine customer check-ins"
    assert document.responsibilities[1].level is None
    assert document.qualifications[1].name == "0–1 years in customer support or related field"


def test_aliases_and_mapping_of_the_page_by_component(by_component: PageReading) -> None:
    document = by_component.document
    assert document.aliases == (
        Alias("Customer Success Manager I", "common", 0.7, "medium", None, Lines(94, 94)),
        Alias("Customer Success Manager 1", "common", 0.66, "medium", None, Lines(95, 95)),
        Alias("Entry-Level Customer Success Manager", "common", 0.7, "medium", None, Lines(96, 96)),
        Alias("Junior Customer Success Manager", "common", 0.68, "medium", None, Lines(97, 97)),
        Alias("Associate Customer Success Manager", "common", 0.6, "medium", None, Lines(98, 98)),
    )
    assert document.mappings == (
        Mapping(
            "43-0000",
            "O*NET / SOC",
            "Office & Administrative Support Occupations",
            "inferred_from_superfunction",
            status=MappingStatus.NEEDS_REVIEW,
            lines=Lines(101, 101),
        ),
    )
