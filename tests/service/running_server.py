"""``rolegraph serve`` in a process of its own, for those who ask it over the network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SERVE = "import sys; from service.cli.main import main; main(sys.argv[1:])"
_BOUND_SECONDS = 60


@contextmanager
def running_server(data: Path, **settings: str) -> Iterator[str]:
    """Serve ``data`` with ``settings`` (ROLEGRAPH_… without that prefix) and give the server's address."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    environ = {**os.environ, **{f"ROLEGRAPH_{name}": value for name, value in settings.items()}}
    command = [sys.executable, "-c", _SERVE, "serve", "--data", str(data), "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().startswith("Rolegraph is serving ")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(_BOUND_SECONDS)


def copy_data(source: Path, target: Path) -> Path:
    """Copy a data directory, so that one who writes there disturbs nobody."""
    shutil.copytree(source, target, symlinks=True)
    return target
