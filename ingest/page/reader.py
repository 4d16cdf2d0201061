"""Reading one profile page: its text to a ``ProfileDocument``, with an account of every line."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.page.aliases import merge_aliases, parse_aliases
from ingest.page.blocks import BlockKind, build_blocks
from ingest.page.closing import close_section, skip_boilerplate, warn_of_repeats
from ingest.page.components import check_count, merge_components, merge_statements, parse_components, parse_statements
from ingest.page.guidelines import parse_guidelines, read_levels
from ingest.page.header import Header, read_header
from ingest.page.headings import SectionKind
from ingest.page.ladder import Aligner, find_ladder_levels, has_level_headings, join_ladders, parse_ladder
from ingest.page.ledger import Ledger
from ingest.page.level import read_level
from ingest.page.lines import read_lines
from ingest.page.mappings import merge_mappings, parse_mappings
from ingest.page.prose import read_prose
from ingest.page.sections import Section, split_sections
from ingest.page.story import STORY_KINDS, parse_story
from ingest.page.tables import check_not_cut_off
from ingest.page.taxonomy import read_taxon
from ingest.report import DocumentWarning, LineAccount
from ontology.records import Component, ProfileDocument, Statement, StoryLine, StoryPart

__all__ = ["Aligner", "PageReading", "read_page"]


@dataclass(frozen=True, slots=True)
class PageReading:
    """What a page states, the fate of each of its lines that are not empty, and what was read with doubt."""

    document: ProfileDocument
    lines: tuple[LineAccount, ...]
    warnings: tuple[DocumentWarning, ...]


def read_page(text: str, name: str, align: Aligner) -> PageReading:
    """Read ``text``, the page called ``name``; ``align`` places responsibilities whose level the page does not state.

    Every line that is not empty has exactly one account, and the text of every unmapped one is in a note.

    Raises:
        DocumentError: the page has no profile code, or ends in the middle of a table.
    """
    lines = read_lines(text)
    blocks = build_blocks(lines)
    sections = split_sections(blocks)
    ledger = Ledger(name, lines)
    header = read_header(name, sections, ledger)
    check_not_cut_off(name, blocks)
    for section in sections:
        skip_boilerplate(section, ledger)
    warn_of_repeats(sections, ledger)
    page = _Page(sections, header, align, ledger, ends_in_table=blocks[-1].kind is BlockKind.TABLE)
    document = page.read()
    for section in sections:
        close_section(section, ledger)
    ledger.settle()
    return PageReading(dataclasses.replace(document, notes=ledger.notes), ledger.accounts, ledger.warnings)


class _Page:
    """The sections of one page, read kind by kind."""

    def __init__(
        self, sections: Sequence[Section], header: Header, align: Aligner, ledger: Ledger, *, ends_in_table: bool
    ) -> None:
        self._sections = sections
        self._header = header
        self._align = align
        self._ledger = ledger
        self._ends_in_guidelines = ends_in_table and sections[-1].kind is SectionKind.GUIDELINES

    def read(self) -> ProfileDocument:
        """Return what the page states, without the notes."""
        code, ledger = self._header.code, self._ledger
        function = read_taxon(SectionKind.FUNCTION, code.function, self._sections, ledger)
        focus = read_taxon(SectionKind.FOCUS, code.focus, self._sections, ledger)
        level = read_level(self._of(SectionKind.LEVEL), code.level, ledger)
        guidelines = self._read_guidelines()
        prose = read_prose(self._sections, header_defines=self._header_defines(), ledger=ledger)
        return ProfileDocument(
            profile=code.code,
            title=self._header.title,
            role=code.role,
            role_label=self._header.role_label,
            function=function,
            focus=focus,
            level=level,
            summary=prose.summary,
            definition=prose.definition,
            focus_note=prose.focus_note,
            provenance=prose.provenance,
            story=self._read_story(),
            responsibilities=self._read_responsibilities(guidelines),
            tasks=self._read_statements(SectionKind.TASKS, "task"),
            outputs=self._read_statements(SectionKind.OUTPUTS, "output"),
            guidelines=guidelines,
            skills=self._read_components(SectionKind.SKILLS),
            knowledge=self._read_components(SectionKind.KNOWLEDGE),
            competencies=self._read_components(SectionKind.COMPETENCIES),
            qualifications=self._read_components(SectionKind.QUALIFICATIONS),
            aliases=tuple(
                merge_aliases([a for s in self._of(SectionKind.ALIASES) for a in parse_aliases(s, ledger)], ledger)
            ),
            mappings=tuple(
                merge_mappings([m for s in self._of(SectionKind.MAPPINGS) for m in parse_mappings(s, ledger)], ledger)
            ),
        )

    def _of(self, *kinds: SectionKind) -> list[Section]:
        return [section for section in self._sections if section.kind in kinds]

    def _header_defines(self) -> bool:
        """Tell whether the header's paragraph defines the role (the layout by focus) or sums up the profile."""
        return self._header.role_label is not None or bool(self._of(SectionKind.FOCUS, SectionKind.LADDER))

    def _read_guidelines(self) -> tuple[Statement, ...]:
        read = [s for section in self._of(SectionKind.GUIDELINES) for s in parse_guidelines(section, self._ledger)]
        own = self._header.code.level
        levels = read_levels(read)
        if levels and self._ends_in_guidelines:
            end = self._sections[-1].blocks[-1].span.last
            self._ledger.warn(end, f"the page ends with its level guidelines, at {levels[-1]}: is the rest missing?")
        if levels and own not in levels:
            line = self._of(SectionKind.GUIDELINES)[0].line
            self._ledger.warn(
                line, f"the level guidelines don't include the profile's level {own}: {', '.join(levels)}"
            )
        first = {(s.level, s.dimension, s.text): s for s in reversed(read)}
        return tuple(s for s in read if first[s.level, s.dimension, s.text] is s)

    def _read_story(self) -> tuple[StoryLine, ...]:
        order = list(StoryPart)
        read = [line for section in self._of(*STORY_KINDS) for line in parse_story(section, self._ledger)]
        first = {(line.part, line.text): line for line in reversed(read)}
        unique = [line for line in read if first[line.part, line.text] is line]
        return tuple(sorted(unique, key=lambda line: order.index(line.part)))

    def _read_responsibilities(self, guidelines: Sequence[Statement]) -> tuple[Statement, ...]:
        by_level = [
            section
            for section in self._of(SectionKind.LADDER, SectionKind.RESPONSIBILITIES)
            if section.kind is SectionKind.LADDER or has_level_headings(section)
        ]
        read: list[Statement] = []
        if by_level:
            levels = find_ladder_levels(self._header.code.level, guidelines, cut_short=self._ends_in_guidelines)
            whole = join_ladders(by_level, self._ledger)
            read = parse_ladder(whole, levels, guidelines, self._align, self._ledger)
            for section in by_level:
                check_count(section, len(section.bullets()), self._ledger)
        for section in self._of(SectionKind.RESPONSIBILITIES):
            if section not in by_level:
                read += parse_statements(section, self._ledger)
        return tuple(merge_statements(read, "responsibility", self._ledger))

    def _read_statements(self, kind: SectionKind, became: str) -> tuple[Statement, ...]:
        read = [s for section in self._of(kind) for s in parse_statements(section, self._ledger)]
        return tuple(merge_statements(read, became, self._ledger))

    def _read_components(self, kind: SectionKind) -> tuple[Component, ...]:
        read = [c for section in self._of(kind) for c in parse_components(section, self._ledger)]
        return tuple(merge_components(read, self._ledger))
