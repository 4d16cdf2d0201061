"""The rows of each family, read from the reference index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology import kinds
from ontology.vocabulary import PREFIXES
from service.occupations.suggestion.family import Family
from service.occupations.suggestion.rows import OccupationRows, Part
from store.graph import GraphStore
from store.passage_index import PassageIndex

# What ESCO has in place of tasks: what somebody must be able to do.
_SKILLS = f"SELECT ?occupation ?skill WHERE {{ ?occupation <{PREFIXES['esco']}relatedEssentialSkill> ?skill }}"


@dataclass(frozen=True, slots=True)
class FamilyParts:
    """The passages about the units of one family."""

    described: tuple[Part, ...]
    titles: tuple[Part, ...]
    tasks: tuple[Part, ...]

    def to_rows(self, units: int, index: PassageIndex) -> OccupationRows:
        """Return them with their vectors, which lie in ``index``."""
        return OccupationRows(units, self.described, self.titles, self.tasks, index.vectors.vectors)


def read_parts(graph: GraphStore, index: PassageIndex, families: Sequence[Family]) -> list[FamilyParts]:
    """Return the passages of ``index`` about each of ``families``."""
    places = {
        unit.iri: (number, place) for number, family in enumerate(families) for place, unit in enumerate(family.units)
    }
    found: list[Mapping[str, list[Part]]] = [
        {kinds.OCCUPATION_NAME: [], kinds.ALIAS_NAME: [], kinds.TASK.name: []} for _ in families
    ]
    skilled = _read_skilled(graph)
    for row, passage in index.passages.all():
        if passage.occupation in places and passage.kind in found[0]:
            number, unit = places[passage.occupation]
            found[number][passage.kind].append(Part(unit, row, passage.text))
        elif passage.iri in skilled and passage.kind == kinds.SKILL.name:
            for occupation in skilled[passage.iri]:
                if occupation in places:
                    number, unit = places[occupation]
                    found[number][kinds.TASK.name].append(Part(unit, row, passage.text))
    return [
        FamilyParts(tuple(held[kinds.OCCUPATION_NAME]), tuple(held[kinds.ALIAS_NAME]), tuple(held[kinds.TASK.name]))
        for held in found
    ]


def _read_skilled(graph: GraphStore) -> dict[str, list[str]]:
    """Return the occupations that each skill is essential for."""
    found: dict[str, list[str]] = {}
    for row in graph.select(_SKILLS):
        found.setdefault(str(row["skill"]), []).append(str(row["occupation"]))
    return found
