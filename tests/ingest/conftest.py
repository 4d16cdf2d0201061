"""Data directories whose encoder is compiled already."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.encoder import OnnxEncoder
from store.library import Library
from tests.workspace import Workspace, make_data_directory


@pytest.fixture
def workspace(tmp_path: Path, encoders_dir: Path, encoder: OnnxEncoder) -> Workspace:
    """An empty data directory, and a folder for documents beside it."""
    return make_workspace(tmp_path, encoders_dir)


def make_workspace(root: Path, encoders_dir: Path) -> Workspace:
    documents = root / "pages"
    documents.mkdir()
    return Workspace(Library(make_data_directory(root / "data", encoders_dir)), documents)
