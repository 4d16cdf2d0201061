"""How sure the candidates of a title are, and whether what was asked is a title at all.

c candidates. The scores become shares by a softmax, as they were fitted; a candidate one of whose names is the title
itself stands before all others, and as sure as its share among those.
"""

from __future__ import annotations

import numpy as np

from service.occupations.titles.features import FEATURES, Candidates
from service.occupations.titles.postings import Floats
from service.occupations.titles.weights import SchemeWeights
from service.search.weights import Curve

OF_CANDIDATE = ("odds", "nearest", "coverage")
_OF_FIRST = ("nearest", "near", "description", "tasks", "coverage", "head")
OF_TITLE = (*_OF_FIRST, "headed")
SAME = 6.0  # of a score, for the title's own words: e^6 to one against an occupation that lacks them
_SURE = 0.99
_MOST_ODDS = 7.0


def to_scores(candidates: Candidates, ranking: Floats) -> Floats:
    """Return the score of each candidate (c,)."""
    scores: Floats = candidates.features @ ranking + SAME * candidates.same
    return scores


def to_shares(scores: Floats) -> Floats:
    """Return the share of each candidate (c,); together 1."""
    shares: Floats = np.exp(scores - scores.max(initial=-np.inf))
    return shares / max(float(shares.sum()), 1e-9)


def to_confidences(candidates: Candidates, shares: Floats, weights: SchemeWeights) -> Floats:
    """Return how sure each candidate is (c,)."""
    fitted = to_curve(weights.confidence, describe_candidates(candidates, shares), OF_CANDIDATE)
    return np.where(candidates.same, _SURE * shares, np.minimum(fitted, _SURE))


def is_title(candidates: Candidates, scores: Floats, weights: SchemeWeights) -> bool:
    """Tell whether any of the candidates can be meant."""
    if candidates.same.any():
        return True
    first = describe_title(candidates, scores)[None]
    return bool(to_curve(weights.title, first, OF_TITLE)[0] >= weights.least_title)


def describe_candidates(candidates: Candidates, shares: Floats) -> Floats:
    """Return what each candidate's confidence is made of (c, OF_CANDIDATE)."""
    odds = np.log(np.maximum(shares, 1e-9) / np.maximum(1 - shares, 1e-9))
    columns = [candidates.features[:, FEATURES.index(name)] for name in OF_CANDIDATE[1:]]
    return np.stack([np.clip(odds, -_MOST_ODDS, _MOST_ODDS), *columns], axis=1)


def describe_title(candidates: Candidates, scores: Floats) -> Floats:
    """Return what tells a title from what is none (OF_TITLE,)."""
    first = candidates.features[int(scores.argmax())][[FEATURES.index(name) for name in _OF_FIRST]]
    return np.append(first, np.float32(candidates.headed))


def to_curve(curve: Curve, values: Floats, names: tuple[str, ...]) -> Floats:
    """Return the curve's value for each row of ``values`` (rows, names)."""
    weights = np.array([curve.weights[name] for name in names])
    return np.asarray(1 / (1 + np.exp(-(values @ weights + curve.intercept))), np.float32)
