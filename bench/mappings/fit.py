"""Fit weights, confidence and distance on the development half, and write weights.json.

Ranking: the weights, none negative, under which the right units have the largest share of a softmax over all units of
the family (listwise likelihood, Cao et al. 2007, https://doi.org/10.1145/1273496.1273513). Confidence: logistic
regression on the first five of each scheme, right or wrong; profiles that fit nothing are among them.
Distance: logistic regression on right codes and wrong ones. A mapping is far that is farther than all but ALARMS of
the right ones, in the form of profile in which they are farthest.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from bench.mappings.forms import REALISTIC
from bench.mappings.judging import SCHEMES, Judged, Sample
from service.config import DEFAULT_MODEL
from service.occupations.suggestion.family import Numbers
from service.occupations.suggestion.measures import MEASURES
from service.occupations.suggestion.standing import Place, to_distance
from service.occupations.suggestion.weights import WEIGHTS_FILE, Curve, Weights
from store.encoder import FloatArray

ALARMS = 0.045  # share of right codes that may be flagged on what it is fitted on: 0.05 is promised
_REFUSED = 0.03  # share of profiles that fit something and may be refused
_KEPT = 100  # units of a sample that the ranking is fitted on
_RANKING_PENALTY = 1e-5
_CURVE_PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """The nearest units of one sample, and which are right."""

    measures: FloatArray  # (k, f)
    right: Numbers  # places among them


def to_choice(sample: Sample) -> Choice:
    """Return what the ranking is fitted on: the right units, and those that stand best."""
    right = sample.case.right
    best = np.argsort(-sample.standing.shares, kind="stable")[:_KEPT]
    kept = np.concatenate([right, np.setdiff1d(best, right)])
    return Choice(sample.measures[kept], np.arange(len(right)))


def fit_ranking(choices: Sequence[Choice], start: Mapping[str, float]) -> dict[str, float]:
    """Return the weight of each measure."""

    def lose(weights: FloatArray) -> tuple[float, FloatArray]:
        loss, slope = 0.0, np.zeros(len(MEASURES))
        for choice in choices:
            scores = choice.measures @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            right = share[choice.right]
            total = max(float(right.sum()), 1e-300)
            loss -= math.log(total)
            slope += share @ choice.measures - (right / total) @ choice.measures[choice.right]
        count = len(choices)
        penalty = _RANKING_PENALTY * weights
        return loss / count + penalty @ weights, slope / count + 2 * penalty

    first = np.asarray([start[name] for name in MEASURES])
    found = minimize(lose, first, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(MEASURES))
    return {name: round(float(weight), 3) for name, weight in zip(MEASURES, found.x, strict=True)}


def fit_confidence(judged: Iterable[Judged]) -> dict[str, Curve]:
    """Return the curve of each scheme."""
    told: dict[str, list[tuple[Mapping[str, float], bool]]] = {}
    for one in judged:
        told.setdefault(one.scheme, []).extend(one.candidates)
    return {scheme: fit_curve(found) for scheme, found in sorted(told.items())}


def fit_curve(told: Sequence[tuple[Mapping[str, float], bool]]) -> Curve:
    """Return the logistic curve that tells best which values are of the right ones."""
    names = list(told[0][0])
    matrix = np.asarray([[values[name] for name in names] for values, _ in told])
    right = np.asarray([is_right for _, is_right in told], dtype=np.float64)
    middle, spread = matrix.mean(axis=0), matrix.std(axis=0) + 1e-9
    scaled = (matrix - middle) / spread

    def lose(values: FloatArray) -> tuple[float, FloatArray]:
        exponent = scaled @ values[1:] + values[0]
        loss = np.logaddexp(0.0, exponent) - right * exponent
        error = 1 / (1 + np.exp(-exponent)) - right
        slope = np.concatenate([[error.mean()], scaled.T @ error / len(right) + 2 * _CURVE_PENALTY * values[1:]])
        return loss.mean() + _CURVE_PENALTY * values[1:] @ values[1:], slope

    found = minimize(lose, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / spread
    rounded = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Curve(round(float(found[0] - weights @ middle), 4), rounded)


def fit_distance(judged: Sequence[Judged]) -> tuple[dict[str, float], float]:
    """Return what distance is made of, and the distance from which a mapping is far."""
    told = [(_to_values(one.right), False) for one in judged if one.right is not None]
    told += [
        (_to_values(place), True)
        for one in judged
        for name, place in one.wrong.items()
        if name != "second nearest"  # which is often right too
    ]
    distance = dict(fit_curve(told).weights)
    tails = [
        float(np.quantile(distances, 1 - ALARMS))
        for kind, schemes in SCHEMES.items()
        for scheme in schemes
        for form in REALISTIC
        if (distances := [to_distance(one.right, distance) for one in _select(judged, kind, scheme, form) if one.right])
    ]
    return distance, round(max(tails), 4)


def find_least(judged: Iterable[Judged], curves: Mapping[str, Curve]) -> float:
    """Return the confidence below which _REFUSED of the profiles that fit something fall."""
    best = [
        max(curves[one.scheme].to_probability(values) for values, _ in one.candidates)
        for one in judged
        if one.form in REALISTIC and one.right is not None
    ]
    return round(float(np.quantile(best, _REFUSED)), 3)


def write(weights: Weights, releases: Sequence[str], cases: Mapping[str, int]) -> None:
    """Write weights.json."""
    held = {
        "provenance": {
            "fitted": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "command": "python -m bench mappings --fit",
            "split": "development",
            "taxonomies": list(releases),
            "cases": dict(cases),
            "cases_sha256": hashlib.sha256(json.dumps(dict(cases), sort_keys=True).encode()).hexdigest(),
            "model": DEFAULT_MODEL,
        },
        "ranking": dict(weights.ranking),
        "confidence": {
            scheme: {"intercept": curve.intercept, "weights": dict(curve.weights)}
            for scheme, curve in weights.confidence.items()
        },
        "least": weights.least,
        "distance": dict(weights.distance),
        "far": weights.far,
    }
    WEIGHTS_FILE.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS_FILE}")


def _to_values(place: Place) -> dict[str, float]:
    return {"gap": math.log1p(place.gap), "ahead": math.log1p(place.ahead)}


def _select(judged: Iterable[Judged], kind: str, scheme: str, form: str) -> list[Judged]:
    return [one for one in judged if (one.kind, one.scheme, one.form) == (kind, scheme, form)]
