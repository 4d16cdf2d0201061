"""A piece of a document: one text that may be a statement, and what stands around it.

Whatever the format, a document comes apart into pieces; a rule of the mapping takes some of them and asks each for its
level, dimension and role by the place where these stand.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ingest.ladder.places import Choice, Part
from ontology.records import Lines


@dataclass(frozen=True, slots=True)
class Said:
    """A text and the lines that it stands on."""

    text: str
    lines: Lines


class Piece(ABC):
    """One text of a document that may be a statement."""

    said: Said
    children: tuple[Piece, ...] = ()  # what is listed below it

    @abstractmethod
    def is_taken_by(self, text: Choice) -> bool:
        """Tell whether a rule whose ``text`` is this choice of pieces takes the piece."""

    @abstractmethod
    def part(self, part: Part, names: Collection[str]) -> Said | None:
        """Return what stands at ``part`` of the piece's surroundings; ``names`` are those that a lead can have."""

    @abstractmethod
    def surroundings(self) -> Iterator[Lines]:
        """Yield the lines that place the piece: headings, header rows, what it is listed under."""

    def rest(self, names: Collection[str]) -> str:
        """Return the text without a lead that is one of ``names``."""
        return self.said.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, ``depth`` 1 to 6."""

    depth: int
    said: Said
