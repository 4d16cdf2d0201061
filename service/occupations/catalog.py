"""All occupations of one snapshot by IRI and by code.

Read at first use and kept: an occupation takes about a kilobyte, and 6,000 are read in under a second.
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from ontology.errors import NotFoundError
from ontology.iris import ESCO_OCCUPATIONS, ISCO_GROUPS
from ontology.vocabulary import SKOS_MAPPING_RELATIONS
from service.occupations.codes import fold_code
from service.occupations.entry import OccupationEntry, Taxonomy
from service.occupations.reading import read_entries, read_links, read_schemes, read_taxonomies
from store.graph import GraphStore

__all__ = ["OccupationCatalog", "OccupationEntry", "Taxonomy"]
_GRAPHS_OF = "SELECT DISTINCT ?graph ?thing WHERE { GRAPH ?graph { ?thing a ?class } }"
_CURRENT = ("soc", "onet-soc", "isco", "esco")  # in the order in which a code without its scheme is looked for
_INVERSES = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}  # the other relations are symmetric
_SUGGESTIONS = 3
_SHARED = 4  # characters that a near code has in common, at least
_LONGEST = 40  # characters of a code that are compared
_MAX_GROUPS = 20  # on the way up, lest a circle never ends


_Value = TypeVar("_Value")


class OccupationCatalog:
    """Occupations; safe to use from several threads, and empty where no classification was imported."""

    def __init__(self, graph: GraphStore, base: str) -> None:
        """Read from ``graph``, whose data IRIs begin with ``base``."""
        self._graph = graph
        self._base = base
        self._reading = threading.RLock()

    @cached_property
    def taxonomies(self) -> tuple[Taxonomy, ...]:
        """The classifications that were imported, in order of their names."""
        return read_taxonomies(self._graph, self._base)

    @cached_property
    def entries(self) -> Mapping[str, OccupationEntry]:
        """All occupations and groups by IRI, in order of scheme and code."""
        with self._reading:
            return self.__dict__.get("entries") or read_entries(self._graph, self._graphs, self._to_scheme)

    @cached_property
    def schemes(self) -> Mapping[str, str | None]:
        """The vintage of each scheme of occupations by its slug; current schemes first."""
        known = dict(self._schemes.values())
        return {slug: known.get(slug) for slug in sorted(self._by_scheme, key=_scheme_order)}

    @cached_property
    def scheme_iris(self) -> Mapping[str, str]:
        """The IRI of each scheme by its slug; of several, the first."""
        return {slug: iri for iri, (slug, _) in sorted(self._schemes.items(), reverse=True)}

    def find(self, code: str, scheme: str | None = None) -> OccupationEntry:
        """Return the occupation with ``code``, which may be its IRI or have its scheme before it (``soc:13-1161``).

        Of several schemes that have the code, the first current one is meant.

        Raises:
            NotFoundError: there is none; names near codes, or the schemes that are known.
        """
        text = code.strip()
        if text in self.entries:
            return self.entries[text]
        before, colon, after = text.partition(":")
        if scheme is None and colon and before.casefold() in self.schemes:
            scheme, text = before, after.strip()
        slug = scheme.strip().casefold() if scheme is not None else None
        if slug is not None and slug not in self.schemes:
            known = f"; {', '.join(self.schemes)} are known" if self.schemes else ", because none was imported"
            raise NotFoundError(f"there is no scheme of occupations {slug[:40]!r} here{known}")
        for entry in self._by_code.get(fold_code(text), ()):
            if slug in (None, entry.scheme):
                return entry
        near = self._find_near(fold_code(text), slug)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        where = f" in {slug}" if slug is not None else ""
        raise NotFoundError(f"there is no occupation {text[:100]!r}{where}{hint}")

    def of_scheme(self, scheme: str) -> tuple[OccupationEntry, ...]:
        """Return the occupations of the scheme with that slug, in order of their codes."""
        return self._by_scheme.get(scheme, ())

    @cached_property
    def top_groups(self) -> tuple[OccupationEntry, ...]:
        """The groups that stand at the top of a scheme, in order of scheme and code."""
        return tuple(entry for entry in self.entries.values() if entry.group_level and not entry.broader)

    def replaced_by(self, iri: str) -> tuple[OccupationEntry, ...]:
        """Return the occupations that replace one of an older vintage."""
        return self._to_entries(self._replacements.get(iri, ()))

    def replaces(self, iri: str) -> tuple[OccupationEntry, ...]:
        """Return the occupations of older vintages that one replaces."""
        return self._to_entries(self._replaced.get(iri, ()))

    def matches(self, iri: str) -> tuple[tuple[str, OccupationEntry], ...]:
        """Return the occupations of other schemes that one matches, with the relation: exactMatch, broadMatch, ..."""
        found = dict.fromkeys(self._matches.get(iri, ()))
        return tuple((relation, self.entries[other]) for relation, other in sorted(found) if other in self.entries)

    def ancestors(self, iri: str) -> tuple[OccupationEntry, ...]:
        """Return the groups that an occupation belongs to, the nearest first; those of other schemes included."""
        found: dict[str, OccupationEntry] = {}
        entry = self.entries.get(iri)
        while entry is not None and entry.broader is not None and len(found) < _MAX_GROUPS:
            entry = self.entries.get(entry.broader)
            if entry is None or entry.iri in found or entry.iri == iri:
                break
            found[entry.iri] = entry
        return tuple(found.values())

    def narrower(self, iri: str) -> tuple[OccupationEntry, ...]:
        """Return the occupations and groups right below one, in order of scheme and code."""
        return self._narrower.get(iri, ())

    def taxonomies_of(self, iri: str) -> tuple[Taxonomy, ...]:
        """Return the classifications that speak of ``iri``, which may name anything, such as a task or skill."""
        if not self.taxonomies:
            return ()
        graphs = {str(row["graph"]) for row in self._graph.select(_GRAPHS_OF, {"thing": iri})}
        return tuple(taxonomy for taxonomy in self.taxonomies if taxonomy.graph in graphs)

    @cached_property
    def _graphs(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(taxonomy.graph for taxonomy in self.taxonomies))

    @cached_property
    def _schemes(self) -> dict[str, tuple[str, str | None]]:
        return read_schemes(self._graph, self._graphs)

    @cached_property
    def _by_code(self) -> dict[str, tuple[OccupationEntry, ...]]:
        groups = _group((fold_code(entry.code), entry) for entry in self.entries.values())
        return {
            code: tuple(sorted(entries, key=lambda entry: (_scheme_order(entry.scheme), entry.iri)))
            for code, entries in groups.items()
        }

    @cached_property
    def _sorted_codes(self) -> list[str]:
        return sorted(self._by_code)

    @cached_property
    def _by_scheme(self) -> dict[str, tuple[OccupationEntry, ...]]:
        groups = _group((entry.scheme, entry) for entry in self.entries.values())
        return {scheme: tuple(entries) for scheme, entries in groups.items()}

    @cached_property
    def _narrower(self) -> dict[str, tuple[OccupationEntry, ...]]:
        groups = _group((entry.broader, entry) for entry in self.entries.values() if entry.broader is not None)
        return {iri: tuple(entries) for iri, entries in groups.items()}

    @cached_property
    def _successions(self) -> list[tuple[str, str, str]]:
        return read_links(self._graph, self._graphs, ["dcterms:isReplacedBy"])

    @cached_property
    def _replacements(self) -> dict[str, list[str]]:
        return _group((old, new) for old, _, new in self._successions)

    @cached_property
    def _replaced(self) -> dict[str, list[str]]:
        return _group((new, old) for old, _, new in self._successions)

    @cached_property
    def _matches(self) -> dict[str, list[tuple[str, str]]]:
        found = read_links(self._graph, self._graphs, [f"skos:{relation}" for relation in SKOS_MAPPING_RELATIONS])
        plain = [(one, link.removeprefix("skos:"), other) for one, link, other in found]
        back = [(other, _INVERSES.get(relation, relation), one) for one, relation, other in plain]
        return _group((one, (relation, other)) for one, relation, other in (*plain, *back))

    def _to_scheme(self, iri: str) -> str | None:
        """Return the slug of the scheme that the IRI of an occupation names; None for one of no known form."""
        for namespace, slug in ((ESCO_OCCUPATIONS, "esco"), (ISCO_GROUPS, "isco")):
            if iri.startswith(namespace):
                return slug
        kind, _, rest = iri.removeprefix(self._base).partition("/")
        slug, slash, _ = rest.partition("/")
        return slug if kind == "occupation" and slash else None

    def _to_entries(self, iris: Iterable[str]) -> tuple[OccupationEntry, ...]:
        return tuple(self.entries[iri] for iri in iris if iri in self.entries)

    def _find_near(self, code: str, scheme: str | None) -> list[str]:
        """Return the code that ``code`` refines, and those that begin as it does, the longest beginning first."""
        above = self._by_code.get(code.rpartition(".")[0], ())
        refined = [entry.code for entry in above if scheme in (None, entry.scheme)]
        found = dict.fromkeys(refined)
        for size in range(min(len(code), _LONGEST), _SHARED - 1, -1):
            for near in self._sorted_codes[bisect_left(self._sorted_codes, code[:size]) :]:
                if not near.startswith(code[:size]) or len(found) >= _SUGGESTIONS:
                    break
                found.update({e.code: None for e in self._by_code[near] if scheme in (None, e.scheme)})
            if len(found) > len(refined):
                break
        return list(found)[:_SUGGESTIONS]


def _group(pairs: Iterable[tuple[str, _Value]]) -> dict[str, list[_Value]]:
    groups: dict[str, list[_Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _scheme_order(slug: str) -> tuple[int, str]:
    return (_CURRENT.index(slug) if slug in _CURRENT else len(_CURRENT), slug)
