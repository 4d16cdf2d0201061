"""An SSSOM table as text: its header, which is YAML in comments, and its rows with their lines.

Source: https://mapping-commons.github.io/sssom/spec-formats-tsv/
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ingest.json_text import parse_yaml
from ingest.sssom.slots import REQUIRED
from ontology.errors import DocumentError

_MARK = "#"


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: what its cells say; empty ones are left out."""

    line: int  # its first, from 1
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A whole table."""

    header: Mapping[str, object]
    prefixes: Mapping[str, str]  # the table's own
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    header_line: int  # where the columns stand


def read_table(text: str, name: str) -> Table:
    """Read the table in ``text``; ``name`` is the document's.

    Raises:
        DocumentError: it is no such table; names the line.
    """
    lines = [f"{line}\n" for line in text.split("\n")]  # not at U+2028 and its like, which texts may have
    commented = next((i for i, line in enumerate(lines) if not line.startswith(_MARK)), len(lines))
    header = _read_header(lines[:commented], name)
    prefixes = header.get("curie_map") or {}
    if not isinstance(prefixes, dict):
        raise DocumentError(name, "curie_map is no map", line=1, remedy='such as "curie_map: {soc: https://…/}"')
    records = _read_records("".join(lines[commented:]), commented, name)
    first = next(records, None)
    if first is None:
        raise DocumentError(name, "the table has no columns", line=commented + 1, remedy=f"give {', '.join(REQUIRED)}")
    line, columns = first[0], tuple(column.strip() for column in first[1])
    _check_columns(columns, line, name)
    rows = tuple(_to_row(line, columns, cells, name) for line, cells in records)
    return Table(header, {str(key): str(value) for key, value in prefixes.items()}, columns, rows, line)


def _read_header(lines: list[str], name: str) -> dict[str, object]:
    # Some put a space after the mark; then all lines have it.
    spaced = all(line.startswith(f"{_MARK} ") or line.strip() == _MARK for line in lines)
    said = "".join(line[2 if spaced and line.strip() != _MARK else 1 :] for line in lines)
    if not said.strip():
        return {}
    raw, _ = parse_yaml(said, name)
    if not isinstance(raw, dict):
        raise DocumentError(name, "the header is no YAML map", line=1, remedy='such as "#mapping_set_id: https://…"')
    return {str(key): value for key, value in raw.items()}


def _read_records(text: str, before: int, name: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    while True:
        line = before + reader.line_num + 1
        try:
            record = next(reader, None)
        except csv.Error as error:
            problem = f"the row cannot be read: {error}"
            remedy = 'put a cell with a tab, a line break or a quotation mark in "…", and double each mark in it'
            raise DocumentError(name, problem, line=line, remedy=remedy) from error
        if record is None:
            return
        if any(cell.strip() for cell in record):
            yield line, record


def _check_columns(columns: tuple[str, ...], line: int, name: str) -> None:
    for column in REQUIRED:
        if column not in columns:
            known = ", ".join(columns)[:200]
            problem = f"there is no column {column}"
            raise DocumentError(
                name, problem, line=line, remedy=f"SSSOM needs {', '.join(REQUIRED)}; there are {known}"
            )
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice is not None:
        raise DocumentError(name, f"there are two columns {twice}", line=line, remedy="keep one")


def _to_row(line: int, columns: tuple[str, ...], cells: list[str], name: str) -> TableRow:
    if len(cells) > len(columns):
        problem = f"the row has {len(cells)} cells, and the table {len(columns)} columns"
        raise DocumentError(name, problem, line=line, remedy="separate cells by tabs, and put one with a tab in quotes")
    said = {column: cell.strip() for column, cell in zip(columns, cells, strict=False)}
    return TableRow(line, {column: cell for column, cell in said.items() if column and cell})
