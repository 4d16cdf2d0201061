# ruff: noqa: E501 -- a line of a page is one line here too
"""Lists of components with descriptions or badges, and lists of statements."""

from __future__ import annotations

import pytest

from ingest.page.described import group_descriptions
from ontology.records import Component, Lines
from tests.ingest.page.pages import fate, notes, read_section, warnings


def skills(text: str) -> list[tuple[str, str | None]]:
    return [(skill.name, skill.description) for skill in read_section(f"Skills\n{text}").document.skills]


def test_names_and_descriptions_alternate() -> None:
    assert skills("- Counting\n- Counts without errors.\n- Driving\n- Drives in narrow aisles.") == [
        ("Counting", "Counts without errors."),
        ("Driving", "Drives in narrow aisles."),
    ]


def test_missing_description_leaves_the_others_in_place() -> None:
    assert skills(
        "- Counting\n- Packing\n- Packs without waste.\n- Driving\n- Drives in narrow aisles.\n- Lifting"
    ) == [
        ("Counting", None),
        ("Packing", "Packs without waste."),
        ("Driving", "Drives in narrow aisles."),
        ("Lifting", None),
    ]


def test_description_may_be_a_phrase() -> None:
    assert skills(
        "- Counting\n- Exact and quick counting\n- Packing\n- Packs without waste.\n- Driving\n- Drives well."
    ) == [
        ("Counting", "Exact and quick counting"),
        ("Packing", "Packs without waste."),
        ("Driving", "Drives well."),
    ]


def test_description_may_be_two_bullets() -> None:
    assert skills("- Counting\n- Counts without errors.\n- Finds the differences.\n- Driving\n- Drives well.") == [
        ("Counting", "Counts without errors. Finds the differences."),
        ("Driving", "Drives well."),
    ]


def test_short_phrase_after_a_name_is_a_name_itself() -> None:
    assert skills("- Counting\n- Careful packing\n- Driving\n- Drives in narrow aisles.") == [
        ("Counting", None),
        ("Careful packing", None),
        ("Driving", "Drives in narrow aisles."),
    ]


def test_long_name_after_a_description_is_no_second_description() -> None:
    assert skills(
        "- Counting\n- Counts well.\n- Checking all deliveries at the gate\n- Driving\n- Drives well.\n- Packing\n- Packs well."
    ) == [
        ("Counting", "Counts well."),
        ("Checking all deliveries at the gate", None),
        ("Driving", "Drives well."),
        ("Packing", "Packs well."),
    ]


def test_descriptions_may_have_lost_their_bullets() -> None:
    assert skills("- Counting\nCounts without errors.\n- Driving\nDrives in narrow aisles.") == [
        ("Counting", "Counts without errors."),
        ("Driving", "Drives in narrow aisles."),
    ]


@pytest.mark.parametrize("mark", [":", " —", " –", " -"])
def test_description_may_stand_on_the_line_of_its_name(mark: str) -> None:
    assert skills(f"- Counting{mark} Counts without errors.\n- Driving{mark} Drives in narrow aisles.") == [
        ("Counting", "Counts without errors."),
        ("Driving", "Drives in narrow aisles."),
    ]


def test_names_with_marks_in_them_stay_whole() -> None:
    assert skills("- SQL / data querying\n- Forklift - basic\n- Counting\n- Packing") == [
        ("SQL / data querying", None),
        ("Forklift - basic", None),
        ("Counting", None),
        ("Packing", None),
    ]


def test_list_of_names_has_no_descriptions() -> None:
    assert skills("- Counting\n- Packing\n- Stock systems\n- Time management") == [
        ("Counting", None),
        ("Packing", None),
        ("Stock systems", None),
        ("Time management", None),
    ]


def test_declared_count_decides_between_names_and_descriptions() -> None:
    listed = "- Counting\n- Careful counting\n- Packing\n- Careful packing"
    assert len(read_section(f"Skills4\n{listed}").document.skills) == 4
    assert skills_of_two(listed) == [("Counting", "Careful counting"), ("Packing", "Careful packing")]


