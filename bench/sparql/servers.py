"""The servers that are measured: ours, and two others in throw-away environments of their own.

Versions are pinned here; nothing of them is a dependency of Rolegraph.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PEERS = ("rdflib-endpoint[cli]==0.6.3", "oxigraph==0.5.13")
_START_SECONDS = 900  # rdflib parses a million triples
_STOP_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers queries posted to ``path``."""

    name: str
    port: int
    path: str
    pid: int


def install_peers(directory: Path) -> dict[str, Path]:
    """Make a virtual environment for each peer, unless it is there; returns their folders of commands."""
    found = {}
    for requirement in PEERS:
        name = requirement.partition("[")[0].partition("==")[0]
        environment = directory / requirement.replace("[cli]", "").replace("==", "-")
        if not (environment / "bin" / name).exists():
            print(f"installing {requirement}")
            subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
            pip = [str(environment / "bin" / "pip"), "--disable-pip-version-check", "-qq", "install", requirement]
            if subprocess.run(pip, check=False).returncode:
                sys.exit(f"{requirement} cannot be installed: this benchmark needs it to compare with")
        found[name] = environment / "bin"
    return found


def load_oxigraph(commands: Path, triples: Path, location: Path) -> None:
    """Load a file into the default graph of an Oxigraph database, laid out for reading, unless it is there."""
    if location.exists():
        return
    part = location.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    oxigraph, database = str(commands / "oxigraph"), ["--location", str(part)]
    for command in (["load", *database, "--file", str(triples)], ["optimize", *database]):
        subprocess.run([oxigraph, *command], check=True, stderr=subprocess.DEVNULL)
    part.rename(location)


@contextmanager
def serve_ours(data: Path, port: int) -> Iterator[Server]:
    """Run ``rolegraph serve`` on ``data``."""
    command = [sys.executable, "-m", "service.cli.main", "serve", "--data", str(data), "--port", str(port)]
    with _serve("rolegraph", command, port, "/sparql") as server:
        yield server


@contextmanager
def serve_oxigraph(commands: Path, location: Path, port: int) -> Iterator[Server]:
    """Run ``oxigraph serve-read-only``."""
    command = ["serve-read-only", "--location", str(location), "--bind", f"127.0.0.1:{port}"]
    with _serve("oxigraph", [str(commands / "oxigraph"), *command], port, "/query") as server:
        yield server


@contextmanager
def serve_rdflib(commands: Path, triples: Path, port: int) -> Iterator[Server]:
    """Run ``rdflib-endpoint serve`` on a file, which it reads into rdflib's memory store."""
    command = ["serve", "--host", "127.0.0.1", "--port", str(port), str(triples)]
    with _serve("rdflib-endpoint", [str(commands / "rdflib-endpoint"), *command], port, "/") as server:
        yield server


def process_tree(pid: int) -> list[int]:
    """Return a process and all that came of it, as far as they still run."""
    found = [pid]
    try:
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += process_tree(int(child))
    except (FileNotFoundError, ProcessLookupError):
        pass
    return found


@contextmanager
def _serve(name: str, command: Sequence[str], port: int, path: str) -> Iterator[Server]:
    with _is_taken(port) as taken:
        if taken:
            sys.exit(f"port {port} is taken, and {name} is to be measured there")
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait(process, name, port)
        yield Server(name, port, path, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait(process: subprocess.Popen[bytes], name: str, port: int) -> None:
    started = time.perf_counter()
    while process.poll() is None and time.perf_counter() - started < _START_SECONDS:
        with _is_taken(port) as answers:
            if answers:
                return
        time.sleep(0.1)
    sys.exit(f"{name} did not start")


@contextmanager
def _is_taken(port: int) -> Iterator[bool]:
    with socket.socket() as probe:
        yield probe.connect_ex(("127.0.0.1", port)) == 0
