# ruff: noqa: E501 -- a line of a page is one line here too
"""Whatever happens to a page, no line of it is lost: each has one account, and the unmapped ones are in a note."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import DocumentError
from tests.ingest.page.pages import BY_COMPONENT, BY_LEVEL, read

PAGES = st.sampled_from([BY_LEVEL, BY_COMPONENT, BY_LEVEL + BY_COMPONENT])
HEADINGS = (
    "Focus — ", "Responsibilities", "Level guidelines", "Skills", "Provenance", "Level — ", "Adjacent roles", "Title aliases",
    "Classification", "The story", "Who does", "The problem", "The plan", "What's", "Success looks", "Summary", "Core outputs",
    "Components", "Tasks", "Knowledge", "competency", "qualification",
)  # fmt: skip
FRAGMENTS = st.sampled_from(
    [
        "- ", "• ", "1. ", "| ", " | ", "|---|---|", "P3", "P1 — ", "Level", "Skills8", "Tools5", "show ▾", "commonlevel",
        "common level", "code=", "title=", "=", "—", " — ", ": ", "Scope", "Autonomy", "OPS.GEN.P2", "O*NET / SOC", "Word",
        "a sentence.", "No tasks recorded yet.", "Career paths", "\t", "\u00a0", "\u200b", "8", "0.7", "### ", "\\|",
    ]
)  # fmt: skip
LINES = st.lists(st.lists(FRAGMENTS | st.text(max_size=8), max_size=5).map("".join), max_size=25)


def read_or_refuse(text: str) -> None:
    try:
        read(text)
    except DocumentError as error:
        assert str(error)


def to_sections(page: str) -> list[str]:
    sections: list[list[str]] = [[]]
    for line in page.splitlines():
        if line.startswith(HEADINGS):
            sections.append([])
        sections[-1].append(line)
    return ["\n".join(section) for section in sections]


@settings(max_examples=60, deadline=None)
@given(page=PAGES, data=st.data())
def test_sections_may_be_missing_repeated_and_in_any_order(page: str, data: st.DataObject) -> None:
    sections = to_sections(page)
    chosen = data.draw(st.lists(st.sampled_from(sections), max_size=len(sections) + 3))
    read_or_refuse("\n".join(chosen))


@settings(max_examples=60, deadline=None)
@given(page=PAGES, data=st.data())
def test_any_lines_may_be_missing(page: str, data: st.DataObject) -> None:
    lines = page.splitlines()
    dropped = data.draw(st.sets(st.integers(0, len(lines) - 1), max_size=len(lines)))
    read_or_refuse("\n".join(line for index, line in enumerate(lines) if index not in dropped))


@settings(max_examples=60, deadline=None)
@given(page=PAGES, data=st.data())
def test_lines_may_stand_in_any_order(page: str, data: st.DataObject) -> None:
    read_or_refuse("\n".join(data.draw(st.permutations(page.splitlines()))))


@settings(max_examples=80, deadline=None)
@given(page=PAGES, strange=LINES, data=st.data())
def test_strange_lines_may_stand_anywhere(page: str, strange: list[str], data: st.DataObject) -> None:
    lines = page.splitlines()
    for line in strange:
        lines.insert(data.draw(st.integers(0, len(lines))), line.replace("\r", " ").replace("\n", " "))
    read_or_refuse("\n".join(lines))


@settings(max_examples=100, deadline=None)
@given(lines=LINES)
def test_any_text_with_a_profile_code_is_read_or_refused(lines: list[str]) -> None:
    text = "\n".join(line.replace("\r", " ").replace("\n", " ") for line in lines)
    read_or_refuse(f"Title\nOPS.GEN.P2\n{text}")


@settings(max_examples=60, deadline=None)
@given(page=PAGES, data=st.data())
def test_a_page_may_be_cut_off_anywhere(page: str, data: st.DataObject) -> None:
    read_or_refuse(page[: data.draw(st.integers(0, len(page)))])


@pytest.mark.parametrize("page", [BY_LEVEL, BY_COMPONENT])
def test_order_of_sections_changes_nothing_that_is_stated(page: str) -> None:
    header, *sections = to_sections(page)
    plain = read(page).document
    # The story's and the components' parts stay behind their container; all else may stand anywhere.
    turned = read("\n".join([header, *reversed(sections)])).document
    assert {s.text: s.level for s in turned.responsibilities} == {s.text: s.level for s in plain.responsibilities}
    assert {s.name: s.description for s in turned.skills} == {s.name: s.description for s in plain.skills}
    assert {(s.level, s.dimension, s.text) for s in turned.guidelines} == {
        (s.level, s.dimension, s.text) for s in plain.guidelines
    }
    assert {a.label for a in turned.aliases} == {a.label for a in plain.aliases}
    assert {m.code for m in turned.mappings} == {m.code for m in plain.mappings}
    assert {(line.part, line.text) for line in turned.story} == {(line.part, line.text) for line in plain.story}
    assert [s.text for s in turned.definition] == [s.text for s in plain.definition]
    assert [s.text for s in turned.summary] == [s.text for s in plain.summary]
    assert turned.notes == ()
