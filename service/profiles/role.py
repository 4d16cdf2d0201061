"""One role as a ladder, put together from the graph."""

from __future__ import annotations

from ontology import kinds
from ontology.vocabulary import RG, Borrowed
from service.links import Links
from service.profiles.index import ProfileIndex
from service.profiles.levels import read_level
from service.profiles.nodes import read_node
from service.profiles.statements import read_rung, read_statements
from service.profiles.view import LadderEntry, ProfileEntry, RoleView, RungView
from store.graph import GraphStore


class RoleReader:
    """Reads roles of one snapshot."""

    def __init__(self, graph: GraphStore, links: Links, index: ProfileIndex) -> None:
        self._graph = graph
        self._links = links
        self._index = index

    def list_ladders(self) -> list[LadderEntry]:
        """Return all roles in order of their labels, with the profiles of each, lowest level first."""
        entries = [
            LadderEntry(
                code=code,
                iri=node.iri,
                url=self._links.to_url(node.iri),
                label=node.text(Borrowed.PREF_LABEL),
                profiles=self._index.by_role.get(code, ()),
            )
            for code, node in self._index.roles.items()
        ]
        return sorted(entries, key=lambda entry: (entry.label or entry.code, entry.code))

    def read(self, code: str) -> RoleView:
        """Return the role with ``code``, its levels in rank order.

        Raises:
            NotFoundError: there is none; names the nearest codes.
        """
        role = self._index.find_role(code)
        said = read_statements(self._graph, self._links, role.iri)
        function = role.text(RG.HAS_FUNCTION)
        taxon = self._index.places.get(function) if function else None
        entries = self._index.by_role.get(code, ())
        return RoleView(
            code=code,
            iri=role.iri,
            url=self._links.to_url(role.iri),
            label=role.text(Borrowed.PREF_LABEL),
            function=self._index.place(function),
            superfunction=self._index.place((taxon or role).text(RG.HAS_SUPERFUNCTION)),
            focus=self._index.place(role.text(RG.HAS_FOCUS)),
            definition=said.get(kinds.DEFINITION.name, ()),
            focus_note=said.get(kinds.FOCUS.name, ()),
            rungs=self._read_rungs(entries),
            other_profiles=tuple(entry for entry in entries if entry.level is None),
        )

    def _read_rungs(self, entries: tuple[ProfileEntry, ...]) -> tuple[RungView, ...]:
        rungs = []
        for entry in entries:
            level = read_node(self._graph, entry.iri).text(RG.HAS_LEVEL)
            if level is None:
                continue
            said = read_rung(self._graph, self._links, entry.iri)
            rungs.append(
                RungView(
                    level=read_level(self._graph, self._links, self._index, level),
                    profile=entry,
                    responsibilities=said.get(kinds.RESPONSIBILITY.name, ()),
                    guidelines=said.get(kinds.GUIDELINE.name, ()),
                )
            )
        return tuple(rungs)
