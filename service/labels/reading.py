"""The labels of a snapshot, read from its graph."""

from __future__ import annotations

from dataclasses import replace

from ontology import kinds
from ontology.vocabulary import RG
from service.labels.label import Label
from store.graph import GraphStore, Row

_PROFILES = """
SELECT ?thing ?code ?title ?role ?level WHERE {
  ?thing a rg:Profile ; skos:notation ?code
  OPTIONAL { ?thing skos:prefLabel ?title }
  OPTIONAL { ?thing rg:role/skos:notation ?role } OPTIONAL { ?thing rg:level/skos:notation ?level }
}
"""
_ALIASES = """
SELECT ?thing ?text ?code ?role ?level ?approved ?confidence WHERE {
  ?thing a skosxl:Label ; skosxl:literalForm ?text ; rg:profile ?profile . ?profile skos:notation ?code
  OPTIONAL { ?profile rg:role/skos:notation ?role } OPTIONAL { ?profile rg:level/skos:notation ?level }
  OPTIONAL { ?thing rg:approved ?approved } OPTIONAL { ?thing rg:confidence ?confidence }
}
"""
_PLACES = """
SELECT ?thing ?code ?text WHERE {
  ?thing a <%s> OPTIONAL { ?thing skos:notation ?code } OPTIONAL { ?thing skos:prefLabel ?text }
}
"""
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
    for row in graph.select(_PROFILES):
        code, role, level = str(row["code"]), _text(row, "role"), _text(row, "level")
        iri = str(row["thing"])
        found[Label(code, "profile", iri, code, role, level, code)] = None
        if row["title"] is not None:
            found[Label(str(row["title"]), "title", iri, code, role, level, code)] = None
    for alias in _read_aliases(graph):
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


def _read_aliases(graph: GraphStore) -> list[Label]:
    """Return one label for each alias: where several say how it stands, the least is believed."""
    rows: dict[str, list[Row]] = {}
    for row in graph.select(_ALIASES):
        rows.setdefault(str(row["thing"]), []).append(row)
    aliases = []
    for iri, said in rows.items():
        states = {row["approved"] for row in said if isinstance(row["approved"], bool)}
        confidences = [float(c) for row in said if isinstance(c := row["confidence"], int | float)]
        first = min(said, key=lambda row: (str(row["code"]), str(row["text"])))
        code = str(first["code"])
        aliases.append(
            Label(
                str(first["text"]),
                "alias",
                iri,
                code,
                _text(first, "role"),
                _text(first, "level"),
                code,
                approved=states.pop() if len(states) == 1 else None,
                confidence=min(confidences, default=None),
            )
        )
    return aliases


def _text(row: Row, name: str) -> str | None:
    value = row[name]
    return None if value is None else str(value)
