"""Anything that the graph speaks of, by its address: which IRI a path means, and what is said of it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from ontology.errors import NotFoundError
from ontology.iris import quote_segment
from ontology.kinds import KIND_NAMES
from ontology.vocabulary import PREFIXES, RG, Borrowed
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.entry import OccupationEntry
from service.profiles.nodes import to_anchor
from store.graph import Answer, GraphStore
from store.syntax import RdfSyntax

MAX_INVERSE = 1000  # links to one thing that are told; a level has as many as there are statements at it
_SHOWN_INVERSE = 200
_MAX_PATH = 1000  # characters
_MAX_SLASHES = 8
_LABELS = (  # the first that a thing has
    Borrowed.PREF_LABEL,
    Borrowed.LABEL,
    Borrowed.TITLE,
    RG.TEXT,
    Borrowed.LITERAL_FORM,
    Borrowed.NOTATION,
)
_INVERSE = "SELECT DISTINCT ?thing ?property ?subject WHERE { ?subject ?property ?thing } LIMIT %d"
_EXISTS = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?thing { %s } FILTER(EXISTS { ?thing ?p ?o } || EXISTS { ?s ?q ?thing })
}
"""


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a property: a literal's text, or a thing with its label and address."""

    text: str
    iri: str | None = None
    anchor: str | None = None  # of a statement, on the page of what it is said of


@dataclass(frozen=True, slots=True)
class Property:
    """One property with its values."""

    name: str  # such as rg:level
    iri: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class ResourceView:
    """What the graph says of one thing, and what links to it."""

    iri: str
    local: str | None  # what follows /data/ at its address here; None for a foreign IRI
    label: str
    properties: tuple[Property, ...]
    inverse: tuple[Property, ...]
    more: bool  # there are more links to it than are told


