"""The labels of a snapshot, read from its graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ontology import kinds
from ontology.vocabulary import RG
from service.labels.label import Label
from store.graph import GraphStore, Row, Value

_PROFILES = """
SELECT ?thing ?code ?title ?role ?level WHERE {
  ?thing a rg:Profile ; skos:notation ?code
  OPTIONAL { ?thing skos:prefLabel ?title }
  OPTIONAL { ?thing rg:role/skos:notation ?role } OPTIONAL { ?thing rg:level/skos:notation ?level }
}
"""
# Three plain look-ups: one query with all that is optional takes twice as long.
_ALIASES = """
SELECT ?thing ?text ?profile WHERE { ?thing a skosxl:Label ; skosxl:literalForm ?text ; rg:profile ?profile }
"""
_STATUSES = "SELECT ?thing ?value WHERE { ?thing rg:currentStatus ?value }"  # of mappings too
_CONFIDENCES = "SELECT ?thing ?value WHERE { ?thing a skosxl:Label ; rg:confidence ?value }"
_PLACES = """
SELECT ?thing ?code ?text WHERE {
  ?thing a <%s> OPTIONAL { ?thing skos:notation ?code } OPTIONAL { ?thing skos:prefLabel ?text }
}
"""
_APPROVALS = {str(RG.APPROVED): True, str(RG.REJECTED): False, str(RG.SUPERSEDED): False}  # else it is pending
_CONCEPTS = "SELECT ?thing ?text WHERE { ?thing a <%s> ; skos:prefLabel ?text }"
_PLACE_KINDS = {
    "role": RG.ROLE,
    "level": RG.LEVEL,
    "function": RG.FUNCTION,
    "superfunction": RG.SUPERFUNCTION,
    "focus": RG.FOCUS,
}
_CONCEPT_KINDS = {kind.name: kind.concept_class for kind in kinds.COMPONENT_KINDS if kind.concept_class is not None}


def read_labels(graph: GraphStore) -> list[Label]:
    """Return all labels of ``graph``: names and codes of profiles, roles, levels and taxa, aliases, and components."""
    found: dict[Label, None] = {}
    profiles: dict[str, list[Label]] = {}
    for row in graph.select(_PROFILES):
        code, role, level = str(row["code"]), _text(row, "role"), _text(row, "level")
        iri = str(row["thing"])
        label = Label(code, "profile", iri, code, role, level, code)
        profiles.setdefault(iri, []).append(label)
        found[label] = None
        if row["title"] is not None:
            found[Label(str(row["title"]), "title", iri, code, role, level, code)] = None
    for alias in _read_aliases(graph, profiles):
        found[alias] = None
    for kind, rdf_class in _PLACE_KINDS.items():
        for row in graph.select(_PLACES % rdf_class):
            known_as = _text(row, "code")
            place = Label("", kind, str(row["thing"]), known_as)
            if kind == "role":
                place = replace(place, role=known_as)
            if kind == "level":
                place = replace(place, level=known_as)
            for text in (_text(row, "text"), known_as):
                if text is not None:
                    found[replace(place, text=text)] = None
    for kind, rdf_class in _CONCEPT_KINDS.items():
        for row in graph.select(_CONCEPTS % rdf_class):
            found[Label(str(row["text"]), kind, str(row["thing"]))] = None
    return sorted(found, key=lambda label: (label.text, label.kind, label.iri, label.code or ""))


def _read_aliases(graph: GraphStore, profiles: Mapping[str, Sequence[Label]]) -> list[Label]:
    """Return one label for each alias: where several say how sure it is, the least is believed."""
    statuses, confidences = _read_values(graph, _STATUSES), _read_values(graph, _CONFIDENCES)
    said: dict[str, list[tuple[str, str, Label]]] = {}
    for row in graph.select(_ALIASES):
        for profile in profiles.get(str(row["profile"]), ()):
            said.setdefault(str(row["thing"]), []).append((profile.text, str(row["text"]), profile))
    aliases = []
    for iri, places in said.items():
        code, text, profile = min(places, key=lambda place: place[:2])
        numbers = [float(c) for c in confidences.get(iri, ()) if isinstance(c, int | float)]
        label = Label(text, "alias", iri, code, profile.role, profile.level, code)
        approved = _APPROVALS.get(str(next(iter(statuses.get(iri, ())), None)))
        aliases.append(replace(label, approved=approved, confidence=min(numbers, default=None)))
    return aliases


def _read_values(graph: GraphStore, query: str) -> dict[str, list[Value]]:
    values: dict[str, list[Value]] = {}
    for row in graph.select(query):
        values.setdefault(str(row["thing"]), []).append(row["value"])
    return values


def _text(row: Row, name: str) -> str | None:
    value = row[name]
    return None if value is None else str(value)
