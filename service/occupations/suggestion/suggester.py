"""Suggests occupations for profiles: the whole corpus by a few matrix products, without a network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ontology.errors import QueryError
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.occupations.suggestion.family import SUGGESTED_LEVELS, Family, Tier, read_families
from service.occupations.suggestion.loading import read_parts
from service.occupations.suggestion.measures import measure
from service.occupations.suggestion.profile_reader import ProfileTextReader
from service.occupations.suggestion.proof import Prover, explain
from service.occupations.suggestion.result import MappingSuggestions, SuggestedMapping
from service.occupations.suggestion.rows import OccupationRows
from service.occupations.suggestion.standing import Standing, to_confidence, to_standing
from service.occupations.suggestion.weights import read_weights
from store.snapshot import Snapshot

DEFAULT_SUGGESTIONS = 5
MAX_SUGGESTIONS = 50
NOTHING_LOADED = (
    "no classification of occupations is loaded: ingest O*NET, SOC or ESCO first (docs/taxonomies.md says where to "
    "download them)"
)
_BATCH = 128  # profiles that are compared at a time


@dataclass(frozen=True, slots=True)
class Held:
    """One family with its rows."""

    family: Family
    rows: OccupationRows
    prover: Prover


class MappingSuggester:
    """Suggests mappings in one snapshot; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, catalog: OccupationCatalog, links: Links, reader: ProfileTextReader) -> None:
        self._snapshot = snapshot
        self._catalog = catalog
        self._links = links
        self._reader = reader
        self._loading = threading.Lock()

    @cached_property
    def schemes(self) -> tuple[str, ...]:
        """The schemes whose occupations can be suggested: those that were imported."""
        return tuple(
            scheme
            for scheme, level in SUGGESTED_LEVELS.items()
            if any((scheme, level) in held.family.tiers for held in self.families)
        )

    @property
    def profiles(self) -> tuple[str, ...]:
        """The codes of all profiles."""
        return self._reader.codes

    @property
    def families(self) -> tuple[Held, ...]:
        """The families of occupations that were imported; read at first use (a second for all that there are)."""
        with self._loading:
            return self._families

    def suggest(
        self, profile: str, *, schemes: Collection[str] = (), limit: int = DEFAULT_SUGGESTIONS
    ) -> MappingSuggestions:
        """Return what the profile with this code may be mapped to, the best ``limit`` of each scheme.

        Raises:
            NotFoundError: there is no such profile.
            QueryError: a scheme is not one that is loaded, or ``limit`` is out of range.
        """
        return next(self.suggest_many([profile], schemes=schemes, limit=limit))

    def suggest_many(
        self,
        profiles: Sequence[str],
        *,
        schemes: Collection[str] = (),
        limit: int = DEFAULT_SUGGESTIONS,
        progress: Callable[[int], None] = lambda _: None,
    ) -> Iterator[MappingSuggestions]:
        """Yield the same for each of ``profiles``; ``progress`` is told how many more are done.

        Raises:
            NotFoundError: there is no profile with one of the codes.
            QueryError: a scheme is not one that is loaded, or ``limit`` is out of range.
        """
        if not 1 <= limit <= MAX_SUGGESTIONS:
            raise QueryError(f"limit={limit} cannot be used; a whole number from 1 to {MAX_SUGGESTIONS} can")
        wanted = self._check(schemes)
        for standings in self.stand_many(profiles):
            yield self._to_suggestions(standings, wanted, limit)
            progress(1)

    def stand_many(self, profiles: Sequence[str]) -> Iterator[Mapping[int, Standing]]:
        """Yield how occupations stand for each of ``profiles`` (codes), by the number of the family.

        Raises:
            NotFoundError: there is no profile with one of the codes.
        """
        ranking = read_weights().ranking
        for start in range(0, len(profiles), _BATCH):
            texts = self._reader.read(profiles[start : start + _BATCH])
            measured = [measure(texts, held.rows) for held in self.families]
            for number, text in enumerate(texts):
                yield {
                    place: to_standing(text, measures[number], ranking[self.families[place].family.name])
                    for place, measures in enumerate(measured)
                }

    @cached_property
    def _families(self) -> tuple[Held, ...]:
        index = self._snapshot.reference
        if index is None:
            return ()
        families = read_families(self._catalog)
        held = []
        for family, parts in zip(families, read_parts(self._snapshot.graph, index, families), strict=True):
            rows = parts.to_rows(len(family.units), index)
            held.append(Held(family, rows, Prover(rows, index)))
        return tuple(held)

    def _check(self, schemes: Collection[str]) -> tuple[str, ...]:
        if not self.schemes:
            raise QueryError(NOTHING_LOADED)
        unknown = [scheme for scheme in schemes if scheme not in self.schemes]
        if unknown:
            raise QueryError(f"scheme={unknown[0][:40]} is not loaded; {', '.join(self.schemes)} can be suggested")
        return tuple(scheme for scheme in self.schemes if scheme in schemes or not schemes)

    def _to_suggestions(
        self, standings: Mapping[int, Standing], schemes: Sequence[str], limit: int
    ) -> MappingSuggestions:
        text = next(iter(standings.values())).text
        if not text.says_anything:
            reason = "the profile has no title, alias, summary or statement to go by"
            return MappingSuggestions(text.code, text.iri, text.title, (), True, reason)
        found = tuple(suggested for scheme in schemes for suggested in self.rank(standings, scheme, limit))
        weights = read_weights()
        best = max((one.confidence for one in found), default=0.0)
        if best < weights.least:
            reason = (
                f"no occupation fits: the best is {best:.0%} sure, and {weights.least:.0%} is the least to be named"
            )
            return MappingSuggestions(text.code, text.iri, text.title, (), True, reason)
        return MappingSuggestions(text.code, text.iri, text.title, found, False, None)

    def rank(self, standings: Mapping[int, Standing], scheme: str, limit: int) -> tuple[SuggestedMapping, ...]:
        """Return the best ``limit`` occupations of ``scheme``, best first."""
        weights = read_weights()
        for place, standing in standings.items():
            held = self.families[place]
            tier = held.family.tiers.get((scheme, SUGGESTED_LEVELS[scheme]))
            if tier is not None:
                shares = tier.add_up(standing.shares)
                order = np.lexsort((np.arange(len(shares)), -shares))[:limit].tolist()
                found: list[SuggestedMapping] = []
                for number in order:
                    most = found[-1].confidence if found else 1.0  # none is surer than one that stands before it
                    share = float(shares[number])
                    sure = min(to_confidence(standing, tier, scheme, number, share, weights), most)
                    found.append(self._to_suggested(held, standing, tier, number, share, sure))
                return tuple(found)
        return ()

    def _to_suggested(
        self, held: Held, standing: Standing, tier: Tier, number: int, share: float, confidence: float
    ) -> SuggestedMapping:
        entry = tier.entries[number]
        units = np.flatnonzero(tier.numbers == number)
        unit = int(units[standing.shares[units].argmax()])
        text = standing.text
        title = held.prover.find_title(text, unit)
        tasks = held.prover.find_tasks(text, unit)
        description = held.prover.compare_description(text, unit)
        return SuggestedMapping(
            scheme=entry.scheme,
            code=entry.code,
            iri=entry.iri,
            url=self._links.to_url(entry.iri),
            label=entry.label,
            confidence=round(confidence, 3),
            share=round(share, 3),
            title_match=title,
            task_matches=tasks,
            description_similarity=description,
            why=tuple(explain(title, tasks, len(text.statements), description)),
        )
