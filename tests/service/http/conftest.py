"""A service that may be written to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import read_settings
from service.current import Current
from service.http.app import create_app
from service.http.door import find_door
from store.library import Library
from tests.tiny_encoder import make_tiny_encoder
from tests.workspace import EXAMPLES

TOKEN = "a-token-for-tests-only"
WRITER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def writable_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An app on one example profile, whose encoder knows no meaning but is quick."""
    place = tmp_path_factory.mktemp("writable")
    model = place / "tiny"
    library = Library(place / "data")
    make_tiny_encoder(model, library.encoders)
    page = next(EXAMPLES.rglob("*.txt"))
    ingest([page], library, Namer(), LazyEncoder(str(model), library.encoders))
    environ = {"ROLEGRAPH_PUBLIC_URL": "http://roles.test", "ROLEGRAPH_TOKEN": TOKEN}
    settings = read_settings(environ, data=library.data, model=str(model))
    app = create_app(settings, Current(library, settings))
    yield app
    find_door(app).sparql.close()
    find_door(app).writer.close()


@pytest.fixture
def writable(writable_app: Flask) -> FlaskClient:
    return writable_app.test_client()
