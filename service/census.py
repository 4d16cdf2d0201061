"""How much there is of what in a snapshot's graph: what its descriptions tell (VoID, SPARQL service description).

Counts are of the union of all graphs, where a triple that several documents state counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.graph import GraphStore, Value

MAX_DISTINCT = 1_000_000  # triples; counting what is distinct among two million takes three times as long as all else
_THINGS = """
SELECT (COUNT(*) AS ?subjects) (COALESCE(SUM(IF(isIRI(?thing), 1, 0)), 0) AS ?entities)
WHERE { SELECT DISTINCT ?thing WHERE { ?thing ?p ?o } }
"""
_OBJECTS = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?s ?p ?thing }"
_CLASSES = "SELECT ?name (COUNT(*) AS ?n) WHERE { ?s a ?name } GROUP BY ?name"
_PROPERTIES = "SELECT ?name (COUNT(*) AS ?n) WHERE { ?s ?name ?o } GROUP BY ?name"
_EXAMPLES = """
SELECT (MIN(STR(?thing)) AS ?first)
WHERE { VALUES ?class { rg:Profile rg:Role rg:Level rg:Skill } ?thing a ?class FILTER(isIRI(?thing)) }
GROUP BY ?class
ORDER BY ?first
"""
_GRAPHS = "SELECT ?name (COUNT(*) AS ?n) WHERE { GRAPH ?name { ?s ?p ?o } } GROUP BY ?name"


@dataclass(frozen=True, slots=True)
class Census:
    """The counts; every mapping is in order of its IRIs."""

    triples: int
    entities: int | None  # subjects that have an IRI; None, as the next two, where it would take long to count
    subjects: int | None  # distinct ones
    objects: int | None  # distinct ones, literals included
    classes: Mapping[str, int]  # IRI -> things of that class
    properties: Mapping[str, int]  # IRI -> triples with that property
    graphs: Mapping[str, int]  # IRI of a named graph -> its triples
    examples: tuple[str, ...]  # IRIs: the first profile, role, level and skill


def take_census(graph: GraphStore, max_distinct: int = MAX_DISTINCT) -> Census:
    """Count all that is in ``graph``; what is distinct only among ``max_distinct`` triples at most."""
    properties = _count_by_name(graph, _PROPERTIES)
    triples = sum(properties.values())
    entities = subjects = objects = None
    if triples <= max_distinct:
        things = next(iter(graph.select(_THINGS)))
        entities, subjects = _to_count(things["entities"]), _to_count(things["subjects"])
        objects = _to_count(next(iter(graph.select(_OBJECTS)))["n"])
    return Census(
        triples=triples,
        entities=entities,
        subjects=subjects,
        objects=objects,
        classes=_count_by_name(graph, _CLASSES),
        properties=properties,
        graphs=_count_by_name(graph, _GRAPHS),
        examples=tuple(str(row["first"]) for row in graph.select(_EXAMPLES) if row["first"]),
    )


def _count_by_name(graph: GraphStore, query: str) -> Mapping[str, int]:
    return dict(sorted((str(row["name"]), _to_count(row["n"])) for row in graph.select(query) if row["name"]))


def _to_count(value: Value) -> int:
    assert isinstance(value, int)
    return value
