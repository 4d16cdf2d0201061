# ruff: noqa: E501 -- a line of a page is one line here too
"""Tables: guidelines and aliases in other shapes, and pages that are cut off in one."""

from __future__ import annotations

import pytest

from ingest.page.reader import read_page
from ontology.errors import DocumentError
from ontology.records import Alias, Lines, Statement
from tests.ingest.page.pages import (
    BY_COMPONENT,
    BY_LEVEL,
    NAME,
    align_in_order,
    fate,
    notes,
    read,
    read_section,
    warnings,
)


def guidelines(table: str) -> list[tuple[str | None, str | None, str]]:
    reading = read_section(f"Level guidelines\n{table}\nSkills")
    return [(s.level, s.dimension, s.text) for s in reading.document.guidelines]


def test_guidelines_with_other_dimensions_levels_and_gaps() -> None:
    reading = read_section(
        "Level guidelines\n| Level | Scope | Reach | Pay |\n|:---|---:|:-:|---|\n| P1 — Entry | One aisle | — | |\n"
        "| P2 (you) | One dock | Site | Monthly \\| weekly |\nSkills"
    )
    assert reading.document.guidelines == (
        Statement("One aisle", level="P1", dimension="Scope", lines=Lines(6, 6)),
        Statement("One dock", level="P2", dimension="Scope", lines=Lines(7, 7)),
        Statement("Site", level="P2", dimension="Reach", lines=Lines(7, 7)),
        Statement("Monthly | weekly", level="P2", dimension="Pay", lines=Lines(7, 7)),
    )
    assert fate(reading, 4) == ("mapped", "guideline dimensions")
    assert fate(reading, 5) == ("boilerplate", "boilerplate: table rule")
    assert fate(reading, 6) == ("mapped", "guidelines P1 (1 of 3 cells)")
    assert notes(reading) == [("Level guidelines", "P1 — Entry")]
    assert warnings(reading) == []


def test_guidelines_whose_level_column_is_elsewhere_or_unnamed() -> None:
    assert guidelines("| Scope | Level |\n|---|---|\n| One aisle | P1 |\n| One dock | P2 |") == [
        ("P1", "Scope", "One aisle"),
        ("P2", "Scope", "One dock"),
    ]
    assert guidelines("| Scope | |\n|---|---|\n| One aisle | P1 |\n| One dock | P2 |") == [
        ("P1", "Scope", "One aisle"),
        ("P2", "Scope", "One dock"),
    ]


def test_guidelines_with_levels_as_columns() -> None:
    assert guidelines(
        "| Dimension | P1 | P2 |\n|---|---|---|\n| Scope | One aisle | One dock |\n| Reach | — | Site |"
    ) == [
        ("P1", "Scope", "One aisle"),
        ("P2", "Scope", "One dock"),
        ("P2", "Reach", "Site"),
    ]


def test_row_without_pipes_at_its_ends_is_a_row() -> None:
    assert guidelines("Level | Scope\n---|---\nP1 | One aisle\nP2 | One dock") == [
        ("P1", "Scope", "One aisle"),
        ("P2", "Scope", "One dock"),
    ]


def test_cells_too_few_and_too_many() -> None:
    reading = read_section(
        "Level guidelines\n| Level | Scope | Reach |\n|---|---|---|\n| P1 | One aisle |\n| P2 | One dock | Site | Country |\nSkills"
    )
    assert [(s.level, s.text) for s in reading.document.guidelines] == [
        ("P1", "One aisle"),
        ("P2", "One dock"),
        ("P2", "Site"),
    ]
    assert warnings(reading) == [
        (6, "the row has 2 of 3 cells; the missing ones are read as empty"),
        (7, "the row has 4 cells, its header 3; 'Country' is kept as a note"),
    ]
    assert notes(reading) == [("Level guidelines", "Country")]


def test_rows_and_columns_that_say_no_level_or_dimension_are_kept() -> None:
    reading = read_section(
        "Level guidelines\n| Level | Scope | |\n|---|---|---|\n| P2 | One dock | Site |\n| All levels | Safety | |\nSkills"
    )
    assert notes(reading) == [("Level guidelines", "Site"), ("Level guidelines", "| All levels | Safety | |")]
    assert warnings(reading) == [
        (6, "the column of 'Site' has no heading; the cell is kept as a note"),
        (7, "the row's level 'All levels' is no level code such as P1; it is kept as a note"),
    ]


def test_table_without_levels_is_kept() -> None:
    reading = read_section("Level guidelines\n| Scope | Reach |\n|---|---|\n| One dock | Site |\nSkills")
    assert notes(reading) == [("Level guidelines", "| Scope | Reach |"), ("Level guidelines", "| One dock | Site |")]
    assert warnings(reading) == [(4, "no column of the table holds level codes such as P1; the table is kept as notes")]


def test_cell_of_a_column_without_level_is_kept() -> None:
    reading = read_section(
        "Level guidelines\n| | P1 | P2 | Remark |\n|---|---|---|---|\n| Scope | Aisle | Dock | Draft |\nSkills"
    )
    assert len(reading.document.guidelines) == 2
    assert notes(reading) == [("Level guidelines", "Draft")]


