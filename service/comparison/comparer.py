"""Compares profiles of one snapshot: the one object that the API, the pages and the command line call."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from ontology.errors import QueryError
from service.comparison.adjacency import Neighbourhood
from service.comparison.delta import compare_components, compare_levels, compare_statements
from service.comparison.gap import find_gap
from service.comparison.view import ProfileComparison, SkillsGap, Step
from service.profiles.index import ProfileIndex
from service.profiles.profile import ProfileReader
from service.profiles.view import ProfileView
from store.snapshot import Snapshot

MIN_COMPARED, MAX_COMPARED = 2, 4


class Comparer:
    """What profiles share, and what lies between them."""

    def __init__(self, snapshot: Snapshot, index: ProfileIndex, profiles: ProfileReader) -> None:
        self._snapshot = snapshot
        self._index = index
        self._profiles = profiles
        self.neighbourhood = Neighbourhood(snapshot, index)

    def compare(self, codes: Sequence[str]) -> ProfileComparison:
        """Return what changes from each of the profiles with ``codes`` (2-4) to the next.

        Raises:
            NotFoundError: there is no such profile; names the nearest codes.
            QueryError: there are too few or too many codes, or one is given twice.
        """
        if not MIN_COMPARED <= len(codes) <= MAX_COMPARED:
            raise QueryError(f"give {MIN_COMPARED} to {MAX_COMPARED} codes of profiles; there are {len(codes)}")
        for code in codes:
            if codes.count(code) > 1:
                raise QueryError(f"{code[:100]} is given {codes.count(code)} times; a profile is compared with another")
        entries = tuple(self._index.find_profile(code) for code in codes)
        views = [self._profiles.read(code) for code in codes]
        steps = tuple(self._to_step(a, b) for a, b in itertools.pairwise(views))
        return ProfileComparison(self._snapshot.id, entries, steps)

    def find_gap(self, holder: str, target: str) -> SkillsGap:
        """Return what a holder of the profile ``holder`` lacks for the profile ``target`` (codes).

        Raises:
            NotFoundError: there is no such profile; names the nearest codes.
            QueryError: both are the same.
        """
        a, b = self._profiles.read(holder), self._profiles.read(target)
        if a.code == b.code:
            raise QueryError(f"{a.code} lacks nothing for itself; name another profile")
        return find_gap(a, b, compare_components(self._snapshot, a, b))

    def _to_step(self, a: ProfileView, b: ProfileView) -> Step:
        components = compare_components(self._snapshot, a, b)
        return Step(
            a=a.code,
            b=b.code,
            nearness=self.neighbourhood.measure(a.code, b.code),
            levels=compare_levels(self._snapshot, a, b),
            statements=compare_statements(self._snapshot, a, b),
            components=components,
            gap=find_gap(a, b, components),
        )
