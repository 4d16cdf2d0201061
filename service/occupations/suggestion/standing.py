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
    title_gap: float  # cosine: how much nearer the profile's title is to one of another occupation


def to_standing(text: ProfileText, measures: FloatArray, ranking: Mapping[str, float]) -> Standing:
    """Return the standing that ``measures`` (u, f) of ``text`` give."""
    scores = measures.astype(np.float64) @ np.asarray([ranking[name] for name in MEASURES])
    shares = np.exp(scores - scores.max())
    return Standing(text, measures, shares / shares.sum())


def find_place(standing: Standing, tier: Tier, shares: Shares, number: int) -> Place:
    """Return where entry ``number`` of ``tier`` stands among ``shares`` (entries,)."""
    own = float(shares[number])
    titles = standing.measures[:, _TITLE]
    return Place(
        share=own,
        ahead=int((shares > own).sum()),
        gap=math.log(max(float(shares.max()), _TINY) / max(own, _TINY)),
        title_gap=float(titles.max() - titles[tier.numbers == number].max()),
    )


def find_best_titled(standing: Standing) -> int:
    """Return the unit with the title that the profile's is nearest to."""
    return int(standing.measures[:, _TITLE].argmax())


def to_confidence(standing: Standing, tier: Tier, scheme: str, number: int, share: float, weights: Weights) -> float:
    """Return how sure it is that entry ``number`` of ``tier`` is meant."""
    return weights.confidence[scheme].to_probability(to_evidence(standing, tier, number, share))


def to_evidence(standing: Standing, tier: Tier, number: int, share: float) -> dict[str, float]:
    """Return what the confidence of an entry is made of: its share, and how much there is to go by."""
    best = standing.measures[tier.numbers == number].max(axis=0)
    own = min(max(share, _TINY), 1 - 1e-6)
    return {
        "share": math.log(own / (1 - own)),
        "title": float(max(best[_TITLE], best[_ALIASES])),
        "near_summary": float(best[_SUMMARY]),
        "whole": float(best[_WHOLE]),
        **to_amounts(standing.text),
    }


def to_amounts(text: ProfileText) -> dict[str, float]:
    """Return how much a profile says."""
    trust = sum(alias.trust for alias in text.aliases) + (text.name.trust if text.name is not None else 0.0)
    return {
        "names": math.log1p(trust),
        "statements": math.log1p(len(text.statements)),
        "summary": float(text.summary is not None),
    }
