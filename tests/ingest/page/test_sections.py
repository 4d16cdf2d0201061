# ruff: noqa: E501 -- a line of a page is one line here too
"""Headings in all their forms, and sections that are missing, empty, repeated or not known."""

from __future__ import annotations

import pytest

from ingest.page.headings import Heading, SectionKind, read_heading
from tests.ingest.page.pages import BY_COMPONENT, BY_LEVEL, fate, notes, read, read_section, warnings


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        ("Skills", SectionKind.SKILLS, None),
        ("skill", SectionKind.SKILLS, None),
        ("SKILLS", SectionKind.SKILLS, None),
        ("Skills8", SectionKind.SKILLS, 8),
        ("Skills 8", SectionKind.SKILLS, 8),
        ("Skills (8)", SectionKind.SKILLS, 8),
        ("Skills · 8", SectionKind.SKILLS, 8),
        ("Skills:", SectionKind.SKILLS, None),
        ("## Skills", SectionKind.SKILLS, None),
        ("**Skills**", SectionKind.SKILLS, None),
        ("Skills8show ▾", SectionKind.SKILLS, 8),
        ("competency12", SectionKind.COMPETENCIES, 12),
        ("Competencies", SectionKind.COMPETENCIES, None),
        ("qualification4", SectionKind.QUALIFICATIONS, 4),
        ("Knowledge8", SectionKind.KNOWLEDGE, 8),
        ("Title aliases", SectionKind.ALIASES, None),
        ("Title aliasesshow ▾", SectionKind.ALIASES, None),
        ("Title aliases show ▾", SectionKind.ALIASES, None),
        ("Title aliaseshide ▴", SectionKind.ALIASES, None),
        ("Title aliases ▾", SectionKind.ALIASES, None),
        ("▸ Title aliases", SectionKind.ALIASES, None),
        ("Title aliases [hide]", SectionKind.ALIASES, None),
        ("Title aliasesshow", SectionKind.ALIASES, None),
        ("Title alias5show ▾", SectionKind.ALIASES, 5),
        ("Classification mappingsshow ▾", SectionKind.MAPPINGS, None),
        ("Componentsshow ▾", SectionKind.COMPONENTS, None),
        ("What’s at stake", SectionKind.STAKES, None),
        ("What's At Stake?", SectionKind.STAKES, None),
        ("Responsibilities by level", SectionKind.LADDER, None),
        ("Responsibilities8", SectionKind.RESPONSIBILITIES, 8),
        ("Level guidelines", SectionKind.GUIDELINES, None),
    ],
)
def test_known_headings(text: str, kind: SectionKind, count: int | None) -> None:
    heading = read_heading(text)
    assert heading is not None
    assert (heading.kind, heading.count) == (kind, count)


@pytest.mark.parametrize(
    "text",
    [
        "Level — P3 — Mid-Level Professional",
        "Level – P3 – Mid-Level Professional",
        "Level - P3 - Mid-Level Professional",
        "LEVEL P3: Mid-Level Professional",
        "Level: P3 (Mid-Level Professional)",
        "Level P3 Mid-Level Professional",
        "Level—P3—Mid-Level Professional",
    ],
)
def test_level_headings(text: str) -> None:
    assert read_heading(text) == Heading(SectionKind.LEVEL, text, code="P3", label="Mid-Level Professional")


@pytest.mark.parametrize("text", ["Focus — Site Operations", "Focus - Site Operations", "Focus: Site Operations"])
def test_focus_headings(text: str) -> None:
    assert read_heading(text) == Heading(SectionKind.FOCUS, text, label="Site Operations")


@pytest.mark.parametrize(
    "text",
    [
        "Career paths",
        "Tools5",
        "Skills that matter",
        "Communication",
        "Level P3 engineers mentor the others and lead all of the projects in their group.",
        "Focus — we do what our customers need first.",
        "8",
        "Skills " * 30,
    ],
)
def test_other_lines_are_no_known_headings(text: str) -> None:
    assert read_heading(text) is None


def test_empty_sections_are_empty() -> None:
    reading = read_section(
        "Skills\nTasks0\nSummary\nTitle aliasesshow ▾\nLevel guidelines\nClassification mappings\nThe plan"
    )
    document = reading.document
    assert (document.skills, document.tasks, document.summary, document.aliases) == ((), (), (), ())
    assert (document.guidelines, document.mappings, document.story) == ((), (), ())
    assert warnings(reading) == []
    assert notes(reading) == []


@pytest.mark.parametrize(
    "notice",
    [
        "No tasks recorded yet.",
        "no tasks recorded yet",
        "No tasks recorded for this profile yet.",
        "No tasks have been recorded yet.",
        "No tasks available.",
        "- No tasks recorded yet.",
        "—",
        "None recorded.",
    ],
)
def test_notice_of_an_empty_section_is_boilerplate(notice: str) -> None:
    reading = read_section(f"Tasks\n{notice}\nSkills\n- Counting\n")
    assert fate(reading, 4)[0] == "boilerplate"
    assert reading.document.tasks == ()
    assert warnings(reading) == []


