"""Four signals of where the levels cut a list of responsibilities; none of them knows words of a function.

- seniority: how senior a responsibility sounds, on an axis fitted to example ladders and to the page's own guidelines;
- likeness: which level's guidelines it resembles, in what sets the levels of this page apart;
- edges: whether it sounds like the opening or the closing of a level's list;
- size: pages give every level the same number, so that some lack a few, and hardly any has more.

What all texts of one source share, its trade and its style, is taken away first by centring each source on its mean.
n responsibilities, L levels, c guideline clauses, e example texts, d dimensions; all gains are natural log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ingest.example_ladders import EXAMPLE_LADDERS
from ingest.segmentation import Doubles, compute_marginals

# Weights of the signals, fitted by maximum likelihood to removals from the example ladders (each judged by axes fitted
# to the others) and rounded: as log-odds they make the confidence a probability. A third more or less hardly matters.
_SENIORITY = 3.0  # for a standard deviation of seniority x one of level rank
_SPREAD = 1.1  # what an outer level must make up for, being far from the middle
_LIKENESS = 7.0  # for a cosine of 1
_EDGE = 0.9  # for a standard deviation, at both ends of a level
_SHORT = (0.0, -0.3, -1.3, -2.2)  # a level that lacks 0, 1, 2, 3 of the usual number
_SHORTER = -1.1  # for each one more that it lacks
_LONG = -2.1  # a level with one more than the usual number
_LONGER = -1.4  # for each one more

_RIDGE = 2.0  # of the fitted axes; from 0.5 to 3 the results hardly differ
_TINY = 1e-9  # shorter than this has no direction, only rounding


class LevelSignals:
    """What the guidelines of a page and the example ladders tell of its levels."""

    def __init__(
        self, guidelines: Doubles, guideline_levels: NDArray[np.intp], level_count: int, examples: Doubles
    ) -> None:
        """Fit the axes.

        ``guidelines`` (c, d), row i of level ``guideline_levels[i]`` (from 0); c may be 0. ``examples`` (e, d): the
        texts of ``EXAMPLE_LADDERS``, in order.
        """
        self._level_count = level_count
        self._told = np.unique(guideline_levels)
        if len(self._told) < 2:  # noqa: PLR2004 -- one level alone shows no difference between levels
            self._told, guidelines, guideline_levels = self._told[:0], guidelines[:0], guideline_levels[:0]
        self._guideline_levels = guideline_levels
        guidelines = _centre(guidelines)
        self._guidelines = _to_unit(guidelines)

        ends = np.cumsum([sum(map(len, ladder)) for ladder in EXAMPLE_LADDERS])
        examples = np.vstack([_centre(part) for part in np.split(examples, ends[:-1])])
        ranks, places = (np.concatenate(values) for values in zip(*map(_to_shares, EXAMPLE_LADDERS), strict=True))
        own_ranks = _centre(guideline_levels / max(level_count - 1, 1))
        self._seniority_axis = _fit_axis(np.vstack([examples, guidelines]), np.concatenate([ranks, own_ranks]))
        self._closing_axis = _fit_axis(examples, places)

    def compute_marginals(self, bullets: Doubles) -> Doubles:
        """Return the probability (n, L) of each of ``bullets`` (n, d), n > 0, to belong to each level."""
        bullets = _centre(bullets)
        seniority = _standardise(bullets @ self._seniority_axis)
        closing = _standardise(bullets @ self._closing_axis)
        closing = _standardise(closing - seniority * (closing @ seniority) / len(bullets))  # seniority apart
        return compute_marginals(self._weigh_levels(bullets, seniority), self._weigh_extents(closing))

    def _weigh_levels(self, bullets: Doubles, seniority: Doubles) -> Doubles:
        """Return the gain (n, L) of each bullet at each level, from its seniority and its likeness to guidelines."""
        target = _standardise(np.arange(self._level_count, dtype=np.float64))
        gains: Doubles = _SENIORITY * np.outer(seniority, target) - _SPREAD * target**2
        if len(self._told):
            cosines = _to_unit(bullets) @ self._guidelines.T
            likeness = np.stack([cosines[:, self._guideline_levels == j].max(axis=1) for j in self._told], axis=1)
            gains[:, self._told] += _LIKENESS * (likeness - likeness.mean(axis=1, keepdims=True))
        return gains

    def _weigh_extents(self, closing: Doubles) -> Doubles:
        """Return the gain (n + 1, n + 1) of a level that holds the bullets [a, b), from its size and its two edges."""
        sizes = np.arange(len(closing) + 1)
        usual = -(-len(closing) // self._level_count)
        lacking = np.maximum(usual - sizes, 0)
        beyond = np.maximum(sizes - usual, 0)
        listed = len(_SHORT) - 1
        by_size = np.take(_SHORT, np.minimum(lacking, listed)) + _SHORTER * np.maximum(lacking - listed, 0)
        by_size += np.where(beyond > 0, _LONG + _LONGER * (beyond - 1), 0.0)

        start, end = np.meshgrid(sizes, sizes, indexing="ij")
        edges = np.r_[0.0, closing][end] - np.r_[closing, 0.0][start]  # the last bullet's, less the first one's
        extents: Doubles = by_size[np.abs(end - start)] + np.where(end > start, _EDGE * edges, 0.0)
        return extents


def _to_shares(ladder: Sequence[Sequence[str]]) -> tuple[Doubles, Doubles]:
    """Return, for each text of ``ladder``, its level's rank and its place within the level, 0-1 less their means."""
    ranks = [j / (len(ladder) - 1) for j, level in enumerate(ladder) for _ in level]
    places = [i / (len(level) - 1) for level in ladder for i in range(len(level))]
    return _centre(np.array(ranks)), _centre(np.array(places))


def _fit_axis(vectors: Doubles, values: Doubles) -> Doubles:
    """Return the direction (d,) along which ``vectors`` (m, d) foretell ``values`` (m,): dual ridge regression."""
    gram = vectors @ vectors.T + _RIDGE * np.eye(len(vectors))
    axis: Doubles = vectors.T @ np.linalg.solve(gram, values)
    return axis


def _centre(rows: Doubles) -> Doubles:
    centred: Doubles = rows - rows.mean(axis=0) if len(rows) else rows
    return centred


def _standardise(values: Doubles) -> Doubles:
    centred = _centre(values)
    deviation = float(centred.std())
    if deviation < _TINY:  # all the same: nothing told
        return np.zeros_like(centred)
    standardised: Doubles = centred / deviation
    return standardised


def _to_unit(vectors: Doubles) -> Doubles:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Doubles = vectors / np.maximum(lengths, _TINY)
    return unit
