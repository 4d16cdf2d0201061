"""How sure a candidate is: a logistic function of what speaks for and against it.

The weights were fitted on the development half of ``bench/questions/titles.jsonl``: ``python -m bench titles --fit``
prints them anew, and docs/titles.md says how well they do on the other half.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Features:
    """What speaks for or against a candidate."""

    overlap: float  # of the words of title and name, 0-1
    meaning: float  # cosine above 0.55, scaled to 0-1
    share: float  # of all evidence for levels that is for this one, 0-1; 1 where it is open
    open: float  # 1: the level is open
    exact: float  # 1: a name with the same words and grades
    pending: float  # how far a pending alias is from sure, 0-1
    rejected: float  # 1: the name is a rejected alias
    homeless: float  # 1: the title states a grade, and the role has no such level
    rival: float  # how near the best other role comes, 0-1


@dataclass(frozen=True, slots=True)
class Weights:
    """One weight for each feature, and the sum that no feature gives."""

    base: float
    overlap: float
    meaning: float
    share: float
    open: float
    exact: float
    pending: float
    rejected: float
    homeless: float
    rival: float


WEIGHTS = Weights(
    base=-6.49,
    overlap=5.18,
    meaning=0.75,
    share=5.75,
    open=-2.43,
    exact=2.13,
    pending=-1.96,
    rejected=-3.67,
    homeless=1.32,
    rival=-2.46,
)


def to_confidence(features: Features, weights: Weights = WEIGHTS) -> float:
    """Return how sure a candidate with ``features`` is, 0-1."""
    given = asdict(weights)
    total = given["base"] + sum(given[name] * value for name, value in asdict(features).items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
