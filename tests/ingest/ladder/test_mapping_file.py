"""Mapping files that are wrong: the message names file, line, key, what is wrong and what would be right."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.ladder.mapping_file import read_mapping_file
from ontology.errors import DocumentError

GOOD = """\
ladder: Northlift
source: https://example.com/ladder
licence: MIT
levels:
  - scheme: T
    levels: [T1, {code: T2, label: Technician}]
roles:
  - code: NL.TECH
    levels: T
    titles: {T2: Technician}
files:
  - path: technician.md
    role: NL.TECH
    rules:
      - text: items
        level: heading 2
"""


def refuse(folder: Path, content: str | bytes) -> str:
    path = folder / "ladder.yml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(DocumentError) as refused:
        read_mapping_file(path)
    return str(refused.value).removeprefix(f"{folder}/")


def test_a_good_mapping_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "ladder.yml"
    path.write_text(GOOD, encoding="utf-8")
    mapping = read_mapping_file(path)
    assert [level.code for level in mapping.scheme_of("T2").levels] == ["T1", "T2"]
    assert mapping.roles["NL.TECH"].titles == {"T2": "Technician"}
    assert [file.paths for file in mapping.files_for(Path("/a/b/technician.md"))] == [("technician.md",)]
    assert mapping.files_for(Path("/a/b/planner.md")) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("ladder: Northlift\n", "", "1: the field 'ladder' is missing (needed here: ladder, levels, roles, files)"),
        ("licence:", "license:", "3: license: unknown field 'license' (did you mean 'licence'?)"),
        (
            "[T1, {",
            "[T one, {",
            "6: levels.0.levels.0.code: 'T one' is no level code (up to 8 letters and a number, such as IC3)",
        ),
        (
            "{code: T2,",
            "{code: T01,",
            "6: levels.0.levels.1: levels T1 and T01 have the same rank (number the levels of a scheme upwards)",
        ),
        (
            "{code: T2,",
            "{code: T1,",
            "6: levels.0.levels.1.code: level T1 is given twice (give each level a code of its own)",
        ),
        (
            "code: NL.TECH",
            "code: NL TECH",
            "8: roles.0.code: role code 'NL TECH' cannot be used (letters, digits, '-' and '_', in parts joined by full stops: ACME.SWE)",
        ),
        ("    levels: T\n", "    levels: P\n", "9: roles.0.levels: P is no level scheme (known: T)"),
        (
            "{T2: Technician}\n",
            "{T3: Technician}\n",
            "10: roles.0.titles.T3: T3 is no level of NL.TECH (did you mean T2?)",
        ),
        (
            "path: technician.md",
            "path: ../technician.md",
            "12: files.0.path: '../technician.md' is no path inside a folder (a path inside the ladder's folder, such as frameworks/*.md)",
        ),
        ("role: NL.TECH", "role: NL.TEC", "13: files.0.role: NL.TEC is no role (did you mean NL.TECH?)"),
        (
            "    role: NL.TECH\n",
            "",
            "14: files.0.rules.0: neither the rule nor its file says a role (give one of them a role)",
        ),
        (
            "text: items",
            "text: bullets",
            "15: files.0.rules.0.text: 'bullets' names no texts (items, paragraphs, cells or column NAME)",
        ),
        (
            "level: heading 2",
            "level: heading two",
            "16: files.0.rules.0.level: 'heading two' is no place (heading N, bold, item N, lead, header, row, section, column NAME, file or field NAME)",
        ),
        (
            "level: heading 2",
            "kind: responsibility",
            "15: files.0.rules.0: neither the rule nor its file says a level (give one of them a level)",
        ),
        (
            "level: heading 2",
            "level: heading 2\n        kind: skils",
            "17: files.0.rules.0.kind: 'skils' is no kind (one of responsibility, task, output, guideline, summary, definition, skill, knowledge, competency, qualification, alias, title, note, or a place)",
        ),
        (
            "level: heading 2",
            "level: heading 2\n        sentences: often",
            "17: files.0.rules.0.sentences: true or false belongs here (such as: sentences: true)",
        ),
        (
            "level: heading 2",
            "level: heading 2\n        in: body",
            "17: files.0.rules.0.in: 'body' is no part of a document ('front matter', or leave it out)",
        ),
        ("text: items", "text: items\n        in: front matter", "17: files.0.rules.0.level: 'heading 2' is no place"),
        ("    rules:\n", "    rules: items\n    ignored:\n", "15: files.0.ignored: unknown field 'ignored'"),
        (
            "titles: {T2: Technician}",
            "titles: [Technician]",
            "10: roles.0.titles: fields belong here (fields and their values)",
        ),
        (
            "label: Technician",
            "label: yes",
            "6: levels.0.levels.1.label: a text belongs here (put what looks like something else in quotes)",
        ),
        ("levels: T\n", "levels: T\n    levels: T\n", "10: 'levels' is given twice (keep one of the two)"),
        ("role: NL.TECH", "role: [NL.TECH", "14: not YAML:"),
    ],
)
def test_a_slip_is_named_with_its_line_its_key_and_what_would_be_right(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert right in GOOD
    assert refuse(tmp_path, GOOD.replace(right, wrong, 1)).startswith(f"ladder.yml:{message}")


def test_a_file_that_is_no_mapping_is_refused(tmp_path: Path) -> None:
    assert refuse(tmp_path, "") == (
        "ladder.yml:1: fields belong here (fields: ladder, source, licence, levels, roles, files)"
    )
    assert refuse(tmp_path, b"ladder: \xff") == "ladder.yml: the mapping file is not UTF-8 (save it as UTF-8)"
    assert refuse(tmp_path, b"# " + b"x" * 1_000_000) == (
        "ladder.yml: a mapping file is not that large (give the mapping, not the ladder)"
    )
    with pytest.raises(DocumentError, match="the mapping file cannot be read: No such file or directory"):
        read_mapping_file(tmp_path / "absent.yml")


def test_paths_of_names_in_the_document_are_checked(tmp_path: Path) -> None:
    rules = 'text: "a[*].t"\n        level: "a[*].l"\n        names: {from: "b[*].id | c", to: "b[*].name"}\n'
    wrong = GOOD.replace("technician.md", "technician.yml").replace("text: items\n        level: heading 2\n", rules)
    assert refuse(tmp_path, wrong) == (
        "ladder.yml:17: files.0.rules.0.names.from: 'b[*].id | c' is no path (a path such as themes[*].id)"
    )
