# ruff: noqa: E501 -- a line of a page is one line here too
"""The page's header, definition, summary and focus; the level section; and pages that are none."""

from __future__ import annotations

import pytest

from ingest.page.header import split_title
from ontology.errors import DocumentError
from ontology.records import Lines, Taxon
from tests.ingest.page.pages import BY_COMPONENT, BY_LEVEL, DEFINITION, fate, notes, read, read_section, warnings


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Warehouse Operations — P2", ("Warehouse Operations", "P2")),
        ("Warehouse Operations – P2", ("Warehouse Operations", "P2")),
        ("Warehouse Operations - P2", ("Warehouse Operations", "P2")),
        ("Warehouse Operations-P2", ("Warehouse Operations", "P2")),
        ("Warehouse Operations (P2)", ("Warehouse Operations", "P2")),
        ("Warehouse Operations, P2", ("Warehouse Operations", "P2")),
        ("Warehouse Operations · P2 · Developing", ("Warehouse Operations", "P2")),
        ("P2 — Warehouse Operations", ("Warehouse Operations", "P2")),
        ("Pick-and-pack — Night shift — M3", ("Pick-and-pack — Night shift", "M3")),
        ("Entry", (None, None)),
        ("Warehouse — Night shift", (None, None)),
    ],
)
def test_title_is_split_into_role_and_level(title: str, expected: tuple[str | None, str | None]) -> None:
    assert split_title(title) == expected


@pytest.mark.parametrize(
    "header",
    [
        "Associate\nOPS.GEN.P2",
        "OPS.GEN.P2\nAssociate",
        "Associate\n\nOPS.GEN.P2\n",
        "Associate\nCode: OPS.GEN.P2",
        "Associate\nProfile code: OPS.GEN.P2",
        "Associate\n`OPS.GEN.P2`",
        "Associate\n—\nOPS.GEN.P2",
    ],
)
def test_title_and_code_of_a_header(header: str) -> None:
    reading = read(f"{header}\nSummary\nHelping a team ship goods.")
    document = reading.document
    assert (document.profile, document.title, document.role) == ("OPS.GEN.P2", "Associate", "OPS.GEN")
    assert (document.function, document.focus) == (Taxon("OPS"), Taxon("GEN"))
    assert warnings(reading) == []


def test_header_may_stand_anywhere() -> None:
    reading = read(
        "Provenance\nEvery layer is sourced.\nAssociate\nOPS.GEN.P2\nHelping a team ship goods.\nTasks\n- Scan"
    )
    document = reading.document
    assert (document.profile, document.title) == ("OPS.GEN.P2", "Associate")
    assert [s.text for s in document.provenance] == ["Every layer is sourced."]
    assert [s.text for s in document.summary] == ["Helping a team ship goods."]
    assert notes(reading) == []


def test_code_of_other_lengths() -> None:
    short = read("Lead\nOPS.M2\n").document
    assert (short.role, short.function, short.focus) == ("OPS", Taxon("OPS"), None)
    long = read("Lead\nCORP.OPS.GEN.IC4\n")
    assert (long.document.role, long.document.function, long.document.focus) == ("CORP.OPS.GEN", None, None)
    assert warnings(long) == [(2, "CORP.OPS.GEN is not function.focus; neither is read from it")]


@pytest.mark.parametrize(
    "text",
    [
        "# Roles\n\nThis folder holds job profiles.\nSee CUS.GEN.P1 for an example.\n",
        "Skills\n- Communication\n",
        "notes.v2\nsomething\n",
        "",
        "Adjacent roles\nCUS.GEN.P1\n",
        "|",
    ],
)
def test_page_without_profile_code_is_refused(text: str) -> None:
    with pytest.raises(
        DocumentError, match=r"page\.txt: no profile code found, so this is no profile page \(.*CUS\.GEN"
    ):
        read(text)


def test_title_that_names_another_level_is_warned_about() -> None:
    reading = read("Warehouse — P3\nOPS.GEN.P2\n")
    assert warnings(reading) == [(1, "the title names level P3, the profile code P2; the code is believed")]
    assert reading.document.role_label == "Warehouse"


