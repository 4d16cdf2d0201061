"""Fit the weights of the ranking and the curve of the confidence on the development half; write weights.json.

Ranking: the weights, none negative, under which the right candidates of a question have the largest share of a softmax
over all its candidates (listwise likelihood, Cao et al. 2007, https://doi.org/10.1145/1273496.1273513), with a small
penalty on their squares; scaled to add up to 1. Confidence: logistic regression on answers, judged right or wrong.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from bench.logistic import fit_logistic
from bench.quality.corpora import DEVELOPMENT, open_corpora, question_files
from bench.quality.samples import Judged, Sample, collect, judge, to_matrix
from service.evaluation.question import QuestionType
from service.search.answers import to_confidence
from service.search.signals import SIGNALS
from service.search.weights import WEIGHTS_FILE, Curve, Weights, read_weights
from store.encoder import FloatArray

_SHORT_TERMS = 2
_RANKING_PENALTY = 1e-3
_CURVE_PENALTY = 1e-2
_OF_PLACE = ("related", "role_context", "level_context", "role_named", "level_named")
_FEATURES = ("dense", "coverage", "score", "lead", "dense_lead", "share", "unknown", "terms", *_OF_PLACE)
_OF_QUESTION = tuple(name for name in _FEATURES if name != "share")  # what rivals an answer has says nothing of that
_REFUSED = 0.97  # share of the unanswerable that is to be refused: 0.95 is promised, and this is what it was fitted on


def run() -> None:
    """Fit, print what came of it, and write weights.json."""
    with open_corpora() as corpora:
        samples = collect(corpora, DEVELOPMENT, QuestionType.ANSWERABLE)
        unanswerable = collect(corpora, DEVELOPMENT, QuestionType.UNANSWERABLE)
        short = fit_ranking([s for s in samples if len(s.retrieved.terms) <= _SHORT_TERMS + 1])
        long = fit_ranking([s for s in samples if len(s.retrieved.terms) > _SHORT_TERMS])
        first = read_weights()
        ranking = Weights(short, long, _SHORT_TERMS, first.confidence, first.answerable, first.least_answerable)
        judged = judge([*samples, *unanswerable], ranking)
        firsts = [answer for answer in judged if answer.first]
        gate = fit_curve(firsts, [answer.answerable for answer in firsts], _OF_QUESTION)
        least = find_least(firsts, gate)
        # Only first answers that are given: that is what the confidence is believed for.
        given = [a for a in firsts if a.features and to_confidence(a.features, gate) >= least]
        curve = fit_curve(given, [answer.right for answer in given], _FEATURES)
        refused = [to_confidence(a.features, gate) < least for a in firsts if a.answerable and a.features]
        names = [corpus.name for corpus in corpora]
    print("short:", _describe(short), "\nlong: ", _describe(long))
    print("confidence:", curve, "\nanswerable:", gate, "least", least)
    print(f"refused of the answerable, on what it was fitted on: {np.mean(refused):.3f}")
    _write(short, long, curve, gate, least, names, len(samples), len(unanswerable))


def fit_ranking(samples: Sequence[Sample]) -> FloatArray:
    """Return the weights (signals,), which add up to 1."""
    usable = [sample for sample in samples if sample.right.any() and not sample.right.all()]
    signals = [sample.retrieved.signals.astype(np.float64) for sample in usable]

    def lose(weights: FloatArray) -> tuple[float, FloatArray]:
        loss, slope = 0.0, np.zeros(len(SIGNALS))
        for matrix, sample in zip(signals, usable, strict=True):
            scores = matrix @ weights
            share = np.exp(scores - scores.max())
            share /= share.sum()
            among = share * sample.right
            total = among.sum()
            loss -= np.log(total)
            slope -= matrix.T @ (among / total - share)
        count = len(usable)
        return loss / count + _RANKING_PENALTY * weights @ weights, slope / count + 2 * _RANKING_PENALTY * weights

    start = np.full(len(SIGNALS), 0.1)
    found = minimize(lose, start, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(SIGNALS))
    weights: FloatArray = (found.x / found.x.sum()).astype(np.float32)
    return weights


def fit_curve(judged: Sequence[Judged], told: Sequence[bool], names: Sequence[str]) -> Curve:
    """Return the logistic curve on the features ``names`` that tells best what is ``told`` of each answer."""
    matrix = to_matrix(judged, names).astype(np.float64)
    right = np.asarray(told, dtype=np.float64)
    intercept, weights = fit_logistic(matrix, right, _CURVE_PENALTY)
    return Curve(intercept, dict(zip(names, map(float, weights), strict=True)))


def find_least(firsts: Sequence[Judged], gate: Curve) -> float:
    """Return the value of ``gate`` below which _REFUSED of the unanswerable fall."""
    tempting = sorted(
        to_confidence(answer.features, gate) for answer in firsts if not answer.answerable and answer.features
    )
    return tempting[min(int(len(tempting) * _REFUSED), len(tempting) - 1)] + 1e-4


def _describe(weights: FloatArray) -> dict[str, float]:
    return {name: round(float(weight), 4) for name, weight in zip(SIGNALS, weights, strict=True) if weight > 0}


def _write(
    short: FloatArray,
    long: FloatArray,
    curve: Curve,
    gate: Curve,
    least: float,
    corpora: Sequence[str],
    answerable: int,
    unanswerable: int,
) -> None:
    held = {
        "provenance": {
            "fitted": datetime.datetime.now(datetime.UTC).date().isoformat(),
            "command": "python -m bench fit",
            "split": DEVELOPMENT,
            "corpora": list(corpora),
            "questions": {"answerable": answerable, "unanswerable": unanswerable},
            "files": {str(path): _hash(path) for path in question_files()},
        },
        "ranking": {"short_terms": _SHORT_TERMS, "short": _describe(short), "long": _describe(long)},
        "confidence": _to_json(curve),
        "answerable": {"least": round(least, 4), **_to_json(gate)},
    }
    WEIGHTS_FILE.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    print(f"wrote {WEIGHTS_FILE}")


def _to_json(curve: Curve) -> dict[str, object]:
    return {
        "intercept": round(curve.intercept, 4),
        "weights": {name: round(weight, 4) for name, weight in curve.weights.items()},
    }


def _hash(path: Path) -> str:
    return hashlib.sha256((Path(__file__).parents[2] / path).read_bytes()).hexdigest()
