"""The levelling rubric: a table with a row for each level and a column for each dimension, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.page.blocks import BlockKind
from ingest.page.boilerplate import strip_marker
from ingest.page.codes import find_level_code, split_level_label
from ingest.page.ledger import Ledger
from ingest.page.lines import has_words
from ingest.page.sections import Section
from ingest.page.tables import Row, Table, read_table
from ontology.records import Statement
from ontology.text import normalise_text


def parse_guidelines(section: Section, ledger: Ledger) -> list[Statement]:
    """Return a statement for each cell that says something, row by row."""
    statements: list[Statement] = []
    for block in section.blocks:
        if block.kind is not BlockKind.TABLE:
            continue
        table = read_table(block, section.title, ledger)
        if table is None:
            continue
        if sum(find_level_code(cell) is not None for cell in table.header.cells[1:]) * 2 > len(table.header.cells) - 1:
            statements += _read_columns_as_levels(table, section, ledger)
        else:
            statements += _read_rows_as_levels(table, section, ledger)
    return statements


def read_levels(statements: Sequence[Statement]) -> list[str]:
    """Return the level codes of ``statements``, each once, in order."""
    return list(dict.fromkeys(statement.level for statement in statements if statement.level))


def _read_rows_as_levels(table: Table, section: Section, ledger: Ledger) -> list[Statement]:
    column = _level_column(table)
    if column is None:
        ledger.warn(
            table.header.first, "no column of the table holds level codes such as P1; the table is kept as notes"
        )
        for row in (table.header, *table.rows):
            ledger.keep(row.lines, section.title, "table row without level")
        return []
    statements: list[Statement] = []
    seen: set[str] = set()
    for row in table.rows:
        level, label = split_level_label(row.cells[column])
        if level is None:
            ledger.warn(
                row.first, f"the row's level {row.cells[column]!r} is no level code such as P1; it is kept as a note"
            )
            ledger.keep(row.lines, section.title, "table row without level")
            continue
        if level in seen:
            ledger.warn(row.first, f"the table has level {level} twice")
        seen.add(level)
        ledger.note_label(level, strip_marker(label), section.title, row.span)
        cells = [(d, c) for i, (d, c) in enumerate(zip(table.header.cells, row.cells, strict=True)) if i != column]
        statements += _read_cells(level, cells, row, section, ledger)
    ledger.map(table.header.lines, "guideline dimensions")
    return statements


def _read_cells(
    level: str, cells: Sequence[tuple[str, str]], row: Row, section: Section, ledger: Ledger
) -> list[Statement]:
    statements: list[Statement] = []
    for dimension, cell in cells:
        if not has_words(cell):
            continue
        if not has_words(dimension):
            ledger.warn(row.first, f"the column of {cell!r} has no heading; the cell is kept as a note")
            ledger.note(cell, section.title, row.span)
            continue
        statements.append(Statement(cell, level=level, dimension=dimension, lines=row.span))
    ledger.map(row.lines, f"guidelines {level} ({len(statements)} of {len(cells)} cells)")
    return statements


def _read_columns_as_levels(table: Table, section: Section, ledger: Ledger) -> list[Statement]:
    levels: list[str | None] = []
    for cell in table.header.cells[1:]:
        code, label = split_level_label(cell)
        levels.append(code)
        if code:
            ledger.note_label(code, strip_marker(label), section.title, table.header.span)
    statements: list[Statement] = []
    for row in table.rows:
        dimension, *cells = row.cells
        read: list[Statement] = []
        for level, cell in zip(levels, cells, strict=True):
            if level and has_words(dimension) and has_words(cell):
                read.append(Statement(cell, level=level, dimension=dimension, lines=row.span))
            elif has_words(cell):
                ledger.warn(row.first, f"the cell {cell!r} has no level or dimension; it is kept as a note")
                ledger.note(cell, section.title, row.span)
        ledger.map(row.lines, f"guidelines {normalise_text(dimension)!r} ({len(read)} of {len(cells)} cells)")
        statements += read
    ledger.map(table.header.lines, "guideline levels")
    return statements


def _level_column(table: Table) -> int | None:
    """Return the column called Level, else the one in which most cells start with a level code, else None."""
    for index, cell in enumerate(table.header.cells):
        if normalise_text(cell) in {"level", "levels", "grade"}:
            return index
    for index in range(len(table.header.cells)):
        codes = sum(find_level_code(row.cells[index]) is not None for row in table.rows)
        if codes * 2 > len(table.rows):
            return index
    return None
