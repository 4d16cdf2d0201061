r"""Tables of a page: a header row, a line of dashes, and rows of cells between pipes.

Source of the row syntax: https://github.github.com/gfm/#tables-extension- (a pipe inside a cell is written ``\|``).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page.blocks import Block, BlockKind
from ingest.page.ledger import Ledger
from ingest.page.lines import Line, clean_text, has_words, is_rule_row
from ontology.errors import DocumentError
from ontology.records import Lines

_PIPE = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_ONLY_RULE = re.compile(r"[|:\-\s]+")
_REMEDY = "copy the whole page again: its table must end with a complete row"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its cells' text, and whether the row ends with a pipe."""

    lines: tuple[Line, ...]
    cells: tuple[str, ...]
    closed: bool

    @property
    def first(self) -> int:
        """The number of the row's first line."""
        return self.lines[0].number

    @property
    def span(self) -> Lines:
        """The numbers of the row's first and last line."""
        return Lines(self.lines[0].number, self.lines[-1].number)


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its header's cells and its rows; ``shape`` problems were reported on reading."""

    header: Row
    rows: tuple[Row, ...]


def read_table(block: Block, section: str | None, ledger: Ledger) -> Table | None:
    """Return the table in ``block``, or None (kept as notes, with a warning) where its header or rows are missing.

    Cells missing at a row's end are read as empty, and cells too many are kept as notes; both are warned about.
    """
    rows = [_to_row(lines) for lines in block.rows]
    rules = [row for row in rows if is_rule(row.lines)]
    content = [row for row in rows if not is_rule(row.lines)]
    header = content[0] if content and not is_rule(rows[0].lines) else None
    if header is None or len(content) == 1:
        missing = "rows" if header else "header row"
        ledger.warn(block.first, f"table without {missing} under {section!r}; it is kept as notes")
        for row in content:
            ledger.keep(
                row.lines, section, "table row without header" if header is None else "table header without rows"
            )
        ledger.skip(block.lines, "table rule")
        return None
    if not rules:
        ledger.warn(header.first, "the table has no line of dashes; its first row is read as its header")
    for rule in rules:
        ledger.skip(rule.lines, "table rule")
    width = len(header.cells)
    body = tuple(_fit(row, width, section, ledger) for row in content[1:])
    return Table(header, body)


def check_not_cut_off(document: str, blocks: Sequence[Block]) -> None:
    """Refuse a page that ends in the middle of a table.

    Raises:
        DocumentError: the page's last block is a table without rows, or its last row lacks cells or its pipe.
    """
    last = next((block for block in reversed(blocks) if block.kind is not BlockKind.RULE), None)
    if last is None or last.kind is not BlockKind.TABLE:
        return
    rows = [_to_row(lines) for lines in last.rows]
    header, end = rows[0], rows[-1]
    content = sum(not is_rule(row.lines) for row in rows)
    problem = None
    if not content:
        problem = "at the start of a table"
    elif content == 1 and not is_rule(header.lines):
        problem = "after the header row of a table" if len(rows) == 1 else "before the first row of a table"
    elif len(end.cells) < len(header.cells):
        problem = f"in a table: its last row has {len(end.cells)} of {len(header.cells)} cells"
    elif header.closed and not end.closed:
        problem = "in a table: its last row has no closing '|'"
    if problem:
        raise DocumentError(document, f"the page is cut off {problem}", line=end.first, remedy=_REMEDY)


def _to_row(lines: tuple[Line, ...]) -> Row:
    text = " ".join(line.text for line in lines)
    inner = text[1:] if text.startswith("|") else text
    closed = _PIPE.search(inner[-1:]) is not None and not inner.endswith("\\|")
    cells = _PIPE.split(inner[:-1] if closed else inner)
    return Row(lines, tuple(clean_text(_BREAK.sub(" ", cell).replace("\\|", "|")) for cell in cells), closed)


def is_rule(row: Sequence[Line]) -> bool:
    """Tell whether the lines of a table's row are dashes and pipes alone."""
    text = " ".join(line.text for line in row)
    return is_rule_row(text) or _ONLY_RULE.fullmatch(text) is not None


def _fit(row: Row, width: int, section: str | None, ledger: Ledger) -> Row:
    """Return ``row`` with exactly ``width`` cells."""
    if len(row.cells) < width:
        ledger.warn(row.first, f"the row has {len(row.cells)} of {width} cells; the missing ones are read as empty")
    for extra in row.cells[width:]:
        if has_words(extra):
            ledger.warn(
                row.first, f"the row has {len(row.cells)} cells, its header {width}; {extra!r} is kept as a note"
            )
            ledger.note(extra, section, row.span)
    return Row(row.lines, (*row.cells[:width], *[""] * (width - len(row.cells))), row.closed)
