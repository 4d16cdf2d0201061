"""The lines of a section that are not its parser's: boilerplate before it, and after it whatever is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ingest.page.blocks import Block, BlockKind
from ingest.page.boilerplate import find_boilerplate
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section
from ingest.page.tables import is_rule

_EMPTY = "empty section"
# Kinds that a page may well have more than once.
_REPEATABLE = frozenset({SectionKind.HEADER, SectionKind.UNKNOWN})


def skip_boilerplate(section: Section, ledger: Ledger) -> None:
    """Account for the boilerplate of ``section`` and take it off its blocks."""
    kept: list[Block] = []
    for block in section.blocks:
        what = _find_boilerplate(block, section)
        if what is None:
            kept.append(block)
        else:
            ledger.skip(block.lines, what)
    section.blocks = kept


def warn_of_repeats(sections: Sequence[Section], ledger: Ledger) -> None:
    """Warn of each section that the page has had already; their contents are merged."""
    seen: Counter[SectionKind] = Counter()
    for section in sections:
        seen[section.kind] += 1
        if seen[section.kind] > 1 and section.kind not in _REPEATABLE:
            ledger.warn(section.line, f"the page has a section {section.kind!s} already; the two are read as one")


def close_section(section: Section, ledger: Ledger) -> None:
    """Keep what no parser took of ``section`` as notes, with one warning for a section that is not read at all."""
    left = [block for block in section.blocks if ledger.is_open(block)]
    for block in left:
        if block.is_void:
            ledger.skip(block.lines, "no value")
    left = [block for block in left if ledger.is_open(block)]
    if section.kind is SectionKind.UNKNOWN:
        _close_unknown(section, left, ledger)
        return
    if section.opened_by and ledger.is_open(section.opened_by):
        ledger.skip(section.opened_by.lines, f"heading of {section.kind}")
    if section.kind is SectionKind.ADJACENT and left:
        ledger.warn(left[0].first, f"adjacent roles are worked out from the taxonomy; {_count(left)} kept as notes")
    for block in left:
        if section.kind is not SectionKind.ADJACENT:
            where = f"under {section.title!r}" if section.title else "in the page's header"
            ledger.warn(block.first, f"text that is not understood {where}; it is kept as a note")
        _keep(block, section, ledger)


def _find_boilerplate(block: Block, section: Section) -> str | None:
    if block.kind is BlockKind.RULE:
        return "mark without words"
    if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET):
        return None
    what = find_boilerplate(block.text, section.kind)
    if block.kind is BlockKind.BULLET and what == _EMPTY:
        # As a bullet, "No errors found" is a fact; "No outputs recorded yet" is the site's notice.
        return what if " yet" in block.text or " for this " in block.text else None
    return what if block.kind is BlockKind.PARAGRAPH else None


def _close_unknown(section: Section, left: Sequence[Block], ledger: Ledger) -> None:
    heading = section.opened_by
    if heading is None:
        return
    ledger.warn(heading.first, f"unknown section {heading.text!r}: {_count(left)} kept as notes")
    for block in left:
        _keep(block, section, ledger)
    if left:
        ledger.head(heading.lines)  # its text is the ``section`` of the notes
    else:
        ledger.keep(heading.lines, None, "unknown section")


def _keep(block: Block, section: Section, ledger: Ledger) -> None:
    if block.kind is BlockKind.TABLE:
        for row in block.rows:
            if is_rule(row):
                ledger.skip(row, "table rule")
            else:
                ledger.keep(row, section.title)
    else:
        ledger.keep(block.lines, section.title)


def _count(blocks: Sequence[Block]) -> str:
    rules = sum(len(row) for block in blocks for row in block.rows if is_rule(row))
    lines = sum(len(block.lines) for block in blocks) - rules
    return "1 line is" if lines == 1 else f"{lines} lines are"
