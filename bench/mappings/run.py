"""Pseudo-profiles whose occupation is known, put to suggestion and audit; ``--fit`` fits the weights anew.

The development half is fitted on, the other half reported. docs/mapping-quality.md holds the tables.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

import numpy as np

from bench.mappings.cases import draw, make_cases
from bench.mappings.corpus import Corpus, open_corpus
from bench.mappings.fit import find_least, fit_confidence, fit_limits, fit_ranking, to_choice, write
from bench.mappings.forms import WHOLE, make_forms, make_strange
from bench.mappings.judging import FAMILY_NAMES, SCHEMES, WRONG, Judged, Sample, judge, put
from service.evaluation.calibration import to_bins, to_brier_score, to_calibration_error
from service.occupations.suggestion.standing import Place
from service.occupations.suggestion.weights import Weights, read_weights

_ISCO_SHARE = 0.25  # of the ESCO occupations: three thousand would take most of the time
_STRANGE_SHARE = 0.5  # of the profiles that fit nothing


def run() -> None:
    """Print the tables of the test half; with ``--fit``, fit the weights on the development half first."""
    with open_corpus() as corpus:
        run_on(corpus)


def run_on(corpus: Corpus) -> None:
    """Measure on ``corpus``."""
    cases, rows = make_cases(corpus)
    cases = [case for case in cases if case.kind != "isco" or draw("kept", case.text.code) < _ISCO_SHARE]
    forms = make_forms(cases, corpus.encode)
    strange = [case for case in make_strange(cases) if draw("strange", case.text.code) < _STRANGE_SHARE]
    samples = list(put(cases, forms, rows))
    odd = list(put(strange, {"strange": forms[WHOLE]}, rows))
    if "--fit" in sys.argv:
        write(
            fit([*samples, *odd], corpus), corpus.releases, Counter(case.kind for case in cases if case.is_development)
        )
        read_weights.cache_clear()
    weights = read_weights()
    judged, unknown = (
        [one for s in group if not s.case.is_development for one in judge(s, corpus.families, weights.ranking)]
        for group in (samples, odd)
    )
    report_suggestions(judged, unknown, tuple(forms), weights)
    report_audit(judged, tuple(forms), weights)


def fit(samples: Sequence[Sample], corpus: Corpus) -> Weights:
    """Return the weights that the development half of ``samples`` gives."""
    used = [sample for sample in samples if sample.case.is_development]
    first, ranking = read_weights().ranking, {}
    for number, name in enumerate(FAMILY_NAMES):
        held = [sample for sample in used if sample.case.family == number and len(sample.case.right)]
        ranking[name] = fit_ranking([to_choice(sample, first) for sample in held], first[name])
        print("ranking", name, ranking[name])
    judged = [one for sample in used for one in judge(sample, corpus.families, ranking)]
    curves = fit_confidence(judged)
    return Weights(ranking, curves, find_least(judged, curves), fit_limits(judged))


def report_suggestions(
    judged: Sequence[Judged], strange: Sequence[Judged], forms: Sequence[str], weights: Weights
) -> None:
    """Print accuracy, calibration and abstention by kind, scheme and form."""
    print("\n| pairs | code | given | n | top 1 | top 5 | top 10 | minor group | ECE | Brier | refused |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for kind, schemes in SCHEMES.items():
        for scheme in schemes:
            for form in forms:
                group = [one for one in judged if (one.kind, one.scheme, one.form) == (kind, scheme, form)]
                if group:
                    print(f"| {kind} | {scheme} | {form} | {_describe(group, weights)} |")
    for scheme in sorted({one.scheme for one in strange}):
        group = [one for one in strange if one.scheme == scheme]
        refused = np.mean([_best(one, weights) < weights.least for one in group])
        sure = np.mean([_best(one, weights) for one in group])
        print(f"strange, {scheme}: n={len(group)} mean confidence {sure:.3f}, refused {refused:.3f}")


def report_audit(judged: Sequence[Judged], forms: Sequence[str], weights: Weights) -> None:
    """Print which share of right and of wrong codes is flagged as far."""
    print(f"\n| pairs | code | given | right codes flagged | {' | '.join(f'{name} flagged' for name in WRONG)} |")
    print("|---|---|---|---|---|---|---|---|")
    for kind, schemes in SCHEMES.items():
        for scheme in schemes:
            for form in forms:
                group = [one for one in judged if (one.kind, one.scheme, one.form) == (kind, scheme, form)]
                if group:
                    right = np.mean([_is_far(one, one.right, weights) for one in group if one.right is not None])
                    wrong = [
                        np.mean([_is_far(one, one.wrong[name], weights) for one in group if name in one.wrong])
                        for name in WRONG
                    ]
                    figures = " | ".join(f"{figure:.3f}" for figure in (right, *wrong))
                    print(f"| {kind} | {scheme} | {form} | {figures} |")


def _is_far(one: Judged, place: Place, weights: Weights) -> bool:
    return weights.far[one.scheme].are_exceeded(place.gap, place.title_gap, one.amounts)


def _best(one: Judged, weights: Weights) -> float:
    return max(weights.confidence[one.scheme].to_probability(values) for values, _ in one.candidates)


def _describe(group: Sequence[Judged], weights: Weights) -> str:
    ranks = np.asarray([one.rank for one in group])
    told = [
        (weights.confidence[one.scheme].to_probability(values), right)
        for one in group
        for values, right in one.candidates[:1]
    ]
    refused = np.mean([_best(one, weights) < weights.least for one in group])
    figures = [
        *(float(np.mean(ranks < most)) for most in (1, 5, 10)),
        float(np.mean([one.minor_right for one in group])),
        to_calibration_error(to_bins(told)),
        to_brier_score(told),
        float(refused),
    ]
    return " | ".join([str(len(group)), *(f"{figure:.3f}" for figure in figures)])
