"""What a preview says of an entity."""

from __future__ import annotations

from dataclasses import dataclass

from service.occupations.catalog import OccupationCatalog
from service.reconciliation.entity import OCCUPATION, PROFILE, ROLE, Entity
from service.reconciliation.properties import BY_ID
from service.reconciliation.reading import PropertyReader
from service.reconciliation.values import OPEN

_SHOWN = {
    PROFILE: ("function", "occupation_code", "summary"),
    ROLE: ("function", "levels", "definition"),
    OCCUPATION: ("group", "job_zone", "replaced_by"),
}
_VALUES = 6  # of one property
_CHARACTERS = 280  # of one line


@dataclass(frozen=True, slots=True)
class Preview:
    """A few lines about an entity."""

    entity: Entity
    facts: tuple[tuple[str, str], ...]  # name of a property and its values
    attribution: tuple[str, ...]  # sentences that licences want shown


class Previewer:
    """Puts previews together."""

    def __init__(self, reader: PropertyReader, catalog: OccupationCatalog) -> None:
        self._reader = reader
        self._catalog = catalog

    def preview(self, entity: Entity) -> Preview:
        """Return a few lines about ``entity``."""
        names = _SHOWN[entity.kind]
        facts = []
        for name, values in zip(names, self._reader.read(entity, [(one, OPEN) for one in names]), strict=True):
            texts = list(dict.fromkeys(value.name if isinstance(value, Entity) else str(value) for value in values))
            if texts:
                more = ", …" if len(texts) > _VALUES else ""
                facts.append((BY_ID[name].name, _shorten(", ".join(texts[:_VALUES]) + more)))
        taxonomies = self._catalog.taxonomies_of(entity.iri)
        return Preview(entity, tuple(facts), tuple(one.attribution for one in taxonomies if one.attribution))


def _shorten(text: str) -> str:
    return text if len(text) <= _CHARACTERS else text[: _CHARACTERS - 1].rstrip() + "…"
