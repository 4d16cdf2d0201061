"""The account of a page: what became of each line, the notes that unmapped lines are kept in, and the warnings.

Parsers claim lines; a line has the fate of its first claim. What nobody claims is found by ``settle`` and kept as a
note, so that no line can be lost by a parser that forgot it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.page.blocks import Block
from ingest.page.lines import Line, LineKind
from ingest.report import DocumentWarning, Fate, LineAccount
from ontology.records import Lines, Note


class Ledger:
    """The fates, notes and warnings of one page."""

    def __init__(self, document: str, lines: Sequence[Line]) -> None:
        """Open the account of all ``lines`` of ``document``."""
        self._document = document
        self._lines = [line for line in lines if line.kind is not LineKind.BLANK]
        self._fates: dict[int, tuple[Fate, str]] = {}
        self._notes: list[Note] = []
        self._warnings: dict[DocumentWarning, None] = {}  # each once, in order

    def map(self, lines: Iterable[Line], became: str) -> None:
        """Account ``lines`` as part of a record."""
        self._claim(lines, Fate.MAPPED, became)

    def skip(self, lines: Iterable[Line], what: str) -> None:
        """Account ``lines`` as boilerplate."""
        self._claim(lines, Fate.BOILERPLATE, f"boilerplate: {what}")

    def keep(self, lines: Sequence[Line], section: str | None, became: str = "note") -> None:
        """Account ``lines`` as unmapped and keep their text, joined, as a note of ``section``."""
        fresh = [line for line in lines if line.number not in self._fates]
        if fresh:
            self._claim(fresh, Fate.UNMAPPED, became)
            self.note(" ".join(line.text for line in fresh), section, Lines(fresh[0].number, fresh[-1].number))

    def head(self, lines: Iterable[Line]) -> None:
        """Account ``lines`` as the unknown heading of notes, whose ``section`` holds its text."""
        self._claim(lines, Fate.UNMAPPED, "unknown section")

    def note(self, text: str, section: str | None, lines: Lines) -> None:
        """Keep ``text``, which may be a part of a line that is accounted otherwise."""
        self._notes.append(Note(text, section, lines))

    def note_label(self, code: str, label: str, section: str | None, lines: Lines) -> None:
        """Keep the label that a list or table gives the level ``code``, for which records have no place; '' is none."""
        if label:
            self.note(f"{code} — {label}", section, lines)

    def warn(self, line: int | None, message: str) -> None:
        """Report a doubt about ``line``; the same words about the same line are said once."""
        self._warnings[DocumentWarning(self._document, line, message)] = None

    def is_open(self, block: Block) -> bool:
        """Tell whether no line of ``block`` was claimed yet."""
        return all(line.number not in self._fates for line in block.lines)

    def settle(self) -> None:
        """Keep every line that no parser claimed as a note of its own, and say so."""
        for line in self._lines:
            if line.number not in self._fates:
                self.keep([line], None)
                self.warn(line.number, "this line was not understood; it is kept as a note")

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes, in the order of their lines."""
        return tuple(sorted(self._notes, key=lambda note: note.lines.first if note.lines else 0))

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """The warnings, in the order of their lines; those about the whole page come first."""
        return tuple(sorted(self._warnings, key=lambda warning: warning.line or 0))

    @property
    def accounts(self) -> tuple[LineAccount, ...]:
        """The account of every line that was claimed, in order; after ``settle`` that is every line."""
        claimed = ((line, self._fates[line.number]) for line in self._lines if line.number in self._fates)
        return tuple(LineAccount(line.number, fate, became, line.text) for line, (fate, became) in claimed)

    def _claim(self, lines: Iterable[Line], fate: Fate, became: str) -> None:
        for line in lines:
            self._fates.setdefault(line.number, (fate, became))
