"""How much memory this process has asked for, and how much it may ask for."""

from __future__ import annotations

import resource
from pathlib import Path


def data_bytes() -> int:
    """Return what the limit of the process's data counts."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0


def limit_data(most_bytes: int | None) -> None:
    """Let the kernel refuse this process more data than ``most_bytes``; None: no limit."""
    most = resource.RLIM_INFINITY if most_bytes is None else most_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (most, resource.RLIM_INFINITY))
