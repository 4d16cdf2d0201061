"""Codes and labels of roles, levels and tracks: few enough to keep in memory."""

from __future__ import annotations

from dataclasses import dataclass

from store.graph import GraphStore

_ROLES = """
SELECT ?code (SAMPLE(?name) AS ?label) (SAMPLE(?r) AS ?iri) WHERE {
  ?r a rg:Role ; skos:notation ?code OPTIONAL { ?r skos:prefLabel ?name }
} GROUP BY ?code ORDER BY ?code
"""
_LEVELS = """
SELECT ?code (MIN(?n) AS ?rank) (SAMPLE(?name) AS ?label) (SAMPLE(?s) AS ?scheme) WHERE {
  ?l a rg:Level ; skos:notation ?code ; rg:rank ?n
  OPTIONAL { ?l skos:prefLabel ?name } OPTIONAL { ?l skos:inScheme/skos:notation ?s }
} GROUP BY ?code ORDER BY ?scheme ?rank
"""
_RUNGS = """
SELECT DISTINCT ?role ?level WHERE {
  { SELECT DISTINCT ?r ?l WHERE { ?p a rg:Profile ; rg:role ?r ; rg:level ?l } }
  ?r skos:notation ?role . ?l skos:notation ?level
} ORDER BY ?role ?level
"""
_TRACKS = """
SELECT ?code (SAMPLE(?name) AS ?label) WHERE {
  ?t a rg:Track ; skos:notation ?code OPTIONAL { ?t skos:prefLabel ?name }
} GROUP BY ?code ORDER BY ?code
"""


@dataclass(frozen=True, slots=True)
class Place:
    """A role, level or track."""

    code: str
    label: str | None
    rank: int = 0  # levels only
    scheme: str | None = None  # levels only


class Catalog:
    """The roles, levels and tracks of one snapshot by code."""

    def __init__(self, graph: GraphStore) -> None:
        self.roles = {str(row["code"]): Place(str(row["code"]), _text(row["label"])) for row in graph.select(_ROLES)}
        self.levels = {
            str(row["code"]): Place(str(row["code"]), _text(row["label"]), _rank(row["rank"]), _text(row["scheme"]))
            for row in graph.select(_LEVELS)
        }
        self._rungs: dict[str, list[str]] = {}
        for row in graph.select(_RUNGS):
            self._rungs.setdefault(str(row["role"]), []).append(str(row["level"]))
        self.tracks = {str(row["code"]): Place(str(row["code"]), _text(row["label"])) for row in graph.select(_TRACKS)}

    def levels_of(self, role: str) -> tuple[str, ...]:
        """Return the codes of the levels that the role with the code ``role`` has."""
        return tuple(self._rungs.get(role, ()))

    def role_label(self, code: str | None) -> str | None:
        """Return the label of a role; None where it has none."""
        place = self.roles.get(code) if code else None
        return place.label if place else None

    def level_label(self, code: str | None) -> str | None:
        """Return the label of a level; None where it has none."""
        place = self.levels.get(code) if code else None
        return place.label if place else None


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _rank(value: object) -> int:
    return value if isinstance(value, int) else 0
