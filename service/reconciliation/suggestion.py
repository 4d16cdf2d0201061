"""Entities, types and properties for what somebody types."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TypeVar

from service.labels.index import LabelIndex
from service.labels.label import Label
from service.labels.words import fold_words
from service.occupations.names import OccupationNames
from service.reconciliation.entities import Entities
from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE, Entity, EntityType
from service.reconciliation.properties import PROPERTIES, Property

PAGE = 10  # suggestions in one response
MAX_CURSOR = 1000
_COMPANY = {PROFILE: ("title", "alias", "profile"), ROLE: ("role",)}  # kinds of labels, by the type of what they name
_LABELS_PER_ENTITY = 4  # that are looked through for each suggestion: one thing has several labels
_Named = TypeVar("_Named", EntityType, Property)


class EntitySuggester:
    """Suggests entities."""

    def __init__(self, entities: Entities, labels: Callable[[], LabelIndex], occupations: OccupationNames) -> None:
        self._entities = entities
        self._labels = labels
        self._occupations = occupations

    def suggest(self, prefix: str, types: Collection[str] = (), skip: int = 0) -> tuple[Entity, ...]:
        """Return entities whose name begins so, best first; ``skip`` leaves out the first ones."""
        looked_at = _LABELS_PER_ENTITY * (skip + PAGE)
        kinds = [kind for name, kinds in _COMPANY.items() if not types or name in types for kind in kinds]
        scored: list[tuple[float, Entity]] = []
        if kinds:
            hits = self._labels().suggest(prefix, looked_at, kinds)
            scored += [(hit.score, one) for hit in hits if (one := self._to_entity(hit.label)) is not None]
        if not types or any(name.startswith(OCCUPATION) for name in types):
            named = self._occupations.suggest(prefix, looked_at)
            scored += [(hit.score, one) for hit in named for one in self._entities.of_iris([hit.occupation.iri])]
        scored.sort(key=lambda one: -one[0])  # stable: among equals the company's own come first
        found = dict.fromkeys([*self._entities.find_named(prefix), *(entity for _, entity in scored)])
        allowed = [one for one in found if not types or any(name in types for name in one.types)]
        return tuple(allowed[skip : skip + PAGE])

    def _to_entity(self, label: Label) -> Entity | None:
        """Return what ``label`` names; None for a title that was rejected as a name of it."""
        if label.approved is False:
            return None
        if label.profile is not None:
            return self._entities.profile(label.profile)
        return self._entities.role(label.role or "")


def suggest_types(types: Iterable[EntityType], prefix: str, skip: int = 0) -> tuple[EntityType, ...]:
    """Return the types among ``types`` that ``prefix`` may become."""
    return _page(list(types), prefix, skip)


def suggest_properties(prefix: str, skip: int = 0) -> tuple[Property, ...]:
    """Return the properties that ``prefix`` may become."""
    return _page(PROPERTIES, prefix, skip)


def _page(things: Sequence[_Named], prefix: str, skip: int) -> tuple[_Named, ...]:
    """Return those with words, of name or id, that begin as those of ``prefix`` do; one with that id comes first."""
    typed = fold_words(prefix)
    fits = [
        one
        for one in things
        if all(any(word.startswith(part) for word in fold_words(f"{one.name} {one.id}")) for part in typed)
    ]
    fits.sort(key=lambda one: one.id != prefix.strip())
    return tuple(fits[skip : skip + PAGE])
