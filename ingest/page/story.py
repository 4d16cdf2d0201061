"""The story of a role: who does it, the problem in three aspects, the plan, what is at stake, and success."""

from __future__ import annotations

import re

from ingest.page.blocks import Block, BlockKind
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section
from ontology.records import StoryLine, StoryPart

STORY_PARTS = {
    SectionKind.WHO: StoryPart.WHO,
    SectionKind.PLAN: StoryPart.PLAN,
    SectionKind.STAKES: StoryPart.STAKES,
    SectionKind.SUCCESS: StoryPart.SUCCESS,
}
STORY_KINDS = (*STORY_PARTS, SectionKind.PROBLEM)
_ASPECTS = (
    (re.compile(r"(?:the )?external(?: problem)?", re.IGNORECASE), StoryPart.EXTERNAL_PROBLEM),
    (re.compile(r"(?:the )?internal(?: problem)?", re.IGNORECASE), StoryPart.INTERNAL_PROBLEM),
    (re.compile(r"why (?:it|this) matters", re.IGNORECASE), StoryPart.WHY_IT_MATTERS),
)
_PREFIX = re.compile(r"(?P<prefix>[^:—–.]{3,40}?)\s*(?::\s*|\s+[—–-]\s+)(?P<text>\S.*)")


def parse_story(section: Section, ledger: Ledger) -> list[StoryLine]:
    """Return the story lines of ``section``, which is one of the story's parts."""
    blocks = [b for b in section.blocks if b.kind in (BlockKind.BULLET, BlockKind.PARAGRAPH) and not b.is_void]
    if section.kind is SectionKind.PROBLEM:
        return _parse_problem(blocks, section, ledger)
    part = STORY_PARTS[section.kind]
    for block in blocks:
        ledger.map(block.lines, f"story: {part}")
    return [StoryLine(part, block.text, block.span) for block in blocks]


def _parse_problem(blocks: list[Block], section: Section, ledger: Ledger) -> list[StoryLine]:
    """Read the aspects by their prefixes, which stand before the text or on a line of their own."""
    lines: list[StoryLine] = []
    pending: StoryPart | None = None
    for block in blocks:
        alone = find_aspect(block.text.rstrip(" :—–-"))
        match = _PREFIX.fullmatch(block.text)
        prefixed = find_aspect(match["prefix"]) if match else None
        if alone:
            pending = alone
            ledger.map(block.lines, f"story: {alone}")
        elif match and prefixed:
            pending = None
            ledger.map(block.lines, f"story: {prefixed}")
            lines.append(StoryLine(prefixed, match["text"], block.span))
        elif pending:
            ledger.map(block.lines, f"story: {pending}")
            lines.append(StoryLine(pending, block.text, block.span))
            pending = None
        else:
            ledger.warn(
                block.first,
                "this side of the problem is not known; it is kept as a note"
                " (known: 'The external problem: ...', 'The internal problem: ...', 'Why it matters: ...')",
            )
            ledger.keep(block.lines, section.title, "story line of unknown kind")
    return lines


def find_aspect(text: str) -> StoryPart | None:
    """Return the side of the problem that ``text`` names, or None."""
    return next((part for pattern, part in _ASPECTS if pattern.fullmatch(text)), None)
