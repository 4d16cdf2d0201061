"""``rolegraph --help``: what a person waits for before anything happens."""

from __future__ import annotations

import statistics
import subprocess
import sys

from bench.timing import show, stopwatch

_ROUNDS = 10


def run() -> None:
    """Print how long ``--help`` takes beside an empty Python process."""
    ours = [_time([sys.executable, "-m", "service.cli.main", "--help"]) for _ in range(_ROUNDS)]
    floor = [_time([sys.executable, "-c", "pass"]) for _ in range(_ROUNDS)]
    print(f"an empty Python process takes {statistics.median(floor):.2f} s")
    show("rolegraph --help", statistics.median(ours), 0.4, at_most=True, unit=" s")


def _time(command: list[str]) -> float:
    with stopwatch() as watch:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return watch.seconds
