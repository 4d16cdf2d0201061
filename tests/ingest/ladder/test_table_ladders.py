"""Ladders in tables: of Markdown, HTML and CSV, with the levels in columns or in rows."""

from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import DocumentError
from tests.ingest.ladder.reading import lines, read, said

LEVELS_IN_COLUMNS = """\
  - path: [ladder.md, ladder.csv]
    role: NL.TECH
    rules: [{text: cells, level: header, dimension: row}]
"""
LEVELS_IN_ROWS = """\
  - path: [ladder.md, ladder.csv]
    role: NL.TECH
    rules: [{text: cells, level: column Level, dimension: header}]
"""
IN_COLUMNS = {
    "NL.TECH.T1": [("Craft", "Replaces parts"), ("Customers", "Greets"), ("Customers", "Says what was done")],
    "NL.TECH.T2": [("Craft", "Finds faults")],
}


def test_pipe_tables_have_levels_in_columns(tmp_path: Path) -> None:
    text = "| | **T1** | Technician |\n|---|---|---|\n| Craft | Replaces *parts* | Finds faults |\n"
    text += "| Customers | - Greets<br>- Says what was done | |\n"
    reading = read(tmp_path, LEVELS_IN_COLUMNS, text)
    assert said(reading) == IN_COLUMNS
    assert lines(reading.documents[1].responsibilities[0]) == (3, 3)
    assert reading.warnings == ()


def test_html_tables_have_levels_in_columns_and_lists_in_cells(tmp_path: Path) -> None:
    text = """\
<table>
  <tr><td></td><td><strong>T1</strong></td><td>Technician</td></tr>
  <tr><td>Craft</td>
    <td><p>Replaces <b>parts</b></td>
    <td>
      Finds faults
    </td></tr>
  <tr><td>Customers</td><td>
    <ul><li>Greets
        <li>Says what <a href="x">was done</a></ul></td><td>&nbsp;</td></tr>
</table>
"""
    reading = read(tmp_path, LEVELS_IN_COLUMNS, text)
    assert said(reading) == IN_COLUMNS
    assert [lines(s) for document in reading.documents for s in document.responsibilities] == [
        (4, 4),
        (9, 9),
        (10, 10),
        (6, 6),
    ]
    assert reading.warnings == ()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_wide_csv_has_levels_in_columns(tmp_path: Path, delimiter: str) -> None:
    rows = [("", "T1", "Technician"), ("Craft", "Replaces parts", '"Finds\nfaults"')]
    rows.append(("Customers", '"- Greets\n- Says what was done"', ""))
    text = "".join(delimiter.join(row) + "\r\n" for row in rows)
    reading = read(tmp_path, LEVELS_IN_COLUMNS, text, "ladder.csv")
    assert said(reading) == IN_COLUMNS
    assert [lines(s) for document in reading.documents for s in document.responsibilities] == [
        (2, 3),
        (4, 5),
        (4, 5),
        (2, 3),
    ]


def test_tables_have_levels_in_rows_that_span_several(tmp_path: Path) -> None:
    text = """\
<table><thead><tr><th>Level</th><th>Craft</th><th>Customers</th></tr></thead>
<tr><th rowspan="2">T1</th><td colspan="2">Learns the trade</td></tr>
<tr><td>Replaces parts</td><td>Greets</td></tr>
<tr><th>Technician</th><td>Finds faults</td><td></td></tr>
<tr><td colspan="2">T3 is not written yet</td><td>Teaches</td></tr>
</table>
"""
    reading = read(tmp_path, LEVELS_IN_ROWS, text)
    assert [warning.line for warning in reading.warnings] == [5]
    assert said(reading) == {
        "NL.TECH.T1": [(None, "Learns the trade"), ("Craft", "Replaces parts"), ("Customers", "Greets")],
        "NL.TECH.T2": [("Craft", "Finds faults")],
    }


def test_long_csv_has_a_column_for_everything(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.csv
    rules:
      - text: column What
        role: column Role
        level: column Level
        dimension: column Side
        kind: column Kind
        where: {column Status: live}
      - {text: column Title, role: column Role, level: column Level, kind: title}
    skip: [Id]
"""
    text = '''\
Id,Role,Level,Side,Kind,What,Status,Title
1,planner,T1,Plans,Responsibilities,Enters visits,live,Junior Planner
2,NL.TECH,2,Craft,task,"Finds ""faults""",live,
3,NL.TECH,T2,Craft,skill,Multimeter,live,
4,NL.TECH,T2,Craft,task,Old,draft,
'''
    reading = read(tmp_path, rules, text, "ladder.csv")
    assert [(document.profile, document.title) for document in reading.documents] == [
        ("NL.TECH.T2", None),
        ("NL.PLAN.T1", "Junior Planner"),
    ]
    assert [skill.name for skill in reading.documents[0].skills] == ["Multimeter"]
    assert said(reading)["NL.PLAN.T1"] == [("Plans", "Enters visits")]
    assert [(warning.line, warning.message) for warning in reading.warnings] == [
        (3, "2 lines hold what no rule takes: 3, 5; add a rule for it, or name it under skip")
    ]


def test_sections_of_a_table_and_a_header_further_down(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    header: Job level
    rules:
      - {text: cells, level: header, dimension: section + row, where: {section: Tech*}}
      - {text: cells, level: header, dimension: section + row | row, where: {row: Tools}}
  - path: ladder.md
    role: NL.PLAN
    rules: [{text: cells, level: header, dimension: row, where: {section: Planners}}]
"""
    text = """\
| Job level | T1 | T2 |
|---|---|---|
| Tools | | Multimeter |
| Technicians | | |
| Job level | T1 | T2 |
| Craft | Replaces parts | Finds faults |
| **Planners** | | |
| Job level | T2 | |
| Craft | Enters visits | |
"""
    assert said(read(tmp_path, rules, text)) == {
        "NL.TECH.T1": [("Technicians: Craft", "Replaces parts")],
        "NL.TECH.T2": [("Tools", "Multimeter"), ("Technicians: Craft", "Finds faults")],
        "NL.PLAN.T2": [("Craft", "Enters visits")],
    }


def test_a_table_can_have_no_header(tmp_path: Path) -> None:
    rules = """\
  - path: ladder.md
    role: NL.TECH
    level: T1
    header: none
    rules: [{text: cells, dimension: row}]
"""
    text = "<table><tr><td>Time</td><td>Core: 80%</td></tr><tr><td>Tenure</td><td>A year</td></tr></table>\n"
    assert said(read(tmp_path, rules, text)) == {"NL.TECH.T1": [("Time", "Core: 80%"), ("Tenure", "A year")]}


def test_columns_that_no_rule_takes_are_warned_about_though_their_line_is_mapped(tmp_path: Path) -> None:
    text = "|Side|T1|T2|T9|\n|-|-|-|-|\n|Craft|Replaces parts|Finds faults|Invents lifts|\n"
    assert [(warning.line, warning.message) for warning in read(tmp_path, LEVELS_IN_COLUMNS, text).warnings] == [
        (3, "1 line holds what no rule takes: 3; add a rule for it, or name it under skip")
    ]
    skipping = LEVELS_IN_COLUMNS + "    skip: [T9]\n"
    assert read(tmp_path, skipping, text).warnings == ()


def test_a_quote_left_open_in_csv_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(DocumentError) as refused:
        read(tmp_path, LEVELS_IN_COLUMNS, 'Side,T1\nCraft,"Replaces parts\n', "ladder.csv")
    assert str(refused.value).startswith("ladders/ladder.csv:2: not CSV: unexpected end of data (look at the quotes")
