from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from ingest.run import LazyEncoder, ingest
from ontology.errors import SnapshotError, StorageError
from ontology.iris import Namer
from service import current as current_module
from service.config import DEFAULT_MODEL, read_settings
from service.current import Current
from service.engine import Engine
from service.http.app import create_app
from store.encoder import OnnxEncoder
from store.library import Library
from tests.service.http.checks import BROWSER, Page, assert_problem
from tests.workspace import make_data_directory


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
