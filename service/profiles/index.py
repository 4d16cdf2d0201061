"""All profiles and places of one snapshot by code and IRI: what lists, ladders and suggestions are made from.

Read at first use and kept: a profile takes about a kilobyte.
"""

from __future__ import annotations

import difflib
import threading
from collections.abc import Iterable
from functools import cached_property
from typing import TypeVar

from ontology.errors import NotFoundError
from ontology.vocabulary import RG, Borrowed
from service.links import Links
from service.profiles.nodes import Node
from service.profiles.view import PlaceView, ProfileEntry
from store.graph import GraphStore

_THINGS = "SELECT ?thing ?property ?value WHERE { ?thing a <%s> . %s }"
_WITH = "{ ?thing <%s> ?value BIND(<%s> AS ?property) }"  # a union of these is planned well; VALUES ?property is not
_PLACES = (RG.ROLE, RG.LEVEL, RG.TRACK, RG.FUNCTION, RG.SUPERFUNCTION, RG.FOCUS)
_PLACE_PROPERTIES = (
    Borrowed.NOTATION,
    Borrowed.PREF_LABEL,
    Borrowed.IN_SCHEME,
    RG.RANK,
    RG.HAS_FUNCTION,
    RG.HAS_SUPERFUNCTION,
    RG.HAS_FOCUS,
)
_PROFILE_PROPERTIES = (
    Borrowed.NOTATION,
    Borrowed.PREF_LABEL,
    RG.HAS_ROLE,
    RG.HAS_LEVEL,
    RG.HAS_TRACK,
    RG.OUTLINE,
)
_SUGGESTIONS = 3
_UNRANKED = 1_000_000


_Found = TypeVar("_Found")


class ProfileIndex:
    """Profiles and places; safe to use from several threads."""

    def __init__(self, graph: GraphStore, links: Links) -> None:
        self._graph = graph
        self._links = links
        self._reading = threading.Lock()

    @cached_property
    def places(self) -> dict[str, Node]:
        """Roles, levels, tracks and taxa by IRI."""
        return self._read(_PLACES, _PLACE_PROPERTIES)

    @cached_property
    def profiles(self) -> dict[str, ProfileEntry]:
        """Profiles by code, in order of their codes."""
        entries = [self._to_entry(node) for node in self._read((RG.PROFILE,), _PROFILE_PROPERTIES).values()]
        return {entry.code: entry for entry in sorted(entries, key=lambda entry: (entry.code, entry.iri))}

    @cached_property
    def by_role(self) -> dict[str, tuple[ProfileEntry, ...]]:
        """The profiles of each role's code, lowest level first."""
        groups: dict[str, list[ProfileEntry]] = {}
        for entry in self.profiles.values():
            if entry.role is not None:
                groups.setdefault(entry.role, []).append(entry)
        return {role: tuple(sorted(entries, key=_rung)) for role, entries in groups.items()}

    @cached_property
    def roles(self) -> dict[str, Node]:
        """Roles by code."""
        nodes = [node for node in self.places.values() if str(RG.ROLE) in node.types]
        return {code: node for node in nodes if (code := node.text(Borrowed.NOTATION)) is not None}

    def find_profile(self, code: str) -> ProfileEntry:
        """Return the profile with ``code``.

        Raises:
            NotFoundError: there is none; names the nearest codes.
        """
        return _find("profile", code, self.profiles)

    def find_role(self, code: str) -> Node:
        """Return the role with ``code``.

        Raises:
            NotFoundError: there is none; names the nearest codes.
        """
        return _find("role", code, self.roles)

    def place(self, iri: str | None) -> PlaceView | None:
        """Return the place that ``iri`` names; None for none."""
        if iri is None:
            return None
        node = self.places.get(iri) or Node(iri)
        code = node.text(Borrowed.NOTATION) or iri.rsplit("/", 1)[-1]
        return PlaceView(iri, self._links.to_url(iri), code, node.text(Borrowed.PREF_LABEL))

    def _to_entry(self, node: Node) -> ProfileEntry:
        role, level, track = (self.place(node.text(link)) for link in (RG.HAS_ROLE, RG.HAS_LEVEL, RG.HAS_TRACK))
        rung = self.places.get(level.iri) if level else None
        return ProfileEntry(
            code=node.text(Borrowed.NOTATION) or node.iri.rsplit("/", 1)[-1],
            iri=node.iri,
            url=self._links.to_url(node.iri),
            title=node.text(Borrowed.PREF_LABEL),
            role=role.code if role else None,
            role_label=role.label if role else None,
            level=level.code if level else None,
            level_label=level.label if level else None,
            rank=rung.integer(RG.RANK) if rung else None,
            track=track.code if track else None,
            outline=node.truth(RG.OUTLINE) is True,
        )

    def _read(self, classes: Iterable[str], properties: Iterable[str]) -> dict[str, Node]:
        wanted = " UNION ".join(_WITH % (name, name) for name in (*properties, Borrowed.TYPE))
        nodes: dict[str, Node] = {}
        with self._reading:
            for name in classes:
                for row in self._graph.select(_THINGS % (name, wanted)):
                    iri = str(row["thing"])
                    node = nodes.setdefault(iri, Node(iri))
                    node.properties.setdefault(str(row["property"]), []).append(row["value"])
        return nodes


def _rung(entry: ProfileEntry) -> tuple[int, str, str]:
    return (entry.rank if entry.rank is not None else _UNRANKED, entry.level or "", entry.code)


def _find(what: str, code: str, known: dict[str, _Found]) -> _Found:
    found = known.get(code)
    if found is not None:
        return found
    folded = {name.casefold(): name for name in known}
    if code.casefold() in folded:
        near = [folded[code.casefold()]]
    else:
        near = [folded[name] for name in difflib.get_close_matches(code.casefold()[:100], folded, _SUGGESTIONS, 0.6)]
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    raise NotFoundError(f"there is no {what} {code[:100]!r}{hint}")
