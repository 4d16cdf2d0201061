"""Answers as the specification has them; what is absent is left out, since it knows no null."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service.reconciliation.entity import Entity, EntityType
from service.reconciliation.extension import Extension
from service.reconciliation.properties import Property
from service.reconciliation.query import ReconciliationCandidate
from service.reconciliation.values import Value

Json = dict[str, Any]
Types = dict[str, EntityType]


def to_type(one: EntityType) -> Json:
    """Return a type with the types above it."""
    said: Json = {"id": one.id, "name": one.name, "description": one.description}
    if one.broader:
        said["broader"] = [to_type(wide) for wide in one.broader]
    return said


def to_short_types(entity: Entity, types: Types) -> list[Json]:
    """Return the types of ``entity`` by id and name."""
    return [{"id": name, "name": types[name].name} for name in entity.types]


def to_candidate(candidate: ReconciliationCandidate, types: Types) -> Json:
    """Return one candidate."""
    entity = candidate.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.description,
        "type": to_short_types(entity, types),
        "score": candidate.score,
        "match": candidate.match,
        "features": [{"id": feature.id, "value": feature.value} for feature in candidate.features],
    }


def to_suggestion(entity: Entity, types: Types) -> Json:
    """Return one suggested entity."""
    return {
        "id": entity.id,
        "name": entity.name,
        "description": entity.description,
        "notable": to_short_types(entity, types),
    }


def to_property(one: Property) -> Json:
    """Return one property."""
    return {"id": one.id, "name": one.name, "description": one.description}


def to_extension(extension: Extension, types: Types) -> Json:
    """Return the values of properties by entity, and what the properties are."""
    names = [one.id for one in extension.properties]
    return {
        "meta": [_to_meta(one, types) for one in extension.properties],
        "rows": {
            name: {key: _to_cells(held) for key, held in zip(names, values, strict=True)}
            for name, values in extension.rows.items()
        },
    }


def _to_meta(one: Property, types: Types) -> Json:
    said: Json = {"id": one.id, "name": one.name}
    if one.type in types:
        said["type"] = {"id": one.type, "name": types[one.type].name}
    return said


def _to_cells(values: Iterable[Value]) -> list[Json]:
    return [_to_cell(value) for value in values]


def _to_cell(value: Value) -> Json:
    if isinstance(value, Entity):
        return {"id": value.id, "name": value.name}
    if isinstance(value, int):
        return {"int": value}
    return {"float": value} if isinstance(value, float) else {"str": value}
