"""The neighbours of a profile by structural coordinates, with the likeness of what they state beside."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ontology.errors import QueryError
from service.comparison.coordinates import Coordinates, read_coordinates
from service.comparison.distance import BANDS, Places, add_up, explain, find_bands
from service.comparison.meaning import average_profiles
from service.comparison.view import Adjacency, Nearness, Neighbour
from service.profiles.index import ProfileIndex
from store.encoder import FloatArray
from store.snapshot import Snapshot

DEFAULT_NEIGHBOURS = 10
MAX_NEIGHBOURS = 100
_DIGITS = 4


class Neighbourhood:
    """All profiles of a snapshot by where they stand; read at first use and kept."""

    def __init__(self, snapshot: Snapshot, index: ProfileIndex) -> None:
        self._snapshot = snapshot
        self._index = index

    @cached_property
    def _coordinates(self) -> tuple[Coordinates, ...]:
        return read_coordinates(self._snapshot.graph, self._index)

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {at.entry.code: row for row, at in enumerate(self._coordinates)}

    @cached_property
    def _places(self) -> Places:
        return Places(self._coordinates)

    @cached_property
    def _tracks(self) -> NDArray[np.str_]:
        return np.asarray([at.entry.track or "" for at in self._coordinates], dtype=np.str_)

    @cached_property
    def _meanings(self) -> FloatArray:
        return average_profiles(self._snapshot, [at.entry.iri for at in self._coordinates])

    def warm_up(self) -> None:
        """Read what the first question would wait for."""
        if self._coordinates:
            self.find(self._coordinates[0].entry.code)

    def measure(self, a: str, b: str) -> Nearness:
        """Return how near the profiles with codes ``a`` and ``b`` are.

        Raises:
            NotFoundError: there is no such profile; names the nearest codes.
        """
        first, second = (self._rows[self._index.find_profile(code).code] for code in (a, b))
        apart = self._places.measure(first)
        distance = float(add_up(*apart)[second])
        at = (float(apart[0][second]), float(apart[1][second]), float(apart[2][second]))
        return explain(self._coordinates[first], self._coordinates[second], distance, at)

    def find(
        self,
        code: str,
        *,
        limit: int = DEFAULT_NEIGHBOURS,
        max_distance: float = 1.0,
        bands: Collection[str] = (),
        tracks: Collection[str] = (),
        other_roles: bool = False,
        blend: float | None = None,
    ) -> Adjacency:
        """Return the profiles nearest to the one with ``code``, nearest first, and among equals the most alike.

        ``bands`` holds names of BANDS, ``tracks`` codes; ``other_roles`` leaves the profile's own ladder out. With
        ``blend`` b (0-1) the order is by (1 - b) * distance + b * (1 - similarity), where a profile that states nothing
        is like no other.

        Raises:
            NotFoundError: there is no such profile; names the nearest codes.
            QueryError: a track is unknown.
        """
        entry = self._index.find_profile(code)
        row = self._rows[entry.code]
        apart = self._places.measure(row)
        distances = add_up(*apart)
        wanted = (distances <= max_distance) & self._is_on(tracks)
        wanted[row] = False
        if bands:
            wanted &= np.isin(find_bands(distances), [tuple(BANDS).index(band) for band in bands])
        if other_roles:
            wanted &= apart[0] > 0
        alike = self._meanings @ self._meanings[row]
        order_by = distances if blend is None else (1 - blend) * distances + blend * (1 - np.clip(alike, 0, 1))
        order = np.lexsort((-alike, np.round(order_by, _DIGITS)))
        kept = order[wanted[order]]
        neighbours = []
        for other in kept[:limit].tolist():
            nearness = explain(
                self._coordinates[row],
                self._coordinates[other],
                float(distances[other]),
                (float(apart[0][other]), float(apart[1][other]), float(apart[2][other])),
            )
            states = self._meanings[row].any() and self._meanings[other].any()
            neighbours.append(
                Neighbour(
                    self._coordinates[other].entry,
                    nearness.distance,
                    nearness.band,
                    nearness.says,
                    nearness.axes,
                    round(float(alike[other]), _DIGITS) if states else None,
                    None if blend is None else round(float(order_by[other]), _DIGITS),
                )
            )
        return Adjacency(self._snapshot.id, entry, blend, len(kept), tuple(neighbours))

    def _is_on(self, tracks: Collection[str]) -> NDArray[np.bool_]:
        """Return which profiles (n,) are on one of ``tracks``; none named means all.

        Raises:
            QueryError: a track is unknown.
        """
        for track in tracks:
            if track not in self._tracks:
                known = sorted({str(code) for code in self._tracks if code})
                raise QueryError(f"unknown track {track[:40]!r}; this snapshot has: {', '.join(known)}")
        return np.isin(self._tracks, list(tracks)) if tracks else np.ones(len(self._tracks), dtype=np.bool_)
