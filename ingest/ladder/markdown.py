"""Markdown taken apart into pieces: items, paragraphs and cells, under their headings, each with its lines.

Source: https://spec.commonmark.org/0.31.2/ with GitHub's tables (markdown-it-py), and HTML tables within.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from ingest.ladder.grid import to_pieces
from ingest.ladder.html_table import read_html_tables
from ingest.ladder.pieces import Said
from ingest.ladder.pipe_table import read_pipe_table
from ingest.ladder.text_piece import BOLD, Heading, TextPiece
from ingest.ladder.wording import clean, clean_inline, clean_name, strip_tags, to_parser
from ontology.records import Lines

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
# What is read on its own, or not at all; what stands in a fence is code, whatever it looks like.
_APART = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,}).*?(?:^ {0,3}(?P=fence)[`~]*[ \t]*$|\Z)"
    r"|(?P<table><table\b.*?(?:</table\s*>|\Z))"
    r"|(?P<silent><!--.*?(?:-->|\Z)|<(?P<tag>script|style)\b.*?(?:</(?P=tag)\s*>|\Z))",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_LINK_DEFINITION = re.compile(r"^ {0,3}\[[^\]\n]+\]:[ \t]*\S+.*$", re.MULTILINE)

_NAME_CHARACTERS = 80


@dataclass(frozen=True, slots=True)
class Markdown:
    """A Markdown text: its front matter, '' where it has none, up to its closing rule; its pieces; what is markup."""

    front_matter: str
    pieces: tuple[TextPiece, ...]
    markup: tuple[Lines, ...]


def read_markdown(text: str, header: str | None = None) -> Markdown:
    """Take ``text`` apart, whose lines end with line feeds.

    ``header`` matches the first cell of the rows that are a table's header; None: it is the first row.
    """
    front = _FRONT_MATTER.match(text)
    front_matter = front[0].rstrip()[:-3] if front else ""
    lines = _LineNumbers(text)
    markup = [lines.span(0, front.end())] if front else []
    markup += [lines.span(*found.span()) for found in _LINK_DEFINITION.finditer(text)]
    tables: list[tuple[int, str]] = []

    def take_out(found: re.Match[str]) -> str:
        if found["fence"]:
            return found[0]
        markup.append(lines.span(*found.span()))
        if found["table"]:
            tables.append((lines.number(found.start()), found["table"]))
        return "\n" * found[0].count("\n")

    body = "\n" * front[0].count("\n") + text[front.end() :] if front else text
    if front:
        lines = _LineNumbers(body)
    body = _APART.sub(take_out, body)
    reader = _Reader(body, tables, header)
    return Markdown(front_matter, tuple(reader.read()), (*markup, *reader.markup))


class _LineNumbers:
    def __init__(self, text: str) -> None:
        self._ends = [found.start() for found in re.finditer("\n", text)]

    def number(self, position: int) -> int:
        return bisect_right(self._ends, position - 1) + 1

    def span(self, start: int, end: int) -> Lines:
        return Lines(self.number(start), self.number(max(start, end - 1)))


class _Reader:
    """Follows the parser's tokens; one instance a text."""

    def __init__(self, body: str, tables: Sequence[tuple[int, str]], header: str | None) -> None:
        self._tokens = to_parser().parse(body)
        self._tables = list(reversed(tables))  # the next one last
        self._header = header
        self._headings: tuple[Heading, ...] = ()
        self._items: list[TextPiece | None] = []  # that are open; None: its text has not come yet
        self._pieces: list[TextPiece] = []
        self.markup: list[Lines] = []

    def read(self) -> list[TextPiece]:
        index = 0
        while index < len(self._tokens):
            index = self._read_token(index)
        self._read_tables_before(None)
        return self._pieces

    def _read_token(self, index: int) -> int:
        token = self._tokens[index]
        if token.map and token.level == 0:
            self._read_tables_before(token.map[0] + 1)
        if token.type == "heading_open":
            self._open_heading(int(token.tag[1]), self._tokens[index + 1])
            return index + 3
        if token.type == "table_open":
            end = next(i for i in range(index, len(self._tokens)) if self._tokens[i].type == "table_close")
            table = read_pipe_table(self._tokens[index:end])
            self._pieces.extend(to_pieces(table, self._headings, self._header))
            return end
        if token.type == "list_item_open":
            self._items.append(None)
        elif token.type == "list_item_close":
            self._items.pop()
        elif token.type == "inline":
            self._read_inline(token)
        elif token.type in ("html_block", "fence", "code_block"):
            self._read_raw(token)
        return index + 1

    def _open_heading(self, depth: int, token: Token) -> None:
        text = clean_name(clean_inline(token.children or ()))
        self._headings = tuple(heading for heading in self._headings if heading.depth < depth)
        if text:
            said = Said(text, _to_lines(token))
            self._headings += (Heading(depth, said),)
            self._add("heading", said)

    def _read_inline(self, token: Token) -> None:
        text = clean_inline(token.children or ())
        if not text:
            self.markup.append(_to_lines(token))  # a picture
            return
        if not self._items and _is_name_in_bold(token.children or []):
            self._open_heading(BOLD, token)
            return
        opens_item = bool(self._items) and self._items[-1] is None
        piece = self._add("item" if opens_item else "paragraph", Said(text, _to_lines(token)))
        piece.bold, piece.first_line = _read_opening(token.children or [])
        if opens_item:
            self._items[-1] = piece

    def _read_raw(self, token: Token) -> None:
        """Read HTML outside of tables as a paragraph, and code as what no rule takes."""
        lines = _to_lines(token)
        is_html = token.type == "html_block"
        if is_html or token.type == "fence":
            self.markup.append(lines if is_html else Lines(lines.first, lines.first))
        text = strip_tags(token.content) if is_html else token.content
        start = lines.first + (token.type == "fence")
        said_on = [number for number, line in enumerate(text.split("\n"), start=start) if line.strip()]
        text = clean(text) if is_html else " ".join(text.split())
        if text and said_on:
            self._add("paragraph" if is_html else "other", Said(text, Lines(said_on[0], said_on[-1])))

    def _read_tables_before(self, line: int | None) -> None:
        while self._tables and (line is None or self._tables[-1][0] < line):
            first, html = self._tables.pop()
            tables, outside = read_html_tables(html, first)
            for table in tables:
                self._pieces.extend(to_pieces(table, self._headings, self._header))
            for said in outside:
                self._add("paragraph", said)

    def _add(self, form: str, said: Said) -> TextPiece:
        parents = tuple(item for item in self._items if item is not None)
        piece = TextPiece(form, said, self._headings, parents)
        if parents:
            parents[-1].children.append(piece)
        self._pieces.append(piece)
        return piece


def _to_lines(token: Token) -> Lines:
    first, end = token.map or (0, 1)
    return Lines(first + 1, max(end, first + 1))


def _is_name_in_bold(children: Sequence[Token]) -> bool:
    """Tell whether a paragraph is all in bold and a name rather than a sentence."""
    said = [child for child in children if child.type != "text" or child.content.strip(" :")]
    if not said or said[0].type != "strong_open" or said[-1].type != "strong_close":
        return False
    text = clean_inline(children)
    is_one = sum(child.type == "strong_open" for child in said) == 1
    return is_one and len(text) <= _NAME_CHARACTERS and not text.endswith((".", "!", "?", ";"))


def _read_opening(children: Sequence[Token]) -> tuple[str | None, str]:
    """Return what a text opens with in bold, and its first line where it has several."""
    bold = None
    start = next((i for i, child in enumerate(children) if child.type != "text" or child.content.strip()), None)
    if start is not None and children[start].type == "strong_open":
        end = next((i for i, child in enumerate(children) if child.type == "strong_close"), start)
        bold = clean_inline(children[start:end])
    ends = [i for i, child in enumerate(children) if child.type in ("softbreak", "hardbreak")]
    return bold, clean_inline(children[: ends[0]]) if ends else ""
