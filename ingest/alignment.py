"""Aligning a ladder's responsibilities with its levels, where the page lists them in level order without headings.

Where they divide evenly among the levels, position decides. Where they do not, the levels cut the list into consecutive
segments, and four signals say how likely each cut is; none of them knows words of a function:

- seniority: how senior a responsibility sounds, on an axis fitted to example ladders and to the page's own guidelines;
- likeness: which level's guidelines it resembles, in what sets the levels of this page apart;
- edges: whether it sounds like the opening or the closing of a level's list;
- size: pages give every level the same number, so that some lack a few, and hardly any has more.

n responsibilities, L levels, d dimensions. A confidence is the probability of the level under these signals (0-1).
What was measured: docs/decisions/0004-aligning-bullets-to-levels.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ingest.example_ladders import EXAMPLE_LADDERS
from ingest.segmentation import Doubles, choose_segments, compute_marginals
from ontology.records import Basis
from store.encoder import FloatArray

# Weights of the signals, fitted by maximum likelihood to removals from the example ladders (each judged by an axis
# fitted to the others), then rounded. They are log-odds, which is what makes the confidence a probability.
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


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level, by its code, and what its guidelines say; ``texts`` is empty where the page has none."""

    code: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The level of one responsibility; ``confidence`` is 0-1, and None where position decided."""

    level: str
    basis: Basis
    confidence: float | None


def align_to_levels(
    bullets: Sequence[str], levels: Sequence[LevelText], encode: Callable[[Sequence[str]], FloatArray]
) -> list[Alignment]:
    """Return the level of each of ``bullets``, which stand in the order of ``levels`` (lowest first).

    ``encode`` turns texts into unit rows (texts, d). It is called once, and not at all where position decides.
    A level may get no bullet. Where the page has no guidelines, the example ladders alone say what senior is.

    Raises:
        ValueError: there are bullets, but no levels.
    """
    if not bullets:
        return []
    if not levels:
        raise ValueError(f"{len(bullets)} responsibilities cannot be aligned: there are no levels")
    size, rest = divmod(len(bullets), len(levels))
    if rest == 0:
        return [Alignment(level.code, Basis.POSITIONAL, None) for level in levels for _ in range(size)]
    page = _encode_page(bullets, levels, encode)
    seniority = _measure_seniority(page)
    marginals = compute_marginals(_weigh_levels(page, seniority), _weigh_extents(page, seniority))
    return [
        Alignment(levels[j].code, Basis.INFERRED, float(marginal[j]))
        for j, marginal in zip(choose_segments(marginals), marginals, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Page:
    """A page and the examples as vectors, each less the mean of its source: its trade and style do not count."""

    bullets: Doubles  # (n, d)
    clauses: Doubles  # (c, d) of the guidelines; c is 0 where fewer than two levels have any
    clause_levels: NDArray[np.intp]  # (c,) level numbers from 0
    level_count: int
    examples: Doubles  # (e, d)


def _encode_page(
    bullets: Sequence[str], levels: Sequence[LevelText], encode: Callable[[Sequence[str]], FloatArray]
) -> _Page:
    # A guideline cell holds several thoughts, mostly set apart by semicolons; a bullet resembles one of them.
    clauses = [
        (j, clause.strip())
        for j, level in enumerate(levels)
        for text in level.texts
        for clause in text.split(";")
        if clause.strip()
    ]
    if len({j for j, _ in clauses}) < 2:  # noqa: PLR2004 -- one level alone shows no difference between levels
        clauses = []
    sources = [
        list(bullets),
        [clause for _, clause in clauses],
        *([text for level in ladder for text in level] for ladder in EXAMPLE_LADDERS),
    ]
    vectors = np.asarray(encode([text for source in sources for text in source]), dtype=np.float64)
    parts = np.split(vectors, np.cumsum([len(source) for source in sources])[:-1])
    own, guidelines, *examples = [part - part.mean(axis=0) if len(part) else part for part in parts]
    return _Page(own, guidelines, np.array([j for j, _ in clauses], dtype=np.intp), len(levels), np.vstack(examples))


def _weigh_levels(page: _Page, seniority: Doubles) -> Doubles:
    """Return the gain (n, L) of each bullet at each level, from its seniority and its likeness to the guidelines."""
    last = page.level_count - 1
    target = _standardise(np.arange(last + 1, dtype=np.float64))
    gains: Doubles = _SENIORITY * np.outer(seniority, target) - _SPREAD * target**2
    if len(page.clauses):
        cosines = _to_unit(page.bullets) @ _to_unit(page.clauses).T
        told = np.unique(page.clause_levels)
        likeness = np.stack([cosines[:, page.clause_levels == j].max(axis=1) for j in told], axis=1)
        gains[:, told] += _LIKENESS * (likeness - likeness.mean(axis=1, keepdims=True))
    return gains


def _weigh_extents(page: _Page, seniority: Doubles) -> Doubles:
    """Return the gain (n + 1, n + 1) of a level that holds the bullets [a, b), from its size and its two edges."""
    count = len(page.bullets)
    usual = -(-count // page.level_count)
    sizes = np.arange(count + 1)
    lacking = np.maximum(usual - sizes, 0)
    beyond = np.maximum(sizes - usual, 0)
    steps = len(_SHORT) - 1
    by_size = np.take(_SHORT, np.minimum(lacking, steps)) + _SHORTER * np.maximum(lacking - steps, 0)
    by_size += np.where(beyond > 0, _LONG + _LONGER * (beyond - 1), 0.0)

    closing = _EDGE * _measure_closing(page, seniority)
    start, end = np.meshgrid(sizes, sizes, indexing="ij")
    edges = np.r_[0.0, closing][end] - np.r_[closing, 0.0][start]  # the last bullet's, less the first one's
    extents: Doubles = by_size[np.abs(end - start)] + np.where(end > start, edges, 0.0)
    return extents


def _measure_seniority(page: _Page) -> Doubles:
    """Return how senior each bullet sounds (n,), standardised over the page."""
    ranks = [_centre(_to_shares(ladder)[0]) for ladder in EXAMPLE_LADDERS]
    if len(page.clauses):
        ranks.append(_centre(page.clause_levels / (page.level_count - 1)))
    axis = _fit_axis(np.vstack([page.examples, page.clauses]), np.concatenate(ranks))
    return _standardise(page.bullets @ axis)


def _measure_closing(page: _Page, seniority: Doubles) -> Doubles:
    """Return how much each bullet sounds like the last of its level rather than the first (n,), seniority apart."""
    places = np.concatenate([_centre(_to_shares(ladder)[1]) for ladder in EXAMPLE_LADDERS])
    closing = _standardise(page.bullets @ _fit_axis(page.examples, places))
    return _standardise(closing - seniority * (closing @ seniority) / len(seniority))


def _to_shares(ladder: Sequence[Sequence[str]]) -> tuple[Doubles, Doubles]:
    """Return, for each text of ``ladder``, the rank of its level and its place within the level, both 0-1."""
    ranks = [j / (len(ladder) - 1) for j, level in enumerate(ladder) for _ in level]
    places = [i / (len(level) - 1) for level in ladder for i in range(len(level))]
    return np.array(ranks), np.array(places)


def _fit_axis(vectors: Doubles, values: Doubles) -> Doubles:
    """Return the direction (d,) along which ``vectors`` (m, d) foretell ``values`` (m,): dual ridge regression."""
    gram = vectors @ vectors.T + _RIDGE * np.eye(len(vectors))
    axis: Doubles = vectors.T @ np.linalg.solve(gram, values)
    return axis


def _centre(values: Doubles) -> Doubles:
    centred: Doubles = values - values.mean()
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
