"""Splitting a page into sections: blocks under the headings that open them, known and unknown.

A known heading opens its section wherever it stands. An unknown heading has to be told from text by its looks and by
the section that it stands in: otherwise its lines would be read as facts of the section before. Where in doubt a line
is a heading, since a wrong heading makes notes and a warning, and a missed one makes false facts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ingest.page.attributes import is_attribute_name
from ingest.page.blocks import Block, BlockKind, ends_sentence
from ingest.page.boilerplate import find_boilerplate
from ingest.page.codes import find_level_code, read_profile_code
from ingest.page.headings import Heading, SectionKind, has_toggle, read_heading, split_count
from ingest.page.schemes import read_scheme_name
from ingest.page.suffixes import has_glued_badges

_BADGED = frozenset(
    {
        SectionKind.RESPONSIBILITIES,
        SectionKind.TASKS,
        SectionKind.OUTPUTS,
        SectionKind.SKILLS,
        SectionKind.KNOWLEDGE,
        SectionKind.COMPETENCIES,
        SectionKind.QUALIFICATIONS,
    }
)
_BULLETS_ONLY = _BADGED | frozenset(
    {
        SectionKind.LADDER,
        SectionKind.PLAN,
        SectionKind.GUIDELINES,
        SectionKind.ALIASES,
        SectionKind.MAPPINGS,
        SectionKind.COMPONENTS,
        SectionKind.STORY,
    }
)
_LISTS = frozenset({BlockKind.BULLET, BlockKind.TABLE})
_BY_LEVEL = frozenset({SectionKind.LADDER, SectionKind.RESPONSIBILITIES})
_MAX_HEADING_WORDS = 10
_MAX_FIRST_HEADING_WORDS = 4  # right under a known heading, a longer line introduces the list
_GLUED_COUNT = re.compile(r"[^\W\d]\d{1,3}$")
_ASPECT = re.compile(r"(?:the \w+ problem|why (?:it|this) matters)\b", re.IGNORECASE)
_BAND = re.compile(
    r"\b(?:near|close|adjacent|far|distant|strong|partial|weak|same|exact|match|distance)", re.IGNORECASE
)


@dataclass(slots=True)
class Section:
    """A heading and the blocks under it; the page's header and text before any heading have no heading block."""

    kind: SectionKind
    opened_by: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    last: Block | None = None  # the last block with words
    has_list: bool = False  # whether a bullet or table was added
    has_attribute: bool = False  # whether a list or the name of a level attribute was added

    def add(self, block: Block) -> None:
        """Append ``block``, and remember what tells where the section ends."""
        self.blocks.append(block)
        if block.kind is not BlockKind.RULE:
            self.last = block
            self.has_list = self.has_list or block.kind in _LISTS
            self.has_attribute = self.has_attribute or self.has_list or is_attribute_name(block.text)

    @property
    def heading(self) -> Heading | None:
        """The known heading, or None."""
        return self.opened_by.heading if self.opened_by else None

    @property
    def title(self) -> str | None:
        """The heading as notes name it: the known one without decoration, an unknown one as it stands."""
        if self.opened_by is None:
            return None
        return self.heading.name if self.heading else self.opened_by.text

    @property
    def line(self) -> int | None:
        """The number of the heading's line, or of the first block's."""
        first = self.opened_by or (self.blocks[0] if self.blocks else None)
        return first.first if first else None

    def bullets(self) -> list[Block]:
        """The bullets that say something."""
        return [block for block in self.blocks if block.kind is BlockKind.BULLET and not block.is_void]


def split_sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections of a page; every block is in one, or opens it."""
    title, code = _find_header(blocks)
    sections = [Section(SectionKind.HEADER)]
    following = _following(blocks)
    for index, block in enumerate(blocks):
        current = sections[-1]
        if block.heading and _is_rung(current, block.heading, following[index]):
            current.add(replace(block, kind=BlockKind.PARAGRAPH, heading=None))
        elif block.heading:
            sections.append(Section(block.heading.kind, block))
        elif index == title or (index == code and current.kind is not SectionKind.HEADER):
            sections.append(Section(SectionKind.HEADER))
            sections[-1].add(block)
        elif index != code and (level := _read_level_heading(block, following[index])):
            sections.append(Section(SectionKind.LEVEL, replace(block, heading=level)))
        elif index != code and _opens_unknown(current, block, following[index]):
            sections.append(Section(SectionKind.UNKNOWN, block))
        else:
            current.add(block)
    return sections


def _following(blocks: Sequence[Block]) -> list[Block | None]:
    """Return for each block the next one that has words."""
    following: list[Block | None] = []
    after: Block | None = None
    for block in reversed(blocks):
        following.append(after)
        after = after if block.kind is BlockKind.RULE else block
    return following[::-1]


def _is_rung(section: Section, heading: Heading, following: Block | None) -> bool:
    """Tell whether a level's heading stands over responsibilities of that level, rather than over its description."""
    return (
        section.kind in _BY_LEVEL
        and heading.kind is SectionKind.LEVEL
        and following is not None
        and following.kind is BlockKind.BULLET
        and not is_attribute_name(following.text)
    )


