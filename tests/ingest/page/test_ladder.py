# ruff: noqa: E501 -- a line of a page is one line here too
"""Responsibilities by level, with and without the headings of their levels."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.alignment import Alignment, LevelText
from ingest.page.codes import fill_levels
from ingest.page.ladder import find_ladder_levels
from ingest.page.reader import read_page
from ontology.records import Basis, Statement
from tests.ingest.page.pages import NAME, align_in_order, check_account, fate, notes, read, read_section, warnings

GUIDELINES = (
    "Level guidelines\n| Level | Scope |\n|---|---|\n| P1 | One aisle |\n| P2 | One dock |\n| P3 | One site |\n"
)


def ladder(text: str, guidelines: str = GUIDELINES) -> list[tuple[str, str | None, Basis]]:
    reading = read_section(f"Responsibilities by level\n{text}\n{guidelines}Skills\n")
    return [(s.text, s.level, s.basis) for s in reading.document.responsibilities]


@pytest.mark.parametrize(
    "headings",
    [
        ("P1", "P2", "P3"),
        ("P1 — Entry", "P2 — Developing", "P3 — Career"),
        ("P1 Entry Professional", "P2 Developing Professional", "P3 Career Professional"),
        ("Level P1", "Level P2", "Level P3"),
        ("Level — P1 — Entry", "Level — P2 — Developing", "Level — P3 — Career"),
        ("P1", "P2Your level", "P3"),
        ("**P1**", "**P2** (your level)", "**P3**"),
        ("- P1", "- P2 — Developing", "- P3"),
        ("P1:", "P2:", "P3:"),
        ("P12", "P21", "P33"),
    ],
)
def test_levels_are_stated_where_their_headings_survive(headings: tuple[str, str, str]) -> None:
    first, second, third = headings
    found = ladder(f"{first}\n- Counts\n- Packs\n{second}\n- Plans\n{third}\n- Leads\n- Decides\n- Builds")
    assert found == [
        ("Counts", "P1", Basis.STATED),
        ("Packs", "P1", Basis.STATED),
        ("Plans", "P2", Basis.STATED),
        ("Leads", "P3", Basis.STATED),
        ("Decides", "P3", Basis.STATED),
        ("Builds", "P3", Basis.STATED),
    ]


def test_labels_of_level_headings_are_kept_as_notes() -> None:
    reading = read_section(
        f"Responsibilities by level\nP1 — Entry\n- Counts\nP2 — DevelopingYour level\n- Plans\nP3\n- Leads\n{GUIDELINES}Skills"
    )
    assert notes(reading) == [
        ("Responsibilities by level", "P1 — Entry"),
        ("Responsibilities by level", "P2 — Developing"),
    ]


def test_level_marker_of_the_site_is_boilerplate() -> None:
    reading = read_section(
        "Responsibilities by level\nP1\n- Counts\nP2\nYour level\n- Plans\nP3\n- Leads\n" + GUIDELINES + "Skills"
    )
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [
        ("Counts", "P1"),
        ("Plans", "P2"),
        ("Leads", "P3"),
    ]
    assert fate(reading, 7) == ("boilerplate", "boilerplate: level marker")
    assert fate(reading, 4) == ("mapped", "level heading P1")


def test_levels_are_stated_where_each_bullet_names_its_own() -> None:
    assert ladder("- P1: Counts\n- P1: Packs\n- P3 — Leads") == [
        ("Counts", "P1", Basis.STATED),
        ("Packs", "P1", Basis.STATED),
        ("Leads", "P3", Basis.STATED),
    ]


def test_responsibilities_with_level_headings_are_a_ladder_under_any_heading() -> None:
    reading = read_section("Responsibilities\nP1\n- Counts\nP2\n- Plans\nP3\n- Leads\n" + GUIDELINES + "Skills")
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [
        ("Counts", "P1"),
        ("Plans", "P2"),
        ("Leads", "P3"),
    ]


def test_bullet_before_the_first_level_heading_is_kept_as_a_note() -> None:
    reading = read_section("Responsibilities by level\n- Counts\nP2\n- Plans\nP3\n- Leads\n" + GUIDELINES + "Skills")
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [("Plans", "P2"), ("Leads", "P3")]
    assert notes(reading) == [("Responsibilities by level", "Counts")]
    assert warnings(reading) == [(4, "a bullet before the first level heading; it is kept as a note")]


def test_one_surviving_heading_of_many_is_not_taken_for_all_that_follow() -> None:
    guidelines = GUIDELINES + "| P4 | All sites |\n"
    reading = read_section(
        f"Responsibilities by level\n- Counts\n- Packs\nP2\n- Plans\n- Leads\n- Decides\n- Builds\n- Rules\n- Ends\n{guidelines}Skills"
    )
    assert [s.level for s in reading.document.responsibilities] == ["P1", "P1", "P2", "P2", "P3", "P3", "P4", "P4"]
    assert {s.basis for s in reading.document.responsibilities} == {Basis.POSITIONAL}
    assert warnings(reading)[0] == (
        3,
        "only some level headings survived (P2); the bullets are placed without them",
    )


def test_level_heading_without_responsibility_is_warned_about() -> None:
    reading = read_section("Responsibilities by level\nP1\nP2\n- Plans\nP3\n- Leads\n" + GUIDELINES + "Skills")
    assert (3, "level P1 has a heading but no responsibility") in warnings(reading)


def test_bullets_that_divide_evenly_are_placed_by_position() -> None:
    assert [(level, basis) for _, level, basis in ladder("- A\n- B\n- C\n- D\n- E\n- F")] == [
        (level, Basis.POSITIONAL) for level in ("P1", "P1", "P2", "P2", "P3", "P3")
    ]


def test_bullets_that_do_not_divide_are_aligned_against_the_guidelines() -> None:
    asked: list[tuple[list[str], list[LevelText]]] = []

    def align(bullets: Sequence[str], levels: Sequence[LevelText]) -> list[Alignment]:
        asked.append((list(bullets), list(levels)))
        return [Alignment("P1", Basis.INFERRED, 0.91), *[Alignment("P3", Basis.INFERRED, 0.58)] * (len(bullets) - 1)]

    text = (
        f"Associate\nOPS.GEN.P2\nResponsibilities by level\n- Counts\n- Plans\n- Leads\n- Decides\n{GUIDELINES}Skills"
    )
    reading = read_page(text, NAME, align)
    check_account(text, reading)
    assert asked == [
        (
            ["Counts", "Plans", "Leads", "Decides"],
            [LevelText("P1", ("One aisle",)), LevelText("P2", ("One dock",)), LevelText("P3", ("One site",))],
        )
    ]
    first, second, *_ = reading.document.responsibilities
    assert (first.level, first.basis, first.confidence) == ("P1", Basis.INFERRED, 0.91)
    assert (second.level, second.basis, second.confidence) == ("P3", Basis.INFERRED, 0.58)
    assert warnings(reading) == [
        (
            3,
            "4 responsibilities don't divide evenly among the 3 levels P1 to P3: their levels are Inferred, by meaning and"
            " order; the lowest confidence is 0.58",
        )
    ]


def test_ladder_without_guidelines_runs_over_the_professional_levels() -> None:
    assert [level for _, level, _ in ladder("- A\n- B\n- C\n- D\n- E\n- F", "")] == ["P1", "P2", "P3", "P4", "P5", "P6"]


def test_ladder_of_another_scheme_without_guidelines_is_kept_as_notes() -> None:
    reading = read("Lead\nOPS.GEN.M2\nResponsibilities by level\n- Counts\n- Plans\n")
    assert reading.document.responsibilities == ()
    assert notes(reading) == [("Responsibilities by level", "Counts"), ("Responsibilities by level", "Plans")]
    assert warnings(reading)[0][0] == 3


@pytest.mark.parametrize("prefix", ["M", "L", "IC"])
def test_ladder_in_another_scheme_uses_the_levels_of_its_guidelines(prefix: str) -> None:
    guidelines = GUIDELINES.replace("| P", f"| {prefix}")
    reading = read(f"Lead\nOPS.GEN.{prefix}2\nResponsibilities by level\n- A\n- B\n- C\n{guidelines}Skills")
    assert [s.level for s in reading.document.responsibilities] == [f"{prefix}1", f"{prefix}2", f"{prefix}3"]
    assert [s.level for s in reading.document.guidelines] == [f"{prefix}1", f"{prefix}2", f"{prefix}3"]


def test_levels_of_a_ladder() -> None:
    cells = [Statement("a", level=code, dimension="d") for code in ("P1", "P2", "P4")]
    assert find_ladder_levels("P2", cells, cut_short=False) == ["P1", "P2", "P3", "P4"]
    assert find_ladder_levels("P5", cells, cut_short=False) == ["P1", "P2", "P3", "P4", "P5"]
    assert find_ladder_levels("P2", cells, cut_short=True) == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert find_ladder_levels("P2", [], cut_short=False) == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert find_ladder_levels("M2", [], cut_short=False) == []
    assert find_ladder_levels("M2", cells, cut_short=False) == ["P1", "P2", "P4"]
    assert fill_levels(["P2", "M1"]) == ["P2", "M1"]


def test_page_that_ends_with_its_guidelines_may_lack_their_last_levels() -> None:
    text = "\n".join(f"- {letter}" for letter in "ABCDEF")
    reading = read_section(f"Responsibilities by level\n{text}\n{GUIDELINES}")
    assert [s.level for s in reading.document.responsibilities] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert warnings(reading) == [(15, "the page ends with its level guidelines, at P3: is the rest missing?")]


def test_ladder_after_its_guidelines_is_read_the_same() -> None:
    reading = read_section(f"{GUIDELINES}Responsibilities by level\n- A\n- B\n- C\n")
    assert [s.level for s in reading.document.responsibilities] == ["P1", "P2", "P3"]


def test_bullet_repeated_by_a_slip_is_read_once_and_does_not_move_the_others() -> None:
    reading = read_section(f"Responsibilities by level\n- A\n- A\n- B\n- C\n{GUIDELINES}Skills")
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [("A", "P1"), ("B", "P2"), ("C", "P3")]
    assert warnings(reading) == [(5, "this responsibility repeats another; it is read once")]
    assert fate(reading, 5) == ("mapped", "responsibility (repeated)")


def test_bullet_repeated_far_off_is_read_once_where_the_rest_divides() -> None:
    assert [(text, level) for text, level, _ in ladder("- A\n- B\n- C\n- A")] == [("A", "P1"), ("B", "P2"), ("C", "P3")]


def test_sentence_of_two_levels_stays_with_both() -> None:
    found = ladder("- A\n- B\n- C\n- B\n- D\n- E")
    assert [(text, level) for text, level, _ in found if text == "B"] == [("B", "P1"), ("B", "P2")]


def test_sentence_twice_at_one_level_is_read_once() -> None:
    reading = read_section(f"Responsibilities by level\nP1\n- A\n- B\n- A\nP2\n- A\n{GUIDELINES}Skills")
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [("A", "P1"), ("B", "P1"), ("A", "P2")]
    assert fate(reading, 7) == ("mapped", "responsibility P1 (repeated)")


def test_ladder_that_comes_twice_is_read_once() -> None:
    listed = "Responsibilities by level\n- A\n- B\n- C\n"
    reading = read_section(f"{listed}{GUIDELINES}{listed}Skills")
    assert [(s.text, s.level) for s in reading.document.responsibilities] == [("A", "P1"), ("B", "P2"), ("C", "P3")]
    halves = read_section(f"Responsibilities by level\n- A\n{GUIDELINES}Responsibilities by level\n- B\n- C\nSkills")
    assert [s.level for s in halves.document.responsibilities] == ["P1", "P2", "P3"]


def test_declared_count_of_a_ladder_is_checked() -> None:
    reading = read_section(f"Responsibilities by level4\n- A\n- B\n- C\n{GUIDELINES}Skills")
    assert warnings(reading) == [(3, "the heading declares 4 responsibilities by level, 3 were read")]


def test_the_aligner_of_these_tests_divides_in_order() -> None:
    levels = [LevelText("P1", ()), LevelText("P2", ())]
    assert [a.level for a in align_in_order(["a", "b", "c", "d"], levels)] == ["P1", "P1", "P2", "P2"]
