"""Ingest on a disk that becomes full: one clear line, exit code 1, and the old data stay published and whole."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.library import Library
from tests.ingest.command_runs import list_leftovers
from tests.ingest.test_kill import BUILD, Stage, check_that_work_goes_on, find_state, stage

__all__ = ["stage"]

# Named by the file-system event before which the disk becomes full; what is said, and of which file.
MOMENTS = {
    "as the build starts": ("tempfile.mkdtemp", BUILD, "the graph cannot be copied to {build}/work: "),
    "as a part of the graph is handed over": ("open", f"{BUILD}/part-0.nq", "the graph cannot be written: "),
    "after the graph was loaded": ("os.remove", f"{BUILD}/part-0.n[qt]", "the graph cannot be "),
    "as the passages are copied": ("shutil.rmtree", f"{BUILD}/work", "{last}/passages.sqlite cannot be copied: "),
    "as the passages are written": (
        "sqlite3.connect",
        f"{BUILD}/passages.sqlite",
        "the passages in {build}/passages.sqlite cannot be written: disk I/O error",
    ),
    "as the vectors are cached": (
        "sqlite3.connect",
        "embeddings/*",
        "the embedding cache {data}/embeddings/{model}.sqlite cannot be opened: ",
    ),
    "as the vectors are written": (
        "os.mkdir",
        f"{BUILD}/vectors",
        "the vectors in {build}/vectors cannot be written: ",
    ),
    "as the documents are written": ("open", f"{BUILD}/documents.json", "{build}/documents.json cannot be written: "),
    "as the manifest is written": ("open", f"{BUILD}/manifest.json", "the snapshot cannot be written: "),
    "as the snapshot gets its name": ("os.rename", "snapshots/2*", "{data}/CURRENT cannot be written: "),
    "as CURRENT is written": ("open", ".CURRENT.*", "{data}/CURRENT cannot be written: "),
}


@pytest.fixture
def data(stage: Stage, tmp_path: Path) -> Iterator[Path]:
    """A copy of the old data directory."""
    copy = tmp_path / "data"
    shutil.copytree(stage.data, copy)
    yield copy
    shutil.rmtree(copy)


def count_cached(data: Path) -> int:
    (path,) = (data / "embeddings").glob("*.sqlite")
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("SELECT count(*) FROM embedding").fetchone()[0])
    finally:
        connection.close()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_disk_that_becomes_full_is_told_in_one_line_and_the_old_data_stay(
    stage: Stage, data: Path, moment: str
) -> None:
    event, path, message = MOMENTS[moment]
    last = Library(data).current_id()
    cached = count_cached(data)

    run = stage.ingest(data, full_before=(event, path))

    assert run.code == 1, run.output
    (line,) = run.output.splitlines()
    build = next((part for part in line.split("/") if part.startswith(".build-")), "none")
    expected = message.format(
        build=data / "snapshots" / build,
        last=data / "snapshots" / (last or ""),
        data=data,
        model=stage.encoder.identity.sha256[:16],
    )
    assert line.startswith(f"error: {expected}")
    assert find_state(stage, data) == "old"
    assert list_leftovers(data) == []
    assert count_cached(data) >= cached > 20  # what was computed once is not thrown away for want of room
    check_that_work_goes_on(stage, data)


def test_once_current_is_renamed_a_full_disk_changes_nothing(stage: Stage, data: Path) -> None:
    run = stage.ingest(data, full_before=("open", "."))

    assert run.code == 0, run.output
    assert find_state(stage, data) == "new"


def test_a_full_disk_keeps_nobody_from_reading(stage: Stage, data: Path) -> None:
    run = stage.runner.run(data, "documents", full_before=("open", "CURRENT"))

    assert (run.code, run.output) == (0, "pages/analyst.json  DATA.ANA.L2\npages/ladder.txt  OPS.WAREHOUSE.P2\n")
