"""Entities and their types: what names are matched to."""

from __future__ import annotations

from dataclasses import dataclass

PROFILE = "profile"
ROLE = "role"
OCCUPATION = "occupation"


@dataclass(frozen=True, slots=True)
class EntityType:
    """A type of entities."""

    id: str
    name: str
    description: str
    broader: tuple[EntityType, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """One profile, role or occupation."""

    id: str  # what its address has after /id/: profile/CUS.GEN.P4, occupation/esco/2654.1
    iri: str
    kind: str  # PROFILE, ROLE or OCCUPATION
    code: str
    name: str
    description: str  # one line that tells it from its namesakes
    types: tuple[str, ...]  # ids, the narrowest first
