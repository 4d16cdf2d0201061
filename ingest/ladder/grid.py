"""A table, from Markdown, HTML or CSV, as rows of cells with their spans, and the pieces that its cells hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ingest.ladder.pieces import Said
from ingest.ladder.text_piece import CellPlace, Heading, TextPiece, to_key
from ingest.ladder.words import is_match
from ontology.records import Lines

MAX_COLUMNS, MAX_ROWS = 60, 1000  # that a cell can span; one that spans more belongs to no ladder
NO_HEADER = "none"  # instead of a pattern: the tables have no header


Headings: TypeAlias = tuple[Heading, ...]


@dataclass(slots=True)
class Cell:
    """One cell: the texts in it, in order, each with its lines."""

    parts: list[Said] = field(default_factory=list)
    columns: int = 1  # that it spans
    rows: int = 1

    @property
    def said(self) -> Said | None:
        """All that the cell says, as one text."""
        if not self.parts:
            return None
        lines = Lines(self.parts[0].lines.first, self.parts[-1].lines.last)
        return Said(" ".join(part.text for part in self.parts), lines)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: a cell for each column, the same cell again where it spans several."""

    cells: dict[int, Cell]
    own: tuple[int, ...]  # the columns that a cell of this row starts in
    wide: frozenset[int]  # the columns whose cell spans others

    def said(self, column: int) -> Said | None:
        """Return what the cell in ``column`` says."""
        cell = self.cells.get(column)
        return cell.said if cell else None

    @property
    def lines(self) -> Lines | None:
        """The lines that the row's own cells stand on."""
        spans = [said.lines for said in map(self.said, self.own) if said is not None]
        return Lines(min(span.first for span in spans), max(span.last for span in spans)) if spans else None

    @property
    def only(self) -> Said | None:
        """What the row says where its first cell says it all: the others are empty, or the same."""
        saying = {id(cell) for cell in self.cells.values() if cell.parts}
        first = self.cells.get(0)
        return first.said if first is not None and saying == {id(first)} and len(self.cells) > 1 else None


def to_pieces(table: Sequence[Sequence[Cell]], headings: Headings, header: str | None) -> Iterator[TextPiece]:
    """Yield the pieces of a table that stands under ``headings``.

    Its header is the first row of more than one cell or, where a pattern is given, every row whose first cell matches
    ``header``. A row of one cell only is the name of the section below it.
    """
    names: Row | None = None
    section: Said | None = None
    for row in _lay_out(table):
        first = row.said(0)
        if header is None:
            is_header = names is None and row.only is None
        else:
            is_header = header != NO_HEADER and first is not None and is_match(first.text, (header,))
        if is_header:
            names = row
            for said in map(row.said, row.own):
                if said is not None:
                    yield TextPiece("other", said, headings, cell=CellPlace(section=section))
        elif row.only is not None and len(row.own) > 0 and row.own[0] == 0:
            section = row.only
            yield TextPiece("other", row.only, headings, cell=CellPlace(section=section))
        else:
            yield from _read_cells(row, names, section, headings)


def _lay_out(table: Sequence[Sequence[Cell]]) -> Iterator[Row]:
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and how many rows it still spans
    for cells in table:
        laid = {column: cell for column, (cell, _) in hanging.items()}
        hanging = {column: (cell, more - 1) for column, (cell, more) in hanging.items() if more > 1}
        own: list[int] = []
        column = 0
        for cell in cells:
            while column in laid:
                column += 1
            own.append(column)
            for offset in range(cell.columns if column + cell.columns <= MAX_COLUMNS else 1):
                laid.setdefault(column + offset, cell)
                if cell.rows > 1:
                    hanging[column + offset] = (cell, cell.rows - 1)
        spans = Counter(map(id, laid.values()))
        yield Row(laid, tuple(own), frozenset(column for column, cell in laid.items() if spans[id(cell)] > 1))


def _read_cells(
    row: Row, names: Row | None, section: Said | None, headings: tuple[Heading, ...]
) -> Iterator[TextPiece]:
    columns: dict[str, Said] = {}
    for column in sorted(row.cells):
        name, said = names.said(column) if names else None, row.said(column)
        if name is not None and said is not None and column not in row.wide:
            columns.setdefault(to_key(name.text), said)
    for column in row.own:
        header = names.said(column) if names and column not in row.wide else None
        place = CellPlace(header, names.lines if names else None, row.said(0), section, columns, column)
        for part in row.cells[column].parts:
            yield TextPiece("cell", part, headings, cell=place)
