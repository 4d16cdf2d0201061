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
_LARGEST = 30.0  # exponent: beyond, a logistic is 0 or 1 for all that matters


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic function of named values."""

    intercept: float
    weights: Mapping[str, float]

    def to_probability(self, values: Mapping[str, float]) -> float:
        """Return what the curve gives for ``values``, 0-1."""
        total = self.intercept + sum(weight * values[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(-_LARGEST, min(_LARGEST, total))))


@dataclass(frozen=True, slots=True)
class Weights:
    """The constants of suggestion and audit."""

    ranking: Mapping[str, float]  # by measure
    confidence: Mapping[str, Curve]  # by scheme
    least: float  # confidence: below, no occupation is said to fit
    distance: Mapping[str, float]  # what a code's distance from what the profile says is made of
    far: float  # distance from which a mapping is flagged


@cache
def read_weights() -> Weights:
    """Return the weights that come with this version."""
    held = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Weights(
        ranking=held["ranking"],
        confidence={scheme: Curve(**curve) for scheme, curve in held["confidence"].items()},
        least=held["least"],
        distance=held["distance"],
        far=held["far"],
    )
