"""Ladders in Markdown: levels from headings, files and lists; dimensions from headings, bold names and leads."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ingest.ladder.reading import lines, read, said

PAGE = """\
# Lift Technician

Keeps lifts running.

## T1 - Trainee

### Craft

- Replaces **worn** parts
  under supervision
- Reads [wiring diagrams](w.md) :wrench:
  - With help

### Customers

Greets the caretaker. Says what was done, e.g. on a card.

## T2 - Technician

### Craft

1. Finds most faults alone <!-- not all -->
2. Tests `safety` gear

## Other pages

- [Planner](planner.md)
"""
RULES = """\
  - path: ladder.md
    role: NL.TECH
    rules:
      - {text: items | paragraphs, level: heading 2, dimension: heading 3}
      - {text: paragraphs, kind: definition}
    skip: [Other pages]
"""


def test_levels_and_dimensions_are_headings_and_statements_are_items_and_paragraphs(tmp_path: Path) -> None:
    reading = read(tmp_path, RULES, PAGE)
    assert said(reading) == {
        "NL.TECH.T1": [
            ("Craft", "Replaces worn parts under supervision"),
            ("Craft", "Reads wiring diagrams"),
            ("Craft", "With help"),
            ("Customers", "Greets the caretaker. Says what was done, e.g. on a card."),
        ],
        "NL.TECH.T2": [("Craft", "Finds most faults alone"), ("Craft", "Tests safety gear")],
    }
    assert [lines(statement) for statement in reading.documents[0].responsibilities] == [
        (9, 10),
        (11, 11),
        (12, 12),
        (16, 16),
    ]
    assert reading.warnings == ()


def test_profiles_have_their_role_level_and_scheme(tmp_path: Path) -> None:
    first, second = read(tmp_path, RULES, PAGE).documents
    assert (first.role, first.role_label, first.level.code if first.level else None) == (
        "NL.TECH",
        "Lift Technician",
        "T1",
    )
    assert second.level_scheme is not None
    assert [(level.code, level.label, level.rank) for level in second.level_scheme.levels] == [
        ("T1", "Trainee", 1),
        ("T2", "Technician", 2),
        ("T3", "Senior Technician", 3),
    ]
    assert second.level_scheme.track == "P"


def test_what_a_role_is_is_said_once_by_its_lowest_profile(tmp_path: Path) -> None:
    definitions = [[part.text for part in document.definition] for document in read(tmp_path, RULES, PAGE).documents]
    assert definitions == [["Keeps lifts running."], []]


def test_sentences_of_a_paragraph_can_be_statements(tmp_path: Path) -> None:
    rules = RULES.replace("dimension: heading 3", "dimension: heading 3, sentences: true")
    assert said(read(tmp_path, rules, PAGE))["NL.TECH.T1"][-2:] == [
        ("Customers", "Greets the caretaker."),
        ("Customers", "Says what was done, e.g. on a card."),
    ]


def test_a_file_can_be_about_one_level(tmp_path: Path) -> None:
    rules = """\
  - path: levels/trainee.md
    role: NL.TECH
    level: T1
    rules: [{text: items, dimension: heading 1}]
