# ruff: noqa: E501 -- a line of a page is one line here too
"""The story's parts, and mappings whose keys and values are run together."""

from __future__ import annotations

import pytest

from ingest.page.keyvalues import Pair, split_pairs
from ontology.records import Lines, Mapping, MappingStatus, StoryPart
from tests.ingest.page.pages import fate, notes, read_section, warnings


def story(text: str) -> list[tuple[StoryPart, str]]:
    return [(line.part, line.text) for line in read_section(text).document.story]


@pytest.mark.parametrize(
    "line",
    [
        "- The external problem: People wait.",
        "- External problem — People wait.",
        "- external problem: People wait.",
        "The external problem: People wait.",
        "The external problem\nPeople wait.",
        "- The external problem:\n- People wait.",
        "- External: People wait.",
    ],
)
def test_side_of_the_problem_is_known_by_its_prefix(line: str) -> None:
    assert story(f"The problem this role solves\n{line}") == [(StoryPart.EXTERNAL_PROBLEM, "People wait.")]


def test_prefix_is_cut_off_once() -> None:
    assert story("The problem this role solves\n- Why it matters: Why it matters: people wait.") == [
        (StoryPart.WHY_IT_MATTERS, "Why it matters: people wait.")
    ]


def test_unknown_side_of_the_problem_is_kept_as_a_note() -> None:
    reading = read_section("The problem this role solves\n- The philosophical problem: What is stock?\n- People wait.")
    assert reading.document.story == ()
    assert [text for _, text in notes(reading)] == ["The philosophical problem: What is stock?", "People wait."]
    assert [line for line, _ in warnings(reading)] == [4, 5]
    assert fate(reading, 4) == ("unmapped", "story line of unknown kind")


def test_parts_of_the_story_in_any_order_and_form() -> None:
    assert story(
        "Success looks like\n- Orders leave.\nThe plan\n1. Count.\n2. Pack.\nWho does this work\nA person.\nA lead."
    ) == [
        (StoryPart.WHO, "A person."),
        (StoryPart.WHO, "A lead."),
        (StoryPart.PLAN, "Count."),
        (StoryPart.PLAN, "Pack."),
        (StoryPart.SUCCESS, "Orders leave."),
    ]


def test_plan_without_bullets_is_read_line_by_line() -> None:
    assert story("The plan\nCount every aisle.\nPack every order.") == [
        (StoryPart.PLAN, "Count every aisle."),
        (StoryPart.PLAN, "Pack every order."),
    ]


def test_story_that_comes_twice_is_read_once() -> None:
    assert story("The plan\n- Count.\nThe plan\n- Count.\n- Pack.") == [
        (StoryPart.PLAN, "Count."),
        (StoryPart.PLAN, "Pack."),
    ]


def mappings(text: str) -> tuple[Mapping, ...]:
    return read_section(f"Classification mappings\n{text}").document.mappings


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("code=13-1161source=jfm-factory.resolve", [("code", "13-1161"), ("source", "jfm-factory.resolve")]),
        (
            "code=43-0000title=Office & Support Occupationssource=inferredreviewStatus=needs_review",
            [
                ("code", "43-0000"),
                ("title", "Office & Support Occupations"),
                ("source", "inferred"),
                ("reviewStatus", "needs_review"),
            ],
        ),
        ("code=1 title=Clerks source=x", [("code", "1"), ("title", "Clerks"), ("source", "x")]),
        ("code=1; title=Clerks, all; source=x", [("code", "1"), ("title", "Clerks, all"), ("source", "x")]),
        ("code = 1title = Clerks", [("code", "1"), ("title", "Clerks")]),
        ("code=1title=Clerks, n.e.c.source=x", [("code", "1"), ("title", "Clerks, n.e.c."), ("source", "x")]),
        ("code=1title=Open sourcesource=x", [("code", "1"), ("title", "Open source"), ("source", "x")]),
        (
            "code=1title=Open source=engineerssource=x",
            [("code", "1"), ("title", "Open source=engineers"), ("source", "x")],
        ),
        (
            "code=1source=https://a.example/?id=5&code=7title=Clerks",
            [("code", "1"), ("source", "https://a.example/?id=5&code=7"), ("title", "Clerks")],
        ),
        (
            "source=https://a.example/?code=7code=1",
            [("source", "https://a.example/?code=7"), ("code", "1")],
        ),
        ("code=1confidence=70%source=x", [("code", "1"), ("confidence", "70%"), ("source", "x")]),
        ("code=1title=A = Bsource=x", [("code", "1"), ("title", "A = B"), ("source", "x")]),
        ("code=title=source=x", [("code", ""), ("title", ""), ("source", "x")]),
        ("reviewStatus=approvedstatus=open", [("reviewStatus", "approved"), ("status", "open")]),
    ],
)
def test_pairs_that_are_run_together_are_told_apart(text: str, pairs: list[tuple[str, str]]) -> None:
    assert split_pairs(text) == ("", [Pair(key, value) for key, value in pairs])


def test_text_before_the_first_key_is_not_lost() -> None:
    assert split_pairs("primary code=1") == ("primary", [Pair("code", "1")])
    assert split_pairs("no pairs here") == ("no pairs here", [])


