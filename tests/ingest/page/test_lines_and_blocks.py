# ruff: noqa: E501 -- a line of a page is one line here too
"""Lines of all sorts: line ends, spaces, bullets, wrapping."""

from __future__ import annotations

import pytest

from ingest.page.blocks import BlockKind, build_blocks
from ingest.page.lines import LineKind, read_lines
from ontology.records import Lines
from tests.ingest.page.pages import BY_COMPONENT, BY_LEVEL, fate, read, read_section


@pytest.mark.parametrize("page", [BY_LEVEL, BY_COMPONENT])
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda page: page.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(lambda page: "\ufeff" + page, id="byte order mark"),
        pytest.param(lambda page: page.replace("\n", "  \t\n"), id="space at line ends"),
        pytest.param(lambda page: page.replace(" ", "\u00a0"), id="no-break spaces"),
        pytest.param(lambda page: page.replace("- ", "-\u00a0"), id="no-break space after bullet"),
        pytest.param(lambda page: page.replace("\n- ", "\n• "), id="round bullets"),
        pytest.param(lambda page: page.replace("\n- ", "\n•\t"), id="round bullets and tab"),
        pytest.param(lambda page: page.replace("\n- ", "\n•"), id="round bullets without space"),
        pytest.param(lambda page: page.replace("\n- ", "\n* "), id="asterisks"),
        pytest.param(lambda page: page.replace("\n- ", "\n– "), id="dashes"),
        pytest.param(lambda page: page.replace("\n- ", "\n1. "), id="numbers"),
        pytest.param(lambda page: page.replace("\n- ", "\n12) "), id="numbers in brackets"),
        pytest.param(lambda page: page.replace("\n- ", "\n   - "), id="indented bullets"),
        pytest.param(lambda page: page.replace("\n- ", "\n•\n"), id="bullets on a line of their own"),
        pytest.param(lambda page: page.replace("\n", "\n\u200b"), id="invisible characters"),
        pytest.param(lambda page: "---\n" + page + "***\n", id="rules around"),
    ],
)
def test_ways_to_copy_a_page_change_nothing_that_it_states(page: str, change: object) -> None:
    assert callable(change)
    changed, plain = read(change(page)).document, read(page).document
    for name in [
        "profile",
        "title",
        "definition",
        "summary",
        "focus_note",
        "responsibilities",
        "tasks",
        "guidelines",
        "skills",
        "knowledge",
        "competencies",
        "qualifications",
        "aliases",
        "mappings",
        "story",
        "provenance",
    ]:
        stated = [getattr(s, "text", None) or getattr(s, "name", None) or str(s) for s in getattr(plain, name) or ()]
        found = [getattr(s, "text", None) or getattr(s, "name", None) or str(s) for s in getattr(changed, name) or ()]
        if name in ("aliases", "mappings"):
            assert len(found) == len(stated)
        else:
            assert found == stated
    assert changed.notes == ()
    assert changed.level is not None
    assert plain.level is not None
    assert [(a.dimension, a.text) for a in changed.level.attributes] == [
        (a.dimension, a.text) for a in plain.level.attributes
    ]


def test_blank_lines_between_all_lines_change_nothing() -> None:
    for page in (BY_LEVEL, BY_COMPONENT):
        head, table, tail = page.partition("| Level" if page is BY_LEVEL else "| Alias")
        spaced = head.replace("\n", "\n\n") + table + tail
        changed, plain = read(spaced).document, read(page).document
        assert [s.text for s in changed.responsibilities] == [s.text for s in plain.responsibilities]
        assert [s.text for s in changed.definition + changed.summary] == [
            s.text for s in plain.definition + plain.summary
        ]
        assert len(changed.story) == len(plain.story)
        assert changed.notes == ()


def test_no_byte_order_mark_stays_in_the_title() -> None:
    assert read("\ufeff" + BY_COMPONENT).document.title == "Associate"


def test_line_of_invisible_characters_is_accounted_for() -> None:
    reading = read_section("\u200b\nTasks\n- Scan labels")
    assert fate(reading, 3) == ("boilerplate", "boilerplate: mark without words")
    assert [task.text for task in reading.document.tasks] == ["Scan labels"]


@pytest.mark.parametrize(
    ("raw", "kind", "text"),
    [
        ("- Scan labels", LineKind.BULLET, "Scan labels"),
        ("-Scan labels", LineKind.BULLET, "Scan labels"),
        ("‣ Scan labels", LineKind.BULLET, "Scan labels"),
        ("a) Scan labels", LineKind.BULLET, "Scan labels"),
        ("- —", LineKind.BULLET, "—"),
        ("-5 degrees", LineKind.TEXT, "-5 degrees"),
        ("3.5 years", LineKind.TEXT, "3.5 years"),
        ("0–1 years", LineKind.TEXT, "0–1 years"),
        ("**Skills**", LineKind.TEXT, "**Skills**"),
        ("—", LineKind.RULE, "—"),
        ("-", LineKind.RULE, "-"),
        ("| a | b |", LineKind.TABLE, "| a | b |"),
        ("Home | Roles | Compare", LineKind.TEXT, "Home | Roles | Compare"),
        ("   ", LineKind.BLANK, ""),
        ("cafe\u0301", LineKind.TEXT, "café"),
    ],
)
def test_kind_and_text_of_a_line(raw: str, kind: LineKind, text: str) -> None:
    (line,) = read_lines(raw)
    assert (line.kind, line.text) == (kind, text)


def test_paragraph_wrapped_over_lines_is_one_text() -> None:
    reading = read_section(
        "Summary\n"
        "Helping a warehouse team receive, store and ship goods so that\n"
        "orders leave complete; Monday to Friday at the site in the\n"
        "North of the country.\n"
    )
    (summary,) = reading.document.summary
    assert summary.text == (
        "Helping a warehouse team receive, store and ship goods so that orders leave complete; Monday to Friday at the site"
        " in the North of the country."
    )
    assert summary.lines == Lines(4, 6)


def test_bullet_wrapped_over_lines_is_one_item() -> None:
    reading = read_section(
        "Tasks\n"
        "- Counts the stock of one aisle with the scanner and\n"
        "  Books the differences\n"
        "- Investigates the differences that remain after the second count\n"
        "together with the shift lead\n"
    )
    assert [(s.text, s.lines) for s in reading.document.tasks] == [
        ("Counts the stock of one aisle with the scanner and Books the differences", Lines(4, 5)),
        ("Investigates the differences that remain after the second count together with the shift lead", Lines(6, 7)),
    ]


def test_long_sentences_without_full_stop_are_not_run_together() -> None:
    sentence = "Helping a warehouse team receive, store and ship all of its goods under the guidance of a lead"
    reading = read_section(f"{sentence}\n{sentence}\nSummary\n{sentence}")
    assert [s.text for s in reading.document.summary] == [sentence]


def test_table_row_wrapped_over_lines_is_one_row() -> None:
    blocks = build_blocks(read_lines("| Level | Scope |\n|---|---|\n| P1 | One\naisle |\n| P2 | One dock |"))
    assert [block.kind for block in blocks] == [BlockKind.TABLE]
    assert [len(row) for row in blocks[0].rows] == [1, 1, 2, 1]


def test_badges_on_lines_of_their_own_belong_to_their_item() -> None:
    reading = read_section("Skills2\n- Data entry\ncommon\nlevel\n- Forklift driving\ncommon\nlevel\n")
    assert [(s.name, s.prevalence, s.layer) for s in reading.document.skills] == [
        ("Data entry", "common", "level"),
        ("Forklift driving", "common", "level"),
    ]