def test_second_code_is_warned_about_and_kept() -> None:
    reading = read("Associate\nOPS.GEN.P2\nOPS.GEN.P2\nOPS.GEN.P3\n")
    assert reading.document.profile == "OPS.GEN.P2"
    assert warnings(reading) == [(4, "a second profile code, OPS.GEN.P3; the page is read as OPS.GEN.P2")]
    assert notes(reading) == [(None, "OPS.GEN.P3")]


def test_badges_and_breadcrumbs_of_the_header_are_kept_as_notes() -> None:
    reading = read("Home\nAssociate\nOPS.GEN.P2\nP2\nProfessional track\nHelping a team ship goods.\n")
    assert reading.document.title == "Associate"
    assert notes(reading) == [(None, "Home"), (None, "Professional track")]
    assert fate(reading, 4) == ("mapped", "level P2")
    assert [s.text for s in reading.document.summary] == ["Helping a team ship goods."]


def test_unheaded_text_is_a_definition_where_the_page_has_a_focus_and_a_summary_elsewhere() -> None:
    assert read(BY_LEVEL).document.summary == ()
    assert read(BY_COMPONENT).document.definition == ()
    text = "Helping a team ship goods."
    assert [s.text for s in read_section(f"{text}\nFocus — Site\nOnly one site.").document.definition] == [text]
    assert [s.text for s in read_section(f"{text}\nTasks\n- Scan labels").document.summary] == [text]


def test_page_with_definition_and_summary_keeps_them_apart() -> None:
    reading = read_section(
        f"{DEFINITION}\nHelping a team ship goods.\nFocus — Site\n{DEFINITION}\nOne site.\n"
        "Summary\nHelping a team ship goods.\nDefinition\nAll that is shipped."
    )
    document = reading.document
    assert [s.text for s in document.definition] == [DEFINITION, "All that is shipped."]
    assert [s.text for s in document.summary] == ["Helping a team ship goods."]
    assert [s.text for s in document.focus_note] == ["One site."]


def test_wrapped_repeat_of_a_definition_is_the_same_statement() -> None:
    middle = DEFINITION.index("storing and")
    wrapped = f"{DEFINITION[:middle].strip()}\n{DEFINITION[middle:]}"
    reading = read(f"Warehouse — P2\nOPS.GEN.P2\n{DEFINITION}\nFocus — Site\n{wrapped}")
    assert [s.text for s in reading.document.definition] == [DEFINITION]


def test_part_of_a_definition_that_a_copy_broke_after_a_sentence_is_no_statement_of_its_own() -> None:
    broken = DEFINITION.replace(". Distinct from", " for all of them.\nDistinct from")
    whole = broken.replace("\n", " ")
    reading = read_section(f"{broken}\n{whole}\nFocus — Site\nOne site.")
    assert [s.text for s in reading.document.definition] == [whole]
    assert fate(reading, 3) == ("mapped", "definition (repeated)")


def test_focus_label_may_stand_on_its_own_line() -> None:
    reading = read_section("Focus\nSite Operations\nOne site only.")
    assert reading.document.focus == Taxon("GEN", "Site Operations", Lines(4, 4))
    assert [s.text for s in reading.document.focus_note] == ["One site only."]


def test_function_heading_labels_the_function() -> None:
    reading = read_section(
        "Helping a team ship goods.\nFunction — Operations\nHelping a team ship goods.\nAll of operations."
    )
    assert reading.document.function == Taxon("OPS", "Operations", Lines(4, 4))
    assert notes(reading) == [("Function — Operations", "All of operations.")]


def test_second_label_of_the_focus_is_kept() -> None:
    reading = read_section("Focus — Site\nFocus — Dock\nFocus — site")
    assert reading.document.focus == Taxon("GEN", "Site", Lines(3, 3))
    assert notes(reading) == [(None, "Focus — Dock")]


def test_label_without_code_is_kept() -> None:
    reading = read("Lead\nOPS.M2\nFocus — Site\nOne site.")
    assert reading.document.focus is None
    assert notes(reading) == [(None, "Focus — Site")]


LEVEL = "New to the field\n- Scope\n- One aisle\n- Autonomy\n- Close supervision"


