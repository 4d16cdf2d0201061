"""The level section: the level's label, its sentence, and attributes in pairs of name and value."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.page.attributes import is_attribute_name
from ingest.page.blocks import Block, BlockKind, ends_sentence
from ingest.page.codes import is_level_code, split_level_code
from ingest.page.ledger import Ledger
from ingest.page.sections import Section
from ontology.records import Level, Lines, Statement

_INLINE = re.compile(r"(?P<name>[^\W\d][^:—–.]{1,30}?)\s*(?::\s*|\s+[—–-]\s+)(?P<value>\S.*)")
_LONG_WORDS = 4
_LABEL_WORDS = 5


def read_level(sections: Sequence[Section], profile_level: str, ledger: Ledger) -> Level | None:
    """Return the level that the level ``sections`` of a page describe, or None; several about one level are one.

    The profile's code is believed: a section about another level than ``profile_level`` is kept as notes.
    """
    level: Level | None = None
    for section in sections:
        code = _read_code(section, profile_level)
        if code == profile_level:
            read = _parse_level(section, code, ledger)
            level = _merge(level, read) if level else read
            continue
        ledger.warn(
            section.line,
            f"the section describes level {code}, but the profile's code names {profile_level}; it is kept as notes",
        )
        if section.opened_by:
            ledger.keep(section.opened_by.lines, None, "another level's description")
    return level


def _read_code(section: Section, profile_level: str) -> str:
    """Return the code of the section's level, from its heading or the line after it; without any, ``profile_level``."""
    code = section.heading.code if section.heading else None
    head, _ = _split_head(section)
    if code is None:
        return head[0].text if head and is_level_code(head[0].text) else profile_level
    return split_level_code(profile_level)[0] + code if code.isdigit() else code


def _merge(first: Level, second: Level) -> Level:
    stated = {(a.dimension, a.text) for a in first.attributes}
    further = tuple(a for a in second.attributes if (a.dimension, a.text) not in stated)
    return replace(
        first,
        label=first.label or second.label,
        sentence=first.sentence or second.sentence,
        attributes=first.attributes + further,
    )


def _parse_level(section: Section, code: str, ledger: Ledger) -> Level:
    heading = section.heading
    label = heading.label if heading else None
    if section.opened_by:
        ledger.map(section.opened_by.lines, f"level {code}")
    head, rest = _split_head(section)
    if head and head[0].text == code:
        ledger.map(head[0].lines, f"level {code}")
        head = head[1:]
    if label is None and head and (len(head) > 1 or _is_label(head[0].text)):
        label = head[0].text
        ledger.map(head[0].lines, "level label")
        head = head[1:]
    for block in head:
        ledger.map(block.lines, "level sentence")
    attributes = _read_attributes(rest, section, ledger)
    blocks = [*([section.opened_by] if section.opened_by else []), *section.blocks]
    return Level(
        code,
        label,
        " ".join(block.text for block in head) or None,
        tuple(attributes),
        lines=Lines(blocks[0].span.first, blocks[-1].span.last),
    )


def _split_head(section: Section) -> tuple[list[Block], list[Block]]:
    """Return the paragraphs before the first attribute, and the blocks from there on."""
    blocks = [b for b in section.blocks if b.kind in (BlockKind.BULLET, BlockKind.PARAGRAPH)]
    start = next(
        (i for i, b in enumerate(blocks) if b.kind is BlockKind.BULLET or is_attribute_name(b.text) or _read_inline(b)),
        len(blocks),
    )
    return blocks[:start], blocks[start:]


def _is_label(text: str) -> bool:
    return (
        len(text.split()) <= _LABEL_WORDS
        and not ends_sentence(text)
        and text.casefold().endswith(("level", "professional"))
    )


def _read_inline(block: Block) -> tuple[str, str] | None:
    """Return name and value where a known attribute and its value share a line."""
    match = _INLINE.fullmatch(block.text)
    return (match["name"], match["value"]) if match and is_attribute_name(match["name"]) else None


def _read_attributes(blocks: Sequence[Block], section: Section, ledger: Ledger) -> list[Statement]:
    """Read names and values in turn; a name that is followed by a known name has no value."""
    attributes: list[Statement] = []
    index = 0
    while index < len(blocks):
        block = blocks[index]
        value = blocks[index + 1] if index + 1 < len(blocks) else None
        if inline := _read_inline(block):
            attributes.append(_to_attribute(inline[0], inline[1], [block], ledger))
            index += 1
        elif value is not None and not is_attribute_name(value.text) and not _read_inline(value):
            if value.is_void:
                ledger.map([*block.lines, *value.lines], f"level attribute {block.text!r} (no value)")
            else:
                attributes.append(_to_attribute(block.text.rstrip(": "), value.text, [block, value], ledger))
            index += 2
        else:
            _read_single(block, attributes, section, ledger)
            index += 1
    return attributes


def _to_attribute(name: str, value: str, blocks: Sequence[Block], ledger: Ledger) -> Statement:
    for block in blocks:
        ledger.map(block.lines, f"level attribute {name!r}")
    return Statement(value, dimension=name, lines=Lines(blocks[0].span.first, blocks[-1].span.last))


def _read_single(block: Block, attributes: list[Statement], section: Section, ledger: Ledger) -> None:
    """Read a line that has no partner: a further value of the attribute before it, or a name without value."""
    if (
        attributes
        and not is_attribute_name(block.text)
        and (len(block.text.split()) >= _LONG_WORDS or ends_sentence(block.text))
    ):
        name = attributes[-1].dimension or ""
        ledger.warn(block.first, f"a line without attribute name; it is read as a further value of {name!r}")
        attributes.append(_to_attribute(name, block.text, [block], ledger))
    else:
        ledger.warn(block.first, f"level attribute {block.text!r} has no value; its name is kept as a note")
        ledger.keep(block.lines, section.title, "level attribute without value")
