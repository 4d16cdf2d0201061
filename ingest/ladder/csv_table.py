"""CSV as a table: the first record is its header, and every cell knows the lines of its record."""

from __future__ import annotations

import csv
import io

from ingest.ladder.grid import Cell, to_pieces
from ingest.ladder.pieces import Said
from ingest.ladder.text_piece import TextPiece
from ingest.ladder.wording import clean
from ontology.errors import DocumentError
from ontology.records import Lines

_DELIMITERS = ",;\t|"


def read_csv_table(text: str, name: str) -> list[TextPiece]:
    """Return the pieces of a CSV text, whose lines end with line feeds.

    Its delimiter is the one that its first line has most of.

    Raises:
        DocumentError: it is no CSV: a quote is left open, or a cell is too large.
    """
    header = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    table: list[list[Cell]] = []
    first = 1
    try:
        for record in reader:
            lines = Lines(first, max(first, reader.line_num))
            first = reader.line_num + 1
            if any(value.strip() for value in record):
                table.append([_to_cell(value, lines) for value in record])
    except csv.Error as error:
        problem = f"not CSV: {error}"
        raise DocumentError(name, problem, line=reader.line_num, remedy="look at the quotes around it") from error
    return list(to_pieces(table, (), None))


def _to_cell(value: str, lines: Lines) -> Cell:
    parts = [clean(part) for part in value.split("\n")] if _is_list(value) else [clean(value)]
    return Cell([Said(part, lines) for part in parts if part])


def _is_list(value: str) -> bool:
    """Tell whether the lines of a cell are a list: each opens with a bullet mark."""
    rows = [row.strip() for row in value.split("\n") if row.strip()]
    return len(rows) > 1 and all(row[0] in "-*•–·▪●" for row in rows)
