"""What is searched of taxonomies, read back from the graph in a few large queries.

Codes that another has replaced are left out: whoever looks for one finds what replaced it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ontology import kinds
from ontology.passage import Passage
from ontology.vocabulary import PREFIXES, RG, Borrowed
from store.graph import GraphStore, Row

_COUNT = "SELECT DISTINCT ?graph ?thing WHERE { GRAPH ?graph { ?thing a rg:Occupation } }"
_SCHEMES = "SELECT ?scheme ?slug WHERE { ?scheme a skos:ConceptScheme ; skos:notation ?slug }"
_CONCEPTS = """
SELECT ?graph ?class ?thing ?label ?description ?code ?scheme ?type WHERE {
  GRAPH ?graph {
    ?thing a ?class ; skos:prefLabel ?label
    FILTER NOT EXISTS { ?thing dcterms:isReplacedBy ?newer }
    OPTIONAL { ?thing dcterms:description ?description }
    OPTIONAL { ?thing skos:notation ?code }
    OPTIONAL { ?thing skos:inScheme ?scheme }
    OPTIONAL { ?thing <http://data.europa.eu/esco/model#skillType> ?type }
  }
}
"""
_PARTS = """
SELECT ?graph ?property ?thing ?text ?occupation WHERE {
  GRAPH ?graph { ?thing ?property ?text ; rg:occupation ?occupation }
}
"""
_SKILL_CLASSES: Mapping[str, str] = {
    RG.OCCUPATION_SKILL: kinds.SKILL.name,
    RG.TECHNOLOGY: kinds.SKILL.name,
    f"{PREFIXES['esco']}Skill": kinds.SKILL.name,
    RG.OCCUPATION_KNOWLEDGE: kinds.KNOWLEDGE.name,
}
_PART_TEXTS: Mapping[str, str] = {Borrowed.LITERAL_FORM: kinds.ALIAS_NAME, RG.TEXT: kinds.TASK.name}


def count_occupations(graph: GraphStore, graphs: Mapping[str, str]) -> int:
    """Return how many occupations ``graphs`` (IRI -> name of the document) describe, groups among them."""
    return len({str(row["thing"]) for name in graphs for row in graph.select(_COUNT, {"graph": name})})


def read_reference(graph: GraphStore, graphs: Mapping[str, str]) -> Iterator[Passage]:
    """Yield what is searched of ``graphs`` (IRI -> name of the document): of each thing once, in no order."""
    reader = _ReferenceReader(graph, graphs)
    for name, document in graphs.items():
        yield from reader.read_occupations(name, document)
    for name, document in graphs.items():
        yield from reader.read_skills(name, document)
        yield from reader.read_parts(name, document)


@dataclass(frozen=True, slots=True)
class _Place:
    """The scheme and code of an occupation."""

    scheme: str | None
    code: str | None


class _ReferenceReader:
    def __init__(self, graph: GraphStore, graphs: Mapping[str, str]) -> None:
        self._graph = graph
        self._slugs = {str(row["scheme"]): str(row["slug"]) for row in graph.select(_SCHEMES)}
        self._occupations: dict[str, _Place] = {}
        self._seen: set[str] = set()

    def read_occupations(self, name: str, document: str) -> Iterator[Passage]:
        for iri, rows in self._read_concepts(name, RG.OCCUPATION):
            place = self._occupations[iri] = _Place(self._find_scheme(rows), _least(rows, "code"))
            yield Passage(
                iri,
                kinds.OCCUPATION_NAME,
                _describe(rows),
                document=document,
                scheme=place.scheme,
                occupation=iri,
                occupation_code=place.code,
            )

    def read_skills(self, name: str, document: str) -> Iterator[Passage]:
        for rdf_class, kind in _SKILL_CLASSES.items():
            for iri, rows in self._read_concepts(name, rdf_class):
                is_knowledge = any(str(row["type"]).endswith("knowledge") for row in rows)
                yield Passage(
                    iri,
                    kinds.KNOWLEDGE.name if is_knowledge else kind,
                    _describe(rows),
                    document=document,
                    scheme=self._find_scheme(rows),
                )

    def read_parts(self, name: str, document: str) -> Iterator[Passage]:
        for link, kind in _PART_TEXTS.items():
            for row in self._graph.select(_PARTS, {"graph": name, "property": link}):
                iri, occupation = str(row["thing"]), str(row["occupation"])
                place = self._occupations.get(occupation)
                if place is not None and self._is_first(iri):
                    yield Passage(
                        iri,
                        kind,
                        str(row["text"]),
                        document=document,
                        scheme=place.scheme,
                        occupation=occupation,
                        occupation_code=place.code,
                    )

    def _read_concepts(self, name: str, rdf_class: str) -> Iterator[tuple[str, list[Row]]]:
        """Yield each thing of a class that was not read before, with all that is said of it."""
        found: dict[str, list[Row]] = {}
        for row in self._graph.select(_CONCEPTS, {"graph": name, "class": rdf_class}):
            found.setdefault(str(row["thing"]), []).append(row)
        return ((iri, rows) for iri, rows in found.items() if self._is_first(iri))

    def _is_first(self, iri: str) -> bool:
        is_first = iri not in self._seen
        self._seen.add(iri)
        return is_first

    def _find_scheme(self, rows: list[Row]) -> str | None:
        return min((slug for row in rows if (slug := self._slugs.get(str(row["scheme"])))), default=None)


def _describe(rows: list[Row]) -> str:
    label, description = _least(rows, "label"), _least(rows, "description")
    return f"{label}: {description}" if description else str(label)


def _least(rows: list[Row], name: str) -> str | None:
    return min((str(row[name]) for row in rows if row[name] is not None), default=None)