def test_bullet_that_begins_with_no_is_a_fact() -> None:
    reading = read_section("Outputs\n- No errors found in the yearly count\n- No stock without a place recorded")
    assert len(reading.document.outputs) == 2


@pytest.mark.parametrize(
    "line",
    [
        "How coordinates work → · Compare side-by-side →",
        "how coordinates work",
        "Nearest roles by structural coordinates (level + taxonomy). Distance 0 -> 1; each carries its 3-state match band.",
        "Nearest\u00a0roles by structural coordinates",
    ],
)
def test_boilerplate_is_known_in_its_variants(line: str) -> None:
    reading = read_section(f"Adjacent roles\n{line}")
    assert fate(reading, 4)[0] == "boilerplate"


def test_boilerplate_of_another_section_is_a_note() -> None:
    reading = read_section("Summary\nYour level is highlighted.")
    assert [s.text for s in reading.document.summary] == ["Your level is highlighted."]


def test_boilerplate_with_something_added_is_a_note() -> None:
    reading = read_section("Skills\nFocus-specific skills the role applies. Only in the north.\n- Counting")
    assert notes(reading) == [("Skills", "Focus-specific skills the role applies. Only in the north.")]
    assert [skill.name for skill in reading.document.skills] == ["Counting"]


UNKNOWN = [
    "Career paths\n- Shift lead\n- Site lead",
    "Tools5\n- Scanner\n- Forklift",
    "Compensation\nBand 4\nPaid monthly.",
]
BEFORE = [
    "Tasks\n- Scan labels",
    "Responsibilities by level\n- Scan labels\n- Plan the dock",
    "Skills\n- Counting\n- Counts without errors.",
    "Skills1\n- Countingcommonlevel",
    "Summary\nHelping a team ship goods.",
    "Provenance\nEvery layer is sourced (1–5).",
    "Level — P2 — Developing\nWorks alone\n- Scope\n- One dock",
    "Title aliases\n| Alias | Type |\n|---|---|\n| Clerk | common |",
    "Level guidelines\n| Level | Scope |\n|---|---|\n| P1 | One aisle |\n| P2 | One dock |",
    "Classification mappings\nO*NET / SOC\n- code=53-0000source=x",
    "The plan\n- Check every delivery.",
    "What's at stake\nOrders are late.",
    "The problem this role solves\n- Why it matters: People wait.",
    "Focus — Site\nGeneral focus — nothing special.",
    "Core outputs\nNo core outputs recorded yet.",
    "Components",
    "The story of this role",
]


@pytest.mark.parametrize("unknown", UNKNOWN)
@pytest.mark.parametrize("before", BEFORE)
def test_unknown_section_is_not_swallowed_by_the_one_before(before: str, unknown: str) -> None:
    alone = read_section(f"{before}\nKnowledge\n- Site layout")
    reading = read_section(f"{before}\n{unknown}\nKnowledge\n- Site layout")
    heading, *lines = unknown.splitlines()
    assert notes(reading) == [(heading, line.removeprefix("- ")) for line in lines]
    number = 3 + len(before.splitlines())
    assert (number, f"unknown section {heading!r}: {len(lines)} lines are kept as notes") in warnings(reading)
    assert len(warnings(reading)) == len(warnings(alone)) + 1
    assert fate(reading, number) == ("unmapped", "unknown section")
    # Nothing else changed but the line numbers.
    for name in ("tasks", "responsibilities", "skills", "summary", "aliases", "mappings", "story", "guidelines"):
        assert len(getattr(reading.document, name)) == len(getattr(alone.document, name)), name
    assert [k.name for k in reading.document.knowledge] == ["Site layout"]
    if alone.document.level:
        assert reading.document.level is not None
        assert len(reading.document.level.attributes) == len(alone.document.level.attributes)


@pytest.mark.parametrize(
    "heading",
    ["What may come after this role for you", "All of the things that a person in this role may want to do next"],
)
def test_long_unknown_heading_after_a_list_is_one(heading: str) -> None:
    reading = read_section(f"Tasks\n- Scan labels\n{heading}\n- Shift lead")
    assert notes(reading) == [(heading, "Shift lead")]
    assert [task.text for task in reading.document.tasks] == ["Scan labels"]


def test_blank_line_before_and_text_after_set_an_unknown_heading_apart() -> None:
    reading = read_section("Summary\nHelping a team\n\nCompensation\nPaid monthly")
    assert [s.text for s in reading.document.summary] == ["Helping a team"]
    assert notes(reading) == [("Compensation", "Paid monthly")]


def test_unknown_section_at_the_end_and_without_content_is_kept() -> None:
    reading = read_section("Tasks\n- Scan labels\nCareer paths")
    assert notes(reading) == [(None, "Career paths")]
    assert fate(reading, 5) == ("unmapped", "unknown section")


