"""Taxonomies imported beside the example company: time of each stage, memory, bytes, and what publishing costs then.

BENCH_TAXONOMIES names the folder with the releases. With BENCH_DATA=DIRECTORY vectors stay there for the next run.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.timing import show, stopwatch
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL
from store.library import Library
from store.snapshot import Snapshot

_EXAMPLES = Path(__file__).parents[1] / "examples"
_PAGE = "customer-success/CUS.GEN.P3.txt"
_ROUNDS = 7
_MOST_SECONDS = 300.0  # graph and text
_MOST_BYTES = 4e9
_MOST_RATIO = 1.5


class _Stages:
    """Seconds from the first word of each stage to the next stage's, and of processors meanwhile."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self.processor_seconds: dict[str, float] = {}
        self._stage = "start"
        self._start()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        stage = stage.partition(":")[0]  # a release has a stage for each of its files
        if stage != self._stage:
            self.end()
            self._stage = stage
            self._start()

    def end(self) -> None:
        """Close the stage that runs."""
        for seconds, now, since in (
            (self.seconds, time.perf_counter(), self._since),
            (self.processor_seconds, time.process_time(), self._processor_since),
        ):
            seconds[self._stage] = seconds.get(self._stage, 0.0) + now - since

    def _start(self) -> None:
        self._since, self._processor_since = time.perf_counter(), time.process_time()


def run() -> None:
    """Print what an import takes, and how long one changed profile takes to publish before and after it."""
    folder = os.environ.get("BENCH_TAXONOMIES")
    if folder is None:
        print("BENCH_TAXONOMIES does not name a folder with releases: left out", file=sys.stderr)
        return
    with _open_data() as data:
        library, pages = Library(data / "data"), data / "pages"
        shutil.copytree(_EXAMPLES, pages)
        encoder = LazyEncoder(DEFAULT_MODEL, library.encoders)
        alone = Library(data / "alone")
        for each in (library, alone):
            ingest([pages], each, Namer(), encoder)
        stages = _Stages()
        with stopwatch() as whole:
            report = ingest([Path(folder)], library, Namer(), encoder, progress=stages)
        stages.end()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        for stage, seconds in stages.seconds.items():
            print(f"{stage}: {seconds:.1f} s, {stages.processor_seconds[stage]:.1f} s of processors")
        print(f"{report.counts}, {report.encoded:,} texts encoded")
        vectors = stages.seconds.get("reference vectors", 0.0)
        show("graph and text", whole.seconds - vectors, _MOST_SECONDS, at_most=True, unit=" s")
        show("peak memory", peak / 1e9, _MOST_BYTES / 1e9, at_most=True, unit=" GB")
        _print_snapshot(library)
        ours, floor = _time_publishing(pages, (library, alone), encoder)
        print(f"one changed profile published in {ours:.2f} s, {floor:.2f} s without taxonomies")
        show("ratio", ours / floor, _MOST_RATIO, at_most=True)


@contextmanager
def _open_data() -> Iterator[Path]:
    kept = os.environ.get("BENCH_DATA")
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        data = Path(kept or name) / "taxonomies"
        for part in ("pages", "alone", "data/snapshots"):
            shutil.rmtree(data / part, ignore_errors=True)
        (data / "data" / "CURRENT").unlink(missing_ok=True)
        yield data


def _time_publishing(pages: Path, libraries: Sequence[Library], encoder: LazyEncoder) -> list[float]:
    """Return the median of the seconds that publishing one changed sentence takes in each of ``libraries``."""
    path = pages / _PAGE
    text = path.read_text(encoding="utf-8")
    times: list[list[float]] = [[] for _ in libraries]
    for number in range(_ROUNDS):
        path.write_text(text.replace("\n- ", f"\n- In year {number} ", 1), encoding="utf-8")
        for library, taken in zip(libraries, times, strict=True):
            with stopwatch() as watch:
                ingest([pages], library, Namer(), encoder)
            taken.append(watch.seconds)
    return [statistics.median(taken) for taken in times]


def _print_snapshot(library: Library) -> None:
    snapshot = library.open_current(verify=False)
    sizes: dict[str, int] = {}
    for name, entry in snapshot.manifest.files.items():
        part = "/".join(name.split("/")[: 2 if name.startswith("reference/") else 1])
        sizes[part] = sizes.get(part, 0) + entry.bytes
    print(", ".join(f"{part} {size / 1e6:,.0f} MB" for part, size in sizes.items()))
    with stopwatch() as opening:
        Snapshot(snapshot.directory)
    with stopwatch() as reference:
        assert snapshot.reference is not None
    print(f"opened, all files compared: {opening.seconds:.2f} s; its reference: {reference.seconds:.2f} s")