"""
    text = "# Craft\n\n- Replaces worn parts\n"
    assert said(read(tmp_path, rules, text, "levels/trainee.md")) == {"NL.TECH.T1": [("Craft", "Replaces worn parts")]}


@pytest.mark.parametrize("level", ["file", "field rung"])
def test_a_file_can_say_its_level_by_its_name_or_its_front_matter(tmp_path: Path, level: str) -> None:
    rules = f"""\
  - path: levels/*.md
    role: NL.TECH
    rules: [{{text: items, level: {level}}}]
    skip: [rung]
"""
    reading = read(tmp_path, rules, "---\nrung: t2\n---\n- Finds faults\n", "levels/T2.md")
    assert said(reading) == {"NL.TECH.T2": [(None, "Finds faults")]}
    assert lines(reading.documents[0].responsibilities[0]) == (4, 4)
    assert reading.warnings == ()


def test_names_in_bold_stand_as_headings_and_sentences_in_bold_do_not(tmp_path: Path) -> None:
    rules = (
        "  - {path: ladder.md, role: NL.TECH, rules: [{text: items | paragraphs, level: heading 1, dimension: bold}]}\n"
    )
    text = "# T1\n\n**Craft**:\n\n- Replaces parts\n\n**Owns the lift.**\n\n# T2\n\n**Customers**\n\n- Greets\n"
    assert said(read(tmp_path, rules, text)) == {
        "NL.TECH.T1": [("Craft", "Replaces parts"), ("Craft", "Owns the lift.")],
        "NL.TECH.T2": [("Customers", "Greets")],
    }


def test_a_dimension_is_the_item_above_or_the_lead_before_the_colon(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    rules: [{text: items, level: heading 2, dimension: item 1 | lead, names: [Craft, Customers]}]
"""
    text = "## T1\n\n- Craft:\n\n  - Replaces parts\n  - Note: reads diagrams\n\n- Customers: greets the caretaker\n"
    text += "- Sings\n"
    assert said(read(tmp_path, rules, text)) == {
        "NL.TECH.T1": [
            ("Craft", "Replaces parts"),
            ("Craft", "Note: reads diagrams"),
            ("Customers", "greets the caretaker"),
            (None, "Sings"),
        ]
    }


def test_a_lead_in_bold_is_a_dimension_and_stays_where_it_is_called_otherwise(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    rules: [{text: items, level: heading 2, dimension: lead%s}]
"""
    text = "## T1\n\n* **Repairs**: replaces parts\n* plain: text\n"
    assert said(read(tmp_path, rules % "", text)) == {
        "NL.TECH.T1": [("Repairs", "replaces parts"), (None, "plain: text")]
    }
    assert said(read(tmp_path, rules % ", names: {Repairs: Craft}", text)) == {
        "NL.TECH.T1": [("Craft", "Repairs: replaces parts"), (None, "plain: text")]
    }


def test_a_level_can_be_the_lead_of_an_item(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, rules: [{text: items, level: lead, kind: summary}]}\n"
    reading = read(tmp_path, rules, "- Trainee (T1): Learns.\n- Technician: Works.\n- Later: nothing yet\n")
    assert [(document.profile, document.summary[0].text) for document in reading.documents] == [
        ("NL.TECH.T1", "Learns."),
        ("NL.TECH.T2", "Works."),
    ]
    assert [str(warning) for warning in reading.warnings] == [
        "ladders/ladder.md:3: 1 line holds what no rule takes: 3; add a rule for it, or name it under skip"
    ]


def test_a_sentence_that_ends_with_a_colon_is_kept_with_its_list(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, level: T1, rules: [{text: items}]}\n"
    text = "- Takes part in some of the following:\n  - The stand-up;\n    - each day\n  - The review.\n- Sings\n"
    reading = read(tmp_path, rules, text)
    assert said(reading) == {
        "NL.TECH.T1": [
            (None, "Takes part in some of the following: The stand-up; each day; The review"),
            (None, "Sings"),
        ]
    }
    assert lines(reading.documents[0].responsibilities[0]) == (1, 4)


def test_what_is_said_of_all_levels_goes_to_those_that_the_document_speaks_of(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, rules: [{text: items, level: heading 1}]}\n"
    assert said(read(tmp_path, rules, "# Both levels\n\n- Is on time\n\n# T2\n\n- Finds faults\n")) == {
        "NL.TECH.T2": [(None, "Is on time"), (None, "Finds faults")]
    }
    assert said(read(tmp_path, rules, "# Both levels\n\n- Is on time\n")) == {
        "NL.TECH.T1": [(None, "Is on time")],
        "NL.TECH.T2": [(None, "Is on time")],
    }


def test_a_heading_of_two_levels_is_doubted_and_one_of_another_level_is_left(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, rules: [{text: items, level: heading 1}]}\n"
    reading = read(tmp_path, rules, "# T1\n\n- A\n\n# T1 and T2\n\n- B\n\n# Lead Technician\n\n- C\n")
    assert said(reading) == {"NL.TECH.T1": [(None, "A")]}
    assert [(warning.line, warning.message) for warning in reading.warnings] == [
        (5, "'T1 and T2' names several levels; give the whole of it as a word to each"),
        (5, "4 lines hold what no rule takes: 5, 7, 9, 11; add a rule for it, or name it under skip"),
    ]


def test_one_file_can_state_several_roles(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    rules: [{text: items, level: heading 2, where: {heading 1: "*technicians"}}]
    skip: [Salaries]
  - path: ladder.md
    rules: [{text: items, level: heading 2, role: heading 1}]
"""
    text = "# Our technicians\n## T1\n- A\n# Planner\n## T1\n- B\n## Salaries\n- C\n"
    reading = read(tmp_path, rules, text)
    assert said(reading) == {"NL.TECH.T1": [(None, "A")], "NL.PLAN.T1": [(None, "B")]}
    assert reading.warnings == ()


def test_every_kind_is_kept_where_it_belongs(tmp_path: Path) -> None:
    kinds = ["task", "output", "guideline", "skill", "knowledge", "competency", "qualification", "alias", "title"]
    kinds.append("note")
    rules = "  - {path: ladder.md, role: NL.TECH, level: T1, rules: [{text: items, kind: heading 1}]}\n"
    text = "".join(f"# {kind.capitalize()}s\n\n- Some {kind}\n\n" for kind in kinds)
    text = text.replace("Competencys", "Competencies").replace("Aliass", "Aliases")
    (document,) = read(tmp_path, rules, text).documents
    assert (document.title, document.tasks[0].text, document.outputs[0].text) == (
        "Some title",
        "Some task",
        "Some output",
    )
    assert (document.guidelines[0].text, document.skills[0].name) == ("Some guideline", "Some skill")
    assert (document.knowledge[0].name, document.competencies[0].name) == ("Some knowledge", "Some competency")
    assert (document.qualifications[0].name, document.aliases[0].label) == ("Some qualification", "Some alias")
    assert document.notes[0].text == "Some note"


def test_what_is_said_twice_is_one_statement_at_two_places(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, level: T1, rules: [{text: items, dimension: heading 1}]}\n"
    (document,) = read(tmp_path, rules, "# Craft\n\n- Finds faults.\n- finds  Faults;\n").documents
    assert [(statement.text, lines(statement)) for statement in document.responsibilities] == [
        ("Finds faults.", (3, 3)),
        ("Finds faults.", (4, 4)),
    ]


def test_a_title_can_be_what_a_heading_says_after_its_level(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    rules: [{text: items, level: heading 2}, {text: heading 2, kind: title, level: lead}]
"""
    text = "# Ladder\n\n## T1: Apprentice\n\n- [ ] Learns\n\n"
    text += "## Technician (T2) - Lift Technician - Berlin\n\n- [x] Works\n"
    reading = read(tmp_path, rules, text)
    assert [(document.profile, document.title) for document in reading.documents] == [
        ("NL.TECH.T1", "Apprentice"),
        ("NL.TECH.T2", "Lift Technician - Berlin"),
    ]
    assert said(reading) == {"NL.TECH.T1": [(None, "Learns")], "NL.TECH.T2": [(None, "Works")]}
    assert reading.warnings == ()


def test_a_name_of_a_list_and_a_heading_that_no_rule_reads_are_warned_about(tmp_path: Path) -> None:
    rules = "  - {path: ladder.md, role: NL.TECH, rules: [{text: items, level: heading 2}]}\n"
    reading = read(tmp_path, rules, "# Ladder\n\n## T1\n\n### Craft\n\n- Every day:\n  - Replaces parts\n")
    assert said(reading) == {"NL.TECH.T1": [(None, "Replaces parts")]}
    assert [(warning.line, warning.message) for warning in reading.warnings] == [
        (5, "2 lines hold what no rule takes: 5, 7; add a rule for it, or name it under skip")
    ]
