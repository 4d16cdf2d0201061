"""A piece of a text with headings, lists and tables: a list item, a paragraph or a part of a table's cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ingest.ladder.pieces import Leads, Piece, Said
from ingest.ladder.places import Choice, Part
from ingest.ladder.wording import clean_name
from ontology.records import Lines

_AFTER_LEAD = re.compile(r"\s*:(?:\s+|$)|\s+[-–—]\s+")
_LEAD_CHARACTERS = 80
_FORMS = {"items": "item", "paragraphs": "paragraph", "cells": "cell"}


BOLD = 7  # the depth of a name in bold that stands as a heading


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, ``depth`` 1 to 6, or BOLD."""

    depth: int
    said: Said


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a cell stands in its table; each part may be absent."""

    header: Said | None = None  # of its column
    header_lines: Lines | None = None  # of the whole header
    row: Said | None = None  # the first cell of its row
    section: Said | None = None
    columns: Mapping[str, Said] = field(default_factory=dict)  # the row's cells by header, in lower case
    number: int = 0  # of the column, from 0

    def is_in_column(self, name: str) -> bool:
        """Tell whether the cell is in the column called ``name``."""
        return self.header is not None and to_key(self.header.text) == to_key(name)

    def part(self, part: Part) -> Said | None:
        """Return what stands at ``part``."""
        if part.kind == "column":
            return self.columns.get(to_key(part.name))
        return {"header": self.header, "row": self.row, "section": self.section}.get(part.kind)


@dataclass(slots=True)
class TextPiece(Piece):
    """One item, paragraph, part of a cell, heading, or anything else that holds text ("other", which no rule takes)."""

    form: str  # item, paragraph, cell, heading or other
    said: Said
    headings: tuple[Heading, ...] = ()
    parents: tuple[TextPiece, ...] = ()  # the items that it is listed under, outermost first
    bold: str | None = None  # what the text opens with in bold, up to a colon
    first_line: str = ""  # of an item whose text goes on in the next line
    cell: CellPlace | None = None
    children: list[TextPiece] = field(default_factory=list)

    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether ``text`` chooses the piece."""
        if text.form == "column":
            return self.cell is not None and self.cell.is_in_column(text.name)
        if text.form == "heading":
            return self.form == "heading" and self.headings[-1].depth == text.number
        return _FORMS.get(text.form) == self.form

    def is_at(self, part: Part) -> bool:
        """Tell whether the piece is the name of its row, the cell of that column, or an item with a list below it."""
        if part.kind == "item":
            return bool(self.children) and part.number == len(self.parents) + 1
        if part.kind == "row":
            return self.cell is not None and self.cell.number == 0
        return part.kind == "column" and self.cell is not None and self.cell.is_in_column(part.name)

    def part(self, part: Part, leads: Leads) -> Said | None:
        """Return what stands at ``part``."""
        if part.kind in ("heading", "bold"):
            depth = part.number or BOLD
            return next((heading.said for heading in self.headings if heading.depth == depth), None)
        if part.kind == "item":
            parent = self.parents[part.number - 1] if part.number <= len(self.parents) else None
            split = parent.split_lead(leads) if parent else None
            return Said(split[0], parent.said.lines) if parent and split else parent.said if parent else None
        if part.kind == "lead":
            split = self.split_lead(leads)
            return Said(split[0], self.said.lines) if split else None
        return self.cell.part(part) if self.cell is not None else None

    def split_lead(self, leads: Leads) -> tuple[str, str] | None:
        """Return a lead, before a colon or dash or on a line of its own, or what is in bold there; and the rest."""
        text = self.said.text
        for mark in _AFTER_LEAD.finditer(text, 0, _LEAD_CHARACTERS):
            lead = clean_name(text[: mark.start()])
            is_bold = self.bold is not None and ":" in mark[0] and clean_name(self.bold) == lead
            if lead and (leads.has(lead) or is_bold):
                return lead, text[mark.end() :].strip()
        for opening in (text, self.first_line):
            if opening and to_key(opening) in leads.words:
                return clean_name(opening), text[len(opening) :].strip(" -")
        return None

    def context(self, parts: Iterable[Part]) -> Iterator[Lines]:
        """Yield the lines of the headings, down to the deepest that is read, and of the header where it is read."""
        kinds = {part.kind for part in parts}
        deepest = max((part.number or BOLD for part in parts if part.kind in ("heading", "bold")), default=6)
        yield from (heading.said.lines for heading in self.headings if heading.depth <= deepest)
        if self.cell is not None and self.cell.header_lines is not None and kinds & {"header", "column"}:
            yield self.cell.header_lines

    def labels(self) -> Iterator[str]:
        """Yield its text, its heading, and the names of its row and column."""
        yield self.said.text
        if self.headings:
            yield self.headings[-1].said.text
        if self.cell is not None:
            yield from (said.text for said in (self.cell.row, self.cell.header) if said is not None)

    @property
    def listed(self) -> list[Piece]:
        """All that is listed below the piece, in order."""
        found: list[Piece] = []
        for child in self.children:
            found += [child, *child.listed]
        return found


def to_key(name: str) -> str:
    """Return a name as it is compared."""
    return clean_name(name).casefold()
