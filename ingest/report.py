"""What reading a document came to: the fate of each of its lines, and what its reader was unsure of.

Lines are counted from 1. Every line of a page that is not empty has exactly one ``LineAccount``: nothing is dropped
without saying so.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fate(StrEnum):
    """What became of a line."""

    MAPPED = "mapped"  # it is in a record
    BOILERPLATE = "boilerplate"  # the site says it on every page; it states nothing of the profile
    UNMAPPED = "unmapped"  # it is kept as a note


@dataclass(frozen=True, slots=True)
class LineAccount:
    """One line that is not empty, what became of it, and as what, such as ``responsibility P3``."""

    number: int
    fate: Fate
    became: str
    text: str  # without its bullet mark, with single spaces


@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something in a document that was read with doubt, and where useful what would be right."""

    document: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.document if self.line is None else f"{self.document}:{self.line}"
        return f"{place}: {self.message}"
