"""HTML tables, as they stand in Markdown: read leniently, with the line of every text in them."""

from __future__ import annotations

from html.parser import HTMLParser

from ingest.ladder.grid import MAX_COLUMNS, MAX_ROWS, Cell
from ingest.ladder.pieces import Said
from ingest.ladder.wording import clean
from ontology.records import Lines

# A text ends where one of these starts or ends.
_ENDS = "blockquote caption dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p pre section table tbody td tfoot th thead tr ul"
_BLOCKS = frozenset(_ENDS.split())
_SILENT = frozenset(("script", "style", "template"))


def read_html_tables(text: str, first_line: int) -> tuple[list[list[list[Cell]]], list[Said]]:
    """Return the tables in ``text``, which starts on ``first_line``, and the texts outside of their cells."""
    reader = _TableReader(first_line)
    reader.feed(text)
    reader.close()
    reader.end_text()
    return reader.tables, reader.outside


class _TableReader(HTMLParser):
    def __init__(self, first_line: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[Cell]]] = []
        self.outside: list[Said] = []
        self._offset = first_line - 1
        self._row: list[Cell] | None = None
        self._cell: Cell | None = None
        self._text: list[str] = []
        self._lines: list[int] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._text.append("\n")
        elif tag in _BLOCKS:
            self.end_text()
        if tag == "table":
            self._row = self._cell = None
            self.tables.append([])
        elif tag == "tr":
            self._start_row()
        elif tag in ("td", "th"):
            if self._row is None:
                self._start_row()
            given = dict(attrs)
            self._cell = Cell(
                columns=_to_span(given.get("colspan"), MAX_COLUMNS), rows=_to_span(given.get("rowspan"), MAX_ROWS)
            )
            if self._row is not None:
                self._row.append(self._cell)

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self.end_text()
        if tag in ("td", "th"):
            self._cell = None
        elif tag in ("tr", "table", "thead", "tbody"):
            self._row = self._cell = None

    def handle_data(self, data: str) -> None:
        if self._silent:
            return
        line = self.getpos()[0] + self._offset
        for number, part in enumerate(data.split("\n")):
            if part.strip():
                self._lines.append(line + number)
        self._text.append(data.replace("\n", " "))

    def end_text(self) -> None:
        """Keep the text since the last block as one or, where breaks and bullets divide it, several."""
        text, lines = "".join(self._text), self._lines
        self._text, self._lines = [], []
        if not lines:
            return
        span = Lines(min(lines), max(lines))
        for part in _split_at_breaks(text):
            cleaned = clean(part)
            if cleaned:
                (self._cell.parts if self._cell is not None else self.outside).append(Said(cleaned, span))

    def _start_row(self) -> None:
        self._cell = None
        if not self.tables:
            self.tables.append([])
        self._row = []
        self.tables[-1].append(self._row)


def _split_at_breaks(text: str) -> list[str]:
    """Return the parts between line breaks where each opens with a bullet mark; otherwise the whole."""
    parts = [part.strip() for part in text.split("\n") if part.strip()]
    marked = sum(part[0] in "-*•–·▪●" for part in parts)
    return parts if len(parts) > 1 and marked >= len(parts) - 1 else [" ".join(parts)]


def _to_span(value: str | None, most: int) -> int:
    digits = value if value is not None and value.isascii() and value.isdigit() else ""
    return max(1, min(int(digits[:6]), most)) if digits else 1
