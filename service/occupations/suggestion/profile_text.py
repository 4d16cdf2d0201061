"""What a profile says of its work, with vectors: of passages as the snapshot has them, of titles encoded anew.

s statements, d dimensions.
"""

from __future__ import annotations

from dataclasses import dataclass

from store.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class Name:
    """A title by which a profile is known."""

    text: str
    kind: str  # title, role or alias
    trust: float  # 0-1: how far it counts
    vector: FloatArray  # (d,)


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody in the job does."""

    iri: str
    text: str


@dataclass(frozen=True, slots=True)
class ProfileText:
    """One profile, as it is compared with occupations."""

    code: str
    iri: str
    title: str | None
    name: Name | None  # what it is called first of all
    aliases: tuple[Name, ...]
    summary: FloatArray | None  # (d,): of its summary and its role's definition together
    statements: tuple[Statement, ...]
    vectors: FloatArray  # (s, d): of the statements

    @property
    def says_anything(self) -> bool:
        """Whether there is anything to go by."""
        return self.name is not None or bool(self.aliases) or self.summary is not None or bool(self.statements)
