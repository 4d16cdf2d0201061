"""Fit weights, confidence and limits on the development half, and write weights.json.

Ranking: the weights, none negative, under which the right units have the largest share of a softmax over all units of
the family (listwise likelihood, Cao et al. 2007, https://doi.org/10.1145/1273496.1273513). Confidence: logistic
regression on the first five of each scheme, right or wrong; profiles that fit nothing are among them. Limits: the gap
that all but GAP_ALARMS of the right codes stay below, given how much the profile says (quantile regression, Koenker and
Bassett 1978, https://doi.org/10.2307/1913643), and the gap between titles that all but TITLE_ALARMS do.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.optimize import linprog, minimize

from bench.logistic import fit_logistic
from bench.mappings.forms import REALISTIC
from bench.mappings.judging import Judged, Sample
from service.config import DEFAULT_MODEL
from service.occupations.suggestion.family import Numbers
from service.occupations.suggestion.measures import MEASURES
from service.occupations.suggestion.weights import LEAST_GAP, WEIGHTS_FILE, Curve, Limits, Weights
from store.encoder import FloatArray

# Shares of right codes that may be flagged on what the limits are fitted on; 0.05 is promised for both together.
GAP_ALARMS = 0.025
TITLE_ALARMS = 0.02
_AMOUNTS = ("names", "statements")  # not of summaries: pairs of one kind have them and others none
_REFUSED = 0.03  # share of profiles that fit something and may be refused
_KEPT = 100  # units of a sample that the ranking is fitted on
_RANKING_PENALTY = 1e-5
_CURVE_PENALTY = 1e-3


@dataclass(frozen=True, slots=True)
class Choice:
    """The nearest units of one sample, and which are right."""

    measures: FloatArray  # (k, f)
    right: Numbers  # places among them


def to_choice(sample: Sample, ranking: Mapping[str, Mapping[str, float]]) -> Choice:
    """Return what the ranking is fitted on: the right units, and those that stand best under a first ``ranking``."""
    right = sample.case.right
    best = np.argsort(-sample.stand(ranking).shares, kind="stable")[:_KEPT]
    kept = np.concatenate([right, np.setdiff1d(best, right)])
    return Choice(sample.measures[kept].astype(np.float32), np.arange(len(right)))


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
    intercept, weights = fit_logistic(matrix, right, _CURVE_PENALTY)
    rounded = {name: round(float(weight), 4) for name, weight in zip(names, weights, strict=True)}
    return Curve(round(intercept, 4), rounded)


def fit_limits(judged: Sequence[Judged]) -> dict[str, Limits]:
    """Return the limits of each scheme."""
    held: dict[str, list[Judged]] = {}
    for one in judged:
        if one.form in REALISTIC and one.right is not None:
            held.setdefault(one.scheme, []).append(one)
    return {scheme: _fit_limits(group) for scheme, group in sorted(held.items())}


def _fit_limits(judged: Sequence[Judged]) -> Limits:
    amounts = np.asarray([[1.0, *(one.amounts[name] for name in _AMOUNTS)] for one in judged])
    places = [one.right for one in judged if one.right is not None]
    gaps, titles = np.asarray([place.gap for place in places]), np.asarray([place.title_gap for place in places])
    count, width = amounts.shape
    costs = np.concatenate([np.zeros(2 * width), np.full(count, 1 - GAP_ALARMS), np.full(count, GAP_ALARMS)])
    sums = sparse.hstack([amounts, -amounts, sparse.eye(count), -sparse.eye(count)], format="csr")
    found = linprog(costs, A_eq=sums, b_eq=gaps, method="highs").x
    weights = found[:width] - found[width : 2 * width]
    told = {name: round(float(weight), 4) for name, weight in zip(_AMOUNTS, weights[1:], strict=True)}
    title_gap = float(np.quantile(np.where(gaps > LEAST_GAP, titles, 0.0), 1 - TITLE_ALARMS))
    return Limits(Curve(round(float(weights[0]), 4), told), round(title_gap, 4))


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
            "model": DEFAULT_MODEL,
        },
        "ranking": {family: dict(held) for family, held in weights.ranking.items()},
        "confidence": {scheme: _to_json(curve) for scheme, curve in weights.confidence.items()},
        "least": weights.least,
        "far": {scheme: {"gap": _to_json(far.gap), "title_gap": far.title_gap} for scheme, far in weights.far.items()},
    }
    WEIGHTS_FILE.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS_FILE}")


def _to_json(curve: Curve) -> dict[str, object]:
    return {"intercept": curve.intercept, "weights": dict(curve.weights)}
