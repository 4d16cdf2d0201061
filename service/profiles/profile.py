"""One profile, put together from the graph."""

from __future__ import annotations

import itertools
from collections.abc import Container, Iterable

from ontology import kinds
from ontology.vocabulary import RG, Borrowed
from service.links import Links
from service.mappings.entry import DecisionEntry
from service.mappings.history import NEEDS_REVIEW, History, to_relation, to_status
from service.mappings.ids import to_id
from service.profiles.index import ProfileIndex
from service.profiles.levels import read_level
from service.profiles.nodes import Node, read_node, read_owned, to_anchor
from service.profiles.statements import read_statements
from service.profiles.view import (
    AliasView,
    DocumentView,
    MappingView,
    ProfileEntry,
    ProfileView,
    ReviewView,
    SourceView,
    StatementView,
)
from store.graph import GraphStore

_ABOUT = "SELECT DISTINCT ?profile ?document WHERE { ?document rg:about ?profile }"
_READINGS = "SELECT DISTINCT ?document ?time WHERE { ?reading prov:used ?document ; prov:endedAtTime ?time }"
_ALIAS_ORDER = ("approved", "needs_review", "superseded", "rejected")  # as they are listed
_STORY_PARTS = ("who", "external_problem", "internal_problem", "why_it_matters", "plan", "stakes", "success")


