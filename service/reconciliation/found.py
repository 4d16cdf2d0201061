"""An entity found for a name, before it is decided which is taken."""

from __future__ import annotations

from dataclasses import dataclass

from service.reconciliation.entity import Entity


@dataclass(frozen=True, slots=True)
class Found:
    """One entity that a name may mean."""

    entity: Entity
    confidence: float  # 0-1
    matched: str  # the label or code that fits
    is_code: bool = False  # the text is its id, IRI or code
    is_name: bool = False  # the text is what the company or the classification calls it, and nothing else
    alias: str | None = None  # where the label is an alias: approved or pending
    is_open: bool = False  # others of its kind fit as well as the name says
