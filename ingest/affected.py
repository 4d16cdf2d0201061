"""What is searched by other words, or under another code, after a graph was edited.

A passage tells of a statement, and of what it belongs to: its profile, role, level and track, and the lines of the
document that it was read from. What is wanted here may be too much, never too little (``ingest/passages.py``).
"""

from __future__ import annotations

from ingest.passages import PassageReader
from ontology.vocabulary import RG, Borrowed
from store.graph import GraphStore
from store.graph_editor import ChangedQuad, GraphChanges
from store.neighbourhood import find_subjects

_PLACES = (RG.HAS_ROLE, RG.HAS_LEVEL, RG.HAS_TRACK)


def find_affected(graph: GraphStore, changes: GraphChanges) -> set[str]:
    """Return the IRIs of all that ``changes`` may make searchable in another way, as ``graph`` links them."""
    finder = _Finder(graph)
    for quad in (*changes.inserted, *changes.deleted):
        finder.follow(quad)
    return finder.iris


class _Finder:
    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._found: set[str] = set()
        self._followed: set[tuple[str, str]] = set()

    @property
    def iris(self) -> set[str]:
        # A blank node cannot be cited, so it is no passage.
        return {thing[1:-1] for thing in self._found if thing.startswith("<") and not thing.startswith("<<")}

    def follow(self, quad: ChangedQuad) -> None:
        self._found |= {quad.subject, quad.object}
        if quad.predicate == RG.ABOUT:
            self._add(quad.object, RG.HAS_PROFILE)
        if (quad.subject, quad.predicate) in self._followed:
            return
        self._followed.add((quad.subject, quad.predicate))
        self._follow_place(quad.subject, quad.predicate)
        self._follow_source(quad.subject, quad.predicate)

    def _follow_place(self, thing: str, predicate: str) -> None:
        if predicate in (Borrowed.NOTATION, *_PLACES):
            self._add(thing, RG.HAS_PROFILE)
        if predicate == Borrowed.NOTATION:
            for holder in self._add(thing, *_PLACES):
                self._add(holder, RG.HAS_PROFILE)

    def _follow_source(self, thing: str, predicate: str) -> None:
        if predicate in (Borrowed.TITLE, RG.IN_DOCUMENT, RG.FIRST_LINE, RG.LAST_LINE):
            self._add(thing, Borrowed.DERIVED_FROM)
        if predicate == Borrowed.TITLE:
            for span in find_subjects(self._graph, thing, [RG.IN_DOCUMENT]):
                self._add(span, Borrowed.DERIVED_FROM)
        # A statement that does not say where it comes from comes from the document of its graph.
        graphs = {thing} if predicate == Borrowed.GENERATED_BY else set()
        readings = {thing} if predicate == Borrowed.USED else set()
        if predicate == Borrowed.TITLE:
            readings = find_subjects(self._graph, thing, [Borrowed.USED])
        for reading in readings:
            graphs |= find_subjects(self._graph, reading, [Borrowed.GENERATED_BY])
        names = [name[1:-1] for name in graphs if name.startswith("<")]
        self._found |= {f"<{iri}>" for iri in PassageReader(self._graph).subjects(names)}

    def _add(self, target: str, *predicates: str) -> set[str]:
        found = find_subjects(self._graph, target, predicates)
        self._found |= found
        return found
