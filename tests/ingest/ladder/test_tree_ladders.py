"""Ladders in YAML, JSON and the front matter of Markdown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ontology.errors import DocumentError
from tests.ingest.ladder.reading import lines, read, said

TOPICS = """\
title: Lift Technician
topics:
  - name: craft
    title: "🛠️ Craft"
    content:
      - level: 1
        criteria:
          - "Replaces parts"
          - >-
            Reads
            diagrams
      - level: T2
        criteria: ["Finds **faults**"]
        examples:
          - of: Safety
            cases: [Tests the brake]
  - name: customers
    title:
    content:
      - {level: 1, criteria: [Greets]}
"""
RULES = """\
  - path: [ladder.yml, ladder.md]
    role: NL.TECH
    rules:
      - text: topics[*].content[*].criteria[*]
        in: front matter
        level: topics[*].content[*].level
        dimension: topics[*].title | topics[*].name
        names: {customers: Customers}
      - text: topics[*].content[*].examples[*].cases[*]
        in: front matter
        kind: task
        level: topics[*].content[*].level
        dimension: topics[*].title + topics[*].content[*].examples[*].of
    skip: ["title", "topics[*].name"]
"""


@pytest.mark.parametrize(("path", "around", "shift"), [("ladder.yml", "%s", 0), ("ladder.md", "---\n%s---\n", 1)])
def test_paths_share_their_wildcards(tmp_path: Path, path: str, around: str, shift: int) -> None:
    reading = read(tmp_path, RULES, around % TOPICS, path)
    assert said(reading) == {
        "NL.TECH.T1": [("Craft", "Replaces parts"), ("Craft", "Reads diagrams"), ("Customers", "Greets")],
        "NL.TECH.T2": [("Craft", "Finds faults")],
    }
    assert [lines(statement) for statement in reading.documents[0].responsibilities] == [
        (8 + shift, 8 + shift),
        (9 + shift, 11 + shift),
        (20 + shift, 20 + shift),
    ]
    (task,) = reading.documents[1].tasks
    assert (task.dimension, task.text) == ("Craft: Safety", "Tests the brake")
    assert reading.warnings == ()


def test_flat_lists_name_their_level_and_theme_by_ids(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.json
    role: NL.TECH
    rules:
      - text: competencies[*].summary
        level: competencies[*].level
        dimension: competencies[*].theme
        names: {from: "themes[*].id", to: "themes[*].name"}
      - {text: "rungs[*].title", level: "rungs[*].id", kind: title}
"""
    ladder = {
        "rungs": [{"id": "T1", "title": "Apprentice"}],
        "themes": [{"id": "c", "name": "Craft"}],
        "competencies": [
            {"level": "T1", "theme": "c", "summary": "Replaces parts"},
            {"level": "T1", "theme": "other", "summary": "Greets"},
            {"level": "T7", "theme": "c", "summary": "Invents lifts"},
        ],
    }
    reading = read(tmp_path, rules, json.dumps(ladder, indent=1), "ladder.json")
    assert said(reading) == {"NL.TECH.T1": [("Craft", "Replaces parts"), ("other", "Greets")]}
    assert reading.documents[0].title == "Apprentice"
    assert [(warning.line, warning.message) for warning in reading.warnings] == [
        (26, "3 lines hold what no rule takes: 26-28; add a rule for it, or name it under skip")
    ]


def test_levels_and_dimensions_can_be_the_names_of_fields_and_the_numbers_of_items(tmp_path: Path) -> None:
    by_field = """\
  - path: ladder.yml
    role: NL.TECH
    rules: [{text: "levels.*.*[*]", level: key levels.*, dimension: key levels.*.*}]
"""
    text = "levels:\n  T1: {Craft: [Replaces parts], Customers: [Greets]}\n  T2: {Craft: [Finds faults]}\n"
    assert said(read(tmp_path, by_field, text, "ladder.yml")) == {
        "NL.TECH.T1": [("Craft", "Replaces parts"), ("Customers", "Greets")],
        "NL.TECH.T2": [("Craft", "Finds faults")],
    }
    by_number = """\
  - path: ladder.yml
    role: NL.TECH
    rules: [{text: "steps[*].signals[*]", level: "number steps[*]"}]
"""
    assert said(read(tmp_path, by_number, "steps:\n  - signals: [Replaces parts]\n", "ladder.yml")) == {
        "NL.TECH.T1": [(None, "Replaces parts")]
    }


def test_a_block_that_is_a_list_is_read_item_by_item(tmp_path: Path) -> None:
    rules = '  - {path: ladder.yml, role: NL.TECH, level: T1, rules: [{text: "does"}]}\n'
    text = "does: |\n  1. Replaces parts\n\n  2. Reads\n     diagrams\n"
    reading = read(tmp_path, rules, text, "ladder.yml")
    assert said(reading) == {"NL.TECH.T1": [(None, "Replaces parts"), (None, "Reads diagrams")]}
    assert [lines(statement) for statement in reading.documents[0].responsibilities] == [(2, 2), (4, 5)]


def test_a_tab_after_a_dash_is_read_as_a_space_with_a_warning(tmp_path: Path) -> None:
    reading = read(tmp_path, RULES, TOPICS.replace('- "Replaces parts"', '-\t"Replaces parts"'), "ladder.yml")
    assert said(reading)["NL.TECH.T1"][0] == ("Craft", "Replaces parts")
    assert [str(warning) for warning in reading.warnings] == [
        "ladders/ladder.yml:8: a tab stands after the list's dash, where YAML wants a space; it was read as one"
    ]


def test_a_tab_in_the_indentation_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read(tmp_path, RULES, TOPICS.replace("    content:", "\tcontent:", 1), "ladder.yml")
    assert str(refused.value).startswith("ladders/ladder.yml:5: not YAML: found character that cannot start any token")


def test_nesting_without_end_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="nested too deeply"):
        read(tmp_path, RULES, "topics: " + "[" * 5000 + "]" * 5000, "ladder.yml")
