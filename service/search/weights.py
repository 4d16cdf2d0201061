"""The weights of the ranking and the curves of the confidence, as they were fitted, from ``weights.json``.

Written by ``python -m bench fit``; see docs/quality.md for what they were fitted on and what they come to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from service.search.signals import SIGNALS
from store.encoder import FloatArray

WEIGHTS_FILE = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Curve:
    """A logistic curve over named features: confidence = 1 / (1 + exp(-(intercept + sum of weight * feature)))."""

    intercept: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What search was fitted to."""

    short: FloatArray  # (len(SIGNALS),), for questions of at most ``short_terms`` terms; they add up to at most 1
    long: FloatArray  # the same for all others
    short_terms: int
    confidence: Curve  # how sure it is that an answer is right
    answerable: Curve  # how sure it is that the question can be answered at all
    least_answerable: float  # below, there is no answer


@cache
def read_weights() -> Weights:
    """Return the weights that come with this version."""
    held = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return Weights(
        short=_to_array(held["ranking"]["short"]),
        long=_to_array(held["ranking"]["long"]),
        short_terms=held["ranking"]["short_terms"],
        confidence=_to_curve(held["confidence"]),
        answerable=_to_curve(held["answerable"]),
        least_answerable=held["answerable"]["least"],
    )


def _to_curve(held: Mapping[str, Any]) -> Curve:
    return Curve(held["intercept"], held["weights"])


def _to_array(weights: Mapping[str, float], names: Sequence[str] = SIGNALS) -> FloatArray:
    return np.asarray([weights.get(name, 0.0) for name in names], dtype=np.float32)