def test_guidelines_without_the_profiles_level_or_with_one_twice_are_warned_about() -> None:
    reading = read_section(
        "Level guidelines\n| Level | Scope |\n|---|---|\n| P1 | Aisle |\n| P1 | Dock |\n| P1 | Dock |\nSkills"
    )
    assert warnings(reading) == [
        (3, "the level guidelines don't include the profile's level P2: P1"),
        (7, "the table has level P1 twice"),
        (8, "the table has level P1 twice"),
    ]
    assert [s.text for s in reading.document.guidelines] == ["Aisle", "Dock"]


def test_table_that_lost_a_line_amid_the_page_is_read_or_kept() -> None:
    no_rule = read_section("Level guidelines\n| Level | Scope |\n| P2 | Dock |\nSkills")
    assert [s.text for s in no_rule.document.guidelines] == ["Dock"]
    assert warnings(no_rule) == [(4, "the table has no line of dashes; its first row is read as its header")]
    no_header = read_section("Level guidelines\n|---|---|\n| P2 | Dock |\nSkills")
    assert notes(no_header) == [("Level guidelines", "| P2 | Dock |")]
    assert warnings(no_header) == [(4, "table without header row under 'Level guidelines'; it is kept as notes")]
    no_rows = read_section("Level guidelines\n| Level | Scope |\n|---|---|\nSkills")
    assert notes(no_rows) == [("Level guidelines", "| Level | Scope |")]
    assert warnings(no_rows) == [(4, "table without rows under 'Level guidelines'; it is kept as notes")]


def test_tables_with_tabs_between_their_cells_are_read() -> None:
    reading = read_section(
        "Level guidelines\nLevel\tScope\tReach\nP1\tOne aisle\t\nP2\tOne dock\tSite\nTitle aliases\n"
        "Alias\tType\tConfidence\nClerk\tcommon\thigh0.91\nSkills\n-\tCounting\tand packing"
    )
    assert [(s.level, s.dimension, s.text) for s in reading.document.guidelines] == [
        ("P1", "Scope", "One aisle"),
        ("P2", "Scope", "One dock"),
        ("P2", "Reach", "Site"),
    ]
    assert [(a.label, a.confidence) for a in reading.document.aliases] == [("Clerk", 0.91)]
    assert [s.name for s in reading.document.skills] == ["Counting and packing"]


def aliases(table: str) -> tuple[Alias, ...]:
    return read_section(f"Title aliases\n{table}\nSkills").document.aliases


def test_aliases_with_other_columns_and_orders() -> None:
    assert aliases(
        "| Approved | Title | Confidence |\n|---|---|---|\n| Yes | Clerk | high (0.91) |\n| No | Packer | 70% |"
    ) == (
        Alias("Clerk", None, 0.91, "high", True, Lines(6, 6)),
        Alias("Packer", None, 0.7, None, False, Lines(7, 7)),
    )


@pytest.mark.parametrize(
    ("cell", "number", "band"),
    [
        ("medium0.70", 0.7, "medium"),
        ("high0.91", 0.91, "high"),
        ("Medium 0.70", 0.7, "medium"),
        ("very high 0.99", 0.99, "very high"),
        ("high (0.91)", 0.91, "high"),
        ("high: 0.91", 0.91, "high"),
        ("0.7", 0.7, None),
        ("0,7", 0.7, None),
        ("1.0", 1.0, None),
        ("70%", 0.7, None),
        ("medium", None, "medium"),
        ("—", None, None),
        ("", None, None),
    ],
)
def test_confidences(cell: str, number: float | None, band: str | None) -> None:
    (alias,) = aliases(f"| Alias | Confidence |\n|---|---|\n| Clerk | {cell} |")
    assert (alias.confidence, alias.band) == (number, band)


@pytest.mark.parametrize("cell", ["1.7", "high170", "0.7 of 1", "x" * 50])
def test_confidence_that_is_none_is_kept_as_a_note(cell: str) -> None:
    reading = read_section(f"Title aliases\n| Alias | Confidence |\n|---|---|\n| Clerk | {cell} |\nSkills")
    assert reading.document.aliases[0].confidence is None
    assert notes(reading) == [("Title aliases", cell)]
    assert len(warnings(reading)) == 1


@pytest.mark.parametrize(
    ("cell", "approved"),
    [
        ("Yes", True),
        ("✓", True),
        ("✔️", True),
        ("Approved", True),
        ("true", True),
        ("No", False),
        ("✗", False),
        ("Rejected", False),
        ("not approved", False),
        ("Pending", None),
        ("needs review", None),
        ("n/a", None),
        ("—", None),
        ("", None),
    ],
)
def test_approvals(cell: str, approved: bool | None) -> None:
    reading = read_section(f"Title aliases\n| Alias | Approved |\n|---|---|\n| Clerk | {cell} |\nSkills")
    assert [alias.approved for alias in reading.document.aliases] == [approved]
    assert warnings(reading) == []


