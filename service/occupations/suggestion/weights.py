"""What suggestion and audit of mappings were fitted to: ``weights.json``, with its provenance.

Written by ``python -m bench mappings --fit``; docs/mapping-quality.md says on what, and what it comes to.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
LEAST_GAP = 1.0  # where only titles differ: the best code has 2.7 times as much that speaks for it
_LARGEST = 30.0  # exponent: beyond, a logistic is 0 or 1 for all that matters


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic function of named values."""

    intercept: float
    weights: Mapping[str, float]

    def to_probability(self, values: Mapping[str, float]) -> float:
        """Return what the curve gives for ``values``, 0-1."""
        return 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, self.to_sum(values)))))

    def to_sum(self, values: Mapping[str, float]) -> float:
        """Return the weighted sum of ``values`` that the function is of."""
        return self.intercept + sum(weight * values[name] for name, weight in self.weights.items())


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on a code is far from what a profile says, in one scheme."""

    gap: Curve  # of the amounts that the profile says; its sum is the largest gap that is not far
    title_gap: float  # cosine: the largest that is not far

    def are_exceeded(self, gap: float, title_gap: float, amounts: Mapping[str, float]) -> bool:
        """Return whether a code is farther than nearly all right ones are."""
        return gap > self.gap.to_sum(amounts) or (title_gap > self.title_gap and gap > LEAST_GAP)


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of suggestion and audit."""

    ranking: Mapping[str, Mapping[str, float]]  # by family, then by measure
    confidence: Mapping[str, Curve]  # by scheme
    least: float  # confidence: below, no occupation is said to fit
    far: Mapping[str, Limits]  # by scheme


@cache
def read_weights() -> Weights:
    """Return the weights that come with this version."""
    held = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Weights(
        ranking=held["ranking"],
        confidence={scheme: Curve(**curve) for scheme, curve in held["confidence"].items()},
        least=held["least"],
        far={scheme: Limits(Curve(**far["gap"]), far["title_gap"]) for scheme, far in held["far"].items()},
    )