def _read_level_heading(block: Block, following: Block | None) -> Heading | None:
    """Return the level heading that lost its first word: ``P3 — Mid-Level`` before the level's attributes."""
    if block.kind is not BlockKind.PARAGRAPH or following is None or not is_attribute_name(following.text):
        return None
    return read_heading(f"Level {block.text}") if find_level_code(block.text) else None


def looks_like_heading(block: Block) -> bool:
    """Tell whether ``block`` has the looks of a heading: one short line that does not end as a sentence."""
    if block.kind is not BlockKind.PARAGRAPH or len(block.lines) > 1 or "=" in block.text:
        return False
    text = block.text.rstrip(":?")
    return len(text.split()) <= _MAX_HEADING_WORDS and not ends_sentence(text) and not text.endswith(",")


def _find_header(blocks: Sequence[Block]) -> tuple[int | None, int | None]:
    """Return the indices of the blocks with the page's title and code, wherever on the page they stand."""
    kind = SectionKind.HEADER
    for index, block in enumerate(blocks):
        kind = block.heading.kind if block.heading else kind
        if block.kind is not BlockKind.PARAGRAPH or kind is SectionKind.ADJACENT or not read_profile_code(block.text):
            continue
        before = index - 1
        while before >= 0 and blocks[before].kind is BlockKind.RULE:
            before -= 1
        has_title = before >= 0 and looks_like_heading(blocks[before])
        return (before if has_title else None), index
    return None, None


def _opens_unknown(section: Section, block: Block, following: Block | None) -> bool:
    if block.kind is not BlockKind.PARAGRAPH or find_boilerplate(block.text, section.kind):
        return False
    if has_toggle(block.text) and not (section.kind is SectionKind.MAPPINGS and read_scheme_name(block.text)):
        return True
    if section.kind in _BULLETS_ONLY:
        return _opens_after_list(section, block, following)
    if not looks_like_heading(block):
        return False
    return _opens_after_text(section, block, following)


def _opens_after_list(section: Section, block: Block, following: Block | None) -> bool:
    """Tell whether a paragraph in a section that holds a list or table is the next, unknown heading."""
    before_list = following is not None and following.kind in _LISTS
    if section.kind in _BY_LEVEL and is_level_heading(block):
        return False
    if section.kind is SectionKind.MAPPINGS and _is_mapping_line(block, following):
        return False
    if section.kind in _BADGED and has_glued_badges(block.text):
        return False  # an item that lost its bullet
    if section.has_list or not before_list:
        return looks_like_heading(block) or (before_list and not ends_sentence(block.text))
    return looks_like_heading(block) and (
        len(block.text.split()) <= _MAX_FIRST_HEADING_WORDS or _GLUED_COUNT.search(block.text) is not None
    )


def _opens_after_text(section: Section, block: Block, following: Block | None) -> bool:
    """Tell whether a line with the looks of a heading, in a section of paragraphs, is one."""
    before_list = following is not None and following.kind in _LISTS
    last = section.last
    # A blank line sets a heading apart only where none stands between it and its text.
    set_apart = block.after_blank and following is not None and not following.after_blank
    apart = last is not None and (set_apart or ends_sentence(last.text) or last.kind in _LISTS)
    if section.kind is SectionKind.LEVEL:
        return _ends_level(section, block)
    if section.kind is SectionKind.ADJACENT:
        return before_list and _BAND.search(block.text) is None and len(block.text.split()) <= _MAX_FIRST_HEADING_WORDS
    if section.kind is SectionKind.UNKNOWN:
        return before_list and apart
    if section.kind is SectionKind.PROBLEM and _ASPECT.match(block.text):
        return False
    if section.kind in (SectionKind.FOCUS, SectionKind.FUNCTION) and (last is None or " — " in block.text):
        return False
    return before_list or apart


def _ends_level(section: Section, block: Block) -> bool:
    """Tell whether ``block`` ends a level section: it is neither label or sentence nor an attribute without bullet."""
    last = section.last
    after_name = last is not None and last.kind is BlockKind.PARAGRAPH and is_attribute_name(last.text)
    return section.has_attribute and not after_name and not is_attribute_name(block.text)


def is_level_heading(block: Block) -> bool:
    """Tell whether ``block`` is a level's heading in a list by level: ``P1``, ``P1 — Entry``, ``P2 Developing``."""
    code = find_level_code(block.text)
    if code is None or len(block.lines) > 1:
        return False
    words = split_count(block.text)[0].split()
    if block.kind is BlockKind.PARAGRAPH:
        return looks_like_heading(block) and len(words) <= _MAX_FIRST_HEADING_WORDS + 2
    # A bullet may speak of a level: only the bare code, or code, dash and label, is a heading.
    return len(words) == 1 or (
        len(words) <= _MAX_FIRST_HEADING_WORDS + 1 and words[1] in "—–-:·" and not ends_sentence(block.text)
    )


def _is_mapping_line(block: Block, following: Block | None) -> bool:
    """Tell whether a paragraph among mappings is one of them, or the name of the scheme of those that follow."""
    if "=" in block.text or read_scheme_name(block.text):
        return True
    return following is not None and following.kind is not BlockKind.HEADING and "code=" in following.text
