"""The real server in a process of its own."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import pytest

from ontology.errors import OperatorError
from service.config import read_settings
from service.http.bodies import MAX_BODY_BYTES
from service.server import serve
from store.library import Library

_SERVE = """
import sys
from pathlib import Path
from ontology.errors import RolegraphError
from service.config import read_settings
from service.http.bodies import MAX_BODY_BYTES
from service.server import serve
try:
    serve(read_settings({}, data=Path(sys.argv[1]), port=int(sys.argv[2])))
except RolegraphError as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""
_WORKER_MODULES = """
import sys
from pathlib import Path
from service.config import read_settings
from service.http.app import create_app
from service.server import open_current
settings = read_settings({}, data=Path(sys.argv[1]))
client = create_app(settings, open_current(settings)).test_client()
for path in ("/?q=renewals", "/page/profile/CUS.GEN.P4", "/data/profile/CUS.GEN.P4", "/sparql?query=ASK{}", "/readyz"):
    assert client.get(path).status_code == 200, path
print("\\n".join(sys.modules))
"""
_SUPERVISOR_MODULES = """
import sys
import service.server
import granian
print("\\n".join(sys.modules))
"""
_BOUND_SECONDS = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port


def get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_BOUND_SECONDS)
    try:
        connection.request("GET", path)
        response = connection.getresponse()
        return response.status, response.read()
    finally:
        connection.close()


@contextmanager
def serving(data: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server that has said that it is there."""
    port = free_port()
    command = [sys.executable, "-c", _SERVE, str(data), str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()  # ends when the server is there, or gone
            snapshot = Library(data).current_id()
            assert line == f"Rolegraph is serving snapshot {snapshot} on http://127.0.0.1:{port}\n"
            yield process, port
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait(_BOUND_SECONDS)


def run(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=_BOUND_SECONDS, check=False)


@pytest.mark.parametrize("signal_number", [signal.SIGTERM, signal.SIGINT])
def test_it_answers_once_it_says_so_and_stops_when_told(snapshot_data: Path, signal_number: int) -> None:
    with serving(snapshot_data) as (process, port):
        assert get(port, "/readyz")[0] == 200
        status, body = get(port, "/api/v1/search?q=who+influences+C-level+renewals")
        assert (status, json.loads(body)["answers"][0]["level"]) == (200, "P4")
        status, body = get(port, "/id/function%2FCUS?format=html")  # the server decodes paths
        assert status == 303
        process.send_signal(signal_number)
        assert process.wait(_BOUND_SECONDS) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""
    with pytest.raises(ConnectionRefusedError):
        get(port, "/readyz")


def test_slow_clients_do_not_keep_others_waiting(snapshot_data: Path) -> None:
    lines = (
        "POST /sparql HTTP/1.1",
        "Host: x",
        "Content-Type: application/sparql-query",
        "Content-Length: 900",
        "",
        "A",
    )
    with serving(snapshot_data) as (_, port), ExitStack() as stack:
        for _ in range(200):
            connection = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            connection.sendall("\r\n".join(lines).encode())
        assert get(port, "/api/v1/search?q=renewals")[0] == 200


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused(snapshot_data: Path, chunked: bool) -> None:
    body = b'"' + b"x" * MAX_BODY_BYTES
    head = {} if chunked else {"Content-Length": str(len(body))}
    with serving(snapshot_data) as (_, port):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_BOUND_SECONDS)
        with closing(connection):
            sent = iter([body]) if chunked else None  # one that is stated to be too large is not waited for
            headers = {"Content-Type": "application/json", **head}
            connection.request("POST", "/api/v1/retrieve", sent, headers, encode_chunked=chunked)
            response = connection.getresponse()
            assert (response.status, json.loads(response.read())["status"]) == (413, 413)


def test_a_port_that_is_taken_is_said(snapshot_data: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        settings = read_settings({}, data=snapshot_data, port=other.getsockname()[1])
        with pytest.raises(OperatorError, match=rf"cannot listen on 127.0.0.1 port {settings.port}: .* --port"):
            serve(settings)


def test_a_second_server_on_the_same_port_is_refused(snapshot_data: Path) -> None:
    with serving(snapshot_data) as (_, port):
        second = run(_SERVE, snapshot_data, port)
        assert (second.returncode, second.stdout) == (1, "")
        assert f"cannot listen on 127.0.0.1 port {port}" in second.stderr
        assert get(port, "/readyz")[0] == 200


def test_an_address_that_is_not_ours_is_said(snapshot_data: Path) -> None:
    with pytest.raises(OperatorError, match=r"cannot listen on no\.such\.host\.invalid"):
        serve(read_settings({}, data=snapshot_data, host="no.such.host.invalid"))


def test_without_a_snapshot_it_does_not_start(tmp_path: Path) -> None:
    ended = run(_SERVE, tmp_path / "empty", free_port())
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("OperatorError: nothing was published in ")
    assert "Traceback" not in ended.stderr


def test_a_damaged_snapshot_is_said(tmp_path: Path) -> None:
    (tmp_path / "snapshots" / "x").mkdir(parents=True)
    (tmp_path / "CURRENT").write_text("x\n")
    ended = run(_SERVE, tmp_path, free_port())
    assert ended.returncode == 1
    assert "x is no snapshot" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_worker_does_not_outlive_its_supervisor(snapshot_data: Path) -> None:
    with serving(snapshot_data) as (process, port):
        process.kill()
        process.wait(_BOUND_SECONDS)
        deadline = time.monotonic() + _BOUND_SECONDS
        while time.monotonic() < deadline:  # the worker ends by itself; nothing tells us when but the port
            try:
                get(port, "/healthz")
            except OSError:
                return
    pytest.fail("the worker still answers")


def test_serving_imports_nothing_that_only_ingest_needs(snapshot_data: Path) -> None:
    ran = run(_WORKER_MODULES, snapshot_data)
    assert ran.returncode == 0, ran.stderr
    loaded = set(ran.stdout.split())
    assert not loaded & {"torch", "sentence_transformers", "transformers", "onnx", "pyshacl", "rdflib"}
    assert {"flask", "onnxruntime"} <= loaded


def test_the_supervisor_holds_no_engine() -> None:
    loaded = set(run(_SUPERVISOR_MODULES).stdout.split())
    assert not loaded & {"flask", "numpy", "faiss", "tantivy", "pyoxigraph", "onnxruntime", "pydantic"}
