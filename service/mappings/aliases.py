"""All aliases of one snapshot: listed by where they stand, with the profiles that they collide with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from ontology.errors import NotFoundError
from ontology.text import normalise_text
from ontology.vocabulary import RG
from service.links import Links
from service.mappings.entry import AliasEntry
from service.mappings.history import NEEDS_REVIEW, History, to_status
from service.mappings.ids import to_id
from service.mappings.mappings import check_statuses, read_place
from service.profiles.index import ProfileIndex
from service.profiles.nodes import read_node
from store.graph import GraphStore

# Nothing but mappings and aliases has a current status, so the titles of classifications are not looked at.
_ALIASES = """
SELECT ?owner ?alias ?label ?status ?confidence WHERE {
  ?alias rg:currentStatus ?status . ?alias skosxl:literalForm ?label . ?alias rg:profile ?owner .
  OPTIONAL { ?alias rg:confidence ?confidence }
}
"""


@dataclass(frozen=True, slots=True)
class _Row:
    """What aliases are chosen by."""

    id: str
    iri: str
    profile: str  # code
    label: str
    status: str
    confidence: float | None


class AliasList:
    """The aliases of one snapshot; safe to use from several threads."""

    def __init__(self, graph: GraphStore, links: Links, index: ProfileIndex) -> None:
        self._graph = graph
        self._links = links
        self._index = index
        self._history = History(graph, links.base)

    def list(
        self,
        status: Sequence[str] = (),
        profile: str | None = None,
        min_confidence: float | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[int, tuple[AliasEntry, ...]]:
        """Return how many aliases fit what is asked, and ``limit`` of them from ``offset`` on, by profile and label.

        Raises:
            NotFoundError: there is no such profile.
            QueryError: there is no such status.
        """
        check_statuses(status)
        code = self._index.find_profile(profile).code if profile is not None else None
        fitting = [
            row
            for row in self._rows.values()
            if (not status or row.status in status)
            and code in (None, row.profile)
            and (min_confidence is None or (row.confidence is not None and row.confidence >= min_confidence))
        ]
        end = None if limit is None else offset + limit
        return len(fitting), tuple(self._read(row) for row in fitting[offset:end])

    def find(self, name: str) -> AliasEntry:
        """Return the alias whose id is ``name``.

        Raises:
            NotFoundError: there is none.
        """
        row = self._rows.get(name)
        if row is None:
            raise NotFoundError(f"there is no alias {name[:100]!r}; the list of aliases has their ids")
        return self._read(row)

    @cached_property
    def _rows(self) -> dict[str, _Row]:
        codes = {entry.iri: entry.code for entry in self._index.profiles.values()}
        found: dict[str, _Row] = {}
        for row in self._graph.select(_ALIASES):
            profile, iri = codes.get(str(row["owner"])), str(row["alias"])
            if profile is None or "://" not in iri:  # a blank node has no address
                continue
            name, number = to_id(profile, iri), row["confidence"]
            label, confidence = str(row["label"]), float(number) if isinstance(number, int | float) else None
            known = found.get(name)
            if known is not None:  # spellings and confidences differ: the first and the least are taken
                label = min(label, known.label)
                confidence = min((c for c in (confidence, known.confidence) if c is not None), default=None)
            status = to_status(str(row["status"])) or NEEDS_REVIEW
            found[name] = _Row(name, iri, profile, label, status, confidence)
        rows = sorted(found.values(), key=lambda row: (row.profile, row.label, row.iri))
        return {row.id: row for row in rows}

    @cached_property
    def _named(self) -> dict[str, set[str]]:
        """The codes of the profiles that have a name, by that name."""
        named: dict[str, set[str]] = {}
        titled = ((entry.title, entry.code) for entry in self._index.profiles.values())
        for name, code in (*titled, *((row.label, row.profile) for row in self._rows.values())):
            if name is not None:
                named.setdefault(normalise_text(name), set()).add(code)
        return named

    def _read(self, row: _Row) -> AliasEntry:
        node = read_node(self._graph, row.iri)
        document, lines = read_place(self._graph, node)
        return AliasEntry(
            id=row.id,
            iri=row.iri,
            url=self._links.to_url(row.iri),
            profile=row.profile,
            profile_title=self._index.profiles[row.profile].title,
            label=row.label,
            type=node.text(RG.ALIAS_TYPE),
            confidence=row.confidence,
            band=node.text(RG.CONFIDENCE_BAND),
            approved=node.truth(RG.IS_APPROVED),
            status=row.status,
            collisions=tuple(sorted(self._named[normalise_text(row.label)] - {row.profile})),
            document=document,
            lines=lines,
            history=self._history.read(row.iri, row.profile),
        )