def test_mappings_of_several_schemes() -> None:
    assert mappings(
        "O*NET / SOC\n- code=53-7065source=a\n- code=53-7062.00source=b\nESCO\n- code=4321title=Stock clerkssource=c\n"
        "ISCO-08show ▾\n- code=9333source=d\nIn-house groups\n- code=W7source=e"
    ) == (
        Mapping("53-7065", "O*NET / SOC", source="a", lines=Lines(5, 5)),
        Mapping("53-7062.00", "O*NET / SOC", source="b", lines=Lines(6, 6)),
        Mapping("4321", "ESCO", "Stock clerks", "c", lines=Lines(8, 8)),
        Mapping("9333", "ISCO-08", source="d", lines=Lines(10, 10)),
        Mapping("W7", "In-house groups", source="e", lines=Lines(12, 12)),
    )


def test_all_fields_of_a_mapping() -> None:
    assert mappings(
        "- code=53-7065title=Stockerssource=aconfidence=high0.8reviewStatus=approvedpredicate=skos:closeMatchjustification=same tasks"
    ) == (
        Mapping(
            "53-7065",
            None,
            "Stockers",
            "a",
            0.8,
            "high",
            MappingStatus.APPROVED,
            "closeMatch",
            "same tasks",
            Lines(4, 4),
        ),
    )


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("needs_review", MappingStatus.NEEDS_REVIEW),
        ("needs review", MappingStatus.NEEDS_REVIEW),
        ("Needs-Review", MappingStatus.NEEDS_REVIEW),
        ("Approved", MappingStatus.APPROVED),
        ("rejected", MappingStatus.REJECTED),
        ("superseded", MappingStatus.SUPERSEDED),
    ],
)
def test_review_states(status: str, expected: MappingStatus) -> None:
    assert mappings(f"- code=53-7065reviewStatus={status}")[0].status is expected


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("code=53-7065reviewStatus=on hold", "reviewStatus=on hold"),
        ("code=53-7065reviewStatus=approvedyear=2018", "year=2018"),
        ("code=53-7065year=2018source=a", "year=2018"),
        ("code=53-7065note=only the northsource=a", "note=only the north"),
        ("primary code=53-7065", "primary"),
        ("code=53-7065confidence=1.7", "confidence=1.7"),
        ("code=53-7065confidence=0.7year=2018", "year=2018"),
        ("code=53-7065predicate=sameAs", "predicate=sameAs"),
        ("code=53-7065source=alabel=xtitle=y", "title=y"),
    ],
)
def test_what_is_not_understood_of_a_mapping_is_kept_as_a_note(text: str, note: str) -> None:
    reading = read_section(f"Classification mappings\n- {text}")
    (mapping,) = reading.document.mappings
    assert mapping.code == "53-7065"
    assert note in [text for _, text in notes(reading)]
    assert (4, f"{note!r} in the mapping 53-7065 is not understood; it is kept as a note") in warnings(reading)
    assert fate(reading, 4) == ("mapped", "mapping 53-7065")


def test_value_that_may_hold_an_unknown_key_is_warned_about() -> None:
    reading = read_section("Classification mappings\n- code=53-7065title=Stockersyear=2018")
    assert reading.document.mappings[0].title == "Stockersyear=2018"
    assert warnings(reading) == [(4, "the title 'Stockersyear=2018' may hold an unknown key: it is read as it stands")]


@pytest.mark.parametrize(
    ("line", "code", "title"),
    [
        ("53-7065", "53-7065", None),
        ("53-7065 Stockers", "53-7065", "Stockers"),
        ("53-7065.00 — Stockers", "53-7065.00", "Stockers"),
        ("4321: Stock clerks", "4321", "Stock clerks"),
    ],
)
def test_mapping_without_keys(line: str, code: str, title: str | None) -> None:
    (mapping,) = mappings(f"O*NET / SOC\n- {line}")
    assert (mapping.code, mapping.title, mapping.scheme) == (code, title, "O*NET / SOC")


@pytest.mark.parametrize("line", ["title=Stockerssource=a", "Stockers", "code=—source=a"])
def test_mapping_without_code_is_kept_as_a_note(line: str) -> None:
    reading = read_section(f"Classification mappings\n- {line}")
    assert reading.document.mappings == ()
    assert notes(reading) == [("Classification mappings", line)]
    assert warnings(reading) == [(4, "a mapping without code (code=... is missing); it is kept as a note")]


def test_mapping_that_repeats_is_read_once() -> None:
    reading = read_section(
        "Classification mappings\n- code=53-7065source=a\n- code=53-7065source=a\n- code=53-7065source=b"
    )
    assert [m.source for m in reading.document.mappings] == ["a", "b"]
    assert warnings(reading) == [(5, "mapping 53-7065 repeats another; it is read once")]


def test_mapping_wrapped_over_lines_is_one() -> None:
    (mapping,) = mappings("- code=53-7065title=Stockers and\nOrder Fillerssource=a\n- code=53-7062source=b")[:1]
    assert (mapping.title, mapping.source) == ("Stockers and Order Fillers", "a")


def test_mappings_without_bullets_are_read() -> None:
    assert [m.code for m in mappings("O*NET / SOC\ncode=53-7065source=a\ncode=53-7062source=a")] == [
        "53-7065",
        "53-7062",
    ]
