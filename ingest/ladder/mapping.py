"""What a mapping file says: the levels and roles of a ladder, and where its documents state them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from ingest.ladder.pieces import Leads
from ingest.ladder.places import Choice, Part, Place
from ingest.ladder.words import Words
from ontology.records import Level, LevelScheme, Taxon

KINDS = (
    "responsibility",
    "task",
    "output",
    "guideline",
    "summary",
    "definition",
    "skill",
    "knowledge",
    "competency",
    "qualification",
    "alias",
    "title",
    "note",
)


@dataclass(frozen=True, slots=True)
class LadderRole:
    """One role of a ladder."""

    code: str
    label: str | None = None
    superfunction: Taxon | None = None
    function: Taxon | None = None
    focus: Taxon | None = None
    track: str | None = None
    schemes: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)  # the profile's title by level code
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Condition:
    """What has to stand at a place for a rule to apply: one of ``patterns``."""

    place: Place
    patterns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the words of a place are called: ``{"technical": "Technical"}``; ``at`` looks them up in the document."""

    names: Mapping[str, str] = field(default_factory=dict)  # by the word, in lower case
    at: tuple[Part, Part] | None = None  # where the words stand, and where their names

    @property
    def leads(self) -> Leads:
        """The words that a text can open with."""
        return Leads(frozenset(self.names))


@dataclass(frozen=True, slots=True)
class Rule:
    """Which texts of a document are statements of a kind, and where their level, dimension and role stand."""

    text: tuple[Choice, ...]
    kind: str | Place
    level: Place | None
    dimension: Place | None
    role: Place | None
    where: tuple[Condition, ...]
    names: Names
    sentences: bool  # whether a text is taken sentence by sentence

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts of all places that the rule reads."""
        kind = self.kind if isinstance(self.kind, Place) else None
        places = (self.level, self.dimension, self.role, kind, *(condition.place for condition in self.where))
        return tuple(part for place in places if place is not None for part in place.parts)


@dataclass(frozen=True, slots=True)
class LadderFile:
    """How files are read: which they are, whose role and level they state, and the rules."""

    paths: tuple[str, ...]
    role: str | None
    level: str | None
    rules: tuple[Rule, ...]
    skip: tuple[str, ...]  # headings, rows, texts or paths that are left out on purpose
    header: str | None  # matches the first cell of the rows that are a table's header
    line: int  # of the mapping file

    def matches(self, path: PurePath) -> bool:
        """Tell whether ``path`` ends with one of the paths."""
        return any(path.match(pattern) for pattern in self.paths)


@dataclass(frozen=True, slots=True)
class LadderMapping:
    """A whole mapping file."""

    name: str  # of the file
    sha256: str
    schemes: Mapping[str, LevelScheme]
    level_words: Mapping[str, tuple[str, ...]]  # by level code
    roles: Mapping[str, LadderRole]
    files: tuple[LadderFile, ...]

    def files_for(self, path: PurePath) -> tuple[LadderFile, ...]:
        """Return how the file at ``path`` is read; nothing where the mapping does not name it."""
        return tuple(file for file in self.files if file.matches(path))

    def scheme_of(self, level: str) -> LevelScheme:
        """Return the scheme that ``level`` is in."""
        return next(scheme for scheme in self.schemes.values() if any(rung.code == level for rung in scheme.levels))

    def level(self, code: str) -> Level:
        """Return the level with ``code``."""
        return next(rung for rung in self.scheme_of(code).levels if rung.code == code)

    def words_of(self, role: LadderRole) -> Words:
        """Return what names the levels of ``role``."""
        rungs = [rung for scheme in role.schemes for rung in self.schemes[scheme].levels]
        return Words({rung.code: (rung.code, rung.label or "", *self.level_words[rung.code]) for rung in rungs})

    def role_words(self) -> Words:
        """Return what names the roles."""
        return Words({role.code: (role.code, role.label or "", *role.words) for role in self.roles.values()})
