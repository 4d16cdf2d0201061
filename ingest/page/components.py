"""Lists of components (skills, knowledge, ...) and of plain statements (tasks, responsibilities, outputs).

Two forms, which may meet on one page: items with prevalence and layer after them, and names followed by descriptions.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Sequence

from ingest.page.blocks import Block, BlockKind, ends_sentence
from ingest.page.described import group_descriptions, split_inline
from ingest.page.headings import SectionKind
from ingest.page.ledger import Ledger
from ingest.page.sections import Section
from ingest.page.suffixes import Suffixed, has_glued_badges, split_suffixes
from ontology.records import Component, Lines, Statement
from ontology.text import normalise_text

COMPONENT_KINDS = frozenset(
    {SectionKind.SKILLS, SectionKind.KNOWLEDGE, SectionKind.COMPETENCIES, SectionKind.QUALIFICATIONS}
)
_SINGULAR = {
    SectionKind.SKILLS: "skill",
    SectionKind.KNOWLEDGE: "knowledge",
    SectionKind.COMPETENCIES: "competency",
    SectionKind.QUALIFICATIONS: "qualification",
    SectionKind.RESPONSIBILITIES: "responsibility",
    SectionKind.TASKS: "task",
    SectionKind.OUTPUTS: "output",
}
# The site describes skills; elsewhere a long item is more likely a long name.
_LEAST_DESCRIBED = {SectionKind.SKILLS: 0.25}
_LEAST_DESCRIBED_ELSEWHERE = 0.4
_MOST = 0.6


def parse_components(section: Section, ledger: Ledger) -> list[Component]:
    """Return the components of ``section``, each once."""
    items = _find_items(section)
    suffixed = _read_suffixes(items, section, ledger)
    if any(read.has_badge for read in suffixed):
        read = _read_badged(items, suffixed, section)
    else:
        read = _read_described(items, suffixed, section)
    components: list[Component] = []
    for blocks, component in read:
        became = f"{_SINGULAR[section.kind]} {component.name!r}"
        ledger.map(blocks[0].lines, became)
        for block in blocks[1:]:
            ledger.map(block.lines, f"description of {became}")
        components.append(component)
    check_count(section, len(components), ledger)
    return merge_components(components, ledger)


def parse_statements(section: Section, ledger: Ledger) -> list[Statement]:
    """Return the statements of ``section``, each once."""
    items = _find_items(section)
    became = _SINGULAR[section.kind]
    statements: list[Statement] = []
    for block, read in zip(items, _read_suffixes(items, section, ledger), strict=True):
        ledger.map(block.lines, became)
        statements.append(Statement(read.text, prevalence=read.prevalence, layer=read.layer, lines=block.span))
    check_count(section, len(statements), ledger)
    return merge_statements(statements, became, ledger)


def merge_components(components: Sequence[Component], ledger: Ledger) -> list[Component]:
    """Return ``components`` with those of one name made one, which has what any of them states; say which repeat."""
    merged: dict[str, Component] = {}
    for component in components:
        key = normalise_text(component.name)
        first = merged.get(key)
        if first is None:
            merged[key] = component
            continue
        merged[key] = dataclasses.replace(
            first,
            description=first.description or component.description,
            prevalence=first.prevalence or component.prevalence,
            layer=first.layer or component.layer,
        )
        line = component.lines.first if component.lines else None
        ledger.warn(line, f"{component.name!r} was listed before; the two are read as one")
        if (
            component.description
            and first.description
            and component.description != first.description
            and component.lines
        ):
            ledger.note(component.description, component.name, component.lines)
    return list(merged.values())


def merge_statements(statements: Sequence[Statement], became: str, ledger: Ledger) -> list[Statement]:
    """Return ``statements`` without those that repeat another of the same level; say which repeat."""
    merged: dict[tuple[str | None, str], Statement] = {}
    for statement in statements:
        first = merged.setdefault((statement.level, normalise_text(statement.text)), statement)
        if first is not statement:
            line = statement.lines.first if statement.lines else None
            ledger.warn(line, f"this {became} repeats another; it is read once")
    return list(merged.values())


def _find_items(section: Section) -> list[Block]:
    """Return the bullets, and the paragraphs that are items or descriptions whose bullet the copy lost."""
    bullets = section.bullets()
    below = [
        after
        for before, after in itertools.pairwise(section.blocks)
        if before.kind is BlockKind.BULLET and after.kind is BlockKind.PARAGRAPH and ends_sentence(after.text)
    ]
    describes = section.kind in COMPONENT_KINDS and len(below) > 1 and len(below) * 2 >= len(bullets)
    paragraphs = [b for b in section.blocks if b.kind is BlockKind.PARAGRAPH and has_glued_badges(b.text)]
    found = [*bullets, *paragraphs, *(below if describes else [])]
    return sorted(found, key=lambda block: block.first)


def _read_suffixes(items: Sequence[Block], section: Section, ledger: Ledger) -> list[Suffixed]:
    suffixed = split_suffixes([block.text for block in items])
    for block, read in zip(items, suffixed, strict=True):
        if read.doubt:
            ledger.warn(block.first, read.doubt)
        if read.doubt and not read.has_badge:
            ledger.note(block.text[len(read.text) :].strip(), section.title, block.span)
    return suffixed


def _read_badged(
    items: Sequence[Block], suffixed: Sequence[Suffixed], section: Section
) -> list[tuple[list[Block], Component]]:
    """Read items with badges; a sentence without badge under an item is its description where most items have one."""
    followed = [
        not read.has_badge and ends_sentence(read.text) and i > 0 and suffixed[i - 1].has_badge
        for i, read in enumerate(suffixed)
    ]
    count = section.heading.count if section.heading else None
    describes = count != len(items) and sum(followed) * 2 >= sum(read.has_badge for read in suffixed)
    found: list[tuple[list[Block], Component]] = []
    for block, read, follows in zip(items, suffixed, followed, strict=True):
        if follows and describes:
            blocks, component = found.pop()
            found.append(
                ([*blocks, block], dataclasses.replace(component, description=read.text, lines=_span([*blocks, block])))
            )
        else:
            found.append(([block], Component(read.text, None, read.prevalence, read.layer, block.span)))
    return found


def _read_described(
    items: Sequence[Block], suffixed: Sequence[Suffixed], section: Section
) -> list[tuple[list[Block], Component]]:
    texts = [read.text for read in suffixed]
    inline = [split_inline(text) for text in texts]
    if items and sum(pair is not None for pair in inline) >= _MOST * len(items):
        return [
            ([block], Component(pair[0] if pair else text, pair[1] if pair else None, lines=block.span))
            for block, text, pair in zip(items, texts, inline, strict=True)
        ]
    least = _LEAST_DESCRIBED.get(section.kind, _LEAST_DESCRIBED_ELSEWHERE)
    count = section.heading.count if section.heading else None
    found: list[tuple[list[Block], Component]] = []
    for group in group_descriptions(texts, least_share=least, count=count):
        blocks = [items[i] for i in group]
        description = " ".join(texts[i] for i in group[1:]) or None
        found.append((blocks, Component(texts[group[0]], description, lines=_span(blocks))))
    return found


def check_count(section: Section, read: int, ledger: Ledger) -> None:
    """Warn where the heading of ``section`` declares another number of items than were read."""
    count = section.heading.count if section.heading else None
    if count is not None and count != read:
        ledger.warn(section.line, f"the heading declares {count} {section.kind}, {read} were read")


def _span(blocks: Sequence[Block]) -> Lines:
    return Lines(blocks[0].span.first, blocks[-1].span.last)
