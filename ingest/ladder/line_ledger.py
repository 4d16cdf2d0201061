"""The account of a ladder document: what became of each of its lines, and a warning of those that no rule takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.ladder.pieces import Piece
from ingest.page.lines import clean_text
from ingest.report import DocumentWarning, Fate, LineAccount
from ontology.records import Lines

_SHOWN = 12  # spans of lines in a warning; the rest is counted


class LineLedger:
    """The fates of the lines of one document."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._lines = {number: clean_text(line) for number, line in enumerate(lines, start=1) if line.strip()}
        self._fates: dict[int, tuple[Fate, str]] = {}
        self._warnings: dict[DocumentWarning, None] = {}

    def map(self, lines: Lines, became: str) -> None:
        """Account ``lines`` as part of a record."""
        self._claim(lines, Fate.MAPPED, became)

    def skip(self, lines: Lines) -> None:
        """Account ``lines`` as what the mapping leaves out on purpose."""
        self._claim(lines, Fate.BOILERPLATE, "skipped by the mapping")

    def warn(self, line: int | None, message: str) -> None:
        """Report a doubt about ``line``, once."""
        self._warnings[DocumentWarning(self._name, line, message)] = None

    def settle(self, pieces: Iterable[Piece]) -> None:
        """Account what ``pieces`` hold and no rule took, with one warning for all of it; the rest is markup."""
        for piece in pieces:
            self._claim(piece.said.lines, Fate.UNMAPPED, "not taken by a rule")
        left = sorted(number for number, (fate, _) in self._fates.items() if fate is Fate.UNMAPPED)
        if left:
            message = (
                f"{len(left)} lines are taken by no rule: {_to_spans(left)}; "
                "add a rule for them, or name them under skip"
            )
            self.warn(left[0], message)

    @property
    def accounts(self) -> tuple[LineAccount, ...]:
        """The account of every line that is not empty."""
        markup = (Fate.BOILERPLATE, "markup")
        return tuple(
            LineAccount(number, *self._fates.get(number, markup), text) for number, text in self._lines.items()
        )

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """The warnings, in the order of their lines."""
        return tuple(sorted(self._warnings, key=lambda warning: warning.line or 0))

    def _claim(self, lines: Lines, fate: Fate, became: str) -> None:
        for number in range(lines.first, lines.last + 1):
            if number in self._lines:
                self._fates.setdefault(number, (fate, became))


def _to_spans(numbers: Sequence[int]) -> str:
    """Return ``[1, 2, 3, 7]`` as ``1-3, 7``."""
    spans: list[tuple[int, int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], number)
        else:
            spans.append((number, number))
    shown = ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans[:_SHOWN])
    return shown if len(spans) <= _SHOWN else f"{shown} and more"
