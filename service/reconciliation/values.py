"""Values of properties, and how they are compared with what a query says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from service.reconciliation.entity import Entity

Value = Entity | str | int | float
Source = TypeVar("Source")
Readers = Mapping[str, Callable[[Source], Iterable[Value | None]]]  # property id -> what it is in an entity

OPEN = "open"  # mappings and aliases that nobody turned down
APPROVED = "approved"
ANY = "any"


def is_wanted(status: str | None, choice: str) -> bool:
    """Return whether a mapping or alias that stands at ``status`` is among those of ``choice``."""
    if choice == ANY:
        return True
    return status == "approved" if choice == APPROVED else status not in ("rejected", "superseded")


def to_texts(value: Value) -> tuple[str, ...]:
    """Return the texts that a query may give for ``value``."""
    if isinstance(value, Entity):
        return (value.id, value.iri, value.code, value.name)
    return (str(value),)


def fold_value(text: str) -> str:
    """Return ``text`` as values are compared: in one case, with single spaces."""
    return " ".join(text.casefold().split())
