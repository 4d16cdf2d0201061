"""What comparing profiles answers, as records; the API gives them as JSON, and pages render them.

``a`` and ``b`` are two profiles in the order that they were asked for: what is said reads from a to b.
"""

from __future__ import annotations

from dataclasses import dataclass

from service.profiles.view import ProfileEntry, StatementView

Spans = tuple[tuple[int, int], ...]  # start and end in characters


@dataclass(frozen=True, slots=True)
class Axis:
    """How far two profiles are apart in one respect."""

    axis: str  # taxonomy, level or track
    a: str | None  # where it stands; null where nobody says
    b: str | None
    distance: float  # 0-1 on this axis
    weight: float  # its share in the whole
    says: str  # what differs, in words


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near two profiles are by their structural coordinates."""

    distance: float  # 0-1, the weighted sum over the axes
    band: str  # near, adjacent or far
    says: str
    axes: tuple[Axis, ...]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A profile near another."""

    profile: ProfileEntry
    distance: float  # as in Nearness
    band: str
    says: str
    axes: tuple[Axis, ...]
    similarity: float | None  # cosine of what the two state; null where one states nothing
    blended: float | None  # 0-1, what neighbours are ordered by where a blend was asked for; lower is nearer


@dataclass(frozen=True, slots=True)
class Adjacency:
    """The neighbours of one profile, nearest first."""

    snapshot: str
    profile: ProfileEntry
    blend: float | None
    total: int  # how many there are, of which the nearest are listed
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Marks:
    """Which words of a statement differ from the one that it is paired with."""

    text: Spans
    description: Spans


@dataclass(frozen=True, slots=True)
class StatementPair:
    """Two statements that say the same, or nearly."""

    a: StatementView
    b: StatementView
    similarity: float  # cosine; 1 for equal texts
    equal: bool
    marks_a: Marks
    marks_b: Marks


@dataclass(frozen=True, slots=True)
class Delta:
    """What differs in one kind of statement, or in one dimension of the rubric."""

    kind: str
    title: str
    dimension: str | None  # of the rubric, or the part of a story
    shared: tuple[StatementPair, ...]
    changed: tuple[StatementPair, ...]
    only_a: tuple[StatementView, ...]
    only_b: tuple[StatementView, ...]

    @property
    def unchanged(self) -> bool:
        """Whether both say the same."""
        return not (self.changed or self.only_a or self.only_b)


@dataclass(frozen=True, slots=True)
class ComponentDelta:
    """What differs in one kind of component: skills, knowledge, competencies or qualifications."""

    kind: str
    title: str
    kept: tuple[StatementPair, ...]  # the same name, or the same meaning under another
    gained: tuple[StatementView, ...]
    lost: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class SkillsGap:
    """What a holder of one profile lacks for another, over all kinds of component."""

    holder: str  # codes
    target: str
    new: tuple[StatementView, ...]  # the target asks for it, and nothing that the holder has comes near
    deepened: tuple[StatementPair, ...]  # the holder has it by name, and the target describes it otherwise
    transferable: tuple[StatementPair, ...]  # the holder has something near in meaning
    held: tuple[StatementPair, ...]
    unknown: tuple[StatementView, ...]  # of a kind that the holder's profile states nothing of


@dataclass(frozen=True, slots=True)
class Step:
    """What changes from one profile to the next."""

    a: str  # codes
    b: str
    nearness: Nearness
    levels: tuple[Delta, ...]  # guidelines and level attributes, by dimension
    statements: tuple[Delta, ...]
    components: tuple[ComponentDelta, ...]
    gap: SkillsGap


@dataclass(frozen=True, slots=True)
class ProfileComparison:
    """Two to four profiles, and what changes from each to the next."""

    snapshot: str
    profiles: tuple[ProfileEntry, ...]
    steps: tuple[Step, ...]
