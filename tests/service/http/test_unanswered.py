"""Questions that nothing answers, kept for the report of gaps where the operator wants it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from service.config import Settings
from service.current import Current
from service.evaluation.gaps import count_gaps
from service.http.app import create_app

ESPRESSO = "who repairs espresso machines"


@pytest.fixture
def logging_client(settings: Settings, current: Current, tmp_path: Path) -> FlaskClient:
    return create_app(replace(settings, data=tmp_path, log_unanswered=True), current).test_client()


def test_every_door_of_search_logs_what_it_refused(logging_client: FlaskClient, tmp_path: Path) -> None:
    for path in ("/?q=", "/api/v1/search?q=", "/api/v1/retrieve?q="):
        assert logging_client.get(path + ESPRESSO).status_code == 200
    assert logging_client.post("/api/v1/retrieve", json={"query": ESPRESSO}).status_code == 200
    assert count_gaps(tmp_path) == {ESPRESSO: 4}


def test_what_was_answered_is_not_logged(logging_client: FlaskClient, tmp_path: Path) -> None:
    assert logging_client.get("/api/v1/search?q=who influences C-level renewals").json["answers"]  # type: ignore[index]
    assert logging_client.get("/").status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_logged_unless_the_operator_says_so(settings: Settings, current: Current, tmp_path: Path) -> None:
    client = create_app(replace(settings, data=tmp_path), current).test_client()
    assert client.get(f"/api/v1/search?q={ESPRESSO}").status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_a_search_is_answered_where_the_log_cannot_be_written(
    settings: Settings, current: Current, tmp_path: Path
) -> None:
    app = create_app(replace(settings, data=tmp_path / "absent", log_unanswered=True), current)
    assert app.test_client().get(f"/api/v1/search?q={ESPRESSO}").status_code == 200


def test_who_looks_for_occupations_leaves_no_gap(
    occupations_settings: Settings, occupations_current: Current, tmp_path: Path
) -> None:
    app = create_app(replace(occupations_settings, data=tmp_path, log_unanswered=True), occupations_current)
    client = app.test_client()
    for question in ("which occupation warns harbours", "storm surges&kind=occupation"):
        for path in ("/?q=", "/api/v1/search?q=", "/api/v1/retrieve?q="):
            assert client.get(path + question).status_code == 200
    assert list(tmp_path.iterdir()) == []
