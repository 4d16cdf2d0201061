"""Passages read back from the graph: what is searched is what the graph says, whichever document format said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ontology import kinds
from ontology.passage import Passage
from ontology.vocabulary import Borrowed
from store.graph import GraphStore, Row

_CHUNK = 500  # statements asked for in one query
_SUBJECTS = """
SELECT DISTINCT ?graph ?statement WHERE {
  GRAPH ?graph { { ?statement rg:text ?text } UNION { ?statement skosxl:literalForm ?text } }
}
"""
_ALL_SUBJECTS = """
SELECT DISTINCT ?statement WHERE { { ?statement rg:text ?text } UNION { ?statement skosxl:literalForm ?text } }
"""
_PASSAGES = """
SELECT * WHERE {
  VALUES ?statement { %s }
  { ?statement rg:text ?text } UNION { ?statement skosxl:literalForm ?text }
  ?statement a ?class .
  OPTIONAL { ?statement rg:description ?description }
  OPTIONAL { ?statement rg:profile ?profile }
  OPTIONAL { ?statement rg:role ?role }
  OPTIONAL { ?statement rg:level ?level }
  OPTIONAL {
    ?statement prov:wasDerivedFrom ?source
    OPTIONAL { ?source rg:document ?document ; rg:firstLine ?first ; rg:lastLine ?last }
  }
}
"""
_PLACE = """
SELECT ?thing ?code ?name ?role ?level ?track WHERE {
  OPTIONAL { ?thing skos:notation ?code }
  OPTIONAL { ?thing dcterms:title ?name }
  OPTIONAL { ?thing rg:role ?role }
  OPTIONAL { ?thing rg:level ?level }
  OPTIONAL { ?thing rg:track/skos:notation ?track }
} ORDER BY ?code ?role ?level ?track LIMIT 1
"""
_GRAPH_DOCUMENT = """
SELECT ?thing ?name WHERE {
  GRAPH ?graph { { ?thing rg:text ?text } UNION { ?thing skosxl:literalForm ?text } }
  ?graph prov:wasGeneratedBy/prov:used/dcterms:title ?name
} ORDER BY ?name LIMIT 1
"""
_IS_ABOUT = "SELECT ?thing ?document WHERE { ?document rg:about ?thing }"

_KIND_OF_CLASS = {str(kind.rdf_class): kind.name for kind in kinds.STATEMENT_KINDS + kinds.COMPONENT_KINDS} | {
    str(Borrowed.XL_LABEL): kinds.ALIAS_NAME
}


@dataclass(frozen=True, slots=True)
class _Place:
    code: str | None
    name: str | None
    role: str | None
    level: str | None
    track: str | None


class PassageReader:
    """Reads passages from a graph that is complete: documents loaded, derived triples rebuilt."""

    def __init__(self, graph: GraphStore) -> None:
        self._graph = graph
        self._place = lru_cache(maxsize=100_000)(self._look_up_place)
        self._documents_about = lru_cache(maxsize=100_000)(self._look_up_documents_about)

    def subjects(self, graphs: Iterable[str]) -> set[str]:
        """Return the IRIs of all that ``graphs`` make searchable."""
        return {str(row["statement"]) for graph in graphs for row in self._graph.select(_SUBJECTS, {"graph": graph})}

    def all_subjects(self) -> set[str]:
        """Return the IRIs of all that can be searched."""
        return {str(row["statement"]) for row in self._graph.select(_ALL_SUBJECTS)}

    def read(self, subjects: Iterable[str]) -> Iterator[Passage]:
        """Yield the passage of each of ``subjects`` that the graph still holds, in IRI order."""
        # A blank node cannot be cited, so it is no passage.
        ordered = sorted(subject for subject in subjects if "://" in subject)
        for start in range(0, len(ordered), _CHUNK):
            values = " ".join(f"<{subject}>" for subject in ordered[start : start + _CHUNK])
            rows: dict[str, list[Row]] = {}
            for row in self._graph.select(_PASSAGES % values):
                rows.setdefault(str(row["statement"]), []).append(row)
            for subject in sorted(rows):
                passage = self._to_passage(subject, rows[subject])
                if passage is not None:
                    yield passage

    def _to_passage(self, subject: str, rows: list[Row]) -> Passage | None:
        kind = next((name for row in rows if (name := _KIND_OF_CLASS.get(str(row["class"])))), None)
        if kind is None:
            return None
        # Several documents may say one thing: cite the one that is about its profile, then the first by name.
        row = min(rows, key=self._rank_source)
        profile = _iri(row["profile"])
        at = self._place(profile) if profile else None
        role = _iri(row["role"]) or (at.role if at else None)
        level = _iri(row["level"]) or (at.level if at else None)
        document, first, last = row["document"], row["first"], row["last"]
        document = row["source"] if document is None else document
        text = str(row["text"])
        return Passage(
            iri=subject,
            kind=kind,
            text=f"{text}: {row['description']}" if row["description"] is not None else text,
            profile=profile,
            role=role,
            level=level,
            profile_code=at.code if at else None,
            role_code=self._place(role).code if role else None,
            level_code=self._place(level).code if level else None,
            track_code=at.track if at else None,
            document=self._place(str(document)).name if document is not None else self._look_up_graph_document(subject),
            first_line=first if isinstance(first, int) else None,
            last_line=last if isinstance(last, int) else None,
        )

    def _rank_source(self, row: Row) -> tuple[bool, str, int, str, str, str]:
        profile = _iri(row["profile"])
        about = profile is not None and str(row["document"]) in self._documents_about(profile)
        first = row["first"]
        line = first if isinstance(first, int) else 0
        return (not about, str(row["document"]), line, str(row["profile"]), str(row["level"]), str(row["text"]))

    def _look_up_place(self, thing: str) -> _Place:
        row = next(self._graph.select(_PLACE, {"thing": thing}), None)
        if row is None:
            return _Place(None, None, None, None, None)
        return _Place(*(_iri(row[name]) for name in ("code", "name", "role", "level", "track")))

    def _look_up_graph_document(self, statement: str) -> str | None:
        """Name the document whose graph holds a statement that does not say where it comes from."""
        row = next(self._graph.select(_GRAPH_DOCUMENT, {"thing": statement}), None)
        return str(row["name"]) if row is not None else None

    def _look_up_documents_about(self, profile: str) -> frozenset[str]:
        return frozenset(str(row["document"]) for row in self._graph.select(_IS_ABOUT, {"thing": profile}))


def _iri(value: object) -> str | None:
    return None if value is None else str(value)
