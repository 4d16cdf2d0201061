"""Titles as people write them, resolved to occupations of the imported classifications, with how sure that is and why.

A title's SOC codes follow from its O*NET-SOC codes, which refine them, and its ISCO groups from its ESCO occupations.
"""

from __future__ import annotations

import threading
from collections.abc import Collection, Sequence

from ontology.errors import QueryError
from service.occupations.catalog import OccupationCatalog
from service.occupations.titles.candidate import OccupationCandidate
from service.occupations.titles.groups import roll_up, to_candidates
from service.occupations.titles.matcher import Meant, SchemeMatcher
from service.occupations.titles.names import read_names
from service.occupations.titles.weights import weights_of
from store.layout import REFERENCE
from store.manifest import FileEntry
from store.snapshot import Snapshot

SCHEMES = ("soc", "onet-soc", "esco", "isco")
DEFAULT_CANDIDATES = 5
# Whose names a scheme's occupations are found by: the first of those that were imported.
_SOURCES = {"soc": ("onet-soc", "soc"), "onet-soc": ("onet-soc",), "esco": ("esco",), "isco": ("esco", "isco")}


class OccupationResolver:
    """Resolves titles in one snapshot; safe to use from several threads, and finds nothing where nothing is known."""

    def __init__(self, snapshot: Snapshot, catalog: OccupationCatalog) -> None:
        self._snapshot = snapshot
        self._catalog = catalog
        self._matchers: dict[str, SchemeMatcher] = {}
        self._making = threading.Lock()

    def resolve_many(
        self, titles: Sequence[str], *, schemes: Collection[str] = (), limit: int = DEFAULT_CANDIDATES
    ) -> list[tuple[OccupationCandidate, ...]]:
        """Return what each of ``titles`` may mean in each of ``schemes`` (of all, where none is named).

        Candidates stand scheme by scheme, the surest first, at most ``limit`` of each.

        Raises:
            QueryError: there is no such scheme to resolve titles in.
        """
        unknown = [scheme for scheme in schemes if scheme not in SCHEMES]
        if unknown:
            raise QueryError(f"titles cannot be resolved in {unknown[0][:40]!r}; in {', '.join(SCHEMES)} they can")
        sources = {scheme: self._source(scheme) for scheme in SCHEMES if not schemes or scheme in schemes}
        distinct = list(dict.fromkeys(titles))
        meant = self._match([source for source in dict.fromkeys(sources.values()) if source], distinct)
        found = {
            title: tuple(
                candidate
                for scheme, source in sources.items()
                if source is not None
                for candidate in self._answer(scheme, source, meant[source][place])[:limit]
            )
            for place, title in enumerate(distinct)
        }
        return [found[title] for title in titles]

    def matcher(self, scheme: str) -> SchemeMatcher | None:
        """Return what matches titles with the occupations of ``scheme``, made at first use; None where it has none."""
        reference = self._snapshot.reference
        if reference is None or not self._catalog.of_scheme(scheme):
            return None
        with self._making:
            if scheme not in self._matchers:
                names = read_names(reference, self._catalog.entries, scheme)
                self._matchers[scheme] = SchemeMatcher(names, reference.text.terms, weights_of(scheme))
            return self._matchers[scheme]

    def take_over(self, previous: OccupationResolver) -> None:
        """Keep what ``previous`` made of an older snapshot whose taxonomies were the same: it takes seconds to make."""
        files = _reference_files(self._snapshot)
        if files and files == _reference_files(previous._snapshot):
            with self._making, previous._making:
                self._matchers = {**previous._matchers, **self._matchers}

    def _source(self, scheme: str) -> str | None:
        if self._snapshot.reference is None:
            return None
        return next((source for source in _SOURCES[scheme] if self._catalog.of_scheme(source)), None)

    def _match(self, schemes: Sequence[str], titles: Sequence[str]) -> dict[str, list[list[Meant]]]:
        """Return what each of ``titles`` may mean in each of ``schemes``; what two read alike is encoded once."""
        matchers = {scheme: matcher for scheme in schemes if (matcher := self.matcher(scheme)) is not None}
        read = {scheme: [matcher.read(title) for title in titles] for scheme, matcher in matchers.items()}
        asked = list(dict.fromkeys(text for texts in read.values() for text in texts if text))
        vectors = dict(zip(asked, self._snapshot.encoder.encode(asked), strict=True)) if asked else {}
        return {
            scheme: [matcher.match(text, vectors[text]) if text else [] for text in read[scheme]]
            for scheme, matcher in matchers.items()
        }

    def _answer(self, scheme: str, source: str, meant: Sequence[Meant]) -> list[OccupationCandidate]:
        return to_candidates(meant) if scheme == source else roll_up(meant, scheme, self._catalog)


def _reference_files(snapshot: Snapshot) -> dict[str, FileEntry]:
    return {name: file for name, file in snapshot.manifest.files.items() if name.startswith(f"{REFERENCE}/")}
