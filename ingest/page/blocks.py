"""The blocks of a page: headings, bullets, paragraphs and tables, each of one line or more.

A sentence that was wrapped over several lines is one block again. What cannot be told from a new sentence stays apart:
two blocks too many lose nothing, two sentences in one would be neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.page.attributes import is_attribute_name
from ingest.page.codes import is_level_code, read_profile_code
from ingest.page.headings import Heading, SectionKind, has_toggle, read_heading, split_count
from ingest.page.lines import Line, LineKind, has_words
from ingest.page.suffixes import is_badge_pair
from ontology.records import Lines

_COUNT = re.compile(r"\(?\d{1,4}\)?")
_TERMINATORS = (".", "!", "?", ":", ";", "…")
_CLOSERS = "\"'”’)]»"
# Text is wrapped at 60 to 120 characters: a shorter line ended because its author ended it, a longer one was never
# wrapped.
_WRAP_WIDTH = 50
_MAX_WRAP_WIDTH = 140
_WRAPPED_ROW_LINES = 16


class BlockKind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    BULLET = "bullet"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring lines that are one thing; for a table, ``rows`` holds the lines of each row."""

    kind: BlockKind
    lines: tuple[Line, ...]
    after_blank: bool = False
    heading: Heading | None = None
    rows: tuple[tuple[Line, ...], ...] = ()

    @property
    def text(self) -> str:
        """The block's lines, joined by a space, without a bullet mark on a line of its own."""
        return " ".join(line.text for line in self.lines if not line.is_bare_mark)

    @property
    def first(self) -> int:
        """The number of the first line."""
        return self.lines[0].number

    @property
    def span(self) -> Lines:
        """The numbers of the first and last line."""
        return Lines(self.lines[0].number, self.lines[-1].number)

    @property
    def is_void(self) -> bool:
        """Whether the block says nothing, such as a dash for "not known"."""
        return not has_words(self.text)


def ends_sentence(text: str) -> bool:
    """Tell whether ``text`` ends as a sentence does, so that what follows is another."""
    return text.rstrip(_CLOSERS).endswith(_TERMINATORS)


def build_blocks(lines: Sequence[Line]) -> list[Block]:
    """Return the blocks of ``lines``; every line that is not blank is in exactly one."""
    blocks: list[Block] = []
    index, after_blank = 0, False
    while index < len(lines):
        line = lines[index]
        if line.kind is LineKind.BLANK:
            index, after_blank = index + 1, True
            continue
        block = _read_block(lines, index, after_blank=after_blank)
        blocks.append(block)
        index, after_blank = index + len(block.lines), False
    return blocks


def _read_block(lines: Sequence[Line], start: int, *, after_blank: bool) -> Block:
    line = lines[start]
    if line.kind is LineKind.TABLE:
        rows = _table_rows(lines, start)
        return Block(BlockKind.TABLE, tuple(part for row in rows for part in row), after_blank, rows=tuple(rows))
    if line.kind is LineKind.RULE and line.is_bare_mark and _continues(lines, start):
        return Block(BlockKind.BULLET, (line, lines[start + 1], *_wrapped(lines, start + 1)), after_blank)
    if line.kind is LineKind.RULE:
        return Block(BlockKind.RULE, (line,), after_blank)
    if line.kind is LineKind.BULLET:
        return Block(BlockKind.BULLET, (line, *_wrapped(lines, start)), after_blank)
    if (heading := read_heading(line.text)) and _is_heading(heading, lines, start):
        return _with_count(heading, lines, start, after_blank=after_blank)
    return Block(BlockKind.PARAGRAPH, (line, *_wrapped(lines, start)), after_blank)


def _is_heading(heading: Heading, lines: Sequence[Line], start: int) -> bool:
    """Tell whether a line that reads as ``heading`` is one: "Level" alone only before a level's code."""
    if heading.kind is not SectionKind.LEVEL or heading.code:
        return True
    following = [line for line in lines[start + 1 : start + 5] if line.kind not in (LineKind.BLANK, LineKind.RULE)]
    return bool(following) and is_level_code(following[0].text)


def _with_count(heading: Heading, lines: Sequence[Line], start: int, *, after_blank: bool) -> Block:
    """Return the heading's block, with the count that a copy may set on the line after it."""
    following = lines[start + 1] if start + 1 < len(lines) else None
    if heading.count is None and following and following.kind is LineKind.TEXT and _COUNT.fullmatch(following.text):
        count = int(following.text.strip("()"))
        return Block(BlockKind.HEADING, (lines[start], following), after_blank, replace(heading, count=count))
    return Block(BlockKind.HEADING, (lines[start],), after_blank, heading)


def _table_rows(lines: Sequence[Line], start: int) -> list[tuple[Line, ...]]:
    rows: list[tuple[Line, ...]] = []
    index = start
    while index < len(lines) and lines[index].kind is LineKind.TABLE:
        row = (lines[index], *_wrapped_row(lines, index))
        rows.append(row)
        index += len(row)
    return rows


def _wrapped_row(lines: Sequence[Line], start: int) -> tuple[Line, ...]:
    """Return the lines that the row at ``start`` was wrapped over; none where no closing pipe is found soon."""
    if lines[start].text.endswith("|"):
        return ()
    for end in range(start + 1, min(start + 1 + _WRAPPED_ROW_LINES, len(lines))):
        if lines[end].kind is not LineKind.TEXT or read_heading(lines[end].text):
            return ()
        if lines[end].text.endswith("|"):
            return tuple(lines[start + 1 : end + 1])
    return ()


def _wrapped(lines: Sequence[Line], start: int) -> tuple[Line, ...]:
    """Return the text lines after ``start`` that go on with its sentence."""
    end = start + 1
    while end < len(lines) and _goes_on(lines[end - 1], lines[end], bullet=lines[start]):
        end += 1
    if lines[start].kind is LineKind.BULLET and is_badge_pair([line.text for line in lines[end : end + 2]]):
        end += 2  # badges on lines of their own
    return tuple(lines[start + 1 : end])


def _goes_on(before: Line, line: Line, *, bullet: Line) -> bool:
    in_bullet = bullet.kind is LineKind.BULLET
    if line.kind is not LineKind.TEXT or has_toggle(line.text) or is_attribute_name(line.text):
        return False
    if read_heading(line.text) or read_profile_code(line.text) or read_profile_code(before.text):
        return False
    if in_bullet and (line.indent > bullet.indent or _is_rest_of_mapping(bullet.text, line.text)):
        return True  # set under its bullet
    if ends_sentence(before.text) or len(before.text) < _WRAP_WIDTH:
        return False
    if in_bullet:
        # An unknown heading may follow a list; only a lower-case word that is no "tool5" is sure to go on.
        return line.text[0].islower() and split_count(line.text)[1] is None
    return line.text[0].islower() or (len(before.text) <= _MAX_WRAP_WIDTH and line.text != before.text)


def _is_rest_of_mapping(bullet: str, text: str) -> bool:
    return "code=" in bullet and "=" in text and "code=" not in text


def _continues(lines: Sequence[Line], start: int) -> bool:
    following = lines[start + 1] if start + 1 < len(lines) else None
    return following is not None and following.kind is LineKind.TEXT and read_heading(following.text) is None
