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


def read_slips() -> list[list[str]]:
    """Return what is right, what somebody writes instead, and the message, for each slip."""
    lines = (Path(__file__).parent / "slips.txt").read_text(encoding="utf-8").splitlines()
    return [[line.replace("\\n", "\n") for line in lines[start : start + 3]] for start in range(0, len(lines), 4)]


@pytest.mark.parametrize(("right", "wrong", "message"), read_slips())
def test_a_slip_is_named_with_its_line_its_key_and_what_would_be_right(
    tmp_path: Path, right: str, wrong: str, message: str
) -> None:
    assert right in GOOD
    assert refuse(tmp_path, GOOD.replace(right, wrong, 1)) == f"ladder.yml:{message}"


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
