"""A piece of a document: one text that may be a statement, and what stands around it.

Whatever the format, a document comes apart into pieces; a rule of the mapping takes some of them and asks each for its
level, dimension and role by the place where these stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.ladder.places import Choice, Part
from ingest.ladder.words import Words
from ontology.records import Lines


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the lines that it stands on."""

    text: str
    lines: Lines


@dataclass(frozen=True, slots=True)
class Leads:
    """What a text can open with before a colon: one of ``words``, in lower case, or what ``within`` finds a word in."""

    words: frozenset[str] = frozenset()
    within: Words | None = None

    def has(self, lead: str) -> bool:
        """Tell whether ``lead`` is one."""
        return lead.casefold() in self.words or (self.within is not None and bool(self.within.find(lead)))


NO_LEADS = Leads()


class Piece(ABC):
    """One text of a document that may be a statement."""

    said: Said

    @abstractmethod
    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether a rule whose ``text`` is this choice of pieces takes the piece."""

    @abstractmethod
    def is_at(self, part: Part) -> bool:
        """Tell whether the piece is itself what ``part`` speaks of, such as the name of a row."""

    @abstractmethod
    def part(self, part: Part, leads: Leads) -> Said | None:
        """Return what stands at ``part`` of the piece's surroundings; ``leads`` are what texts can open with."""

    @abstractmethod
    def context(self, parts: Iterable[Part]) -> Iterable[Lines]:
        """Yield the lines that the piece stands under and a rule with ``parts`` reads: headings, a table's header."""

    @abstractmethod
    def labels(self) -> Iterable[str]:
        """Yield what a mapping can skip the piece by: its text, its heading, its row, its path."""

    def split_lead(self, leads: Leads) -> tuple[str, str] | None:
        """Return what the text opens with and what follows; None where it opens with no lead."""
        return None

    @property
    def listed(self) -> list[Piece]:
        """All that is listed below the piece, in order."""
        return []
