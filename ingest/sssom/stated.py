"""What is known of profiles, mappings and their reviews before a table is read: its rows are compared with that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ontology.iris import Namer
from ontology.vocabulary import RG, Borrowed
from store.graph import GraphStore

_PROFILES = "SELECT ?profile WHERE { ?profile a rg:Profile }"
_MAPPINGS = """
SELECT ?graph ?profile ?mapping ?target ?source ?relation ?status WHERE {
  GRAPH ?graph {
    ?profile rg:mapping ?mapping . ?mapping owl:annotatedTarget ?target .
    OPTIONAL { ?mapping dcterms:source ?source } OPTIONAL { ?mapping owl:annotatedProperty ?relation }
    OPTIONAL { ?mapping rg:status ?status }
  }
}
"""
_DECISIONS = """
SELECT ?graph ?decision ?thing ?status ?reviewer ?time WHERE {
  GRAPH ?graph {
    ?decision prov:used ?thing ; rg:status ?status ; rg:reviewer ?reviewer ; prov:endedAtTime ?time
  }
}
"""
_DESCRIBED = "SELECT ?graph ?occupation ?code WHERE { GRAPH ?graph { ?occupation skos:notation ?code } }"
_LINE = re.compile(r'^<([^<>]*)> <([^<>]*)> (?:<([^<>]*)>|"((?:[^"\\]|\\.)*)") ', re.MULTILINE)
_OF_MAPPINGS = (Borrowed.ANNOTATED_TARGET, Borrowed.SOURCE, Borrowed.ANNOTATED_PROPERTY, RG.STATUS)
_ESCAPED = {"\\\\": "\\", '\\"': '"', "\\n": "\n", "\\r": "\r"}


@dataclass(frozen=True, slots=True)
class StatedMapping:
    """A mapping that a document states."""

    iri: str
    source: str | None
    relation: str | None  # IRI
    status: str | None  # IRI
    graph: str | None = None  # IRI of the graph that states it; None: one that is about to be written


class Stated:
    """Profiles and mappings that other documents state, and the latest decisions on these."""

    def __init__(self, graph: GraphStore | None, namer: Namer) -> None:
        """Read what ``graph`` knows; None: nothing is known."""
        self._graph = graph
        self._profiles: set[str] = set()
        self._mappings: dict[tuple[str, str], list[StatedMapping]] = {}
        self._forgotten: set[str] = set()
        self._latest: dict[str, tuple[datetime, str, str, str]] = {}
        if graph is None:
            return
        self._profiles = {str(row["profile"]) for row in graph.select(_PROFILES)}
        for row in graph.select(_MAPPINGS):
            source, relation, status = (
                None if row[name] is None else str(row[name]) for name in ("source", "relation", "status")
            )
            stated = StatedMapping(str(row["mapping"]), source, relation, status, str(row["graph"]))
            self._add(str(row["profile"]), str(row["target"]), stated)
        for row in graph.select(_DECISIONS, {"graph": namer.decisions_graph}):
            time = datetime.fromisoformat(str(row["time"]))
            said = (time, str(row["decision"]), str(row["status"]), str(row["reviewer"]))
            thing = str(row["thing"])
            self._latest[thing] = max(said, self._latest.get(thing, said))

    def forget(self, graphs: Iterable[str]) -> None:
        """Take no more into account what ``graphs`` (IRIs) state of mappings: they are about to be replaced."""
        self._forgotten.update(graphs)

    def note(self, nquads: str) -> None:
        """Take note of what a document that is read in the same run states."""
        profiles: dict[str, str] = {}  # by mapping
        facts: dict[tuple[str, str], str] = {}
        for subject, predicate, iri, text in _LINE.findall(nquads):
            if predicate == Borrowed.TYPE and iri == RG.PROFILE:
                self._profiles.add(subject)
            elif predicate == RG.HAS_MAPPING:
                profiles[iri] = subject
            elif predicate in _OF_MAPPINGS:
                facts[subject, predicate] = iri or re.sub(r'\\[\\"nr]', lambda match: _ESCAPED[match[0]], text)
        for mapping, profile in profiles.items():
            target, source, relation, status = (facts.get((mapping, predicate)) for predicate in _OF_MAPPINGS)
            if target is not None:
                self._add(profile, target, StatedMapping(mapping, source, relation, status))

    def has_profile(self, iri: str) -> bool:
        """Return whether there is a profile of that IRI."""
        return iri in self._profiles

    def has_occupation(self, iri: str) -> bool:
        """Return whether an occupation of that IRI is described, with its code."""
        rows = self._graph.select(_DESCRIBED, {"occupation": iri}) if self._graph is not None else ()
        return any(row["graph"] not in self._forgotten for row in rows)

    def find(self, profile: str, target: str, source: str | None, record: str | None) -> StatedMapping | None:
        """Return the mapping that a row means: the one it names, else of that source, else the only one there is."""
        all_known = self._mappings.get((profile, target), [])
        known = [stated for stated in all_known if stated.graph not in self._forgotten]
        named = [stated for stated in known if stated.iri == record]
        alike = [stated for stated in known if stated.source == source]
        only = known if source is None and len(known) == 1 else []
        return next(iter([*named, *alike, *only]), None)

    def find_latest(self, mapping: str) -> tuple[str, str] | None:
        """Return status (an IRI) and reviewer of the latest decision on ``mapping``; None where there is none."""
        latest = self._latest.get(mapping)
        return latest[2:] if latest is not None else None

    def _add(self, profile: str, target: str, stated: StatedMapping) -> None:
        self._mappings.setdefault((profile, target), []).append(stated)
