from __future__ import annotations

import io
import json
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import run_wsgi_app

from ingest.run import LazyEncoder, ingest
from ontology.errors import SnapshotError, StorageError
from ontology.iris import Namer
from service import current as current_module
from service.config import DEFAULT_MODEL, read_settings
from service.current import Current
from service.engine import Engine
from service.http.app import create_app
from service.http.bodies import MAX_BODY_BYTES, BodyGate
from store.encoder import OnnxEncoder
from store.library import Library
from tests.service.http.checks import BROWSER, Page, assert_problem
from tests.workspace import make_data_directory

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse


def test_the_process_lives_and_answers(client: FlaskClient, engine: Engine) -> None:
    assert client.get("/healthz").get_json() == {"status": "ok"}
    ready = client.get("/readyz")
    assert (ready.status_code, ready.get_json()) == (200, {"status": "ready", "snapshot": engine.snapshot.id})
    assert ready.headers["Cache-Control"] == "no-store"
    assert client.head("/readyz").data == b""
    assert client.post("/healthz").status_code == 405


def test_search_engines_are_told_what_not_to_read(client: FlaskClient) -> None:
    assert "Disallow: /sparql" in client.get("/robots.txt").text


def test_a_newer_snapshot_that_cannot_be_opened_makes_it_stale_and_still_ready(
    client: FlaskClient, current: Current, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(current, "problem", "snapshot x is damaged")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert (response.get_json()["status"], response.get_json()["problem"]) == ("stale", "snapshot x is damaged")
    assert client.get("/healthz").status_code == 200
    assert client.get("/api/v1/search?q=renewals").status_code == 200  # the old one goes on


@pytest.mark.parametrize("error", [SnapshotError("/secret/place is damaged"), StorageError("/secret/place is full")])
def test_what_the_operator_must_mend_is_logged_and_not_told(
    client: FlaskClient,
    engine: Engine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(engine.searcher, "search", fail)
    response = client.get("/api/v1/search?q=a")
    assert_problem(response, 503)
    assert "secret" not in response.text
    assert "/secret/place" in caplog.text
    page = Page(client.get("/?q=a", headers=BROWSER), 503)
    assert "secret" not in page.text


def test_requests_under_way_keep_their_snapshot_and_later_ones_get_the_new(
    tmp_path: Path, encoders_dir: Path, encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library(make_data_directory(tmp_path / "data", encoders_dir))
    pages = tmp_path / "pages"
    pages.mkdir()

    def publish(number: int) -> str:
        document = {"profile": f"X.GEN.P{number}", "responsibilities": [f"Polishes mirror number {number}"]}
        (pages / f"{number}.json").write_text(json.dumps(document))
        report = ingest([pages], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        assert report.published is not None
        return report.published

    first = publish(1)
    monkeypatch.setattr(current_module, "_LOOK_SECONDS", 0.0)
    switched = threading.Event()
    settings = read_settings({}, data=library.data)
    current = Current(library, settings)
    app = create_app(settings, current)

    @app.get("/wait")
    def wait() -> dict[str, object]:
        from service.http.door import engine as engine_of_request

        held = engine_of_request()
        assert switched.wait(60)
        total, _ = engine_of_request().profiles.list_page(0, 10)
        assert engine_of_request() is held
        return {"snapshot": held.snapshot.id, "profiles": total}

    answers: list[Any] = []
    waiting = threading.Thread(target=lambda: answers.append(app.test_client().get("/wait")))
    waiting.start()
    client = app.test_client()
    old = client.get("/api/v1/profiles")
    assert old.get_json()["snapshot"] == first
    second = publish(2)
    for _ in range(600):
        seen = client.get("/api/v1/snapshot").headers["Rolegraph-Snapshot"]
        assert seen in (first, second)
        if seen == second:
            break
        for thread in threading.enumerate():
            if thread.name == "rolegraph-switch":
                thread.join(60)
    assert seen == second
    switched.set()
    waiting.join(60)
    assert answers[0].get_json() == {"snapshot": first, "profiles": 1}
    assert answers[0].headers["Rolegraph-Snapshot"] == first
    changed = client.get("/api/v1/profiles", headers={"If-None-Match": old.headers["ETag"]})
    assert (changed.status_code, changed.get_json()["total"]) == (200, 2)
    assert client.get("/readyz").get_json() == {"status": "ready", "snapshot": second}


def run_gate(gate: BodyGate, method: str, body: io.BytesIO | bytes = b"", **environ: str) -> tuple[str, bytes]:
    stream = io.BytesIO(body) if isinstance(body, bytes) else body
    call = {"REQUEST_METHOD": method, "CONTENT_LENGTH": str(len(stream.getvalue())), **environ, "wsgi.input": stream}
    response, status, _ = run_wsgi_app(gate, call)
    return status, b"".join(response)


def echo(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
    start_response("200 OK", [])
    return [f"{environ['CONTENT_LENGTH']} {len(environ['wsgi.input'].read())}".encode()]


def test_slow_bodies_leave_room_for_others() -> None:
    arrived, sent = threading.Semaphore(0), threading.Event()

    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            arrived.release()
            assert sent.wait(60)
            return b"abc"

    gate = BodyGate(echo, waiting=2)
    answers: list[tuple[str, bytes]] = []
    slow = [threading.Thread(target=lambda: answers.append(run_gate(gate, "POST", Slow()))) for _ in range(2)]
    for thread in slow:
        thread.start()
    for _ in slow:
        assert arrived.acquire(timeout=60)
    assert run_gate(gate, "POST", b"x")[0] == "503 Service Unavailable"
    assert run_gate(gate, "GET", b"ignored") == ("200 OK", b"0 0")
    sent.set()
    for thread in slow:
        thread.join(60)
    assert answers == [("200 OK", b"3 3")] * 2
    assert run_gate(gate, "POST", b"x") == ("200 OK", b"1 1")


def test_a_body_of_unknown_length_is_read_up_to_the_limit() -> None:
    gate = BodyGate(echo)
    chunked = {"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked"}
    assert run_gate(gate, "POST", b"x" * 1000, **chunked)[1] == b"1000 1000"
    assert run_gate(gate, "POST", b"x" * (2 * MAX_BODY_BYTES), **chunked)[1] == b"1048577 1048577"
    assert run_gate(gate, "POST", b"x", CONTENT_LENGTH="99999999")[1] == b"99999999 1"  # left for the app to refuse


def test_a_chunked_body_that_is_too_large_is_refused(app: Flask) -> None:
    response = app.test_client().post(
        "/api/v1/retrieve",
        input_stream=io.BytesIO(b" " * (MAX_BODY_BYTES + 5)),
        headers={"Transfer-Encoding": "chunked"},
        environ_overrides={"wsgi.input_terminated": True},
        content_type="application/json",
    )
    assert_problem(response, 413, "1 MB")
