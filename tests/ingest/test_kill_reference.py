"""A taxonomy's ingest killed: what is published stays as it was, and few texts are encoded twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.encoder import OnnxEncoder
from store.library import Library
from tests import taxonomies
from tests.ingest.command_runs import KILLED, CommandRunner, list_leftovers, read_content
from tests.tiny_encoder import make_tiny_encoder

BATCH = 256  # texts between two commits of the cache
TITLES = [("71-1011.00", f"Keeper of lamp {number}", "n/a", "08") for number in range(2 * BATCH + 88)]
BUILD = "snapshots/.build-*/reference"


@pytest.fixture(scope="module")
def runner() -> Iterator[CommandRunner]:
    with CommandRunner() as runner:
        yield runner


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An O*NET release with 600 other titles."""
    files = taxonomies.onet_files()
    files["Alternate Titles.txt"] = taxonomies.to_tab_text(taxonomies.ALTERNATE_HEADER, TITLES)
    folder = tmp_path_factory.mktemp("release")
    return taxonomies.write_zip(folder / "db_29_3_text.zip", {f"db_29_3_text/{n}": data for n, data in files.items()})


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, runner: CommandRunner) -> tuple[Path, OnnxEncoder]:
    """A data directory with one profile, and the encoder of its vectors."""
    root = tmp_path_factory.mktemp("original")
    encoder = make_tiny_encoder(root / "tiny", root / "data" / "encoders")
    (root / "pages").mkdir()
    (root / "pages" / "keeper.json").write_text('{"profile": "K.GEN.P1", "tasks": ["Keeps watch"]}', encoding="utf-8")
    run = runner.run(root / "data", "ingest", str(root / "pages"), "--model", str(root / "tiny"))
    assert run.code == 0, run.output
    return root, encoder


@pytest.fixture
def data(original: tuple[Path, OnnxEncoder], tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(original[0] / "data", tmp_path / "data"))


def test_killed_while_encoding_it_loses_one_batch_at_most(
    runner: CommandRunner, release: Path, original: tuple[Path, OnnxEncoder], data: Path
) -> None:
    root, encoder = original
    arguments = ("ingest", str(release), "--model", str(root / "tiny"), "--json")
    before = Library(data).current_id()

    killed = runner.run(data, *arguments, kill_at_batch=3)
    assert (killed.code, Library(data).current_id()) == (KILLED, before), killed.output
    assert read_content(data, encoder) == read_content(root / "data", encoder)

    done = runner.run(data, *arguments)
    assert done.code == 0, done.output
    snapshot = Library(data).open_current()
    assert snapshot.reference is not None
    texts = set(snapshot.reference.passages.texts())
    assert json.loads(done.output)["encoded"] == len(texts) - 2 * BATCH
    assert read_content(data, encoder) is not None
    assert list_leftovers(data) == []


@pytest.mark.parametrize(
    ("event", "path"),
    [
        ("os.mkdir", BUILD),
        ("sqlite3.connect", f"{BUILD}/passages.sqlite"),
        ("os.mkdir", f"{BUILD}/vectors"),
        ("open", f"{BUILD}/vectors/vectors.faiss"),
    ],
)
def test_killed_while_a_taxonomy_is_written_it_leaves_the_old_data(
    runner: CommandRunner, release: Path, original: tuple[Path, OnnxEncoder], data: Path, event: str, path: str
) -> None:
    root, encoder = original
    before = Library(data).current_id()

    killed = runner.run(data, "ingest", str(release), "--model", str(root / "tiny"), kill_before=(event, path))
    assert (killed.code, Library(data).current_id()) == (KILLED, before), killed.output
    assert read_content(data, encoder) == read_content(root / "data", encoder)
