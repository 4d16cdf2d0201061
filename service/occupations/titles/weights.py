"""The weights of the ranking and the curves of the confidence, as they were fitted, from ``weights.json``.

Written by ``python -m bench fit-occupations``; docs/titles.md says what they were fitted on and what they come to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from service.occupations.titles.features import FEATURES
from service.occupations.titles.postings import Floats
from service.search.weights import Curve

WEIGHTS_FILE = Path(__file__).with_name("weights.json")
_FALLBACK = "onet-soc"  # of a scheme that nothing was fitted on


@dataclass(frozen=True, slots=True)
class SchemeWeights:
    """What the titles of one scheme were fitted to."""

    ranking: Floats  # (FEATURES)
    confidence: Curve  # how sure it is that a candidate is right
    title: Curve  # how sure it is that what is asked is a title at all
    least_title: float  # below, there are no candidates


@cache
def read_weights() -> Mapping[str, SchemeWeights]:
    """Return the weights that come with this version, by scheme."""
    held = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))["schemes"]
    return {scheme: _to_weights(values) for scheme, values in held.items()}


def weights_of(scheme: str) -> SchemeWeights:
    """Return the weights for ``scheme``."""
    weights = read_weights()
    return weights.get(scheme, weights[_FALLBACK])


def _to_weights(held: Mapping[str, Any]) -> SchemeWeights:
    return SchemeWeights(
        ranking=np.array([held["ranking"][name] for name in FEATURES], np.float32),
        confidence=Curve(held["confidence"]["intercept"], held["confidence"]["weights"]),
        title=Curve(held["title"]["intercept"], held["title"]["weights"]),
        least_title=held["title"]["least"],
    )
