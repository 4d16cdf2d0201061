"""What profiles and roles are by each of their properties."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ontology.vocabulary import RG
from service.occupations.codes import to_soc
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node
from service.profiles.profile import ProfileReader
from service.profiles.role import RoleReader
from service.profiles.view import AliasView, MappingView, PlaceView, ProfileEntry, ProfileView, RoleView
from service.reconciliation.entities import Entities
from service.reconciliation.entity import Entity
from service.reconciliation.values import Readers, Value, is_wanted


@dataclass(frozen=True)
class Taxa:
    """Where a role stands."""

    index: ProfileIndex
    node: Node | None  # of the role; None for a profile without one

    @property
    def function(self) -> PlaceView | None:
        """The role's function."""
        return self.index.place(self.node.text(RG.HAS_FUNCTION)) if self.node else None

    @property
    def superfunction(self) -> PlaceView | None:
        """The superfunction of the role's function, or the role's own."""
        taxon = self.index.places.get(self.function.iri) if self.function else None
        place = taxon or self.node
        return self.index.place(place.text(RG.HAS_SUPERFUNCTION)) if place else None

    @property
    def focus(self) -> PlaceView | None:
        """The role's focus."""
        return self.index.place(self.node.text(RG.HAS_FOCUS)) if self.node else None


@dataclass(frozen=True)
class ProfileSource:
    """Where the values of one profile come from."""

    entry: ProfileEntry
    entities: Entities
    taxa: Taxa
    reader: ProfileReader
    status: str  # OPEN, APPROVED or ANY

    @cached_property
    def view(self) -> ProfileView:
        """All that is stated of the profile; read only where a property asks for it."""
        return self.reader.read(self.entry.code)

    @property
    def aliases(self) -> tuple[AliasView, ...]:
        """The aliases that are wanted."""
        return tuple(one for one in self.view.aliases if is_wanted(one.status, self.status))

    @property
    def mappings(self) -> tuple[MappingView, ...]:
        """The mappings that are wanted."""
        return tuple(one for one in self.view.mappings if is_wanted(one.status, self.status))

    def to_occupation(self, mapping: MappingView) -> Entity | str:
        """Return the occupation of ``mapping``; its code, where nothing is known of it."""
        return next(iter(self.entities.of_iris([mapping.occupation])), mapping.code)

    def read(self, name: str) -> Iterable[Value | None]:
        """Return the values of the property ``name``; none where profiles have no such property."""
        return OF_PROFILE[name](self) if name in OF_PROFILE else ()


@dataclass(frozen=True)
class RoleSource:
    """Where the values of one role come from."""

    code: str
    entities: Entities
    taxa: Taxa
    reader: RoleReader

    @cached_property
    def view(self) -> RoleView:
        """All that is stated of the role; read only where a property asks for it."""
        return self.reader.read(self.code)

    def read(self, name: str) -> Iterable[Value | None]:
        """Return the values of the property ``name``; none where roles have no such property."""
        return OF_ROLE[name](self) if name in OF_ROLE else ()


def _label(place: PlaceView | None) -> tuple[Value | None, ...]:
    return (place.label or place.code,) if place else ()


def _code(place: PlaceView | None) -> tuple[Value | None, ...]:
    return (place.code,) if place else ()


_TAXA: Readers[ProfileSource | RoleSource] = {
    "function": lambda it: _label(it.taxa.function),
    "function_code": lambda it: _code(it.taxa.function),
    "superfunction": lambda it: _label(it.taxa.superfunction),
    "superfunction_code": lambda it: _code(it.taxa.superfunction),
    "focus": lambda it: _label(it.taxa.focus),
    "focus_code": lambda it: _code(it.taxa.focus),
    "definition": lambda it: [one.text for one in it.view.definition],
}
OF_PROFILE: Readers[ProfileSource] = {
    **_TAXA,
    "code": lambda it: [it.entry.code],
    "level": lambda it: [it.entry.level],
    "level_label": lambda it: [it.entry.level_label],
    "rank": lambda it: [it.entry.rank],
    "track": lambda it: [it.entry.track],
    "role": lambda it: [it.entities.role(it.entry.role)] if it.entry.role else [],
    "role_code": lambda it: [it.entry.role],
    "summary": lambda it: [one.text for one in it.view.summary],
    "alias": lambda it: [one.label for one in it.aliases],
    "responsibility": lambda it: [one.text for one in it.view.responsibilities],
    "skill": lambda it: [one.text for one in it.view.skills],
    "knowledge": lambda it: [one.text for one in it.view.knowledge],
    "occupation": lambda it: [it.to_occupation(one) for one in it.mappings],
    "occupation_code": lambda it: [one.code for one in it.mappings],
    "soc_code": lambda it: dict.fromkeys(to_soc(one.code) for one in it.mappings),
    "mapping_status": lambda it: [one.status for one in it.mappings],
    "mapping_confidence": lambda it: [one.confidence for one in it.mappings],
}
OF_ROLE: Readers[RoleSource] = {
    **_TAXA,
    "code": lambda it: [it.code],
    "profiles": lambda it: it.entities.profiles_of(it.code),
    "levels": lambda it: dict.fromkeys(rung.profile.level for rung in it.view.rungs),
}
