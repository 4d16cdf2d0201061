"""Job descriptions whose level is known, inferred: accuracy, calibration, abstention; ``--fit`` fits the weights anew.

The descriptions of the development half are fitted on, whole and in pieces of one to three sentences: a piece says
less, and its probabilities must say so. A part of the pieces has sentences, years or title of another level: those
written for a test fit their level every time, while those of real advertisements do not.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.timing import describe, time_calls
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from service.evaluation.calibration import to_bins, to_brier_score, to_calibration_error
from service.inference.dimensions import weigh_cells
from service.inference.ladder import LadderReader
from service.inference.levels import Evidence, weigh
from service.inference.reading import Reader
from service.inference.result import LevelInference
from service.inference.roles import RoleFinder
from service.inference.weights import WEIGHTS_FILE, Weights, read_weights
from service.search.columns import FacetColumns
from store.library import Library

DESCRIPTIONS = Path(__file__).parent / "questions" / "descriptions.jsonl"
_EXAMPLES = Path(__file__).parents[1] / "examples"
_PIECES = 9  # of one description
_MOST_SENTENCES = 3  # of a piece
_MISLEADING = 0.25  # share of pieces with sentences of another level, and of those with its years and title
_RIDGE = 0.001  # keeps a weight that nothing determines near zero
_STEPS = 100

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Description:
    """One job description; ``role`` and ``level`` are None where it is of another field, or says nothing."""

    id: str
    split: str
    role: str | None
    level: str | None
    text: str
    title: str | None = None


def run() -> None:
    """Print the figures of both halves; with ``--fit``, fit the weights on the development half first."""
    lines = DESCRIPTIONS.read_text(encoding="utf-8").splitlines()
    descriptions = [Description(**json.loads(line)) for line in lines]
    with open_examples() as engine:
        if "--fit" in sys.argv:
            fit([one for one in descriptions if one.split == "development"], engine)
            read_weights.cache_clear()
        for split in ("development", "test"):
            report(split, [one for one in descriptions if one.split == split], engine)
        texts = [one.text for one in descriptions]
        print(f"infer: {describe(time_calls(engine.inferrer.infer, texts))}")


@contextmanager
def open_examples() -> Iterator[Engine]:
    """Lend an engine on the example company: in BENCH_EXAMPLES, a data directory, or ingested for the occasion."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        data = Path(os.environ.get("BENCH_EXAMPLES") or name)
        library = Library(data)
        ingest([_EXAMPLES], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        yield Engine(library.open_current(), read_settings({}, data=data))


def report(split: str, descriptions: Sequence[Description], engine: Engine) -> None:
    """Print how ``descriptions`` fare: with their role given and found, whole and one sentence at a time."""
    graded = [one for one in descriptions if one.level is not None]
    other = [one for one in descriptions if one.level is None]
    print(f"\n{split}: {len(graded)} descriptions of {len({one.role for one in graded})} roles, {len(other)} of none")
    infer = engine.inferrer.infer
    given = [infer(one.text, role=one.role, title=one.title) for one in graded]
    _show("role given", graded, given, engine)
    untitled = [infer(one.text, role=one.role) for one in graded]
    _show("role given, no title", graded, untitled, engine)
    found = [infer(one.text, title=one.title) for one in graded]
    _show("role found", graded, found, engine)
    right = [one.role is not None and one.role.role == wanted.role for one, wanted in zip(found, graded, strict=True)]
    print(f"  the role found is right: {np.mean(right):.3f}")
    pieces = [piece for one in graded for piece in _to_sentences(one, engine)]
    _show("one sentence", pieces, [infer(one.text, role=one.role) for one in pieces], engine)
    refused = [infer(one.text, title=one.title).abstained for one in other]
    roles = sorted({one.role for one in graded if one.role})
    refused_given = [infer(one.text, title=one.title, role=role).abstained for one in other for role in roles]
    print(f"  of no role: abstained {np.mean(refused):.3f}, with a role given {np.mean(refused_given):.3f}")


def _show(name: str, wanted: Sequence[Description], got: Sequence[LevelInference], engine: Engine) -> None:
    pairs = [(one, result) for one, result in zip(wanted, got, strict=True) if result.distribution]
    first = [max(result.distribution, key=lambda level: level.probability) for _, result in pairs]
    judged = [
        (best.probability, best.level == one.level and result.role is not None and result.role.role == one.role)
        for (one, result), best in zip(pairs, first, strict=True)
    ]
    near = [
        abs(codes.index(best.level) - codes.index(one.level)) <= 1
        for (one, result), best in zip(pairs, first, strict=True)
        if one.level in (codes := [level.level for level in result.distribution])
    ]
    named = [right for (_, right), (_, result) in zip(judged, pairs, strict=True) if not result.abstained]
    total = len(wanted)
    print(
        f"  {name:22} n={total:3}  level {sum(right for _, right in judged) / total:.3f}  "
        f"within one {sum(near) / total:.3f}  ECE {to_calibration_error(to_bins(judged)):.3f}  "
        f"Brier {to_brier_score(judged):.3f}  abstained {1 - len(named) / total:.3f}  "
        f"right where named {sum(named) / max(len(named), 1):.3f}"
    )
    if "--wrong" in sys.argv:
        for (one, result), best, (_, right) in zip(pairs, first, judged, strict=True):
            if not right:
                role = result.role.role if result.role else None
                print(f"    {one.id}: wanted {one.role}.{one.level}, got {role}.{best.level} {best.probability:.2f}")


def _to_sentences(one: Description, engine: Engine) -> Iterator[Description]:
    reading = Reader(engine.snapshot.encoder, engine.snapshot.vectors).read(one.text)
    for sentence in reading.sentences:
        start, end = sentence.span
        yield replace(one, id=f"{one.id}:{start}", text=one.text[start:end], title=None)


def fit(descriptions: Sequence[Description], engine: Engine) -> None:
    """Fit the weights on ``descriptions`` and write them."""
    snapshot = engine.snapshot
    columns = FacetColumns(snapshot.passages)
    reader = Reader(snapshot.encoder, snapshot.vectors)
    ladders = LadderReader(snapshot, engine.roles, columns)
    finder = RoleFinder(snapshot, columns)
    random = np.random.default_rng(0)
    pieces: list[tuple[Evidence, int]] = []
    cells: list[tuple[Floats, int]] = []
    roles: list[tuple[Floats, int]] = []
    wholes: dict[str, list[tuple[Evidence, int]]] = {}
    fits: list[float] = []
    strange: list[float] = []
    for one in descriptions:
        reading = reader.read(one.text)
        title = engine.titles.resolve(one.title) if one.title else None
        found = finder.find(reading.vectors, title)
        if one.role is None:
            strange += [part.total for part in found]
            continue
        ladder = ladders.read(one.role)
        level = [rung.level for rung in ladder.rungs].index(one.level or "")
        order = [part.role for part in found]
        roles.append((np.asarray([part.total for part in found]), order.index(one.role)))
        fits.append(found[order.index(one.role)].total)
        own = weigh(reading, title, ladder, snapshot.vectors.vectors, engine.scale)
        wholes.setdefault(one.role, []).append((own, level))
        for scores in weigh_cells(reading, ladder, snapshot.vectors.vectors):
            if scores.any():
                cells.append((scores, level))
    for group in wholes.values():
        for whole, level in group:
            others = [other for other, place in group if place != level and len(other.contrasts)]
            pieces += [(piece, level) for piece in _to_pieces(whole, others, random)]
    inputs = [np.stack([evidence.text, evidence.years, evidence.title], axis=1) for evidence, _ in pieces]
    text, years, title_weight = fit_choices(inputs, [level for _, level in pieces])
    [cell] = fit_choices([scores[:, None] for scores, _ in cells], [level for _, level in cells])
    [role] = fit_choices([totals[:, None] for totals, _ in roles], [right for _, right in roles])
    weights = Weights(
        text=round(text, 2),
        years=round(years, 2),
        title=round(title_weight, 2),
        cells=round(cell, 2),
        role=round(role, 2),
        least_fit=round((min(fits) + max(strange)) / 2, 3),
    )
    print(f"lowest fit of a description to its role {min(fits):.3f}, highest of another field {max(strange):.3f}")
    _write(weights, len(descriptions), len(pieces))


def _to_pieces(whole: Evidence, others: Sequence[Evidence], random: np.random.Generator) -> Iterator[Evidence]:
    """Yield the whole, and the evidence of a few sentences at a time, some with years and title; parts mislead."""
    count, levels = whole.contrasts.shape
    for number in range(_PIECES):
        size = count if number == 0 else min(1 + number % _MOST_SENTENCES, count)
        rows = whole.contrasts[np.sort(random.choice(count, size, replace=False))]
        if random.random() < _MISLEADING:
            foreign = others[int(random.integers(len(others)))].contrasts
            rows = np.concatenate([rows, foreign[random.integers(len(foreign), size=-(-size // 2))]])
        shift = int(random.integers(1, levels)) if random.random() < _MISLEADING else 0
        yield replace(
            whole,
            contrasts=rows,
            years=np.roll(whole.years, shift) * (number % 2),
            title=np.roll(whole.title, shift) * (number // 2 % 2),
        )


def fit_choices(inputs: Sequence[Floats], right: Sequence[int]) -> list[float]:
    """Return the weights (f,) that make ``right`` likeliest, each one of k choices with features (k, f).

    A conditional logit, by Newton's method. Source: McFadden, Conditional logit analysis of qualitative choice
    behavior, 1974.
    """
    width = inputs[0].shape[1]
    weights = np.zeros(width)
    for _ in range(_STEPS):
        slope, curve = _RIDGE * weights, _RIDGE * np.eye(width)
        for features, chosen in zip(inputs, right, strict=True):
            shares = np.exp(features @ weights - (features @ weights).max())
            shares /= shares.sum()
            mean = shares @ features
            slope = slope + mean - features[chosen]
            curve = curve + (features * shares[:, None]).T @ features - np.outer(mean, mean)
        weights = weights - np.linalg.solve(curve, slope)
    return [float(weight) for weight in weights]


def _write(weights: Weights, descriptions: int, pieces: int) -> None:
    held = {
        "provenance": {
            "fitted": datetime.now(UTC).date().isoformat(),
            "command": "python -m bench infer --fit",
            "split": "development",
            "descriptions": descriptions,
            "pieces": pieces,
            "file": f"bench/questions/{DESCRIPTIONS.name}",
            "sha256": hashlib.sha256(DESCRIPTIONS.read_bytes()).hexdigest(),
            "model": DEFAULT_MODEL,
        },
        "weights": asdict(weights),
    }
    WEIGHTS_FILE.write_text(json.dumps(held, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(held["weights"], indent=2))