class ProfileReader:
    """Reads profiles of one snapshot."""

    def __init__(self, graph: GraphStore, links: Links, index: ProfileIndex) -> None:
        self._graph = graph
        self._links = links
        self._index = index
        self._history = History(graph, links.base)

    def list_page(
        self, offset: int, limit: int, among: Container[str] | None = None
    ) -> tuple[int, tuple[ProfileEntry, ...]]:
        """Return how many profiles there are, and ``limit`` of them from ``offset`` on, in order of their codes.

        Where ``among`` is given, those whose codes it has.
        """
        entries = tuple(entry for entry in self._index.profiles.values() if among is None or entry.code in among)
        return len(entries), entries[offset : offset + limit]

    def find_below(self, code: str) -> ProfileEntry | None:
        """Return the next lower rung of the ladder and track of the profile with ``code``; None where there is none."""
        entry = self._index.profiles.get(code)
        if entry is None or entry.role is None or entry.rank is None:
            return None
        lower = [
            other
            for other in self._index.by_role[entry.role]
            if other.rank is not None and other.rank < entry.rank and other.track == entry.track
        ]
        return lower[-1] if lower else None

    def read(self, code: str) -> ProfileView:
        """Return all that is stated of the profile with ``code``.

        Raises:
            NotFoundError: there is none; names the nearest codes.
        """
        entry = self._index.find_profile(code)
        node = read_node(self._graph, entry.iri)
        role, level = node.text(RG.HAS_ROLE), node.text(RG.HAS_LEVEL)
        of_profile = read_statements(self._graph, self._links, entry.iri)
        of_role = read_statements(self._graph, self._links, role) if role else {}
        ladder = self._index.places.get(role) if role else None
        function = ladder.text(RG.HAS_FUNCTION) if ladder else None
        taxon = self._index.places.get(function) if function else None
        wider = taxon.text(RG.HAS_SUPERFUNCTION) if taxon else ladder.text(RG.HAS_SUPERFUNCTION) if ladder else None
        aliases, mappings = self._read_aliases(entry), self._read_mappings(entry)
        said: list[StatementView | AliasView | MappingView] = [
            *itertools.chain.from_iterable(of_profile.values()),
            *aliases,
            *mappings,
        ]
        sources = [source for item in said for source in item.sources]

        def of(kind: kinds.Kind) -> tuple[StatementView, ...]:
            return of_profile.get(kind.name, ())

        return ProfileView(
            code=entry.code,
            iri=entry.iri,
            url=entry.url,
            title=entry.title,
            outline=entry.outline,
            role=self._index.place(role),
            function=self._index.place(function),
            superfunction=self._index.place(wider),
            focus=self._index.place(ladder.text(RG.HAS_FOCUS) if ladder else None),
            track=self._index.place(node.text(RG.HAS_TRACK)),
            level=read_level(self._graph, self._links, self._index, level) if level else None,
            passes_review=node.truth(RG.PASSES_REVIEW),
            summary=of(kinds.SUMMARY),
            definition=of_role.get(kinds.DEFINITION.name, ()),
            focus_note=of_role.get(kinds.FOCUS.name, ()),
            story=_in_story_order(of(kinds.STORY)),
            responsibilities=of(kinds.RESPONSIBILITY),
            tasks=of(kinds.TASK),
            outputs=of(kinds.OUTPUT),
            guidelines=of(kinds.GUIDELINE),
            skills=of(kinds.SKILL),
            knowledge=of(kinds.KNOWLEDGE),
            competencies=of(kinds.COMPETENCY),
            qualifications=of(kinds.QUALIFICATION),
            provenance=of(kinds.PROVENANCE),
            notes=of(kinds.NOTE),
            aliases=aliases,
            mappings=mappings,
            reviews=self._read_reviews(entry.iri),
            documents=self._read_documents(entry.iri, sources),
            siblings=self._index.by_role.get(entry.role or "", (entry,)),
        )

    def _owned(self, profile: str, *links: str) -> list[Node]:
        return read_owned(self._graph, links, profile)

    def _read_aliases(self, profile: ProfileEntry) -> tuple[AliasView, ...]:
        links = (RG.HAS_ALIAS, Borrowed.XL_ALT_LABEL, Borrowed.XL_HIDDEN_LABEL)
        views = [
            AliasView(
                iri=node.iri,
                anchor=to_anchor(node.iri),
                id=to_id(profile.code, node.iri),
                label=node.text(Borrowed.LITERAL_FORM) or "",
                status=to_status(node.text(RG.CURRENT_STATUS)) or NEEDS_REVIEW,
                approved=node.truth(RG.IS_APPROVED),
                type=node.text(RG.ALIAS_TYPE),
                confidence=node.number(RG.CONFIDENCE),
                band=node.text(RG.CONFIDENCE_BAND),
                decision=self._find_decision(node.iri, profile),
                sources=node.sources,
            )
            for node in self._owned(profile.iri, *links)
        ]
        return tuple(sorted(views, key=lambda view: _ALIAS_ORDER.index(view.status)))

    def _find_decision(self, thing: str, profile: ProfileEntry) -> DecisionEntry | None:
        """Return the latest decision on ``thing``."""
        return next(iter(self._history.read(thing, profile.code)[-1:]), None)

    def _read_mappings(self, profile: ProfileEntry) -> tuple[MappingView, ...]:
        views = []
        for node in self._owned(profile.iri, RG.HAS_MAPPING):
            occupation = node.text(Borrowed.ANNOTATED_TARGET) or ""
            target = read_node(self._graph, occupation) if occupation else Node("")
            scheme = target.text(Borrowed.IN_SCHEME)
            decision = self._find_decision(node.iri, profile)
            stated = to_relation(node.text(Borrowed.ANNOTATED_PROPERTY))
            views.append(
                MappingView(
                    iri=node.iri,
                    anchor=to_anchor(node.iri),
                    id=to_id(profile.code, node.iri),
                    code=target.text(Borrowed.NOTATION) or occupation.rsplit("/", 1)[-1],
                    occupation=occupation,
                    status=to_status(node.text(RG.CURRENT_STATUS)) or NEEDS_REVIEW,
                    stated_status=to_status(node.text(RG.STATUS)),
                    scheme=node.text(RG.CODE_SCHEME),
                    title=node.text(Borrowed.OBJECT_LABEL),
                    occupation_label=target.text(Borrowed.PREF_LABEL),
                    occupation_scheme=read_node(self._graph, scheme).text(Borrowed.PREF_LABEL) if scheme else None,
                    relation=(decision.predicate if decision is not None else None) or stated,
                    decision=decision,
                    source=node.text(Borrowed.SOURCE),
                    confidence=node.number(Borrowed.MAPPING_CONFIDENCE),
                    band=node.text(RG.CONFIDENCE_BAND),
                    justification=node.text(Borrowed.MAPPING_JUSTIFICATION),
                    sources=node.sources,
                )
            )
        return tuple(views)

    def _read_reviews(self, profile: str) -> tuple[ReviewView, ...]:
        return tuple(
            ReviewView(
                iri=node.iri,
                anchor=to_anchor(node.iri),
                dimension=node.text(RG.DIMENSION) or "",
                score=node.number(RG.SCORE) or 0.0,
                reviewer=node.text(RG.REVIEWER),
                comment=node.text(RG.COMMENT),
            )
            for node in self._owned(profile, RG.HAS_REVIEW)
        )

    def _read_documents(self, profile: str, sources: Iterable[SourceView]) -> tuple[DocumentView, ...]:
        own = {str(row["document"]) for row in self._graph.select(_ABOUT, {"profile": profile})}
        views = []
        for iri in own | {source.iri for source in sources}:
            node = read_node(self._graph, iri)
            times = [str(row["time"]) for row in self._graph.select(_READINGS, {"document": iri})]
            views.append(
                DocumentView(
                    name=node.text(Borrowed.TITLE) or iri,
                    iri=iri,
                    url=self._links.to_url(iri),
                    media_type=node.text(Borrowed.FORMAT),
                    sha256=node.text(RG.SHA256),
                    ingested=max(times, default=None),
                    is_about=iri in own,
                )
            )
        return tuple(sorted(views, key=lambda view: (not view.is_about, view.name)))


def _in_story_order(lines: tuple[StatementView, ...]) -> tuple[StatementView, ...]:
    order = {part: number for number, part in enumerate(_STORY_PARTS)}
    return tuple(sorted(lines, key=lambda line: order.get(line.part or "", len(order))))
