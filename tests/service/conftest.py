"""The example company, ingested once, and the app on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, Settings, read_settings
from service.current import Current
from service.engine import Engine
from service.http.app import create_app
from store.encoder import OnnxEncoder
from store.library import Library
from tests.turns import SharedPlace
from tests.workspace import EXAMPLES, make_data_directory

PUBLIC_URL = "http://roles.test"


@pytest.fixture(scope="session")
def snapshot_data(shared_place: SharedPlace, encoders_dir: Path, encoder: OnnxEncoder) -> Path:
    """A data directory with ``examples/`` published; for reading only."""

    def make(data: Path) -> None:
        library = Library(make_data_directory(data, encoders_dir))
        ingest([EXAMPLES], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))

    return shared_place.make("examples-data", make)


@pytest.fixture(scope="session")
def settings(snapshot_data: Path) -> Settings:
    return read_settings({"ROLEGRAPH_PUBLIC_URL": PUBLIC_URL}, data=snapshot_data)


@pytest.fixture(scope="session")
def current(settings: Settings) -> Current:
    return Current(Library(settings.data), settings)


@pytest.fixture(scope="session")
def engine(current: Current) -> Engine:
    return current.engine()


@pytest.fixture(scope="session")
def app(settings: Settings, current: Current) -> Flask:
    return create_app(settings, current)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
