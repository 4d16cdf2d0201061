"""What is asked, and what is answered: queries, candidates and their features."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from service.reconciliation.entity import Entity

DEFAULT_LIMIT = 5
MAX_LIMIT = 50  # candidates of one query


@dataclass(frozen=True, slots=True)
class Condition:
    """A property that a candidate must have with one of ``values``."""

    property: str  # id
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReconciliationQuery:
    """One name to be matched."""

    text: str | None  # None: the conditions alone say what is wanted
    types: tuple[str, ...] = ()  # ids; none: every type
    every_type: bool = False  # an entity must be of all ``types``, not of one of them
    limit: int = DEFAULT_LIMIT
    conditions: tuple[Condition, ...] = ()

    def allows(self, types: Collection[str]) -> bool:
        """Return whether an entity of these types may be a candidate."""
        if not self.types:
            return True
        wanted = (one in types for one in self.types)
        return all(wanted) if self.every_type else any(wanted)


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that speaks for or against a candidate."""

    id: str
    value: bool | float


@dataclass(frozen=True, slots=True)
class ReconciliationCandidate:
    """One entity that a name may mean."""

    entity: Entity
    score: float  # 0-100: how often, of a hundred candidates like this, it is the right one
    match: bool  # it is sure enough, and nothing else comes near
    features: tuple[Feature, ...]
