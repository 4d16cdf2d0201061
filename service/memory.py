"""How much memory this process has asked for."""

from __future__ import annotations

from pathlib import Path


def data_bytes() -> int:
    """Return what the limit of the process's data (``RLIMIT_DATA``) counts."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmData:"):
            return int(line.split()[1]) * 1024
    return 0
