"""Shapes aimed at a few things, instead of at all that have a class or a property.

pyshacl's own way to name focus nodes leaves out what nested shapes are for: then sh:not refuses what is right.
Source: https://www.w3.org/TR/shacl/#targets
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from rdflib import RDF, RDFS, SH, Graph
from rdflib.term import Node

_TARGETS = frozenset((SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf))


def aim_shapes(shapes: Graph, data: Graph, things: Collection[Node]) -> Graph | None:
    """Return ``shapes`` for just those of ``things`` that they are for in ``data``; None where that is none of them."""
    targets = {(shape, node) for shape, node in _find_targets(shapes, data) if node in things}
    if not targets:
        return None
    aimed = Graph()
    for subject, predicate, value in shapes:
        if predicate not in _TARGETS:
            aimed.add((subject, predicate, value))
    for shape, node in targets:
        aimed.add((shape, SH.targetNode, node))
    return aimed


def _find_targets(shapes: Graph, data: Graph) -> Iterator[tuple[Node, Node]]:
    for shape, base in shapes.subject_objects(SH.targetClass):
        for kind in data.transitive_subjects(RDFS.subClassOf, base):
            yield from ((shape, node) for node in data.subjects(RDF.type, kind))
    for shape, predicate in shapes.subject_objects(SH.targetSubjectsOf):
        yield from ((shape, node) for node in data.subjects(predicate, None))
    for shape, predicate in shapes.subject_objects(SH.targetObjectsOf):
        yield from ((shape, node) for node in data.objects(None, predicate))
