"""Title aliases: a table of title, type, confidence and approval, its columns found by their names, or a plain list."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page.approval import read_approval
from ingest.page.blocks import Block, BlockKind
from ingest.page.components import check_count
from ingest.page.confidence import read_confidence
from ingest.page.ledger import Ledger
from ingest.page.lines import has_words
from ingest.page.sections import Section
from ingest.page.tables import Row, read_table
from ontology.records import Alias
from ontology.text import normalise_text

_COLUMNS = {
    "alias": "label", "title": "label", "title alias": "label", "alias title": "label", "name": "label",
    "job title": "label",
    "type": "type", "alias type": "type", "kind": "type",
    "confidence": "confidence", "score": "confidence", "confidence band": "band", "band": "band",
    "approved": "approved", "approval": "approved", "approved?": "approved", "approval state": "approved",
    "status": "approved",
}  # fmt: skip
_LIST_PARTS = re.compile(r"\s*[,·|;]\s*|\s+[—–-]\s+|\s*\((?=[^()]*\)$)")
_TYPES = frozenset(
    {"common", "formal", "informal", "abbreviation", "historical", "internal", "market", "synonym", "variant"}
)
_WITH_NUMBER = re.compile(r"(?:[^\W\d]+\s*)?(?:0[.,]\d+|1[.,]0+|\d{1,3}\s*%)\)?")


def parse_aliases(section: Section, ledger: Ledger) -> list[Alias]:
    """Return the aliases of ``section``, each title once."""
    aliases: list[Alias] = []
    for block in section.blocks:
        if block.kind is BlockKind.TABLE:
            aliases += _read_alias_table(block, section, ledger)
        elif block.kind is BlockKind.BULLET and not block.is_void:
            aliases.append(_read_alias_line(block, section, ledger))
    check_count(section, len(aliases), ledger)
    return merge_aliases(aliases, ledger)


def merge_aliases(aliases: Sequence[Alias], ledger: Ledger) -> list[Alias]:
    """Return ``aliases`` with each title once, its first; say which repeat."""
    merged: dict[str, Alias] = {}
    for alias in aliases:
        first = merged.setdefault(normalise_text(alias.label), alias)
        if first is not alias:
            ledger.warn(
                alias.lines.first if alias.lines else None, f"alias {alias.label!r} repeats another; the first is read"
            )
    return list(merged.values())


def _read_alias_table(block: Block, section: Section, ledger: Ledger) -> list[Alias]:
    table = read_table(block, section.title, ledger)
    if table is None:
        return []
    columns = [_COLUMNS.get(normalise_text(cell)) for cell in table.header.cells]
    if "label" not in columns:
        ledger.warn(
            table.header.first, "the table has no column of titles (called Alias or Title); it is kept as notes"
        )
        for row in (table.header, *table.rows):
            ledger.keep(row.lines, section.title, "table row without title")
        return []
    for cell, column in zip(table.header.cells, columns, strict=True):
        if column is None and has_words(cell):
            ledger.warn(table.header.first, f"the column {cell!r} is not known; its cells are kept as notes")
    ledger.skip(table.header.lines, "table header")
    return [alias for row in table.rows if (alias := _read_alias_row(row, table.header, columns, section, ledger))]


def _read_alias_row(
    row: Row, header: Row, columns: Sequence[str | None], section: Section, ledger: Ledger
) -> Alias | None:
    cells: dict[str, str] = {}
    for name, column, cell in zip(header.cells, columns, row.cells, strict=True):
        if column is not None and column not in cells:
            cells[column] = cell
        elif has_words(cell):
            ledger.note(f"{name}: {cell}" if has_words(name) else cell, section.title, row.span)
    label = cells["label"]
    if not has_words(label):
        ledger.warn(row.first, "the row has no title; it is kept as a note")
        ledger.keep(row.lines, section.title, "table row without title")
        return None
    confidence = read_confidence(cells.get("confidence", ""))
    if confidence.doubt:
        ledger.warn(row.first, confidence.doubt)
        ledger.note(cells["confidence"], section.title, row.span)
    approved, understood = read_approval(cells.get("approved", ""))
    if not understood:
        ledger.warn(row.first, f"approval {cells['approved']!r} is neither yes nor no; it is read as not known")
        ledger.note(cells["approved"], section.title, row.span)
    ledger.map(row.lines, f"alias {label!r}")
    kind, band = cells.get("type", ""), cells.get("band", "")
    return Alias(
        label,
        kind if has_words(kind) else None,
        confidence.number,
        band.lower() if has_words(band) else confidence.band,
        approved,
        row.span,
    )


def _read_alias_line(block: Block, section: Section, ledger: Ledger) -> Alias:
    """Read an alias that stands on a line: ``Junior CSM, common, medium 0.68``; titles may hold commas themselves."""
    parts = [part for part in _LIST_PARTS.split(block.text) if part]
    number, band, kind = None, None, None
    label = block.text
    if len(parts) > 1 and _WITH_NUMBER.fullmatch(parts[-1]):
        confidence = read_confidence(parts.pop().rstrip(")"))
        number, band = confidence.number, confidence.band
        label = _before(block.text, parts)
    if len(parts) > 1 and parts[-1].casefold() in _TYPES:
        kind = parts.pop()
        label = _before(block.text, parts)
    ledger.map(block.lines, f"alias {label!r}")
    return Alias(label, kind, number, band, lines=block.span)


def _before(text: str, parts: Sequence[str]) -> str:
    """Return ``text`` up to the end of the last of ``parts``, with the marks between them as they are."""
    end = 0
    for part in parts:
        end = text.index(part, end) + len(part)
    return text[:end]
