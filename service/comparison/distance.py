"""The distance of two profiles: a weighted sum over taxonomy, level and track, 0-1; docs/comparison.md works one out.

n profiles. ``Places`` holds their coordinates as arrays, so that one profile is measured against all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from service.comparison.coordinates import Coordinates
from service.comparison.says import say_level, say_taxonomy, say_track
from service.comparison.view import Axis, Nearness

TAXONOMY_WEIGHT, LEVEL_WEIGHT, TRACK_WEIGHT = 0.45, 0.40, 0.15
SAME_FUNCTION, SAME_SUPERFUNCTION = 1 / 3, 2 / 3  # on the taxonomy axis; the same role is 0, nothing in common 1
OTHER_TRACK_ALIKE = 0.25  # on the track axis, of two tracks that both lead people, or both do not
UNKNOWN = 0.5  # on an axis where nobody says: neither near nor far
BANDS = {"near": 0.2, "adjacent": 0.4, "far": 1.0}  # name -> the largest distance in it
_DIGITS = 4

Numbers = NDArray[np.float64]
Ids = NDArray[np.int64]
_NONE = -1


class Places:
    """The coordinates of n profiles as arrays."""

    def __init__(self, coordinates: Sequence[Coordinates]) -> None:
        self._role = _to_ids(c.role.iri if c.role else None for c in coordinates)
        self._function = _to_ids(c.function.iri if c.function else None for c in coordinates)
        self._superfunction = _to_ids(c.superfunction.iri if c.superfunction else None for c in coordinates)
        self._level = _to_ids(c.level.iri if c.level else None for c in coordinates)
        self._track = _to_ids(c.track.iri if c.track else None for c in coordinates)
        self._leads = np.asarray([c.is_management is True for c in coordinates])
        self._height = np.asarray([np.nan if c.height is None else c.height for c in coordinates], dtype=np.float64)

    def measure(self, row: int) -> tuple[Numbers, Numbers, Numbers]:
        """Return the distances (n,) of profile ``row`` to every profile by taxonomy, level and track, each 0-1."""
        taxonomy = np.select(
            [
                _same(self._role, row),
                _same(self._function, row),
                _same(self._superfunction, row),
                # Where the role of one is unknown, nothing tells the two apart or joins them.
                (self._role == _NONE) | (self._role[row] == _NONE),
            ],
            [0.0, SAME_FUNCTION, SAME_SUPERFUNCTION, UNKNOWN],
            default=1.0,
        )
        apart = np.abs(self._height - self._height[row])
        level = np.where(_same(self._level, row), 0.0, np.where(np.isnan(apart), UNKNOWN, apart))
        track = np.select(
            [
                _same(self._track, row),
                (self._track == _NONE) | (self._track[row] == _NONE),
                self._leads == self._leads[row],
            ],
            [0.0, UNKNOWN, OTHER_TRACK_ALIKE],
            default=1.0,
        )
        return taxonomy, level, track


def add_up(taxonomy: Numbers, level: Numbers, track: Numbers) -> Numbers:
    """Return the whole distances (n,) of the distances on each axis."""
    return np.round(TAXONOMY_WEIGHT * taxonomy + LEVEL_WEIGHT * level + TRACK_WEIGHT * track, _DIGITS)


def find_bands(distances: Numbers) -> Ids:
    """Return the band (n,) that each of ``distances`` is in, as its place in BANDS."""
    return np.searchsorted(list(BANDS.values()), distances)


def explain(a: Coordinates, b: Coordinates, distance: float, apart: tuple[float, float, float]) -> Nearness:
    """Return in words and figures how ``a`` and ``b`` differ; ``apart`` holds taxonomy, level and track."""
    taxonomy, level, track = (round(float(part), _DIGITS) for part in apart)
    band = tuple(BANDS)[int(find_bands(np.asarray(distance)))]
    axes = (
        Axis("taxonomy", _to_path(a), _to_path(b), taxonomy, TAXONOMY_WEIGHT, say_taxonomy(a, b)),
        Axis("level", _to_height(a), _to_height(b), level, LEVEL_WEIGHT, say_level(a, b)),
        Axis("track", _to_track(a), _to_track(b), track, TRACK_WEIGHT, say_track(a, b)),
    )
    return Nearness(distance, band, "; ".join(axis.says for axis in axes), axes)


def _to_path(at: Coordinates) -> str | None:
    return " > ".join(place.label or place.code for place in at.path) or None


def _to_height(at: Coordinates) -> str | None:
    if at.level is None:
        return None
    return at.level.code if at.height is None else f"{at.level.code} (height {at.height:.2f})"


def _to_track(at: Coordinates) -> str | None:
    return (at.track.label or at.track.code) if at.track else None


def _to_ids(iris: Iterable[str | None]) -> Ids:
    known: dict[str, int] = {}
    return np.asarray([_NONE if iri is None else known.setdefault(iri, len(known)) for iri in iris], dtype=np.int64)


def _same(ids: Ids, row: int) -> NDArray[np.bool_]:
    """Return which are the same as that of ``row``; what is unknown is the same as nothing."""
    same: NDArray[np.bool_] = (ids == ids[row]) & (ids != _NONE)
    return same
