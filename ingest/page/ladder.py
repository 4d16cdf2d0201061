"""Responsibilities by level: bullets in level order, whose level headings the copied text often lost.

Where headings survive, the page states each bullet's level. Otherwise the bullets are divided in order among the
levels: evenly where that goes, and else by meaning against the guidelines, which ``Aligner`` decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ingest.alignment import Alignment, LevelText
from ingest.page.blocks import Block, BlockKind
from ingest.page.boilerplate import strip_marker
from ingest.page.codes import fill_levels, split_level_code, split_level_label
from ingest.page.headings import split_count
from ingest.page.ledger import Ledger
from ingest.page.sections import Section, is_level_heading
from ontology.records import Basis, Statement
from ontology.text import normalise_text

Aligner = Callable[[Sequence[str], Sequence[LevelText]], list[Alignment]]

PROFESSIONAL_LEVELS = ("P1", "P2", "P3", "P4", "P5", "P6")

_PREFIX = re.compile(r"(?:level\s+)?([A-Z]{1,3}\d{1,2})\s*(?::|—|–|\s-)\s+(?=\S)", re.IGNORECASE)
_ENOUGH = 0.5  # of the levels, from which on headings are taken to be all there were


@dataclass(slots=True)
class _Run:
    """Bullets between two headings, and the heading's level; None before the first."""

    level: str | None
    bullets: list[Block] = field(default_factory=list)


def has_level_headings(section: Section) -> bool:
    """Tell whether any level heading survived in ``section``."""
    return any(is_level_heading(block) for block in section.blocks)


def find_ladder_levels(profile_level: str, guidelines: Sequence[Statement], *, cut_short: bool) -> list[str]:
    """Return the levels that a ladder runs over, lowest first; none where neither the guidelines nor the code tell.

    They are those of ``guidelines``, gaps filled and the profile's own included. ``cut_short`` says that the page ends
    with the guidelines, so that their highest levels may be missing.
    """
    scheme, _ = split_level_code(profile_level)
    stated = list(dict.fromkeys(s.level for s in guidelines if s.level))
    own = [code for code in stated if split_level_code(code)[0] == scheme]
    if scheme == "P" and (not stated or (cut_short and own)):
        own += PROFESSIONAL_LEVELS
    if own:
        return fill_levels([*own, profile_level])
    return stated


def join_ladders(sections: Sequence[Section], ledger: Ledger) -> Section:
    """Return the ladders of a page as one; a bullet that a later one repeats is read once."""
    whole = Section(sections[0].kind, sections[0].opened_by, list(sections[0].blocks))
    for section in sections[1:]:
        stated = {normalise_text(block.text) for block in whole.bullets()}
        for block in section.blocks:
            if has_level_headings(section) or normalise_text(block.text) not in stated:
                whole.blocks.append(block)
            elif block.kind is BlockKind.BULLET:
                ledger.map(block.lines, "responsibility (repeated)")
    return whole


def parse_ladder(
    section: Section, levels: Sequence[str], guidelines: Sequence[Statement], align: Aligner, ledger: Ledger
) -> list[Statement]:
    """Return the bullets of ``section`` as responsibilities of their levels."""
    bullets = section.bullets()
    if bullets and (prefixed := _read_prefixed(bullets, ledger)):
        return prefixed
    runs = _split_runs(section, levels, ledger)
    stated = [run.level for run in runs if run.level]
    if stated and len(set(stated)) >= _ENOUGH * len(levels):
        return _read_stated(runs, section, ledger)
    if stated:
        names = ", ".join(stated)
        ledger.warn(section.line, f"only some level headings survived ({names}); the bullets are placed without them")
    bullets = [bullet for run in runs for bullet in run.bullets]
    if not bullets:
        return []
    return _align(bullets, section, levels, guidelines, align, ledger)


def _split_runs(section: Section, levels: Sequence[str], ledger: Ledger) -> list[_Run]:
    runs = [_Run(None)]
    for block in section.blocks:
        if is_level_heading(block):
            level, label = split_level_label(block.text)
            if level and level not in levels and level[:-1] in levels:
                level = level[:-1]  # the count of its bullets is glued to it: "P15" is P1 with 5
            ledger.map(block.lines, f"level heading {level}")
            if level:
                ledger.note_label(level, strip_marker(split_count(label)[0]), section.title, block.span)
            runs.append(_Run(level))
        elif block.kind is BlockKind.BULLET and not block.is_void:
            runs[-1].bullets.append(block)
    return runs


