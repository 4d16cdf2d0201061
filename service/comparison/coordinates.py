"""Structural coordinates: where each profile stands in taxonomy, level scheme and track.

Heights make schemes of different length comparable: 0 is the lowest rung of a ladder, 1 the highest that its scheme
names. A scheme that only management profiles use starts at MANAGEMENT_START, since its lowest rung leads people who
stand on the lower half of a professional ladder. docs/comparison.md tells how that was checked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.vocabulary import RG, Borrowed
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node
from service.profiles.view import PlaceView, ProfileEntry
from store.graph import GraphStore

MANAGEMENT_START = 0.5
_PLACED = """
SELECT ?profile ?level ?track WHERE {
  ?profile a rg:Profile OPTIONAL { ?profile rg:level ?level } OPTIONAL { ?profile rg:track ?track }
} ORDER BY ?profile ?level ?track
"""


@dataclass(frozen=True, slots=True)
class Scheme:
    """The ranks that a level scheme names."""

    lowest: int
    highest: int
    start: float  # the height of its lowest rung

    @property
    def step(self) -> float | None:
        """How much higher each rung is than the one below; None for a scheme of one rung."""
        span = self.highest - self.lowest
        return (1 - self.start) / span if span else None

    def height(self, rank: int) -> float | None:
        """Return how high ``rank`` stands, 0-1; None where the scheme has nothing to measure it against."""
        return None if self.step is None else self.start + (rank - self.lowest) * self.step


@dataclass(frozen=True, slots=True)
class Coordinates:
    """Where one profile stands; None for what nobody states."""

    entry: ProfileEntry
    superfunction: PlaceView | None
    function: PlaceView | None
    role: PlaceView | None
    track: PlaceView | None
    is_management: bool | None  # None: its track is unknown
    level: PlaceView | None
    rank: int | None
    scheme: str | None  # IRI
    step: float | None  # of its scheme
    height: float | None  # 0-1

    @property
    def path(self) -> tuple[PlaceView, ...]:
        """Its place in the taxonomy, widest first."""
        return tuple(place for place in (self.superfunction, self.function, self.role) if place is not None)


def read_coordinates(graph: GraphStore, index: ProfileIndex) -> tuple[Coordinates, ...]:
    """Return the coordinates of all profiles, in order of their codes."""
    placed: dict[str, tuple[str | None, str | None]] = {}
    for row in graph.select(_PLACED):
        level, track = (None if row[name] is None else str(row[name]) for name in ("level", "track"))
        placed.setdefault(str(row["profile"]), (level, track))
    schemes = _read_schemes(index, placed.values())
    return tuple(_locate(index, schemes, entry, *placed[entry.iri]) for entry in index.profiles.values())


def is_management(track: Node) -> bool:
    """Return whether profiles on ``track`` lead people."""
    label = (track.text(Borrowed.PREF_LABEL) or "").casefold()
    return track.text(Borrowed.NOTATION) == "M" or any(word.startswith("manage") for word in label.split())


def _read_schemes(index: ProfileIndex, placed: Iterable[tuple[str | None, str | None]]) -> dict[str, Scheme]:
    ranks: dict[str, set[int]] = {}
    for node in index.places.values():
        scheme, rank = node.text(Borrowed.IN_SCHEME), node.integer(RG.RANK)
        if scheme is not None and rank is not None:
            ranks.setdefault(scheme, set()).add(rank)
    leads: dict[str, set[bool]] = {}  # scheme -> whether those who use it lead people
    for level, track in placed:
        scheme = index.places[level].text(Borrowed.IN_SCHEME) if level in index.places else None
        if scheme is not None:
            leads.setdefault(scheme, set()).add(track in index.places and is_management(index.places[track]))
    return {
        scheme: Scheme(
            min(1, *found),  # where no document speaks of the first rung, it is there all the same
            max(found),
            MANAGEMENT_START if leads.get(scheme) == {True} else 0.0,
        )
        for scheme, found in ranks.items()
    }


def _locate(
    index: ProfileIndex, schemes: dict[str, Scheme], entry: ProfileEntry, level: str | None, track: str | None
) -> Coordinates:
    role = index.roles.get(entry.role or "") or Node("")
    function = role.text(RG.HAS_FUNCTION)
    taxon = index.places.get(function or "") or role
    rung = index.places.get(level or "") or Node("")
    rank, scheme = rung.integer(RG.RANK), rung.text(Borrowed.IN_SCHEME)
    ladder = schemes.get(scheme or "")
    return Coordinates(
        entry=entry,
        superfunction=index.place(taxon.text(RG.HAS_SUPERFUNCTION) or role.text(RG.HAS_SUPERFUNCTION)),
        function=index.place(function),
        role=index.place(role.iri or None),
        track=index.place(track),
        is_management=is_management(index.places[track]) if track in index.places else None,
        level=index.place(level),
        rank=rank,
        scheme=scheme,
        step=ladder.step if ladder else None,
        height=ladder.height(rank) if ladder and rank is not None else None,
    )
