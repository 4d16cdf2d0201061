"""Fit the weights of the ranking and the curves of the confidence on the development half; write weights.json.

Ranking: the weights under which the right occupations of a title have the largest share of a softmax over its
candidates (listwise likelihood, Cao et al. 2007, https://doi.org/10.1145/1273496.1273513), with a small penalty on
their squares. Confidence: logistic regression on candidates, judged right or wrong. Title: the same on titles, and on
what is none.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.occupation_titles.questions import Held, Question, hold_out, open_engine
from bench.occupation_titles.run import SCHEMES
from bench.quality.corpora import DEVELOPMENT
from service.engine import Engine
from service.occupations.titles.confidence import (
    OF_CANDIDATE,
    OF_TITLE,
    describe_candidates,
    describe_title,
    to_curve,
    to_scores,
    to_shares,
)
from service.occupations.titles.features import FEATURES, Candidates
from service.occupations.titles.weights import WEIGHTS_FILE
from service.search.weights import Curve

_RANKING_PENALTY = 1e-3
_CURVE_PENALTY = 1e-4
_CANDIDATES = 5  # of a title that the confidence is fitted on
_KEPT = 0.99  # of titles, which must not be taken for what is none

Floats = NDArray[np.float64]
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Sample:
    """One title with its candidates."""

    candidates: Candidates
    right: NDArray[np.bool_]  # (c)


def run() -> None:
    """Fit each scheme that was imported, and write weights.json."""
    schemes: dict[str, Json] = {}
    fitted: dict[str, Json] = {}
    with open_engine() as engine:
        if engine is None:
            return
        for scheme in SCHEMES:
            held = hold_out(engine, scheme)
            if held is not None:
                schemes[scheme], fitted[scheme] = _fit(engine, held)
        versions = {taxonomy.name: taxonomy.version for taxonomy in engine.occupations.taxonomies}
    provenance = {
        "fitted": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "command": "python -m bench fit-occupations",
        "split": DEVELOPMENT,
        "taxonomies": versions,
        "schemes": fitted,
    }
    WEIGHTS_FILE.write_text(json.dumps({"provenance": provenance, "schemes": schemes}, indent=2) + "\n", "utf-8")
    print(f"wrote {WEIGHTS_FILE}")


def _fit(engine: Engine, held: Held) -> tuple[Json, Json]:
    asked = [question for question in held.questions if question.split == DEVELOPMENT]
    samples = _collect(engine, held, asked)
    no_titles = [question for asked in held.no_titles.values() for question in asked]
    others = _collect(engine, held, [question for question in no_titles if question.split == DEVELOPMENT])
    ranking = fit_ranking(samples)
    firsts, told, rows = [], [], []
    for sample in samples:
        scores = to_scores(sample.candidates, ranking)
        described = describe_candidates(sample.candidates, to_shares(scores))
        firsts.append(describe_title(sample.candidates, scores))
        best = [n for n in np.argsort(-scores)[:_CANDIDATES].tolist() if not sample.candidates.same[n]]
        rows += [described[n] for n in best]
        told += [bool(sample.right[n]) for n in best]
    confidence = fit_curve(np.array(rows), np.array(told), OF_CANDIDATE)
    none = [describe_title(other.candidates, to_scores(other.candidates, ranking)) for other in others]
    title = fit_curve(np.array(firsts + none), np.arange(len(firsts) + len(none)) < len(firsts), OF_TITLE)
    least = float(np.quantile(to_curve(title, np.array(firsts), OF_TITLE), 1 - _KEPT))
    weights: Json = {
        "ranking": {name: round(float(weight), 4) for name, weight in zip(FEATURES, ranking, strict=True)},
        "confidence": _to_json(confidence),
        "title": {"least": round(least, 4), **_to_json(title)},
    }
    return weights, {"titles": len(samples), "no titles": len(others)}


def _collect(engine: Engine, held: Held, questions: Sequence[Question]) -> list[Sample]:
    read = [held.matcher.read(question.title) for question in questions]
    vectors = engine.snapshot.encoder.encode(read)
    samples = []
    for text, vector, question in zip(read, vectors, questions, strict=True):
        if text:
            candidates = held.matcher.find(text, vector)
            right = np.isin(candidates.occupations, sorted(question.answers))
            samples.append(Sample(candidates, right))
    return samples


def fit_ranking(samples: Sequence[Sample]) -> NDArray[np.float32]:
    """Return the weights (features,)."""
    usable = [sample for sample in samples if sample.right.any() and not sample.right.all()]
    rows = np.concatenate([sample.candidates.features for sample in usable]).astype(np.float64)
    right = np.concatenate([sample.right for sample in usable])
    counts = [len(sample.right) for sample in usable]
    starts, group = np.cumsum([0, *counts[:-1]]), np.repeat(np.arange(len(usable)), counts)
    spread = rows.std(axis=0) + 1e-9
    scaled = rows / spread

    def lose(weights: Floats) -> tuple[float, Floats]:
        scores = scaled @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[group])
        totals, among = np.add.reduceat(powers, starts), np.add.reduceat(powers * right, starts) + 1e-12
        loss = float(np.log(totals / among).mean())
        slope = scaled.T @ (powers / totals[group] - powers * right / among[group]) / len(usable)
        return loss + _RANKING_PENALTY * float(weights @ weights), slope + 2 * _RANKING_PENALTY * weights

    found = minimize(lose, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B")
    weights: NDArray[np.float32] = (found.x / spread).astype(np.float32)
    return weights


def fit_curve(rows: NDArray[np.floating], told: NDArray[np.bool_], names: Sequence[str]) -> Curve:
    """Return the logistic curve on ``rows`` (r, names) that tells best what is ``told`` of each."""
    middle, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-9
    scaled, right = (rows - middle) / spread, told.astype(np.float64)

    def lose(values: Floats) -> tuple[float, Floats]:
        exponent = scaled @ values[1:] + values[0]
        error = 1 / (1 + np.exp(-exponent)) - right
        slope = np.concatenate([[error.mean()], scaled.T @ error / len(right) + 2 * _CURVE_PENALTY * values[1:]])
        loss = (np.logaddexp(0.0, exponent) - right * exponent).mean() + _CURVE_PENALTY * values[1:] @ values[1:]
        return float(loss), slope

    found = minimize(lose, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B").x
    weights = found[1:] / spread
    return Curve(float(found[0] - weights @ middle), dict(zip(names, map(float, weights), strict=True)))


def _to_json(curve: Curve) -> Json:
    return {
        "intercept": round(curve.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in curve.weights.items()},
    }
