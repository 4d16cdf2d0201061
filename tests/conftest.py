"""What all tests share: the real default encoder, compiled once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from ingest.encoder.compile import ensure_encoder
from ingest.encoder.model import DEFAULT_MODEL
from store.encoder import OnnxEncoder
from tests.turns import SharedPlace
from tests.untraced import Untraced, unwatched

# An example is given no time limit: nothing is asserted in seconds, and two tests run at once. Strategies here filter
# nothing, but hypothesis counts what it draws twice as filtered, and calls that a failure of small alphabets.
settings.register_profile("rolegraph", deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
settings.load_profile("rolegraph")


@pytest.fixture(scope="session", autouse=True)
def unwatched_shapes() -> Iterator[None]:
    """Coverage leaves pyshacl alone."""
    with unwatched("pyshacl", "validate"):
        yield


@pytest.fixture(scope="session")
def shared_place(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> SharedPlace:
    """Where one process of this run makes what all of them use."""
    base = tmp_path_factory.getbasetemp()
    return SharedPlace(base.parent if hasattr(pytestconfig, "workerinput") else base)


@pytest.fixture(scope="session")
def encoders_dir(pytestconfig: pytest.Config) -> Path:
    """A directory of compiled encoders, for ``ensure_encoder``; kept in pytest's cache from run to run."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("encoders")


@pytest.fixture(scope="session")
def encoder(encoders_dir: Path, shared_place: SharedPlace) -> OnnxEncoder:
    """The default model; compiling takes half a minute, once, and its hashes are checked in every run."""
    with shared_place.turn("encoder"), Untraced():
        return ensure_encoder(DEFAULT_MODEL, encoders_dir)


@pytest.fixture(scope="session")
def encoder_directory(encoder: OnnxEncoder, encoders_dir: Path) -> Path:
    """The directory of the compiled default model."""
    return encoders_dir / f"{encoder.identity.sha256[:16]}-all-minilm-l6-v2"
