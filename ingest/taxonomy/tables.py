"""A table of a release, read row by row: its columns are found by their names, wherever they stand.

Cells that say nothing (empty, ``n/a``) come as empty strings. Lines are counted from 1.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from ingest.taxonomy.members import Member
from ontology.errors import DocumentError

MAX_LINE_BYTES = 2_000_000
_MAX_CELL_CHARACTERS = 20_000_000  # ESCO lists all concepts of a scheme in one cell
_SNIFFED_LINES = 25  # a spreadsheet saved as CSV has some lines of titles above its header
_NOTHING = frozenset(("n/a", "N/A", "N/a"))
_REPORT_EVERY = 4_096  # rows
_BOM = "\ufeff"

Count = Callable[[int, int], None]  # how many bytes were read, of how many


class Dialect(StrEnum):
    """How cells are told apart."""

    TABS = "tabs, no quotes"
    CSV = "commas, quotes"


@dataclass(frozen=True, slots=True)
class Table:
    """One table and where its columns stand."""

    member: Member
    dialect: Dialect
    header: tuple[str, ...]
    header_line: int
    above: tuple[str, ...] = ()  # lines above the header

    @property
    def place(self) -> str:
        """The table as messages name it."""
        return self.member.place

    def has(self, *columns: str) -> bool:
        """Tell whether the table has all ``columns``."""
        return set(columns) <= set(self.header)

    def require(self, *columns: str) -> None:
        """Make sure that the table has ``columns``.

        Raises:
            DocumentError: one is missing; names it, and those that are there.
        """
        for column in columns:
            if column not in self.header:
                there = ", ".join(name for name in self.header if name)
                problem = f"the column {column!r} is missing; there are {there}"
                raise DocumentError(
                    self.place, problem, line=self.header_line, remedy="give the table as it was released"
                )

    def records(self, *columns: str, count: Count | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield line number and the cells of ``columns`` for each row; a column that is not there is empty.

        Raises:
            DocumentError: a row has another number of cells than the header, or is no text.
        """
        places = [self.header.index(column) if column in self.header else None for column in columns]
        width = len(self.header)
        for line, cells in self._rows(count):
            if len(cells) != width:
                problem = f"the row has {len(cells)} cells, the header has {width}"
                remedy = f"give the table as it was released: cells are told apart by {self.dialect}"
                raise DocumentError(self.place, problem, line=line, remedy=remedy)
            yield line, tuple("" if at is None else _clean(cells[at]) for at in places)

    def _rows(self, count: Count | None) -> Iterator[tuple[int, list[str]]]:
        with self.member.open() as stream:
            seen = 0
            for line, cells in _split(_read_lines(stream, self.place), self.dialect, self.place):
                if line <= self.header_line or not any(cells):
                    continue
                seen += 1
                if count is not None and seen % _REPORT_EVERY == 0:
                    count(min(stream.tell(), self.member.size), self.member.size)
                yield line, cells
        if count is not None:
            count(self.member.size, self.member.size)


def sniff(member: Member, is_header: Callable[[Sequence[str]], bool]) -> Table | None:
    """Return the table in ``member`` if ``is_header`` knows one of its first lines; None if it knows none.

    Raises:
        DocumentError: the zip is damaged.
    """
    with member.open() as stream:
        data = stream.read(MAX_LINE_BYTES // 8)
    lines = data.decode("utf-8", errors="replace").removeprefix(_BOM).splitlines(keepends=True)[:_SNIFFED_LINES]
    if not lines:
        return None
    tabs = tuple(cell.strip() for cell in lines[0].split("\t"))
    if is_header(tabs):
        return Table(member, Dialect.TABS, tabs, 1)
    try:
        rows = csv.reader(lines)
        for cells in rows:
            header = tuple(cell.strip() for cell in cells)
            if is_header(header):
                return Table(member, Dialect.CSV, header, rows.line_num, tuple(lines[: rows.line_num - 1]))
    except csv.Error:
        pass
    return None


def first_record(table: Table, *columns: str) -> tuple[str, ...]:
    """Return the cells of ``columns`` in the first row of ``table``; empty ones where there is no row."""
    for _, cells in table.records(*columns):
        return cells
    return ("",) * len(columns)


def _clean(cell: str) -> str:
    cell = cell.strip()
    return "" if cell in _NOTHING else cell


def _split(lines: Iterator[str], dialect: Dialect, place: str) -> Iterator[tuple[int, list[str]]]:
    if dialect is Dialect.TABS:
        for number, line in enumerate(lines, start=1):
            yield number, line.rstrip("\r\n").split("\t")
        return
    csv.field_size_limit(_MAX_CELL_CHARACTERS)
    rows = csv.reader(lines, strict=True)
    last = 0
    try:
        for cells in rows:
            yield last + 1, cells
            last = rows.line_num
    except csv.Error as error:
        raise DocumentError(
            place, f"no CSV from here on: {error}", line=last + 1, remedy="save the table as CSV with quotes"
        ) from error


def _read_lines(stream: BinaryIO, place: str) -> Iterator[str]:
    number = 0
    while data := stream.readline(MAX_LINE_BYTES):
        number += 1
        if len(data) == MAX_LINE_BYTES:
            problem = f"the line has more than {MAX_LINE_BYTES:,} bytes"
            raise DocumentError(place, problem, line=number, remedy="give the table with its line breaks")
        try:
            line = data.decode("utf-8")
        except UnicodeDecodeError as error:
            problem = f"byte 0x{data[error.start]:02x} is not UTF-8"
            raise DocumentError(place, problem, line=number, remedy="save the table as UTF-8") from error
        if "\0" in line:
            raise DocumentError(place, "the table is binary, not text", line=number, remedy="give the text release")
        yield line.removeprefix(_BOM) if number == 1 else line
