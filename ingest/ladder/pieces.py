"""A piece of a document: one text that may be a statement, and what stands around it.

Whatever the format, a document comes apart into pieces; a rule of the mapping takes some of them and asks each for its
level, dimension and role by the place where these stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
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
    """What a text can open with: one of ``words``, in lower case, or before a colon what holds one of ``within``."""

    words: frozenset[str] = frozenset()
    within: Words | None = None

    def has(self, lead: str) -> bool:
        """Tell whether ``lead``, before a colon, is one."""
        return lead.casefold() in self.words or (self.within is not None and bool(self.within.find(lead)))


NO_LEADS = Leads()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, ``depth`` 1 to 6."""

    depth: int
    said: Said


class Piece(ABC):
    """One text of a document that may be a statement."""

    said: Said
    children: tuple[Piece, ...] = ()  # what is listed below it

    @abstractmethod
    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether a rule whose ``text`` is this choice of pieces takes the piece."""

    @abstractmethod
    def part(self, part: Part, leads: Leads) -> Said | None:
        """Return what stands at ``part`` of the piece's surroundings; ``leads`` are those that a text can open with."""

    @abstractmethod
    def surroundings(self) -> Iterator[Lines]:
        """Yield the lines that the piece stands under: headings, and items of its list."""

    def rest(self, leads: Leads) -> str:
        """Return the text without a lead that is one of ``leads``."""
        return self.said.text
