"""A piece of a text with headings, lists and tables: a list item, a paragraph or a part of a table's cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ingest.ladder.pieces import Heading, Leads, Piece, Said
from ingest.ladder.places import Choice, Part
from ingest.ladder.wording import clean_name
from ontology.records import Lines

_LEAD = re.compile(r"\s*([^:]{1,80}?)\s*:(?:\s+|$)")
_FORMS = {"items": "item", "paragraphs": "paragraph", "cells": "cell"}


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
        return self.header is not None and _is_same(self.header.text, name)


@dataclass(slots=True)
class TextPiece(Piece):
    """One item, paragraph, part of a cell, or anything else that holds text ("other", which no rule takes)."""

    form: str  # item, paragraph, cell or other
    said: Said
    headings: tuple[Heading, ...] = ()
    parents: tuple[TextPiece, ...] = ()  # the items that it is listed under, outermost first
    bold: str | None = None  # what the text opens with in bold, up to a colon
    first_line: str = ""  # of an item whose text goes on in the next line
    cell: CellPlace | None = None
    children: tuple[Piece, ...] = ()

    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether ``text`` chooses the piece."""
        if text.form == "column":
            return self.cell is not None and self.cell.is_in_column(text.name)
        return _FORMS.get(text.form) == self.form

    def part(self, part: Part, leads: Leads) -> Said | None:
        """Return what stands at ``part``."""
        if part.kind == "heading":
            return next((h.said for h in self.headings if h.depth == part.number), None)
        if part.kind == "item":
            parent = self.parents[part.number - 1] if part.number <= len(self.parents) else None
            return None if parent is None else Said(parent.lead(leads) or parent.said.text, parent.said.lines)
        if part.kind == "lead":
            lead = self.lead(leads)
            return Said(lead, self.said.lines) if lead else None
        cell = self.cell
        if cell is None:
            return None
        if part.kind == "column":
            return next((said for name, said in cell.columns.items() if _is_same(name, part.name)), None)
        return {"header": cell.header, "row": cell.row, "section": cell.section}.get(part.kind)

    def lead(self, leads: Leads) -> str | None:
        """Return what the text opens with: one of ``leads``, or what is in bold before a colon."""
        found = self._find_lead(leads)
        return found[0] if found else None

    def rest(self, leads: Leads) -> str:
        """Return the text after a lead that is one of ``leads``."""
        found = self._find_lead(leads)
        return found[1] if found and leads.has(found[0]) else self.said.text

    def surroundings(self) -> Iterator[Lines]:
        """Yield the lines of headings and parents."""
        for heading in self.headings:
            yield heading.said.lines
        for parent in self.parents:
            yield parent.said.lines

    def _find_lead(self, leads: Leads) -> tuple[str, str] | None:
        """Return the lead and the text after it."""
        text = self.said.text
        match = _LEAD.match(text)
        lead = clean_name(match[1]) if match else ""
        if match and (leads.has(lead) or (self.bold is not None and clean_name(self.bold) == lead)):
            return lead, text[match.end() :].strip()
        for opening in (text, self.first_line):
            if opening and clean_name(opening).casefold() in leads.words:
                return clean_name(opening), text[len(opening) :].strip(" -")
        return None


def _is_same(header: str, name: str) -> bool:
    return clean_name(header).casefold() == clean_name(name).casefold()
