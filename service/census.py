"""How much there is of what in a snapshot's graph: what its descriptions tell (VoID, SPARQL service description).

Counts are of the union of all graphs, where a triple that several documents state counts once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from store.graph import GraphStore

_SUBJECTS = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?thing ?p ?o }"
_OBJECTS = "SELECT (COUNT(DISTINCT ?thing) AS ?n) WHERE { ?s ?p ?thing }"
_CLASSES = "SELECT ?name (COUNT(*) AS ?n) WHERE { ?s a ?name } GROUP BY ?name"
_PROPERTIES = "SELECT ?name (COUNT(*) AS ?n) WHERE { ?s ?name ?o } GROUP BY ?name"
_GRAPHS = "SELECT ?name (COUNT(*) AS ?n) WHERE { GRAPH ?name { ?s ?p ?o } } GROUP BY ?name"


@dataclass(frozen=True, slots=True)
class Census:
    """The counts; every mapping is in order of its IRIs."""

    triples: int
    subjects: int  # distinct ones
    objects: int  # distinct ones, literals included
    classes: Mapping[str, int]  # IRI -> things of that class
    properties: Mapping[str, int]  # IRI -> triples with that property
    graphs: Mapping[str, int]  # IRI of a named graph -> its triples


def take_census(graph: GraphStore) -> Census:
    """Count all that is in ``graph``."""
    properties = _count_by_name(graph, _PROPERTIES)
    return Census(
        triples=sum(properties.values()),
        subjects=_count(graph, _SUBJECTS),
        objects=_count(graph, _OBJECTS),
        classes=_count_by_name(graph, _CLASSES),
        properties=properties,
        graphs=_count_by_name(graph, _GRAPHS),
    )


def _count(graph: GraphStore, query: str) -> int:
    return int(str(next(iter(graph.select(query)))["n"]))


def _count_by_name(graph: GraphStore, query: str) -> Mapping[str, int]:
    return dict(sorted((str(row["name"]), int(str(row["n"]))) for row in graph.select(query)))