def skills_of_two(listed: str) -> list[tuple[str, str | None]]:
    return [(s.name, s.description) for s in read_section(f"Skills2\n{listed}").document.skills]


def test_long_qualifications_are_names() -> None:
    reading = read_section(
        "Qualification\n- Warehouse training\n- 0–1 years in a warehouse or a related field\n- Forklift licence\n- Two languages"
    )
    assert len(reading.document.qualifications) == 4
    sentences = read_section("Knowledge\n- Knows the site.\n- Knows the systems.\n- Knows the law.").document.knowledge
    assert [k.name for k in sentences] == ["Knows the site.", "Knows the systems.", "Knows the law."]


def test_description_under_a_name_with_badges() -> None:
    reading = read_section(
        "Skills\n- Countingcommonlevel\n- Counts without errors.\n- Drivingcorerole\n- Drives in narrow aisles."
    )
    assert reading.document.skills == (
        Component("Counting", "Counts without errors.", "common", "level", Lines(4, 5)),
        Component("Driving", "Drives in narrow aisles.", "core", "role", Lines(6, 7)),
    )
    assert fate(reading, 5) == ("mapped", "description of skill 'Counting'")


def test_sentence_without_badge_is_an_item_where_descriptions_are_not_usual() -> None:
    reading = read_section("Knowledge3\n- Site layoutcommonlevel\n- Safety rules.\n- Stock systemscommonlevel")
    assert [k.name for k in reading.document.knowledge] == ["Site layout", "Safety rules.", "Stock systems"]


def test_item_that_lost_its_bullet_is_known_by_its_badges() -> None:
    reading = read_section("Tasks2\n- Scan labels.commonlevel\nCount stockcommonlevel\nSkills\n- Counting")
    assert [task.text for task in reading.document.tasks] == ["Scan labels.", "Count stock"]
    assert notes(reading) == []


def test_repeated_component_is_one_with_all_that_is_said() -> None:
    reading = read_section(
        "Skills\n- Counting\n- Counts without errors.\n- Driving\n- Drives well.\nComponents\nSkills2\n- countingcommonlevel\n"
        "- Packingcommonlevel"
    )
    assert reading.document.skills == (
        Component("Counting", "Counts without errors.", "common", "level", Lines(4, 5)),
        Component("Driving", "Drives well.", lines=Lines(6, 7)),
        Component("Packing", None, "common", "level", Lines(11, 11)),
    )
    assert (10, "'counting' was listed before; the two are read as one") in warnings(reading)


def test_second_description_that_differs_is_kept_as_a_note() -> None:
    reading = read_section("Skills\n- Counting\n- Counts well.\n- Counting\n- Counts fast.\n- Driving\n- Drives well.")
    assert reading.document.skills[0].description == "Counts well."
    assert notes(reading) == [("Counting", "Counts fast.")]


def test_outputs_are_statements() -> None:
    reading = read_section("Core outputs\n- A weekly stock report\n- A count sheetcorerole")
    assert [(o.text, o.prevalence, o.layer) for o in reading.document.outputs] == [
        ("A weekly stock report", None, None),
        ("A count sheet", "core", "role"),
    ]


def test_grouping_of_many_texts_is_quick() -> None:
    texts = ["Counting", "Counts without errors."] * 3000
    assert group_descriptions(texts, least_share=0.25) == [[i, i + 1] for i in range(0, 6000, 2)]


def test_count_that_cannot_be_met_is_not_forced() -> None:
    assert group_descriptions(["Counting", "Packing"], least_share=0.25, count=9) == [[0], [1]]
    assert group_descriptions(["Counting", "Packing"], least_share=0.25, count=0) == [[0], [1]]
    assert group_descriptions([], least_share=0.25) == []
