"""Markdown taken apart into pieces: items, paragraphs and cells, under their headings, each with its lines.

Source: https://spec.commonmark.org/0.31.2/ with GitHub's tables (markdown-it-py), and HTML tables within.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ingest.ladder.grid import Cell, to_pieces
from ingest.ladder.html_table import read_html_tables
from ingest.ladder.pieces import Heading, Said
from ingest.ladder.text_piece import TextPiece
from ingest.ladder.wording import clean, clean_inline, clean_name, strip_tags, to_parser
from ontology.records import Lines

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?(?:</table\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1[`~]*[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_SILENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown text: its front matter, '' where it has none, with the lines before its body; and its pieces."""

    front_matter: str
    pieces: tuple[TextPiece, ...]


def read_markdown(text: str, header: str | None = None) -> Markdown:
    """Take ``text`` apart; ``header`` matches the first cell of rows that are a table's header, None its first row."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(text)
    front_matter = front[0].rstrip()[:-3] if front else ""
    body = _blank(text, *front.span()) if front else text
    fences = [found.span() for found in _FENCE.finditer(body)]
    for pattern in (_COMMENT, _SILENT):
        for found in reversed(list(pattern.finditer(body))):
            if not _is_inside(found.start(), fences):
                body = _blank(body, *found.span())
    tables: list[tuple[int, str]] = []
    for found in _TABLE.finditer(body):
        if not _is_inside(found.start(), fences):
            tables.append((body.count("\n", 0, found.start()) + 1, found[0]))
    for found in reversed(list(_TABLE.finditer(body))):
        if not _is_inside(found.start(), fences):
            body = _blank(body, *found.span())
    return Markdown(front_matter, tuple(_Reader(body, tables, header).read()))


def _is_inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _blank(text: str, start: int, end: int) -> str:
    """Return ``text`` with nothing but line breaks from ``start`` to ``end``: every line keeps its number."""
    return text[:start] + "\n" * text.count("\n", start, end) + text[end:]


class _Reader:
    def __init__(self, body: str, tables: Sequence[tuple[int, str]], header: str | None) -> None:
        self._tokens = to_parser().parse(body)
        self._tables = list(tables)
        self._header = header
        self._headings: list[Heading] = []
        self._lists: list[TextPiece | None] = []  # the open items
        self._pieces: list[TextPiece] = []

    def read(self) -> list[TextPiece]:
        index = 0
        while index < len(self._tokens):
            index = self._read_token(index)
        self._read_tables_before(None)
        for piece in self._pieces:
            piece.children = tuple(other for other in self._pieces if other.parents and other.parents[-1] is piece)
        return self._pieces

    def _read_token(self, index: int) -> int:
        token = self._tokens[index]
        if token.map and token.level == 0:
            self._read_tables_before(token.map[0] + 1)
        if token.type == "heading_open":
            said = self._said(self._tokens[index + 1], name=True)
            depth = int(token.tag[1])
            self._headings = [heading for heading in self._headings if heading.depth < depth]
            if said is not None:
                self._headings.append(Heading(depth, said))
                self._add("other", said)
            return index + 3
        if token.type == "list_item_open":
            self._lists.append(None)
        elif token.type == "list_item_close":
            self._lists.pop()
        elif token.type == "inline":
            self._read_inline(token)
        elif token.type == "table_open":
            end = next(i for i in range(index, len(self._tokens)) if self._tokens[i].type == "table_close")
            table = list(_read_pipe_table(self._tokens[index:end]))
            self._pieces.extend(to_pieces(table, tuple(self._headings), self._header))
            return end
        elif token.type in ("html_block", "fence", "code_block"):
            self._read_raw(token)
        return index + 1

    def _read_inline(self, token: Token) -> None:
        said = self._said(token)
        if said is None:
            return
        in_item = bool(self._lists)
        piece = self._add("item" if in_item and self._lists[-1] is None else "paragraph", said)
        piece.bold, piece.first_line = _read_opening(token)
        if in_item and self._lists[-1] is None:
            self._lists[-1] = piece

    def _read_raw(self, token: Token) -> None:
        """Read HTML outside of tables as a paragraph, and code as what no rule takes."""
        start = (token.map or [0])[0] + 1
        is_html = token.type == "html_block"
        text = strip_tags(token.content) if is_html else token.content
        lines = [number for number, line in enumerate(text.split("\n"), start=start) if line.strip()]
        if lines:
            shift = 1 if token.type == "fence" else 0
            said = Said(clean(text) if is_html else " ".join(text.split()), Lines(lines[0] + shift, lines[-1] + shift))
            if said.text:
                self._add("paragraph" if is_html else "other", said)

    def _read_tables_before(self, line: int | None) -> None:
        while self._tables and (line is None or self._tables[0][0] < line):
            first, html = self._tables.pop(0)
            tables, outside = read_html_tables(html, first)
            for table in tables:
                self._pieces.extend(to_pieces(table, tuple(self._headings), self._header))
            for said in outside:
                self._add("paragraph", said)

    def _said(self, token: Token, *, name: bool = False) -> Said | None:
        text = clean_inline(token.children or ())
        text = clean_name(text) if name else text
        first, end = token.map or [0, 1]
        return Said(text, Lines(first + 1, max(end, first + 1))) if text else None

    def _add(self, form: str, said: Said) -> TextPiece:
        parents = tuple(item for item in self._lists if item is not None)
        piece = TextPiece(form, said, tuple(self._headings), parents)
        self._pieces.append(piece)
        return piece


def _read_opening(token: Token) -> tuple[str | None, str]:
    """Return what a text opens with in bold, and its first line where it has several."""
    children = token.children or []
    opening = [child for child in children[:2] if child.type != "text" or child.content.strip()]
    bold = None
    if opening and opening[0].type == "strong_open":
        start = children.index(opening[0])
        end = next((i for i, c in enumerate(children) if c.type == "strong_close"), None)
        bold = clean_inline(children[start:end]) if end is not None else None
    ends = [i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return bold, clean_inline(children[: ends[0]]) if ends else ""


def _read_pipe_table(tokens: Sequence[Token]) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            line = (token.map or [0])[0] + 1
            parts: list[list[Token]] = [[]]
            for child in token.children or []:
                if child.type == "html_inline" and child.content.lower().startswith("<br"):
                    parts.append([])
                else:
                    parts[-1].append(child)
            texts = [text for text in map(clean_inline, parts) if text]
            row.append(Cell([Said(text, Lines(line, line)) for text in texts]))
        elif token.type == "tr_close":
            yield row
