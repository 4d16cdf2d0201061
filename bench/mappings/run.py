"""Pseudo-profiles whose occupation is known, put to suggestion and audit; ``--fit`` fits the weights anew.

The development half is fitted on, the other half reported. docs/mapping-quality.md holds the tables.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from bench.mappings.cases import draw, make_cases
from bench.mappings.corpus import Corpus, open_corpus
from bench.mappings.fit import Choice, find_least, fit_confidence, fit_distance, fit_ranking, to_choice, write
from bench.mappings.forms import make_forms, make_strange
from bench.mappings.judging import SCHEMES, WRONG, Judged, judge, put
from service.evaluation.calibration import to_bins, to_brier_score, to_calibration_error
from service.occupations.suggestion.standing import to_distance
from service.occupations.suggestion.weights import Weights, read_weights

_ISCO_SHARE = 0.3  # of the ESCO occupations: three thousand would take most of the time
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
    odd = {"strange": forms["all"]}
    if "--fit" in sys.argv:
        development = [case for case in cases if case.is_development]
        ranking = read_weights().ranking
        choices: list[Choice] = [to_choice(sample) for sample in put(development, forms, rows, ranking)]
        ranking = fit_ranking(choices, ranking)
        print("ranking", ranking)
        known = [one for s in put(development, forms, rows, ranking) for one in judge(s, corpus.families)]
        none = [case for case in strange if case.is_development]
        unknown = [one for s in put(none, odd, rows, ranking) for one in judge(s, corpus.families)]
        curves = fit_confidence([*known, *unknown])
        distance, far = fit_distance(known)
        weights = Weights(ranking, curves, find_least(known, curves), distance, far)
        write(weights, corpus.releases, Counter(case.kind for case in development))
        read_weights.cache_clear()
    weights = read_weights()
    test = [case for case in cases if not case.is_development]
    judged = [one for s in put(test, forms, rows, weights.ranking) for one in judge(s, corpus.families)]
    none = [case for case in strange if not case.is_development]
    unknown = [one for s in put(none, odd, rows, weights.ranking) for one in judge(s, corpus.families)]
    report_suggestions(judged, unknown, tuple(forms), weights)
    report_audit(judged, tuple(forms), weights)


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
    print("|---|---|---|---|---|---|---|")
    for kind, schemes in SCHEMES.items():
        for scheme in schemes:
            for form in forms:
                group = [one for one in judged if (one.kind, one.scheme, one.form) == (kind, scheme, form)]
                if group:
                    flagged = [_flag(one.right for one in group if one.right is not None)]
                    flagged += [_flag(one.wrong[name] for one in group if name in one.wrong) for name in WRONG]
                    figures = [np.mean([to_distance(p, weights.distance) > weights.far for p in f]) for f in flagged]
                    print(f"| {kind} | {scheme} | {form} | {' | '.join(f'{figure:.3f}' for figure in figures)} |")


def _flag(places: Iterable[object]) -> list:
    return list(places)


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
