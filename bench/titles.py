"""Titles with known answers, resolved: role and level accuracy, refusals, calibration.

``--fit`` also prints the weights of the confidence as the development half gives them, ``--wrong`` what went wrong.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.timing import describe, show, time_calls
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from service.titles.candidates import Scored
from service.titles.confidence import Features
from service.titles.resolution import TitleCandidate, TitleResolution
from store.library import Library

QUESTIONS = Path(__file__).parent / "questions" / "titles.jsonl"
_EXAMPLES = Path(__file__).parents[1] / "examples"
_BINS = 5
_RIDGE = 0.1  # keeps the weights of few titles small
_STEPS = 100
_PLACES = 2  # candidates of a title that are fitted on

Json = dict[str, Any]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one title fared."""

    title: str
    answerable: bool
    answered: bool
    role_right: bool
    level_right: bool
    confidence: float


def run() -> None:
    """Print the figures of both halves; with ``--fit``, the weights that the development half gives."""
    questions = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        library = Library(Path(name))
        ingest([_EXAMPLES], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        engine = Engine(library.open_current(), read_settings({}, data=Path(name)))
        measure(engine, questions)


def measure(engine: Engine, questions: Sequence[Json]) -> None:
    """Print the figures of ``questions`` in ``engine``."""
    if "--fit" in sys.argv:
        _fit(engine, [question for question in questions if question["split"] == "development"])
    for split in ("development", "test"):
        asked = [question for question in questions if question["split"] == split]
        resolved = engine.titles.resolve_many([question["title"] for question in asked])
        outcomes = [judge(one, question["answers"]) for one, question in zip(resolved, asked, strict=True)]
        print(f"{split}: {len(outcomes)} titles, {sum(one.answerable for one in outcomes)} with an answer")
        _show(outcomes)
        if "--wrong" in sys.argv:
            _show_wrong(resolved, asked, outcomes)
    print(f"resolve: {describe(time_calls(engine.titles.resolve, [question['title'] for question in questions]))}")


def judge(resolution: TitleResolution, answers: Sequence[Json]) -> Outcome:
    """Return how ``resolution`` fares; a rejected alias is no answer, and an open level is right where any is."""
    first = next((one for one in resolution.candidates if one.approval != "rejected"), None)
    if first is None:
        return Outcome(resolution.title, bool(answers), False, False, False, 0.0)
    role_right = any(answer["role"] == first.role for answer in answers)
    return Outcome(resolution.title, bool(answers), True, role_right, is_right(first, answers), first.confidence)


def is_right(candidate: TitleCandidate, answers: Iterable[Json]) -> bool:
    """Tell whether ``candidate`` is one of ``answers``."""
    return any(answer["role"] == candidate.role and answer["level"] in (None, candidate.level) for answer in answers)


def _show(outcomes: Sequence[Outcome]) -> None:
    answerable = [one for one in outcomes if one.answerable]
    refused = [one for one in outcomes if not one.answered]
    nothing = [one for one in outcomes if not one.answerable]
    show("role, first candidate", _share(one.role_right for one in answerable), 0.9, at_most=False)
    show("role and level, first candidate", _share(one.level_right for one in answerable), 0.85, at_most=False)
    show("none: precision", _share(not one.answerable for one in refused), 0.9, at_most=False)
    show("none: recall", _share(not one.answered for one in nothing), 0.9, at_most=False)
    show("calibration error (ECE)", calibration_error(outcomes), 0.08, at_most=True)


def calibration_error(outcomes: Sequence[Outcome]) -> float:
    """Return how far confidence is from being right, averaged over five bins of titles that got an answer."""
    answered = sorted((one for one in outcomes if one.answered), key=lambda one: one.confidence)
    bins = [part for part in np.array_split(np.arange(len(answered)), _BINS) if len(part)]
    apart = 0.0
    for part in bins:
        held = [answered[n] for n in part.tolist()]
        apart += abs(sum(one.confidence for one in held) - sum(one.level_right for one in held))
    return apart / max(len(answered), 1)


def _show_wrong(resolved: Sequence[TitleResolution], asked: Sequence[Json], outcomes: Sequence[Outcome]) -> None:
    for one, question, outcome in zip(resolved, asked, outcomes, strict=True):
        if outcome.level_right or not (outcome.answerable or outcome.answered):
            continue
        wanted = [f"{answer['role']}.{answer['level']}" for answer in question["answers"]] or ["none"]
        got = [f"{c.role}.{c.level} {c.confidence:.2f} ({c.matched})" for c in one.candidates[:2]] or [one.reason]
        print(f"  {one.title!r}: wanted {wanted}, got {got}")


def _fit(engine: Engine, questions: Sequence[Json]) -> None:
    """Print the weights of a logistic function fitted on the best candidates of ``questions``."""
    rows: list[tuple[float, ...]] = []
    right: list[bool] = []
    for question in questions:
        scored: list[Scored] = engine.titles.weigh_candidates(question["title"])
        for one in scored[:_PLACES]:
            rows.append(astuple(one.features))
            right.append(is_right(one.candidate, question["answers"]))
    weights = fit_logistic(np.array(rows), np.array(right, np.float64))
    names = ["base", *(field.name for field in fields(Features))]
    print(f"fitted on {len(rows)} candidates of {len(questions)} titles:")
    for name, weight in zip(names, weights, strict=True):
        print(f"    {name}={weight:.2f},")


def fit_logistic(rows: Floats, right: Floats) -> list[float]:
    """Return base and weights (1 + features) that make ``right`` (n,) likeliest, by Newton's method with a ridge."""
    inputs = np.hstack([np.ones((len(rows), 1)), rows])
    weights = np.zeros(inputs.shape[1])
    ridge = np.diag([0.0, *[_RIDGE] * rows.shape[1]])
    for _ in range(_STEPS):
        sure = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (sure - right) + ridge @ weights
        curve = (inputs * (sure * (1 - sure))[:, None]).T @ inputs + ridge
        weights = weights - np.linalg.solve(curve + 1e-9 * np.eye(len(weights)), slope)
    return [float(weight) for weight in weights]


def _share(values: Iterable[bool]) -> float:
    held = list(values)
    return sum(held) / len(held) if held else 1.0
