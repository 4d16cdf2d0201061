"""Runs the command line in processes of its own, and kills them at a chosen moment. Not a test; tests/ingest/runs.py talks to it.

    python -m tests.ingest.kill_driver < runs > results      one JSON object a line, each way

A run is {"arguments", "data", "output", ...}; its process is forked from this one, which has imported all that a run
needs and started none of it, so that fifty runs cost what they do and not fifty times the imports. What may be given:

    kill_at          N: the run kills itself before its Nth file-system event in the data directory
    kill_before      [event, pattern]: before the first such event on a path like that, within the data directory
    kill_after       seconds: it is killed from outside, wherever it is
    file_limit       bytes: no file can grow beyond; the disk seems full
    kept_snapshots   how many snapshots publishing keeps

The result is {"code", "seconds", "events"}: code is negative for a signal; events are those in the data directory from
the first that writes there, each [event, path within it]. An event is told before it happens.
Source: https://peps.python.org/pep-0578/.
"""

from __future__ import annotations

import contextlib
import fnmatch
import importlib
import json
import os
import pkgutil
import resource
import select
import signal
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import ingest
import store
import store.library
from service.cli.main import main

_PACKAGES = ("rich.console", "rich.progress", "tokenizers", "sqlite3", "service.cli.ingest")
_FILE_EVENTS = ("open", "os.", "shutil.", "sqlite3.connect", "tempfile.")


@dataclass
class Watch:
    """Counts file-system events in a data directory, and kills its own process at one of them."""

    data: str
    kill_at: int | None
    kill_before: tuple[str, str] | None
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
        wanted = self.kill_before
        if len(self.events) == self.kill_at or (
            wanted is not None and wanted[0] == event and fnmatch.fnmatchcase(seen[1], wanted[1])
        ):
            os.kill(os.getpid(), signal.SIGKILL)


def _find_path(event: str, arguments: tuple[Any, ...]) -> str:
    """Return the path that an event is about; a rename's or link's is where it leads."""
    paths = [os.fsdecode(part) for part in arguments[:2] if isinstance(part, str | bytes | os.PathLike)]
    path = (paths or [""])[-1 if event in ("os.rename", "os.link") else 0]
    return path.removeprefix("file://").partition("?")[0]  # SQLite is given a URI


def _writes(event: str, arguments: tuple[Any, ...]) -> bool:
    return event != "open" or bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def _run(job: dict[str, Any], report: int) -> int:
    """Be the process of one run; returns its exit code."""
    output = os.open(job["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    os.close(0)
    store.library.KEPT_SNAPSHOTS = job.get("kept_snapshots", store.library.KEPT_SNAPSHOTS)
    if (limit := job.get("file_limit")) is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    before = job.get("kill_before")
    watch = Watch(job["data"], job.get("kill_at"), tuple(before) if before else None)
    sys.addaudithook(watch)
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
    with open(report, "w", encoding="utf-8") as pipe:
        json.dump(watch.events, pipe)
    return code


def _supervise(job: dict[str, Any]) -> dict[str, Any]:
    """Fork one run, kill it if it is to be killed from outside, and return what became of it."""
    reader, writer = os.pipe()
    started = time.perf_counter()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(reader)
            code = _run(job, writer)
        finally:
            os._exit(code)
    os.close(writer)
    with open(reader, encoding="utf-8") as pipe:
        # Readable as soon as the run has ended: with its report, or with nothing.
        if not select.select([pipe], [], [], job.get("kill_after", 300))[0]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        events = pipe.read()
    _, status = os.waitpid(child, 0)
    seconds = time.perf_counter() - started
    return {
        "code": os.waitstatus_to_exitcode(status),
        "seconds": seconds,
        "events": json.loads(events) if events else [],
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
