"""Runs the command line in processes of its own, and kills them at a chosen moment; ``command_runs.py`` talks to it.

    python -m tests.ingest.kill_driver < runs > results      one JSON object a line, each way

A run is {"arguments", "data", ...}; its process is forked from this one, which has imported all that a run
needs and started none of it, so that fifty runs cost what they do and not fifty times the imports. What may be given:

    kill_at          N: the run kills itself before its Nth file-system event in the data directory
    kill_before      [event, pattern]: before the first such event on a path like that, within the data directory
    kill_at_batch    N: the run kills itself before its Nth batch of texts is encoded
    kill_after       seconds: it is killed from outside, wherever it is
    full_before      [event, pattern]: before that, the disk becomes full: whatever writes a file from then on fails
    kept_snapshots   how many snapshots publishing keeps

The result is {"code", "seconds", "events", "output"}: code is negative for a signal; events are those in the data
directory from the first that writes there, each [event, path within it]. An event is told before it happens.
Source: https://peps.python.org/pep-0578/.
"""

from __future__ import annotations

import contextlib
import fnmatch
import importlib
import itertools
import json
import os
import pkgutil
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ingest
import store
import store.library
from service.cli.main import main
from store.encoder import FloatArray, OnnxEncoder

_PACKAGES = ("rich.console", "rich.progress", "tokenizers", "sqlite3", "service.cli.ingest")
_LONGEST_SECONDS = 120
_FILE_EVENTS = ("open", "os.", "shutil.", "sqlite3.connect", "tempfile.")


@dataclass
class Watch:
    """Counts file-system events in a data directory, and kills its own process or fills the disk at one of them."""

    data: str
    kill_at: int | None
    kill_before: tuple[str, str] | None
    full_before: tuple[str, str] | None
    events: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Take note of an audit event."""
        if not event.startswith(_FILE_EVENTS):
            return
        path = _find_path(event, arguments)
        if not Path(path).is_relative_to(self.data) or (not self.events and not _writes(event, arguments)):
            return
        seen = (event, str(Path(path).relative_to(self.data)))
        self.events.append(seen)
        if len(self.events) == self.kill_at or _fits(seen, self.kill_before):
            os.kill(os.getpid(), signal.SIGKILL)
        if _fits(seen, self.full_before):
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _fits(seen: tuple[str, str], wanted: tuple[str, str] | None) -> bool:
    return wanted is not None and seen[0] == wanted[0] and fnmatch.fnmatchcase(seen[1], wanted[1])


def _find_path(event: str, arguments: tuple[Any, ...]) -> str:
    """Return the path that an event is about; a rename's or link's is where it leads."""
    paths = [os.fsdecode(part) for part in arguments[:2] if isinstance(part, str | bytes | os.PathLike)]
    path = (paths or [""])[-1 if event in ("os.rename", "os.link") else 0]
    return path.removeprefix("file://").partition("?")[0]  # SQLite is given a URI


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    return event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _run(job: dict[str, Any], output: int, report: int) -> int:
    """Be the process of one run; returns its exit code."""
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.close(output)
    store.library.KEPT_SNAPSHOTS = job.get("kept_snapshots", store.library.KEPT_SNAPSHOTS)
    kill_before, full_before = (
        (value[0], value[1]) if (value := job.get(name)) else None for name in ("kill_before", "full_before")
    )
    watch = Watch(job["data"], job.get("kill_at"), kill_before, full_before)
    sys.addaudithook(watch)
    if "kill_at_batch" in job:
        _kill_at_batch(job["kill_at_batch"])
    code = 0
    try:
        main(job["arguments"])
    except SystemExit as stop:
        code = int(stop.code or 0)
    except BaseException:  # noqa: BLE001 - what Python does with it
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    if watch.kill_at is not None:  # a run need not have as many events as the one that was counted
        os.kill(os.getpid(), signal.SIGKILL)
    with os.fdopen(report, "w", encoding="utf-8") as pipe:
        json.dump(watch.events, pipe)
    return code


def _kill_at_batch(number: int) -> None:
    encode, batches = OnnxEncoder.encode, itertools.count(1)

    def encode_or_kill(self: OnnxEncoder, texts: Sequence[str]) -> FloatArray:
        if next(batches) == number:
            os.kill(os.getpid(), signal.SIGKILL)
        return encode(self, texts)

    OnnxEncoder.encode = encode_or_kill  # type: ignore[method-assign]


def _supervise(job: dict[str, Any]) -> dict[str, Any]:
    """Fork one run, kill it if it is to be killed from outside, and return what became of it."""
    report, report_writer = os.pipe()
    output, output_writer = os.pipe()  # a run says little, so it fits into the pipe, and a full disk does not stop it
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = _run(job, output_writer, report_writer)
        finally:
            os._exit(code)
    os.close(report_writer)
    os.close(output_writer)
    with os.fdopen(report, encoding="utf-8") as events, os.fdopen(output, encoding="utf-8") as said:
        # Readable as soon as the run has ended: with its report, or with nothing.
        if not select.select([events], [], [], job.get("kill_after", _LONGEST_SECONDS))[0]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        seen, text = events.read(), said.read()
    _, status = os.waitpid(child, 0)
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": time.perf_counter() - started,
        "events": json.loads(seen) if seen else [],
        "output": text,
    }


def _import_all() -> None:
    for package in (ingest, store):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    for name in _PACKAGES:
        importlib.import_module(name)


def _count_threads() -> int:
    return len(list(Path("/proc/self/task").iterdir())) if Path("/proc/self/task").is_dir() else 1


if __name__ == "__main__":
    _import_all()
    if _count_threads() != 1:
        sys.exit("a thread runs before the first fork")
    for line in sys.stdin:
        print(json.dumps(_supervise(json.loads(line))), flush=True)  # noqa: T201