@pytest.mark.parametrize(
    "level",
    [
        f"Level — P2 — Developing Professional\n{LEVEL}",
        f"Level\nP2\nDeveloping Professional\n{LEVEL}",
        f"Level\n—\nP2\n—\nDeveloping Professional\n{LEVEL}",
        f"Level — P2\nDeveloping Professional\n{LEVEL}",
        f"Level 2 — Developing Professional\n{LEVEL}",
        f"P2 — Developing Professional\n{LEVEL}".replace("New to the field\n", ""),
        "Level — P2 — Developing Professional\nNew to the field\nScope\nOne aisle\nAutonomy\nClose supervision",
        "Level — P2 — Developing Professional\nNew to the field\n- Scope: One aisle\n- Autonomy — Close supervision",
        "Level — P2 — Developing Professional\nNew to the field\n- Scope:\n- One aisle\n- Autonomy:\n- Close supervision",
    ],
)
def test_level_section_in_its_forms(level: str) -> None:
    reading = read_section(level)
    found = reading.document.level
    assert found is not None
    assert (found.code, found.label) == ("P2", "Developing Professional")
    assert found.sentence == ("New to the field" if "New to" in level else None)
    assert [(a.dimension, a.text) for a in found.attributes] == [
        ("Scope", "One aisle"),
        ("Autonomy", "Close supervision"),
    ]
    assert notes(reading) == []
    assert warnings(reading) == []


def test_level_attribute_without_value_takes_no_other_ones() -> None:
    reading = read_section(
        "Level — P2 — Developing\n- Scope\n- Autonomy\n- Close supervision\n- Budget\n- None at all\n- Impact"
    )
    level = reading.document.level
    assert level is not None
    assert [(a.dimension, a.text) for a in level.attributes] == [
        ("Autonomy", "Close supervision"),
        ("Budget", "None at all"),
    ]
    assert warnings(reading) == [
        (4, "level attribute 'Scope' has no value; its name is kept as a note"),
        (9, "level attribute 'Impact' has no value; its name is kept as a note"),
    ]
    assert [text for _, text in notes(reading)] == ["Scope", "Impact"]


def test_level_attribute_with_a_dash_has_no_value() -> None:
    reading = read_section("Level — P2 — Developing\n- Scope\n- —\n- Autonomy\n- Close supervision")
    assert reading.document.level is not None
    assert [a.dimension for a in reading.document.level.attributes] == ["Autonomy"]
    assert fate(reading, 4) == ("mapped", "level attribute 'Scope' (no value)")


def test_level_attribute_with_two_values_has_both() -> None:
    reading = read_section(
        "Level — P2\n- Scope\n- One aisle\n- Also the dock on Fridays\n- Autonomy\n- Close supervision"
    )
    assert reading.document.level is not None
    assert [(a.dimension, a.text) for a in reading.document.level.attributes] == [
        ("Scope", "One aisle"),
        ("Scope", "Also the dock on Fridays"),
        ("Autonomy", "Close supervision"),
    ]
    assert warnings(reading) == [(6, "a line without attribute name; it is read as a further value of 'Scope'")]


def test_description_of_another_level_is_kept_as_notes() -> None:
    reading = read_section("Level — P4 — Senior\nLeads others\n- Scope\n- All docks")
    assert reading.document.level is None
    assert warnings(reading)[0] == (
        3,
        "the section describes level P4, but the profile's code names P2; it is kept as notes",
    )
    assert [text for _, text in notes(reading)] == ["Level — P4 — Senior", "Leads others", "Scope", "All docks"]


def test_level_described_twice_is_one_level() -> None:
    reading = read_section(
        "Level — P2\n- Scope\n- One aisle\nLevel — P2 — Developing\nWorks alone\n- Scope\n- One aisle\n- Impact\n- Own work"
    )
    level = reading.document.level
    assert level is not None
    assert (level.label, level.sentence) == ("Developing", "Works alone")
    assert [a.dimension for a in level.attributes] == ["Scope", "Impact"]


def test_word_level_alone_is_no_heading() -> None:
    reading = read_section("Tasks\n- Scan labels\nLevel\n- Professional")
    assert reading.document.level is None
    assert notes(reading) == [("Level", "Professional")]
