"""A search at 100,000 passages, from question to JSON, against encoding the question alone; and what serving costs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import replace
from pathlib import Path

import numpy as np

from bench.synthetic import make_documents
from bench.timing import describe, show, stopwatch, time_calls
from ingest.json_document import to_json
from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from store.library import Library

PASSAGES = 100_000
_PASSAGES_PER_PROFILE = 39
_PORT = 18_765
_QUESTIONS = [
    "who influences C-level renewals",
    "who negotiates contracts with suppliers",
    "responsibilities for regional budgets",
    "owns compliance audits with regulators",
    "who coaches the team on safety",
    "skills for P4",
    "who forecasts hiring capacity with Finance",
    "who automates payroll reporting",
    "designs experimental roadmaps for growth",
    "who explains pricing to customers",
]
_ROUNDS = 40


def run(passages: int = PASSAGES) -> None:
    """Print the ratios of a search to its encoding, the start of the server, and its memory."""
    keep = os.environ.get("BENCH_DATA")  # where to keep the synthetic snapshot between runs
    with tempfile.TemporaryDirectory(prefix="rolegraph-bench-") as name:
        data = Path(keep or name)
        library = Library(data)
        if library.current_id() is None:
            pages = Path(name) / "pages"
            pages.mkdir()
            for document in make_documents(passages // _PASSAGES_PER_PROFILE):
                (pages / f"{document.profile}.json").write_text(to_json([replace(document, source=None)]))
            with stopwatch() as watch:
                ingest([pages], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
            print(f"ingested in {watch.seconds:.0f} s, most of it encoding")
        _measure_search(data)
        _measure_server(data)


def _measure_search(data: Path) -> None:
    settings = read_settings({}, data=data)
    with stopwatch() as watch:
        engine = Engine(Library(data).open_current(), settings)
        engine.warm_up()
    print(f"{engine.snapshot.manifest.counts['passages']:,} passages; opened and warm in {watch.seconds:.2f} s")
    encoder = engine.snapshot.encoder
    questions = _QUESTIONS * _ROUNDS
    for question in _QUESTIONS:
        engine.searcher.search(question)
    encode: list[float] = []
    search: list[float] = []
    for question in questions:  # in turn, so that a slow moment of the machine hits both
        encode += time_calls(lambda text: encoder.encode([text]), [question])
        search += time_calls(lambda text: json.dumps(engine.searcher.search(text).to_dict()), [question])
    print(f"encode: {describe(encode)}\nsearch: {describe(search)}")
    show("median search / median encode", float(np.median(search) / np.median(encode)), 2.5, at_most=True)
    p95 = float(np.percentile(search, 95) / np.percentile(encode, 95))
    show("p95 search / p95 encode", p95, 3.0, at_most=True)


def _measure_server(data: Path) -> None:
    command = [sys.executable, "-m", "service.cli.main", "serve", "--data", str(data), "--port", str(_PORT)]
    started = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        while not _is_ready():
            if server.poll() is not None or time.perf_counter() - started > 60:
                sys.exit("the server did not start")
            time.sleep(0.02)
        show("serve ready", time.perf_counter() - started, 3.0, at_most=True, unit=" s")
        for question in _QUESTIONS * 5:
            address = f"http://127.0.0.1:{_PORT}/api/v1/search?q={question.replace(' ', '+')}"
            with urllib.request.urlopen(address, timeout=30) as response:
                response.read()
        tree = [server.pid, *_children(server.pid)]
        total = sum(_resident_megabytes(pid) for pid in tree)
        show("resident memory of the serving processes", total, 700, at_most=True, unit=" MB")
    finally:
        server.terminate()
        server.wait(30)


def _is_ready() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{_PORT}/readyz", timeout=1) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def _resident_megabytes(pid: int) -> float:
    """Return the memory of a process, what it shares with others counted by its share (PSS)."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0