def test_two_unknown_sections_stay_apart() -> None:
    reading = read_section("Tasks\n- Scan labels\nCareer paths\n- Shift lead\nTools\n- Scanner")
    assert notes(reading) == [("Career paths", "Shift lead"), ("Tools", "Scanner")]
    assert [line for line, _ in warnings(reading)] == [5, 7]


def test_heading_with_toggle_or_markup_opens_an_unknown_section_anywhere() -> None:
    reading = read_section("Summary\nHelping out\nCareer pathsshow ▾\nShift lead\n## Pay\nMonthly")
    assert notes(reading) == [("Career pathsshow ▾", "Shift lead"), ("## Pay", "Monthly")]
    assert [s.text for s in reading.document.summary] == ["Helping out"]


def test_unknown_table_section_is_kept_row_by_row() -> None:
    reading = read_section(
        "Tasks\n- Scan labels\nPay bands\n| Level | Band |\n|---|---|\n| P1 | 20 |\n| P2 | 30 |\nSkills\n- Counting"
    )
    assert notes(reading) == [
        ("Pay bands", "| Level | Band |"),
        ("Pay bands", "| P1 | 20 |"),
        ("Pay bands", "| P2 | 30 |"),
    ]
    assert reading.document.guidelines == ()
    assert (5, "unknown section 'Pay bands': 3 lines are kept as notes") in warnings(reading)


def test_unknown_introduction_is_a_note_and_the_list_goes_on() -> None:
    reading = read_section("Tasks\nThese are the things done every day.\n- Scan labels\n- Count stock")
    assert notes(reading) == [("Tasks", "These are the things done every day.")]
    assert [task.text for task in reading.document.tasks] == ["Scan labels", "Count stock"]
    assert warnings(reading) == [(4, "text that is not understood under 'Tasks'; it is kept as a note")]


def test_section_that_comes_twice_is_merged_with_a_warning() -> None:
    reading = read_section("Tasks1\n- Scan labels\nSkills\n- Counting\nTasks2\n- Count stock\n- Scan labels.")
    assert [task.text for task in reading.document.tasks] == ["Scan labels", "Count stock"]
    assert warnings(reading) == [
        (7, "the page has a section tasks already; the two are read as one"),
        (9, "this task repeats another; it is read once"),
    ]
    assert fate(reading, 9) == ("mapped", "task")


def test_declared_count_that_differs_is_warned_about() -> None:
    reading = read_section("Tasks4\n- Scan labels\n- Count stock\nTitle aliases3\n- Clerk")
    assert warnings(reading) == [
        (3, "the heading declares 4 tasks, 2 were read"),
        (6, "the heading declares 3 title aliases, 1 were read"),
    ]


def test_count_may_stand_on_the_line_after_its_heading() -> None:
    reading = read_section("Tasks\n3\n- Scan labels\n- Count stock")
    assert warnings(reading) == [(3, "the heading declares 3 tasks, 2 were read")]
    assert fate(reading, 4) == ("boilerplate", "boilerplate: heading of tasks")


def test_adjacent_roles_are_kept_as_notes() -> None:
    reading = read_section(
        "Adjacent roles\nNearest roles by structural coordinates (level + taxonomy).\n"
        "- OPS.GEN.P3 — Associate II — distance 0.1\nNear\nShift lead\nOPS.SHIFT.P3\n0.25\nTasks\n- Scan labels"
    )
    assert notes(reading) == [
        ("Adjacent roles", "OPS.GEN.P3 — Associate II — distance 0.1"),
        ("Adjacent roles", "Near"),
        ("Adjacent roles", "Shift lead"),
        ("Adjacent roles", "OPS.SHIFT.P3"),
        ("Adjacent roles", "0.25"),
    ]
    assert warnings(reading) == [(5, "adjacent roles are worked out from the taxonomy; 5 lines are kept as notes")]
    assert reading.document.profile == "OPS.GEN.P2"


def test_page_that_mixes_both_layouts_is_read_whole() -> None:
    _, _, components = BY_COMPONENT.partition("Componentsshow ▾\n")
    reading = read(BY_LEVEL + "Componentsshow ▾\n" + components)
    document = reading.document
    assert [(s.level, s.layer) for s in document.responsibilities] == [
        ("P1", None),
        ("P1", None),
        ("P2", None),
        ("P2", None),
        ("P3", None),
        ("P3", None),
        (None, "level"),
        (None, "level"),
    ]
    assert [(s.name, bool(s.description), s.prevalence) for s in document.skills] == [
        ("Forklift driving", True, "common"),
        ("Stock systems", True, None),
        ("Data entry", False, "common"),
    ]
    assert len(document.aliases) == 2
    assert [m.code for m in document.mappings] == ["53-7065", "53-0000"]
    assert notes(reading) == []
