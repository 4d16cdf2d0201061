"""Small ladders of our own invention, read by a mapping as a file of a folder would be."""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePath

from ingest.ladder.files import choose_by
from ingest.ladder.mapping import LadderMapping
from ingest.ladder.mapping_file import read_mapping_file
from ingest.ladder.reader import LadderReading, read_ladder
from ontology.records import Statement

HEAD = """\
ladder: Northlift
levels:
  - scheme: T
    track: P
    levels:
      - {code: T1, label: Trainee, words: [Both levels, '1']}
      - {code: T2, label: Technician, words: [Both levels]}
      - {code: T3, label: Senior Technician}
roles:
  - {code: NL.TECH, label: Lift Technician, levels: T}
  - {code: NL.PLAN, label: Dispatch Planner, levels: T, words: [planner]}
files:
"""


def read_mapping(folder: Path, files: str) -> LadderMapping:
    """Return the mapping that has our levels and roles, and these ``files``."""
    path = folder / f"{hashlib.sha256(files.encode()).hexdigest()[:8]}.yml"
    path.write_text(HEAD + files, encoding="utf-8")
    return read_mapping_file(path)


def read(folder: Path, files: str, text: str, path: str = "ladder.md") -> LadderReading:
    """Read ``text``, the document at ``path``, by a mapping with these ``files``."""
    mapping = read_mapping(folder, files)
    format_ = choose_by(mapping).format_of(Path("/ladders") / path)
    assert format_ is not None
    return read_ladder(text, f"ladders/{path}", PurePath("/ladders") / path, format_, mapping)


def said(reading: LadderReading) -> dict[str, list[tuple[str | None, str]]]:
    """Return the dimension and text of all responsibilities by profile."""
    return {
        document.profile: [(statement.dimension, statement.text) for statement in document.responsibilities]
        for document in reading.documents
    }


def lines(statement: Statement) -> tuple[int, int]:
    """Return the first and last line of ``statement``."""
    assert statement.lines is not None
    return statement.lines.first, statement.lines.last
