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
from tests import taxonomies
from tests.occupation_profiles import write_profiles
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


@pytest.fixture(scope="session")
def occupations_data(shared_place: SharedPlace, encoders_dir: Path, encoder: OnnxEncoder) -> Path:
    """A data directory with a few profiles and the invented O*NET, SOC, ESCO and crosswalks; for reading only."""

    def make(data: Path) -> None:
        library = Library(make_data_directory(data, encoders_dir))
        documents = data / "documents"
        written = [write_profiles(documents / "profiles")]
        for write in (taxonomies.write_onet, taxonomies.write_soc, taxonomies.write_esco):
            written.append(write(documents))
        written.extend(taxonomies.write_crosswalks(documents))
        ingest(written, library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))

    return shared_place.make("occupations-data", make)


@pytest.fixture(scope="session")
def occupations_settings(occupations_data: Path) -> Settings:
    return read_settings({"ROLEGRAPH_PUBLIC_URL": PUBLIC_URL}, data=occupations_data)


@pytest.fixture(scope="session")
def occupations_current(occupations_settings: Settings) -> Current:
    return Current(Library(occupations_settings.data), occupations_settings)


@pytest.fixture(scope="session")
def occupations_engine(occupations_current: Current) -> Engine:
    return occupations_current.engine()


@pytest.fixture(scope="session")
def occupations_app(occupations_settings: Settings, occupations_current: Current) -> Flask:
    return create_app(occupations_settings, occupations_current)


@pytest.fixture
def occupations_client(occupations_app: Flask) -> FlaskClient:
    return occupations_app.test_client()
