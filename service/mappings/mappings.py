"""All mappings of one snapshot: listed by where they stand and what they lead to, and found by their ids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from urllib.parse import unquote

from ontology.errors import NotFoundError, QueryError
from ontology.records import Lines, MappingStatus
from ontology.vocabulary import RG, Borrowed
from service.links import Links
from service.mappings.entry import MappingEntry
from service.mappings.history import NEEDS_REVIEW, History, to_relation, to_status
from service.mappings.ids import to_id
from service.occupations.catalog import OccupationCatalog
from service.profiles.index import ProfileIndex
from service.profiles.nodes import Node, read_node, read_sources
from service.search.occupation_choice import read_choice
from service.search.result import ProfileMapping
from store.graph import GraphStore

_MAPPINGS = """
SELECT ?owner ?mapping ?target ?status ?confidence WHERE {
  ?owner rg:mapping ?mapping . ?mapping owl:annotatedTarget ?target .
  OPTIONAL { ?mapping rg:currentStatus ?status } OPTIONAL { ?mapping sssom:confidence ?confidence }
}
"""


class MappingList:
    """The mappings of one snapshot; safe to use from several threads."""

    def __init__(self, graph: GraphStore, links: Links, index: ProfileIndex, occupations: OccupationCatalog) -> None:
        self._graph = graph
        self._links = links
        self._index = index
        self._occupations = occupations
        self._history = History(graph, links.base)

    def list(
        self,
        status: Sequence[str] = (),
        profile: str | None = None,
        occupation: Sequence[str] = (),
        soc_group: Sequence[str] = (),
        min_confidence: float | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[int, tuple[MappingEntry, ...]]:
        """Return how many mappings fit what is asked, and ``limit`` of them from ``offset`` on, by profile and code.

        Raises:
            NotFoundError: there is no such profile.
            QueryError: there is no such status, occupation or group.
        """
        check_statuses(status)
        code = self._index.find_profile(profile).code if profile is not None else None
        choice = read_choice(occupation, soc_group, self._occupations, self.rows.values())
        fitting = [
            row
            for row in self.rows.values()
            if (not status or row.status in status)
            and code in (None, row.profile)
            and (min_confidence is None or (row.confidence is not None and row.confidence >= min_confidence))
            and choice.allows(row)
        ]
        end = None if limit is None else offset + limit
        return len(fitting), tuple(self._read(row) for row in fitting[offset:end])

    def find(self, name: str) -> MappingEntry:
        """Return the mapping whose id is ``name``.

        Raises:
            NotFoundError: there is none.
        """
        row = self.rows.get(name)
        if row is None:
            raise NotFoundError(f"there is no mapping {name[:100]!r}; the list of mappings has their ids")
        return self._read(row)

    @cached_property
    def rows(self) -> Mapping[str, ProfileMapping]:
        """What mappings are chosen by: all by their ids, in order of profile and code."""
        codes = {entry.iri: entry.code for entry in self._index.profiles.values()}
        found: dict[str, ProfileMapping] = {}
        for row in self._graph.select(_MAPPINGS):
            profile, iri, target = codes.get(str(row["owner"])), str(row["mapping"]), str(row["target"])
            if profile is None or "://" not in iri:  # a blank node has no address
                continue
            name = to_id(profile, iri)
            scheme, code = self._read_code(target)
            number = row["confidence"]
            confidence = float(number) if isinstance(number, int | float) else None
            status = to_status(str(row["status"])) or NEEDS_REVIEW
            known = found.get(name)
            if known is not None and confidence is not None and known.confidence is not None:
                confidence = min(confidence, known.confidence)  # documents disagree: the least is believed
            found[name] = ProfileMapping(name, iri, profile, target, scheme, code, status, confidence)
        rows = sorted(found.values(), key=lambda row: (row.profile, row.code, row.iri))
        return {row.id: row for row in rows}

    def _read_code(self, occupation: str) -> tuple[str, str]:
        entry = self._occupations.entries.get(occupation)
        if entry is not None:
            return entry.scheme, entry.code
        local = self._links.to_local(occupation) or ""
        scheme, _, code = local.removeprefix("occupation/").partition("/")
        if code:
            return scheme, unquote(code)
        return "", read_node(self._graph, occupation).text(Borrowed.NOTATION) or occupation

    def _read(self, row: ProfileMapping) -> MappingEntry:
        node = read_node(self._graph, row.iri)
        known = self._occupations.entries.get(row.occupation)
        history = self._history.read(row.iri, row.profile)
        stated = to_relation(node.text(Borrowed.ANNOTATED_PROPERTY))
        document, lines = read_place(self._graph, node)
        return MappingEntry(
            id=row.id,
            iri=row.iri,
            url=self._links.to_url(row.iri),
            profile=row.profile,
            profile_iri=self._index.profiles[row.profile].iri,
            profile_title=self._index.profiles[row.profile].title,
            code=row.code,
            scheme=row.scheme,
            code_scheme=node.text(RG.CODE_SCHEME),
            occupation=row.occupation,
            occupation_label=known.label if known is not None else node.text(Borrowed.OBJECT_LABEL),
            confidence=row.confidence,
            band=node.text(RG.CONFIDENCE_BAND),
            source=node.text(Borrowed.SOURCE),
            predicate=(history[-1].predicate if history else None) or stated,
            justification=node.text(Borrowed.MAPPING_JUSTIFICATION),
            status=row.status,
            stated_status=to_status(node.text(RG.STATUS)),
            stated_predicate=stated,
            document=document,
            lines=lines,
            history=history,
        )


def check_statuses(statuses: Sequence[str]) -> None:
    """Refuse a word that is no status.

    Raises:
        QueryError: one of ``statuses`` is none.
    """
    for status in statuses:
        if status not in list(MappingStatus):
            raise QueryError(f"unknown status {status[:40]!r}; one of {', '.join(MappingStatus)} can be used")


def read_place(graph: GraphStore, node: Node) -> tuple[str | None, Lines | None]:
    """Return the name of the document that states ``node``, and the lines; of several, the first."""
    first = next(iter(read_sources(graph, node)), None)
    if first is None:
        return None, None
    known = first.first_line is not None and first.last_line is not None
    return first.document, Lines(first.first_line or 0, first.last_line or 0) if known else None
