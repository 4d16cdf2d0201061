"""What all tests share: the real default encoder, compiled once."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.encoder.compile import ensure_encoder
from ingest.encoder.model import DEFAULT_MODEL
from store.encoder import OnnxEncoder


@pytest.fixture(scope="session")
def encoders_dir(pytestconfig: pytest.Config) -> Path:
    """A directory of compiled encoders, for ``ensure_encoder``; kept in pytest's cache from run to run."""
    cache = pytestconfig.cache
    assert cache is not None
    return cache.mkdir("encoders")


@pytest.fixture(scope="session")
def encoder(encoders_dir: Path) -> OnnxEncoder:
    """The default model; compiling takes half a minute, once, and its hashes are checked in every run."""
    return ensure_encoder(DEFAULT_MODEL, encoders_dir)


@pytest.fixture(scope="session")
def encoder_directory(encoder: OnnxEncoder, encoders_dir: Path) -> Path:
    """The directory of the compiled default model."""
    return encoders_dir / f"{encoder.identity.sha256[:16]}-all-minilm-l6-v2"
