"""Evidence for each level of a ladder, put together into a distribution.

n sentences, k levels. Evidence that all levels share says nothing, so each sentence counts by how much nearer it is to
one level than to the others. Each kind of evidence adds to the logarithm of the odds, with a weight that was fitted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.grades.scale import GradedLevel, GradeScale
from service.inference.ladder import RoleLadder
from service.inference.reading import Reading
from service.inference.weights import Weights
from service.titles.resolution import TitleResolution
from store.encoder import FloatArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each of k levels."""

    contrasts: Floats  # (n, k): how much nearer each sentence is to each level than to all on average, times its weight
    years: Floats  # (k,): how well the experience asked for fits, 0-1
    title: Floats  # (k,): how surely the title names it, 0-1
    said: tuple[tuple[str, ...], ...]  # for each level, what years and title say, in sentences

    @property
    def text(self) -> Floats:
        """What all sentences say together (k,): a sum, since each says something of its own, but they overlap."""
        total: Floats = self.contrasts.sum(axis=0) / max(len(self.contrasts), 1) ** 0.5
        return total


def weigh(
    reading: Reading, title: TitleResolution | None, ladder: RoleLadder, vectors: FloatArray, scale: GradeScale
) -> Evidence:
    """Return what ``reading`` and ``title`` say of the levels of ``ladder``; ``vectors`` are those of all passages."""
    codes = [rung.level for rung in ladder.rungs]
    years: Sequence[GradedLevel] = ()
    if reading.years is not None:
        years = scale.levels_for_experience(reading.years.low, reading.years.high, role=ladder.role)
    graded = _read_title(title, ladder, scale) if title is not None else ()
    return Evidence(
        contrasts=contrast(ladder.measure(vectors, reading.vectors)),
        years=_to_array(years, codes),
        title=_to_array(graded, codes),
        said=tuple(
            tuple(
                f"{what}: {found.why}"
                for what, levels in (("experience", years), ("title", graded))
                for found in levels
                if found.level == code
            )
            for code in codes
        ),
    )


def contrast(nearness: FloatArray, least: float = 0.0) -> Floats:
    """Return how much nearer each sentence is to each level than to all levels on average, times its weight.

    ``nearness`` is (n, k); a level that says nothing has NaN there, and is neither nearer nor farther. A sentence's
    weight is by how much its greatest nearness passes ``least``.
    """
    near = nearness.astype(np.float64)
    if np.isnan(near).all():
        return np.zeros(near.shape)
    weights = np.clip(np.nanmax(near, axis=1, keepdims=True, initial=-1.0) - least, 0.0, None)
    apart: Floats = np.nan_to_num((near - np.nanmean(near, axis=1, keepdims=True)) * weights)
    return apart


def to_distribution(evidence: Evidence, weights: Weights) -> Floats:
    """Return the probability of each level (k,)."""
    return softmax(weights.text * evidence.text + weights.years * evidence.years + weights.title * evidence.title)


def softmax(scores: Floats) -> Floats:
    """Return what ``scores`` (k,) are as probabilities."""
    shares = np.exp(scores - scores.max())
    distribution: Floats = shares / shares.sum()
    return distribution


def _read_title(title: TitleResolution, ladder: RoleLadder, scale: GradeScale) -> Sequence[GradedLevel]:
    """Return the levels that profiles of the role have under this title; or else those that its grade means."""
    named = [
        GradedLevel(candidate.level, candidate.confidence, "; ".join(candidate.why))
        for candidate in title.candidates
        if candidate.role == ladder.role and candidate.level is not None
    ]
    grades = [stated.grade for stated in title.normalised.grades] if title.normalised else []
    return named or (scale.levels_of(grades, role=ladder.role) if grades else ())


def _to_array(levels: Sequence[GradedLevel], codes: Sequence[str]) -> Floats:
    found = [max((level.weight for level in levels if level.level == code), default=0.0) for code in codes]
    return np.asarray(found, dtype=np.float64)
