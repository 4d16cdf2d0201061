"""The account of a ladder document: what became of each of its lines, and a warning of what no rule takes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.page.lines import clean_text, has_words
from ingest.report import DocumentWarning, Fate, LineAccount
from ontology.records import Lines

_LINE_END = re.compile(r"\r\n|\r|\n")
_SHOWN = 12  # spans of lines in a warning


class LineLedger:
    """The fates of the lines of one document."""

    def __init__(self, name: str, text: str) -> None:
        """Open the account of all lines of ``text``, the document called ``name``."""
        self._name = name
        lines = enumerate(_LINE_END.split(text), start=1)
        self._lines = {number: clean_text(line) for number, line in lines if line.strip()}
        self._fates: dict[int, tuple[Fate, str]] = {}
        self._left: dict[int, None] = {}  # lines that hold a text that nothing took, in order
        self._warnings: dict[DocumentWarning, None] = {}

    def map(self, lines: Lines, became: str) -> None:
        """Account ``lines`` as part of a record."""
        self._claim(lines, Fate.MAPPED, became)

    def skip(self, lines: Lines) -> None:
        """Account ``lines`` as what the mapping leaves out on purpose."""
        self._claim(lines, Fate.BOILERPLATE, "skipped by the mapping")

    def leave(self, lines: Lines) -> None:
        """Note that a text on ``lines`` was taken by no rule; what else stands there may have been."""
        self._left.update(dict.fromkeys(range(lines.first, lines.last + 1)))
        self._claim(lines, Fate.UNMAPPED, "taken by no rule")

    def is_mapped(self, lines: Lines) -> bool:
        """Tell whether the first of ``lines`` is part of a record."""
        return self._fates.get(lines.first, (None, ""))[0] is Fate.MAPPED

    def warn(self, line: int | None, message: str) -> None:
        """Report a doubt about ``line``, once."""
        self._warnings[DocumentWarning(self._name, line, message)] = None

    def settle(self, markup: Iterable[Lines]) -> None:
        """Account what is left: ``markup`` and lines without words; any other line was not understood.

        One warning names all lines with something that no rule took.
        """
        for lines in markup:
            self._claim(lines, Fate.BOILERPLATE, "markup")
        for number, text in self._lines.items():
            if number not in self._fates:
                if has_words(text):
                    self.leave(Lines(number, number))
                self._fates.setdefault(number, (Fate.BOILERPLATE, "markup"))
        left = sorted(number for number in self._left if number in self._lines)
        if left:
            lines_hold = "1 line holds" if len(left) == 1 else f"{len(left)} lines hold"
            message = f"{lines_hold} what no rule takes: {_to_spans(left)}"
            self.warn(left[0], f"{message}; add a rule for it, or name it under skip")

    @property
    def accounts(self) -> tuple[LineAccount, ...]:
        """The account of every line that is not empty; complete after ``settle``."""
        return tuple(LineAccount(number, *self._fates[number], text) for number, text in self._lines.items())

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
    shown = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in spans[:_SHOWN])
    return shown if len(spans) <= _SHOWN else f"{shown} and more"