def test_unknown_approval_and_column_are_kept_as_notes() -> None:
    reading = read_section(
        "Title aliases\n| Alias | Approved | Region | Band |\n|---|---|---|---|\n| Clerk | by Ann | North | High |\n| Packer | | | — |\nSkills"
    )
    assert reading.document.aliases == (
        Alias("Clerk", None, None, "high", None, Lines(6, 6)),
        Alias("Packer", lines=Lines(7, 7)),
    )
    assert notes(reading) == [("Title aliases", "Region: North"), ("Title aliases", "by Ann")]
    assert warnings(reading) == [
        (4, "the column 'Region' is not known; its cells are kept as notes"),
        (6, "approval 'by Ann' is neither yes nor no; it is read as not known"),
    ]


def test_alias_rows_without_title_and_repeated_ones() -> None:
    reading = read_section(
        "Title aliases\n| Alias | Type |\n|---|---|\n| — | common |\n| Clerk | common |\n| clerk | formal |\nSkills"
    )
    assert [(a.label, a.type) for a in reading.document.aliases] == [("Clerk", "common")]
    assert notes(reading) == [("Title aliases", "| — | common |")]
    assert warnings(reading) == [
        (6, "the row has no title; it is kept as a note"),
        (8, "alias 'clerk' repeats another; the first is read"),
    ]


def test_alias_table_without_titles_is_kept() -> None:
    reading = read_section("Title aliases\n| Kind | Score |\n|---|---|\n| common | 0.7 |\nSkills")
    assert reading.document.aliases == ()
    assert len(notes(reading)) == 2


@pytest.mark.parametrize(
    ("line", "alias"),
    [
        ("Clerk", Alias("Clerk")),
        ("Junior Clerk, common, medium 0.68", Alias("Junior Clerk", "common", 0.68, "medium")),
        ("Clerk, Warehouse · common · 0.7", Alias("Clerk, Warehouse", "common", 0.7)),
        ("Clerk, Warehouse", Alias("Clerk, Warehouse")),
        ("Clerk (0.68)", Alias("Clerk", None, 0.68)),
        ("Clerk — Night shift", Alias("Clerk — Night shift")),
        ("Clerk 1", Alias("Clerk 1")),
    ],
)
def test_aliases_in_a_list(line: str, alias: Alias) -> None:
    (found,) = aliases(f"- {line}")
    assert (found.label, found.type, found.confidence, found.band) == (
        alias.label,
        alias.type,
        alias.confidence,
        alias.band,
    )


@pytest.mark.parametrize(
    ("table", "line", "problem"),
    [
        ("|", 4, "at the start of a table"),
        ("| Alias | Type |", 4, "after the header row of a table"),
        ("| Alias | Ty", 4, "after the header row of a table"),
        ("| Alias | Type |\n|---|", 5, "before the first row of a table"),
        ("| Alias | Type |\n|---|---|", 5, "before the first row of a table"),
        ("| Alias | Type |\n|---|---|\n| Clerk |", 6, "in a table: its last row has 1 of 2 cells"),
        ("| Alias | Type |\n|---|---|\n| Clerk | common |\n| Pack", 7, "in a table: its last row has 1 of 2 cells"),
        ("| Alias | Type |\n|---|---|\n| Clerk | common |\n|", 7, "in a table: its last row has 1 of 2 cells"),
        ("| Alias | Type |\n|---|---|\n| Clerk | comm", 6, "in a table: its last row has no closing '|'"),
        ("| Alias | Type |\n|---|---|\n| Clerk | comm\n\n---\n", 6, "in a table: its last row has no closing '|'"),
        ("| Alias | Type |\n|---|---|\n| Clerk | a \\|", 6, "in a table: its last row has no closing '|'"),
    ],
)
def test_page_that_ends_in_a_table_is_refused(table: str, line: int, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        read_section(f"Title aliases\n{table}")
    assert str(caught.value) == (
        f"page.txt:{line}: the page is cut off {problem}"
        " (copy the whole page again: its table must end with a complete row)"
    )


@pytest.mark.parametrize("page", [BY_LEVEL, BY_COMPONENT])
def test_page_cut_off_anywhere_inside_its_table_is_refused(page: str) -> None:
    lines = page.splitlines(keepends=True)
    start = sum(len(line) for line in lines[: next(i for i, line in enumerate(lines) if line.startswith("|"))])
    end = page.rindex("|") + 1
    whole_rows = {i + 1 for i in range(start, end) if page[i : i + 2] == "|\n"} | {end}
    for cut in range(start + 1, end):
        text = page[:cut].rstrip("\n")
        is_whole = len(text) in whole_rows and text.count("\n|") > 2
        if not is_whole:
            with pytest.raises(DocumentError, match="the page is cut off"):
                read_page(text, NAME, align_in_order)


def test_page_that_ends_with_a_whole_table_is_read() -> None:
    assert [a.label for a in read_section("Title aliases\n| Alias |\n|---|\n| Clerk |").document.aliases] == ["Clerk"]
    assert (
        read("Associate\nOPS.GEN.P2\nTitle aliases\nAlias | Type\n---|---\nClerk | common").document.aliases[0].type
        == "common"
    )