class Resources:
    """Looks things up by path or IRI."""

    def __init__(self, graph: GraphStore, links: Links, occupations: OccupationCatalog) -> None:
        self._graph = graph
        self._links = links
        self._occupations = occupations

    def resolve(self, path: str) -> str:
        """Return the IRI that the decoded ``path`` after the base means.

        A server decodes paths, so that a slash inside a code (%2F) looks like one between segments: of all IRIs that
        ``path`` may have been, the one that the graph knows is meant.

        Raises:
            NotFoundError: the graph speaks of none of them.
        """
        if path and len(path) <= _MAX_PATH and "\ufffd" not in path and "\x00" not in path:
            candidates = self._candidates(path)
            known = {str(row["thing"]) for row in self._graph.select(_EXISTS % " ".join(f"<{c}>" for c in candidates))}
            for candidate in candidates:
                if candidate in known:
                    return candidate
            occupation = self.find_occupation(path)
            if occupation is not None:
                return occupation.iri
        raise NotFoundError(f"nothing is named {path[:200]!r} here")

    def find_occupation(self, path: str) -> OccupationEntry | None:
        """Return the occupation shown at the decoded ``path``, such as ``occupation/esco/2654.1``; None for none."""
        kind, _, rest = path.partition("/")
        scheme, _, code = rest.partition("/")
        if kind != "occupation" or not code or scheme not in self._occupations.schemes:
            return None
        try:
            return self._occupations.find(code, scheme)
        except NotFoundError:
            return None

    def occupation_of(self, iri: str) -> OccupationEntry | None:
        """Return the occupation that ``iri`` names or is a part of, such as a task or title; None for none."""
        entries = self._occupations.entries if self._occupations.taxonomies else {}
        if iri in entries:
            return entries[iri]
        owners = self._graph.facts(iri).get(RG.HAS_OCCUPATION, [])
        return entries.get(str(owners[0])) if owners else None

    def owner_of(self, iri: str) -> tuple[str, str] | None:
        """Return the IRI that the statement ``iri`` is said of, and its kind; None for what is no statement."""
        owner, _, last = iri.rpartition("/")
        owner, _, kind = owner.rpartition("/")
        is_statement = (
            kind in (*KIND_NAMES, "mapping", "review") and last.isalnum() and owner.startswith(self._links.base)
        )
        return (owner, kind) if is_statement and len(owner) > len(self._links.base) else None

    def describe(self, iri: str, syntax: RdfSyntax, *, also: Sequence[str] = ()) -> Answer:
        """Return the RDF description of ``iri``, with what is said of the things in ``also``.

        Raises:
            NotFoundError: the graph does not speak of it.
        """
        answer = self._graph.describe(iri, syntax, max_inverse=MAX_INVERSE, also=also)
        if answer is None:
            raise NotFoundError(f"nothing is said of <{iri}> here")
        return answer

    def read(self, iri: str) -> ResourceView:
        """Return what the graph says of ``iri``, for people.

        Raises:
            NotFoundError: the graph does not speak of it.
        """
        own: list[tuple[str, object]] = [
            (name, value) for name, values in self._graph.facts(iri).items() for value in values
        ]
        links = self._graph.select(_INVERSE % (_SHOWN_INVERSE + 1), {"thing": iri})
        inverse: list[tuple[str, object]] = [(str(row["property"]), row["subject"]) for row in links]
        if not own and not inverse:
            raise NotFoundError(f"nothing is said of <{iri}> here")
        labels = self._labels({str(value) for _, value in (*own, *inverse)} | {iri})
        return ResourceView(
            iri=iri,
            local=self._links.to_path(iri),
            label=labels.get(iri) or self._shorten(iri),
            properties=self._group(own, labels, iri),
            inverse=self._group(inverse[:_SHOWN_INVERSE], labels, None),
            more=len(inverse) > _SHOWN_INVERSE,
        )

    def _candidates(self, path: str) -> list[str]:
        segments = path.split("/")
        joints = len(segments) - 1
        ways: list[Sequence[str]] = [("/",) * joints]
        if 0 < joints <= _MAX_SLASHES:
            ways = sorted(itertools.product(("/", "%2F"), repeat=joints), key=lambda way: way.count("%2F"))
        quoted = [quote_segment(segment) for segment in segments]
        return [self._links.to_iri("".join(itertools.chain(*zip(quoted, (*way, ""), strict=True)))) for way in ways]

    def _group(
        self, pairs: Sequence[tuple[str, object]], labels: dict[str, str], owner: str | None
    ) -> tuple[Property, ...]:
        groups: dict[str, dict[Value, None]] = {}
        for name, value in pairs:
            groups.setdefault(name, {})[self._to_value(value, labels, owner)] = None
        return tuple(
            Property(self._shorten(name), name, tuple(sorted(values, key=lambda value: value.text)))
            for name, values in sorted(groups.items(), key=lambda item: self._shorten(item[0]))
        )

    def _to_value(self, value: object, labels: dict[str, str], owner: str | None) -> Value:
        text = str(value)
        if isinstance(value, bool):
            return Value("true" if value else "false")
        if not isinstance(value, str) or not _is_iri(text):
            return Value(text)
        anchor = to_anchor(text) if owner is not None and text.startswith(f"{owner}/") else None
        return Value(labels.get(text) or self._shorten(text), text, anchor)

    def _labels(self, iris: set[str]) -> dict[str, str]:
        ours = sorted(iri for iri in iris if _is_iri(iri) and self._links.to_path(iri) is not None)
        found: dict[str, str] = {}
        for iri in ours:
            facts = self._graph.facts(iri)
            label = next((str(facts[name][0]) for name in _LABELS if facts.get(name)), None)
            if label is not None:
                found[iri] = label
        return found

    def _shorten(self, iri: str) -> str:
        if iri.startswith(self._links.base):
            return iri.removeprefix(self._links.base)
        for prefix, namespace in PREFIXES.items():
            if iri.startswith(namespace):
                return f"{prefix}:{iri.removeprefix(namespace)}"
        return iri


def _is_iri(text: str) -> bool:
    return text.startswith(("http://", "https://", "urn:")) and not any(c in text for c in ' <>"{}|\\^`\n\r\t')