def _read_stated(runs: Sequence[_Run], section: Section, ledger: Ledger) -> list[Statement]:
    ladder = _Ladder(ledger)
    for run in runs:
        for bullet in run.bullets:
            if run.level is None:
                ledger.warn(bullet.first, "a bullet before the first level heading; it is kept as a note")
                ledger.keep(bullet.lines, section.title, "responsibility without level")
            else:
                ladder.add(bullet, bullet.text, run.level, Basis.STATED, None)
        if run.level and not run.bullets:
            ledger.warn(section.line, f"level {run.level} has a heading but no responsibility")
    return ladder.statements


def _read_prefixed(bullets: Sequence[Block], ledger: Ledger) -> list[Statement] | None:
    """Return the responsibilities where every bullet names its level itself (``P1: Supports ...``), else None."""
    matches = [_PREFIX.match(bullet.text) for bullet in bullets]
    if not all(matches):
        return None
    ladder = _Ladder(ledger)
    for bullet, match in zip(bullets, matches, strict=True):
        if match:
            ladder.add(bullet, bullet.text[match.end() :], match.group(1).upper(), Basis.STATED, None)
    return ladder.statements


def _align(
    bullets: Sequence[Block],
    section: Section,
    levels: Sequence[str],
    guidelines: Sequence[Statement],
    align: Aligner,
    ledger: Ledger,
) -> list[Statement]:
    if not levels:
        ledger.warn(
            section.line,
            "the levels of these responsibilities are not known, since the page has neither level headings nor"
            " level guidelines; they are kept as notes",
        )
        for bullet in bullets:
            ledger.keep(bullet.lines, section.title, "responsibility without level")
        return []
    bullets = _drop_repeats(bullets, len(levels), ledger)
    texts = [LevelText(code, tuple(s.text for s in guidelines if s.level == code)) for code in levels]
    placed = align([bullet.text for bullet in bullets], texts)
    inferred = [a.confidence for a in placed if a.basis is Basis.INFERRED and a.confidence is not None]
    if inferred:
        ledger.warn(
            section.line,
            f"{len(bullets)} responsibilities don't divide evenly among the {len(levels)} levels {levels[0]} to"
            f" {levels[-1]}: their levels are {Basis.INFERRED}, by meaning and order; the lowest confidence is"
            f" {min(inferred):.2f}",
        )
    ladder = _Ladder(ledger)
    for bullet, alignment in zip(bullets, placed, strict=True):
        ladder.add(bullet, bullet.text, alignment.level, alignment.basis, alignment.confidence)
    return ladder.statements


def _drop_repeats(bullets: Sequence[Block], levels: int, ledger: Ledger) -> list[Block]:
    """Leave out repeated bullets where they stand side by side, or where the rest divides evenly without them.

    A sentence may be said of two levels, so that a repeat far off is no slip by itself.
    """
    apart = [b for i, b in enumerate(bullets) if not i or normalise_text(b.text) != normalise_text(bullets[i - 1].text)]
    first: dict[str, Block] = {}
    for bullet in bullets:
        first.setdefault(normalise_text(bullet.text), bullet)
    once = list(first.values())
    kept = once if len(apart) % levels and not len(once) % levels else apart
    chosen = {bullet.first for bullet in kept}
    for bullet in bullets:
        if bullet.first not in chosen:
            ledger.warn(bullet.first, "this responsibility repeats another; it is read once")
            ledger.map(bullet.lines, "responsibility (repeated)")
    return kept


class _Ladder:
    """Responsibilities as they are read, each once for its level."""

    def __init__(self, ledger: Ledger) -> None:
        self.statements: list[Statement] = []
        self._ledger = ledger
        self._seen: set[tuple[str, str]] = set()

    def add(self, bullet: Block, text: str, level: str, basis: Basis, confidence: float | None) -> None:
        """Add the responsibility ``text`` of ``bullet``, or warn where its level has it already."""
        key = (level, normalise_text(text))
        if key in self._seen:
            self._ledger.warn(bullet.first, f"this responsibility repeats another of {level}; it is read once")
            self._ledger.map(bullet.lines, f"responsibility {level} (repeated)")
            return
        self._seen.add(key)
        self._ledger.map(bullet.lines, f"responsibility {level}")
        self.statements.append(Statement(text, level=level, basis=basis, confidence=confidence, lines=bullet.span))
