"""Times as they are reported: medians and spreads, in milliseconds."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import numpy as np


class Stopwatch:
    """Seconds that a block took."""

    seconds = 0.0


@contextmanager
def stopwatch() -> Iterator[Stopwatch]:
    """Time a block."""
    watch = Stopwatch()
    started = time.perf_counter()
    yield watch
    watch.seconds = time.perf_counter() - started


def time_calls(call: Callable[[str], object], arguments: Iterable[str]) -> list[float]:
    """Return how many milliseconds each call took."""
    times = []
    for argument in arguments:
        started = time.perf_counter()
        call(argument)
        times.append((time.perf_counter() - started) * 1000)
    return times


def describe(times: list[float]) -> str:
    """Return median, 95th percentile and spread of milliseconds."""
    values = np.asarray(times)
    p50, p95 = np.percentile(values, [50, 95])
    return f"median {p50:.2f} ms, p95 {p95:.2f} ms, min {values.min():.2f}, max {values.max():.2f}"


def show(name: str, figure: float, target: float, *, at_most: bool, unit: str = "") -> None:
    """Print one figure beside its target."""
    met = figure <= target if at_most else figure >= target
    print(f"{name}: {figure:.2f}{unit} (target {'at most' if at_most else 'at least'} {target:g}{unit}: {_YES[met]})")


_YES = {True: "met", False: "MISSED"}
