"""Sentences that a page may state several times, each read once: definition, summary, focus note, provenance.

A page repeats its definition or summary in its header and again under a heading; every repeat is accounted as the same
statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page.blocks import Block, BlockKind
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section
from ontology.records import Statement
from ontology.text import normalise_text

_PART_LENGTH = 20  # characters, from which on a text inside another is a wrapped part of it rather than a coincidence
_MANY = 100  # texts, from which on a page is no profile page as we know them, and comparing all pairs takes long


@dataclass(frozen=True, slots=True)
class Prose:
    """The statements of a page that stand as paragraphs."""

    definition: tuple[Statement, ...]
    summary: tuple[Statement, ...]
    focus_note: tuple[Statement, ...]
    provenance: tuple[Statement, ...]


def read_prose(sections: Sequence[Section], *, header_defines: bool, ledger: Ledger) -> Prose:
    """Return the prose of ``sections``, whose header was stripped of title and code.

    What the header says without a heading is what a headed section repeats, else a definition where ``header_defines``,
    else a summary.
    """
    header, focus = _texts(sections, SectionKind.HEADER), _texts(sections, SectionKind.FOCUS)
    definition, summary = _texts(sections, SectionKind.DEFINITION), _texts(sections, SectionKind.SUMMARY)
    stated = {normalise_text(b.text) for b in definition}
    summed = {normalise_text(b.text) for b in summary}
    in_focus = {normalise_text(b.text) for b in focus}
    in_header = {normalise_text(b.text) for b in header}
    for block in header:
        key = normalise_text(block.text)
        defines = key in stated | in_focus or (header_defines and key not in summed)
        (definition if defines else summary).append(block)
    repeats = stated | (in_header - summed)
    function = _texts(sections, SectionKind.FUNCTION)  # what does not repeat is not the role's, and becomes a note
    definition += [b for b in [*function, *focus] if normalise_text(b.text) in repeats]
    notes = [b for b in focus if normalise_text(b.text) not in repeats]
    return Prose(
        _read_once(definition, "definition", ledger),
        _read_once(summary, "summary", ledger),
        _read_once(notes, "focus note", ledger),
        _read_once(_texts(sections, SectionKind.PROVENANCE), "provenance", ledger),
    )


def _texts(sections: Sequence[Section], kind: SectionKind) -> list[Block]:
    return [
        block
        for section in sections
        if section.kind is kind
        for block in section.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.BULLET) and not block.is_void
    ]


def _read_once(blocks: list[Block], became: str, ledger: Ledger) -> tuple[Statement, ...]:
    blocks.sort(key=lambda block: block.first)
    keys = [normalise_text(block.text) for block in blocks]
    statements: dict[str, Statement] = {}
    for block, key in zip(blocks, keys, strict=True):
        is_part = len(key) >= _PART_LENGTH and len(keys) < _MANY and any(key in o and key != o for o in keys)
        if key in statements or is_part:
            ledger.map(block.lines, f"{became} (repeated)")
            continue
        ledger.map(block.lines, became)
        statements[key] = Statement(block.text, lines=block.span)
    return tuple(statements.values())
