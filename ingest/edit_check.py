"""A change held to the shapes, in time proportional to the change instead of the graph.

Whether a thing has the shape that it should depends on what is said of it, on some links to it, and on the types of
what it links to. So a change can make wrong only what it speaks of, and what links to a thing whose types it takes
away. Just these are judged, with all that the judgement takes; what was wrong before, and is still, refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.shacl import Severity, ShapeViolation, check_terms, check_things, find_judged_links
from ontology.vocabulary import Borrowed
from store.graph import GraphStore
from store.graph_editor import ChangedQuad, GraphChanges
from store.neighbourhood import describe_around, find_subjects

_NAME = "the graph"
_DIRECTION = re.compile(r"(?<=[0-9A-Za-z])--(?:ltr|rtl)$")
_MAX_SHOWN = 20


def find_new_violations(before: GraphStore | None, after: GraphStore, changes: GraphChanges, derived: str) -> list[str]:
    """Return what ``changes``, which led from ``before`` to ``after``, make wrong; the first 20, and how many more.

    What is in the graph ``derived`` is judged by nobody: it follows from the others.
    """
    found = _find_violations(check_terms(_to_nquads(changes.inserted), _NAME))
    things = _find_judged(after, changes)
    wrong = _judge(after, things, derived)
    if wrong and before is not None:
        known = set(_judge(before, things, derived))
        wrong = [violation for violation in wrong if violation not in known]
    texts = list(dict.fromkeys(str(violation) for violation in (*found, *wrong)))
    more = len(texts) - _MAX_SHOWN
    return [*texts[:_MAX_SHOWN], f"and {more} more"] if more > 0 else texts


def _find_judged(after: GraphStore, changes: GraphChanges) -> set[str]:
    incoming, typed = find_judged_links()
    things: set[str] = set()
    for quad in (*changes.inserted, *changes.deleted):
        things.add(quad.subject)
        if quad.predicate in incoming and (target := _to_rdf_1_1(quad.object)) is not None:
            things.add(target)
    for quad in changes.deleted:
        if quad.predicate == Borrowed.TYPE:
            things |= find_subjects(after, quad.subject, typed)
    return things


def _judge(graph: GraphStore, things: set[str], derived: str) -> list[ShapeViolation]:
    incoming, _ = find_judged_links()
    return _find_violations(check_things(describe_around(graph, things, incoming, derived), things, _NAME))


def _find_violations(found: Iterable[ShapeViolation]) -> list[ShapeViolation]:
    return [violation for violation in found if violation.severity is Severity.VIOLATION]


def _to_nquads(quads: Iterable[ChangedQuad]) -> str:
    lines = ((quad.subject, quad.predicate, _to_rdf_1_1(quad.object)) for quad in quads)
    return "".join(
        f"{subject} <{predicate}> {target} .\n" for subject, predicate, target in lines if target is not None
    )


def _to_rdf_1_1(target: str) -> str | None:
    """Return what RDF 1.1 has for an object: texts without a direction, and no triples of triples."""
    return None if target.startswith("<<") else _DIRECTION.sub("", target)
