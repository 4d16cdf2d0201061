"""The page's header: title, profile code, and paragraphs that no heading introduces."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page.blocks import Block, BlockKind
from ingest.page.codes import ProfileCode, is_level_code, read_profile_code
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section, looks_like_heading
from ontology.errors import DocumentError
from ontology.text import normalise_text

_DASH = re.compile(r"\s*[—–|·]\s*|\s+-\s+|\s*,\s+(?=[A-Z]{1,3}\d{1,2}$)|\s*[-(](?=[A-Z]{1,3}\d{1,2}\)?$)")
_CHIP_WORDS = 3


@dataclass(frozen=True, slots=True)
class Header:
    """What the header states; ``role_label`` is the title without its level, where the title names one."""

    code: ProfileCode
    title: str | None
    role_label: str | None


def read_header(document: str, sections: Sequence[Section], ledger: Ledger) -> Header:
    """Return the header of a page, and take title, code and badges off its sections.

    Raises:
        DocumentError: the page states no profile code, so that it is no profile page.
    """
    headers = [section for section in sections if section.kind is SectionKind.HEADER]
    found = [(s, b, code) for s in headers for b in s.blocks if (code := _code_of(b))]
    if not found:
        raise DocumentError(
            document,
            "no profile code found, so this is no profile page",
            remedy="a profile page has a line of its own with the profile's code, such as CUS.GEN.P1",
        )
    section, block, code = found[0]
    ledger.map(block.lines, f"profile {code.code}")
    for other, repeat, repeated in found[1:]:
        if repeated.code == code.code:
            ledger.map(repeat.lines, f"profile {code.code} (repeated)")
        else:
            ledger.warn(repeat.first, f"a second profile code, {repeated.code}; the page is read as {code.code}")
            ledger.keep(repeat.lines, other.title, "second profile code")
    if code.function is None:
        ledger.warn(block.first, f"{code.role} is not function.focus; neither is read from it")
    title = _find_title(section, block)
    role_label = None
    if title:
        ledger.map(title.lines, "title")
        role_label, level = split_title(title.text)
        if level and level != code.level:
            ledger.warn(
                title.first, f"the title names level {level}, the profile code {code.level}; the code is believed"
            )
    for header in headers:
        _read_badges(header, code, sections, ledger)
        header.blocks = [b for b in header.blocks if ledger.is_open(b)]
    return Header(code, title.text if title else None, role_label)


def split_title(title: str) -> tuple[str | None, str | None]:
    """Split a title that names a level: ``"Sales — P3"`` -> ``("Sales", "P3")``; any other gives two Nones."""
    parts = [part.strip(" ()") for part in _DASH.split(title)]
    for index, part in enumerate(parts):
        if is_level_code(part):
            label = " — ".join(p for p in parts[:index] if p) or " — ".join(p for p in parts[index + 1 :] if p)
            return label or None, part
    return None, None


def _code_of(block: Block) -> ProfileCode | None:
    return read_profile_code(block.text) if block.kind is BlockKind.PARAGRAPH else None


def _find_title(section: Section, code: Block) -> Block | None:
    """Return the title: the line before the code, else a short one right after it."""
    blocks = [b for b in section.blocks if b.kind is BlockKind.PARAGRAPH]
    at = blocks.index(code)
    if at and (looks_like_heading(blocks[at - 1]) or at == 1):
        return blocks[at - 1] if len(blocks[at - 1].lines) == 1 else None
    if at + 1 < len(blocks) and looks_like_heading(blocks[at + 1]) and not at:
        return blocks[at + 1]
    return None


def _read_badges(header: Section, code: ProfileCode, sections: Sequence[Section], ledger: Ledger) -> None:
    """Account for the header's scraps of one to three words, which are no sentences: badges, breadcrumbs, menus."""
    said = Counter(normalise_text(b.text) for s in sections for b in s.blocks)
    for block in header.blocks:
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.BULLET) or not ledger.is_open(block):
            continue
        if block.text == code.level:
            ledger.map(block.lines, f"level {code.level}")
        elif block.kind is BlockKind.BULLET or (
            looks_like_heading(block)
            and len(block.text.split()) <= _CHIP_WORDS
            and said[normalise_text(block.text)] == 1
        ):
            ledger.warn(block.first, f"{block.text!r} in the page's header was not understood; it is kept as a note")
            ledger.keep(block.lines, None)
