"""How the occupations of one family stand for one profile: by which share each of them is the one that is meant."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from service.occupations.suggestion.family import Shares, Tier
from service.occupations.suggestion.measures import MEASURES
from service.occupations.suggestion.profile_text import ProfileText
from service.occupations.suggestion.weights import Weights
from store.encoder import FloatArray

_TINY = 1e-12
_TITLE, _ALIASES, _SUMMARY, _WHOLE = (MEASURES.index(name) for name in ("title", "aliases", "summary", "whole"))


@dataclass(frozen=True, slots=True)
class Standing:
    """A profile's measures and shares; u units, f measures."""

    text: ProfileText
    measures: FloatArray  # (u, f)
    shares: Shares  # (u,): they add up to 1


@dataclass(frozen=True, slots=True)
class Place:
    """Where one entry of a tier stands among the others."""

    share: float  # 0-1
    ahead: int  # entries with a larger share
    gap: float  # logarithm of the best share over its own; 0 for the best


def to_standing(text: ProfileText, measures: FloatArray, ranking: Mapping[str, float]) -> Standing:
    """Return the standing that ``measures`` (u, f) of ``text`` give."""
    scores = measures.astype(np.float64) @ np.asarray([ranking[name] for name in MEASURES])
    shares = np.exp(scores - scores.max())
    return Standing(text, measures, shares / shares.sum())


def find_place(shares: Shares, number: int) -> Place:
    """Return where entry ``number`` stands among ``shares`` (entries,)."""
    own = float(shares[number])
    gap = math.log(max(float(shares.max()), _TINY) / max(own, _TINY))
    return Place(own, int((shares > own).sum()), gap)


def to_confidence(standing: Standing, tier: Tier, scheme: str, number: int, share: float, weights: Weights) -> float:
    """Return how sure it is that entry ``number`` of ``tier`` is meant."""
    return weights.confidence[scheme].to_probability(to_evidence(standing, tier, number, share))


def to_evidence(standing: Standing, tier: Tier, number: int, share: float) -> dict[str, float]:
    """Return what the confidence of an entry is made of: its share, and how much there is to go by."""
    best = standing.measures[tier.numbers == number].max(axis=0)
    own = min(max(share, _TINY), 1 - 1e-6)
    text = standing.text
    return {
        "share": math.log(own / (1 - own)),
        "title": float(max(best[_TITLE], best[_ALIASES])),
        "summary": float(best[_SUMMARY]),
        "whole": float(best[_WHOLE]),
        "statements": math.log1p(len(text.statements)),
        "names": math.log1p(sum(alias.trust for alias in text.aliases) + (text.name.trust if text.name else 0.0)),
    }


def to_distance(place: Place, curve: Mapping[str, float]) -> float:
    """Return how far an entry is from what the profile says; 0 for the one that fits best."""
    return curve["gap"] * math.log1p(place.gap) + curve["ahead"] * math.log1p(place.ahead)
