"""Held-out titles, found by BM25, by the nearest vector and by us: the table of docs/titles.md.

BENCH_ONET, BENCH_SOC and BENCH_ESCO name the downloads (zip or folder), or BENCH_DATA a data directory that has them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.occupation_titles.measures import (
    FIRST,
    calibration_error,
    count_group_hits,
    count_hits,
    rank,
    refuse,
)
from bench.occupation_titles.peers import score_all
from bench.occupation_titles.questions import Held, Question, hold_out, open_engine
from bench.quality.corpora import TEST
from bench.timing import describe, stopwatch, time_calls
from service.engine import Engine
from service.occupations.titles.confidence import to_scores
from service.occupations.titles.matcher import SchemeMatcher
from service.occupations.titles.resolver import OccupationResolver
from service.occupations.titles.weights import weights_of

SCHEMES = ("onet-soc", "esco")
_BATCH = 500


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found for titles; ``ranked`` refuses none of them, and has all candidates."""

    ranked: list[list[int]]
    groups: list[dict[str | None, float]]  # of each title: group -> how sure
    confidences: NDArray[np.float64]  # of the first; 0 where the title was refused
    right: NDArray[np.bool_]  # the first is


def run() -> None:
    """Print the table of each scheme that was imported."""
    with open_engine() as engine:
        if engine is None:
            return
        for scheme in SCHEMES:
            held = hold_out(engine, scheme)
            if held is not None:
                _measure(engine, held)
        _measure_time(engine)


def _measure(engine: Engine, held: Held) -> None:
    questions = [question for question in held.questions if question.split == TEST]
    development = len(held.questions) - len(questions)
    print(
        f"{held.scheme}: {development} titles of development, {len(questions)} of test; names {len(held.names.texts)}"
    )
    reference = engine.snapshot.reference
    assert reference is not None
    vectors = engine.snapshot.encoder.encode([question.title for question in questions])
    _show("", [f"code {k}" for k in FIRST] + [f"group {k}" for k in FIRST])
    for name, scores in score_all(held.names, [q.title for q in questions], vectors, reference.text.terms):
        _show_hits(name, rank(scores), questions, held)
    found = _find(engine, held, held.matcher, questions)
    _show_hits("ours", found.ranked, questions, held)
    answered = found.confidences > 0
    print(f"answered {answered.mean():.3f}")
    print(f"ECE of the code {calibration_error(found.confidences[answered], found.right[answered]):.3f}")
    confidences, right = _choose_groups(found, questions, held)
    print(f"ECE of the group {calibration_error(confidences[answered], right[answered]):.3f}")
    for least, share, hits in refuse(found.confidences, found.right):
        print(f"from {least:.1f} on: {share:.3f} answered, {hits:.3f} of these right")
    for kind, no_titles in held.no_titles.items():
        asked = [question for question in no_titles if question.split == TEST]
        refused = _find(engine, held, held.matcher, asked).confidences == 0
        print(f"{kind}: {len(asked)}, refused {refused.mean():.3f}")
    whole = _find(engine, held, held.whole, questions)
    print(f"titles that are among the names: first right {whole.right.mean():.3f}")


def _find(engine: Engine, held: Held, matcher: SchemeMatcher, questions: Sequence[Question]) -> _Found:
    read = [matcher.read(question.title) for question in questions]
    vectors = engine.snapshot.encoder.encode(read)
    weights = weights_of(held.scheme).ranking
    groups = {entry.iri: group for entry, group in zip(held.names.occupations, held.groups, strict=True)}
    found = _Found([], [], np.zeros(len(read)), np.zeros(len(read), np.bool_))
    for place, (text, vector, question) in enumerate(zip(read, vectors, questions, strict=True)):
        candidates = matcher.find(text, vector)
        order = np.argsort(-to_scores(candidates, weights), kind="stable")
        found.ranked.append(candidates.occupations[order].tolist())
        meant = matcher.match(text, vector) if text else []
        sure: dict[str | None, float] = {}
        for one in meant:
            group = groups[one.occupation.iri]
            sure[group] = sure.get(group, 0.0) + one.confidence
        found.groups.append(sure)
        found.confidences[place] = meant[0].confidence if meant else 0.0
        found.right[place] = bool(meant) and found.ranked[-1][0] in question.answers
    return found


def _choose_groups(
    found: _Found, questions: Sequence[Question], held: Held
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Return how sure the surest group of each title is, and whether it is right."""
    confidences, right = [], []
    for sure, question in zip(found.groups, questions, strict=True):
        first = max(sure, key=lambda group: sure[group], default=None)
        confidences.append(min(sure.get(first, 0.0), 1.0))
        right.append(first in {held.groups[place] for place in question.answers})
    return np.array(confidences), np.array(right)


def _measure_time(engine: Engine) -> None:
    titles = ["Sr. Software Engr", "Registered Nurse", "Head of Facilities", "Barista (part-time)", "CNC Machinist II"]
    resolver = OccupationResolver(engine.snapshot, engine.occupations)
    with stopwatch() as watch:
        resolver.resolve_many(titles[:1])
    print(f"first title: {watch.seconds:.2f} s, with what is made once")
    print(f"one title: {describe(time_calls(lambda title: resolver.resolve_many([title]), titles * 10))}")
    with stopwatch() as watch:
        resolver.resolve_many([f"{title} {n}" for n in range(_BATCH // len(titles)) for title in titles])
    print(f"{_BATCH} titles: {watch.seconds:.2f} s")


def _show_hits(name: str, ranked: Sequence[Sequence[int]], questions: Sequence[Question], held: Held) -> None:
    hits = [*count_hits(ranked, questions), *count_group_hits(ranked, questions, held.groups)]
    _show(name, [f"{share:.3f}" for share in hits])


def _show(name: str, cells: Sequence[str]) -> None:
    print(f"{name:42s}" + "".join(f"{cell:>10s}" for cell in cells))
