"""The most memory that a server's processes hold at once, watched while something goes on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.sparql.servers import process_tree

_LOOK_SECONDS = 0.05
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Peak:
    """Resident memory of a process and all below it, in megabytes; what two of them share counts twice."""

    def __init__(self, pid: int) -> None:
        self.before = self.most = _resident_megabytes(pid)


@contextmanager
def watch_memory(pid: int) -> Iterator[Peak]:
    """Watch a process tree while the block runs."""
    peak = Peak(pid)
    done = threading.Event()

    def look() -> None:
        while not done.wait(_LOOK_SECONDS):
            peak.most = max(peak.most, _resident_megabytes(pid))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield peak
    finally:
        done.set()
        thread.join()


def _resident_megabytes(pid: int) -> float:
    total = 0
    for process in process_tree(pid):
        try:
            total += int(Path(f"/proc/{process}/statm").read_text().split()[1])
        except (FileNotFoundError, ProcessLookupError):
            continue
    return total * _PAGE / 1e6
