"""A table, from Markdown, HTML or CSV, as rows of cells with their spans, and the pieces that its cells hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.ladder.pieces import Heading, Said
from ingest.ladder.text_piece import CellPlace, TextPiece
from ingest.ladder.wording import clean_name
from ingest.ladder.words import is_match
from ontology.records import Lines

NO_HEADER = "none"  # instead of a pattern: the tables have no header
MAX_SPAN = 200  # columns or rows; a table wider than that is no ladder


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
    """One row of a grid: a cell for each column, the same cell again where it spans several."""

    cells: tuple[Cell | None, ...]
    own: frozenset[int]  # the columns whose cell starts in this row

    def said(self, column: int) -> Said | None:
        """Return what the cell in ``column`` says."""
        cell = self.cells[column] if column < len(self.cells) else None
        return cell.said if cell else None

    def is_wide(self, column: int) -> bool:
        """Tell whether the cell in ``column`` spans others."""
        cell = self.cells[column]
        return cell is not None and sum(other is cell for other in self.cells) > 1

    @property
    def lines(self) -> Lines | None:
        """The lines that the row's own cells stand on."""
        spans = [said.lines for said in map(self.said, sorted(self.own)) if said is not None]
        return Lines(min(span.first for span in spans), max(span.last for span in spans)) if spans else None

    @property
    def only(self) -> Said | None:
        """What the row says where it is one cell: all others are empty, or the same."""
        saying = {id(cell): cell for cell in self.cells if cell is not None and cell.parts}
        cell = next(iter(saying.values()), None)
        alone = len(saying) == 1 and cell is not None and len(self.cells) > 1 and self.cells[0] is cell
        return cell.said if alone and cell is not None else None


def to_rows(table: Sequence[Sequence[Cell]]) -> list[Row]:
    """Return the rows of ``table``, whose cells are laid out by their spans."""
    width = 0
    rows: list[Row] = []
    hanging: dict[int, tuple[Cell, int]] = {}  # by column: a cell from above, and how many rows it still spans
    for cells in table:
        laid: dict[int, Cell] = {}
        for column, (cell, more) in list(hanging.items()):
            laid[column] = cell
            if more == 1:
                del hanging[column]
            else:
                hanging[column] = (cell, more - 1)
        own: set[int] = set()
        column = 0
        for cell in cells:
            while column in laid:
                column += 1
            for offset in range(min(cell.columns, MAX_SPAN)):
                laid.setdefault(column + offset, cell)
                own.add(column + offset)
                if cell.rows > 1:
                    hanging[column + offset] = (cell, min(cell.rows, MAX_SPAN) - 1)
            column += 1
        width = max(width, max(laid, default=-1) + 1)
        rows.append(Row(tuple(laid.get(i) for i in range(max(laid, default=-1) + 1)), frozenset(own)))
    return [Row(row.cells + (None,) * (width - len(row.cells)), row.own) for row in rows]


def to_pieces(table: Sequence[Sequence[Cell]], headings: tuple[Heading, ...], header: str | None) -> Iterator[TextPiece]:
    """Yield the pieces of a table that stands under ``headings``.

    Its header is the first row that has more than one cell, and again every row whose first cell matches ``header``.
    """
    names: Row | None = None
    section: Said | None = None
    for row in to_rows(table):
        first = row.said(0)
        is_header = header is not None and header != NO_HEADER and first is not None and is_match(first.text, (header,))
        if row.only is not None and not is_header and (names is None or row.is_wide(0) or len(row.own) > 1):
            section = row.only
            yield TextPiece("other", row.only, headings, cell=CellPlace(section=section))
        elif is_header or (names is None and header is None):
            names = row
            for column in sorted(row.own):
                said = row.said(column)
                if said is not None and column == min(c for c in row.own if row.cells[c] is row.cells[column]):
                    yield TextPiece("other", said, headings, cell=CellPlace(section=section))
        else:
            yield from _cells(row, names, section, headings)


def _cells(row: Row, names: Row | None, section: Said | None, headings: tuple[Heading, ...]) -> Iterator[TextPiece]:
    columns: dict[str, Said] = {}
    for column in range(len(row.cells)):
        name, said = names.said(column) if names else None, row.said(column)
        if name is not None and said is not None and not row.is_wide(column):
            columns.setdefault(clean_name(name.text).casefold(), said)
    seen: set[int] = set()
    for column in sorted(row.own):
        cell = row.cells[column]
        if cell is None or id(cell) in seen:
            continue
        seen.add(id(cell))
        header = names.said(column) if names and not row.is_wide(column) else None
        place = CellPlace(header, names.lines if names else None, row.said(0), section, columns, column)
        for part in cell.parts:
            yield TextPiece("cell", part, headings, cell=place)
