"""Passages read back from the graph: what is searched is what the graph says, whichever document format said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ontology import kinds
from ontology.passage import Passage
from ontology.vocabulary import RG, Borrowed
from store.graph import GraphStore, Value
from store.neighbourhood import find_graphs

_SUBJECTS = """
SELECT DISTINCT ?graph ?statement WHERE {
  GRAPH ?graph {
    { ?statement rg:text ?text } UNION { ?statement skosxl:literalForm ?text }
    FILTER NOT EXISTS { ?statement rg:occupation ?occupation } # a taxonomy's, not the company's
  }
}
"""
_IS_ABOUT = "SELECT ?thing ?document WHERE { ?document rg:about ?thing }"

_KIND_OF_CLASS: dict[str, str] = {
    **{kind.rdf_class: kind.name for kind in kinds.STATEMENT_KINDS + kinds.COMPONENT_KINDS},
    Borrowed.XL_LABEL: kinds.ALIAS_NAME,
}
_CACHED = 100_000

Described = dict[str, list[Value]]


@dataclass(frozen=True, slots=True)
class _Place:
    """What passages need to know of a profile, role or level."""

    code: str | None
    role: str | None
    level: str | None
    track: str | None


@dataclass(frozen=True, slots=True)
class _Origin:
    """A document that says something, and where in it."""

    document: str | None
    first_line: int | None
    last_line: int | None


class PassageReader:
    """Reads passages from a graph that is complete: documents loaded, derived triples rebuilt."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._place = lru_cache(maxsize=_CACHED)(self._look_up_place)
        self._name = lru_cache(maxsize=_CACHED)(self._look_up_name)
        self._documents_about = lru_cache(maxsize=_CACHED)(self._look_up_documents_about)

    def subjects(self, graphs: Iterable[str]) -> set[str]:
        """Return the IRIs of all that ``graphs`` make searchable."""
        rows = (row for graph in graphs for row in self._graph.select(_SUBJECTS, {"graph": graph}))
        # A blank node cannot be cited, so it is no passage.
        return {iri for row in rows if "://" in (iri := str(row["statement"]))}

    def read(self, subjects: Iterable[str]) -> Iterator[Passage]:
        """Yield the passage of each of ``subjects`` that the graph still holds, in IRI order."""
        for subject in sorted(subjects):
            passage = self._to_passage(subject, self._graph.facts(subject))
            if passage is not None:
                yield passage

    def _to_passage(self, subject: str, facts: Described) -> Passage | None:
        kind = next((name for cls in facts.get(Borrowed.TYPE, ()) if (name := _KIND_OF_CLASS.get(str(cls)))), None)
        text = _first(facts, RG.TEXT) or _first(facts, Borrowed.LITERAL_FORM)
        if kind is None or text is None or RG.HAS_OCCUPATION in facts:
            return None
        description = _first(facts, RG.DESCRIPTION)
        profile = _first(facts, RG.HAS_PROFILE)
        at = self._place(profile) if profile else None
        role = _first(facts, RG.HAS_ROLE) or (at.role if at else None)
        level = _first(facts, RG.HAS_LEVEL) or (at.level if at else None)
        origin = self._find_origin(subject, facts, profile)
        return Passage(
            iri=subject,
            kind=kind,
            text=f"{text}: {description}" if description is not None else text,
            profile=profile,
            role=role,
            level=level,
            profile_code=at.code if at else None,
            role_code=self._place(role).code if role else None,
            level_code=self._place(level).code if level else None,
            track_code=at.track if at else None,
            document=origin.document,
            first_line=origin.first_line,
            last_line=origin.last_line,
        )

    def _find_origin(self, subject: str, facts: Described, profile: str | None) -> _Origin:
        """Choose what to cite: the document that is about the profile, then the first by name and line."""
        about = self._documents_about(profile) if profile else frozenset()
        best: tuple[tuple[bool, str, int], _Origin] | None = None
        for source in facts.get(Borrowed.DERIVED_FROM, ()):
            iri = str(source)
            span = self._graph.facts(iri) if "#" in iri else {}
            document = _first(span, RG.IN_DOCUMENT) or iri
            first, last = _number(span, RG.FIRST_LINE), _number(span, RG.LAST_LINE)
            rank = (document not in about, document, first or 0)
            if best is None or rank < best[0]:
                best = rank, _Origin(self._name(document), first, last)
        return best[1] if best is not None else _Origin(self._look_up_graph_document(subject), None, None)

    def _look_up_place(self, thing: str) -> _Place:
        facts = self._graph.facts(thing)
        track = _first(facts, RG.HAS_TRACK)
        return _Place(
            code=_first(facts, Borrowed.NOTATION),
            role=_first(facts, RG.HAS_ROLE),
            level=_first(facts, RG.HAS_LEVEL),
            track=_first(self._graph.facts(track), Borrowed.NOTATION) if track else None,
        )

    def _look_up_name(self, document: str) -> str | None:
        return _first(self._graph.facts(document), Borrowed.TITLE)

    def _look_up_graph_document(self, statement: str) -> str | None:
        """Name the document whose graph holds a statement that does not say where it comes from."""
        links: tuple[str, ...] = (Borrowed.GENERATED_BY, Borrowed.USED, Borrowed.TITLE)
        found = find_graphs(self._graph, f"<{statement}>", (RG.TEXT, Borrowed.LITERAL_FORM))
        for link in links:
            found = {str(target) for thing in found for target in self._graph.facts(thing).get(link, ())}
        return min(found, default=None)

    def _look_up_documents_about(self, profile: str) -> frozenset[str]:
        return frozenset(str(row["document"]) for row in self._graph.select(_IS_ABOUT, {"thing": profile}))


def _first(facts: Described, predicate: str) -> str | None:
    values = facts.get(predicate)
    return str(values[0]) if values else None


def _number(facts: Described, predicate: str) -> int | None:
    values = facts.get(predicate)
    return values[0] if values and isinstance(values[0], int) else None
