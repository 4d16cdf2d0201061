"""Values of properties for a matched column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import NotFoundError, QueryError
from service.reconciliation.entities import Entities
from service.reconciliation.properties import BY_ID, Property
from service.reconciliation.reading import PropertyReader
from service.reconciliation.values import OPEN, Value


@dataclass(frozen=True, slots=True)
class WantedProperty:
    """A property to be fetched."""

    id: str
    limit: int = 0  # values of one entity; 0: all
    status: str = OPEN  # which mappings and aliases count


@dataclass(frozen=True, slots=True)
class Extension:
    """Values by entity and property."""

    properties: tuple[Property, ...]
    rows: dict[str, tuple[tuple[Value, ...], ...]]  # by the ids as given; values in the order of ``properties``


class Extender:
    """Fetches values of properties."""

    def __init__(self, entities: Entities, reader: PropertyReader) -> None:
        self._entities = entities
        self._reader = reader

    def extend(self, ids: Sequence[str], wanted: Sequence[WantedProperty]) -> Extension:
        """Return the values of ``wanted`` for each of ``ids``; none for an id that nothing has.

        Raises:
            QueryError: there is no such property.
        """
        for one in wanted:
            if one.id not in BY_ID:
                raise QueryError(f"there is no property {one.id[:100]!r}; {', '.join(BY_ID)} are known")
        rows = {name: self._read(name, wanted) for name in dict.fromkeys(ids)}
        return Extension(tuple(BY_ID[one.id] for one in wanted), rows)

    def _read(self, name: str, wanted: Sequence[WantedProperty]) -> tuple[tuple[Value, ...], ...]:
        try:
            entity = self._entities.find(name)
        except NotFoundError:
            return ((),) * len(wanted)
        values = self._reader.read(entity, [(one.id, one.status) for one in wanted])
        return tuple(held[: one.limit or None] for held, one in zip(values, wanted, strict=True))
