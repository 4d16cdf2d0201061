"""The images, as far as they can be held without a Docker engine: what the Dockerfile says, and that its steps work."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import venv
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
import yaml

from tests.docker.dockerfile import Stage, read_dockerfile

ROOT = Path(__file__).parents[2]
STAGES = read_dockerfile(ROOT / "docker" / "Dockerfile")
COMPOSE = yaml.safe_load((ROOT / "docker" / "compose.yaml").read_text(encoding="utf-8"))
HEAVY = ("torch", "sentence_transformers", "transformers", "onnxscript")


def lineage(name: str) -> list[Stage]:
    """The stage called ``name`` and those that it is built from."""
    found = []
    while name in STAGES:
        found.append(STAGES[name])
        name = STAGES[name].base
    return found


def last_of(stage: str, instruction: str) -> str:
    """The arguments that hold for ``instruction`` at the end of ``stage``."""
    return next(value for part in lineage(stage) for value in reversed(part.all(instruction)))


def test_the_serving_image_asks_for_no_extra() -> None:
    assert STAGES["serve-wheels"].pip_commands() == ["pip wheel --wheel-dir /wheels --constraint constraints.txt ."]


def test_the_ingest_image_asks_for_the_ingest_extra() -> None:
    assert STAGES["ingest-wheels"].pip_commands() == [
        "pip wheel --wheel-dir /wheels --constraint constraints.txt '.[ingest]'"
    ]


@pytest.mark.parametrize("name", ["serve", "ingest"])
def test_an_image_installs_only_the_wheels_of_its_own_stage(name: str) -> None:
    assert STAGES[name].pip_commands() == ["pip install --no-cache-dir --no-index /wheels/*.whl"]
    (run,) = STAGES[name].all("RUN")
    assert f"--mount=type=bind,from={name}-wheels,source=/wheels,target=/wheels" in run


@pytest.mark.parametrize("name", ["serve", "ingest"])
def test_an_image_runs_as_the_numbered_user_that_owns_the_data(name: str) -> None:
    assert last_of(name, "USER") == "10001"
    (setup,) = STAGES["runtime"].all("RUN")
    assert "useradd --uid 10001 " in setup
    assert "install --directory --owner rolegraph --group rolegraph /data" in setup


@pytest.mark.parametrize("name", ["serve", "ingest"])
def test_an_image_keeps_its_data_in_the_volume(name: str) -> None:
    assert any("ROLEGRAPH_DATA=/data" in variables for part in lineage(name) for variables in part.all("ENV"))
    service = {"serve": "rolegraph", "ingest": "ingest"}[name]
    assert COMPOSE["services"][service]["build"]["target"] == name
    mounts = [mount.removesuffix(":ro") for mount in COMPOSE["services"][service]["volumes"]]
    assert "data:/data" in mounts


def test_the_serving_image_is_the_default_and_listens_where_its_port_is_mapped() -> None:
    assert list(STAGES)[-1] == "serve"
    assert json.loads(last_of("serve", "CMD")) == ["rolegraph", "serve", "--host", "0.0.0.0"]
    assert last_of("serve", "EXPOSE") == "8000"
    assert [port.rpartition(":")[2] for port in COMPOSE["services"]["rolegraph"]["ports"]] == ["8000"]


@pytest.fixture
def status_server() -> Iterator[HTTPServer]:
    """A server on a free port that answers every path with the status in its ``status``."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(self.server.status if self.path == "/healthz" else 404)  # type: ignore[attr-defined]
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None: ...  # noqa: A002

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_the_health_check_tells_a_healthy_service(status: int, healthy: bool, status_server: HTTPServer) -> None:
    status_server.status = status  # type: ignore[attr-defined]
    program, *arguments = json.loads(last_of("serve", "HEALTHCHECK").partition("CMD ")[2])
    assert program == "python"
    here = [argument.replace(":8000/", f":{status_server.server_port}/") for argument in arguments]
    done = subprocess.run([sys.executable, *here], capture_output=True, check=False)
    assert (done.returncode == 0) is healthy


def test_the_health_check_fails_while_nobody_answers(status_server: HTTPServer) -> None:
    arguments = json.loads(last_of("serve", "HEALTHCHECK").partition("CMD ")[2])[1:]
    port = status_server.server_port
    status_server.shutdown()
    status_server.socket.close()
    here = [argument.replace(":8000/", f":{port}/") for argument in arguments]
    assert subprocess.run([sys.executable, *here], capture_output=True, check=False).returncode != 0


@pytest.mark.parametrize(("service", "writable"), [("rolegraph", ["spool:/spool"]), ("ingest", ["data:/data"])])
def test_only_ingest_can_write_its_data(service: str, writable: list[str]) -> None:
    settings = COMPOSE["services"][service]
    assert settings["read_only"] is True
    assert settings["tmpfs"] == ["/tmp"]
    assert settings["cap_drop"] == ["ALL"]
    assert [mount for mount in settings["volumes"] if not mount.endswith(":ro")] == writable


def test_ingest_runs_only_when_asked_for() -> None:
    assert COMPOSE["services"]["ingest"]["profiles"] == ["ingest"]
    assert "profiles" not in COMPOSE["services"]["rolegraph"]


def test_what_the_dockerfile_copies_exists_and_reaches_the_build() -> None:
    allowed = {
        line[1:] for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line.startswith("!")
    }
    copied = {name for copy in STAGES["source"].all("COPY") for name in copy.split()[:-1]}
    assert copied == allowed
    assert [name for name in sorted(copied) if not (ROOT / name).exists()] == []


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """A directory that is gone afterwards: pytest would keep three times half a gigabyte."""
    yield tmp_path
    shutil.rmtree(tmp_path)


@pytest.mark.slow
def test_the_serving_image_s_own_steps_install_a_rolegraph_that_runs_without_torch(scratch: Path) -> None:
    source, environment = scratch / "src", scratch / "environment"
    source.mkdir()
    for copy in STAGES["source"].all("COPY"):
        for name in copy.split()[:-1]:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(ROOT / name, source)
    venv.create(environment, with_pip=True)
    variables = {key: value for key, value in os.environ.items() if not key.startswith(("ROLEGRAPH_", "PYTHON"))}
    variables["PATH"] = f"{environment / 'bin'}:{variables['PATH']}"

    def run(command: str) -> subprocess.CompletedProcess[str]:
        line = command.replace("/wheels", str(scratch / "wheels"))
        return subprocess.run(
            ["sh", "-c", line], cwd=source, env=variables, capture_output=True, text=True, check=False
        )

    for command in STAGES["serve-wheels"].pip_commands() + STAGES["serve"].pip_commands():
        done = run(command)
        assert done.returncode == 0, done.stderr
    shutil.rmtree(source)  # what runs from here on was installed
    source.mkdir()
    found = run(f'python -c "from importlib.util import find_spec; print([n for n in {HEAVY!r} if find_spec(n)])"')
    assert found.stdout == "[]\n"
    assert "Usage: rolegraph" in run("rolegraph --help").stdout
    assert "--host" in run("rolegraph serve --help").stdout
