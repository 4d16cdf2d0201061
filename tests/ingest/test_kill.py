"""Ingest killed at any moment: what is published stays whole, and is the old data or the new."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from store.encoder import OnnxEncoder
from store.library import Library
from tests.ingest.command_runs import KILLED, CommandRunner, Content, Run, list_leftovers, read_content
from tests.ingest.page.pages import BY_LEVEL
from tests.tiny_encoder import make_tiny_encoder

CHANGED_LADDER = (
    BY_LEVEL.replace("- Counts stock in one aisle", "- Counts stock in two aisles")
    .replace("- Sets standards for all sites", "- Sets standards for all sites and shows how they are met")
    .replace("- Books every movement in the stock system.", "- Books what comes and goes.")
    .replace("| P3 | Defines how sites are run. | 5+ years. |", "| P3 | Defines how sites are run. | 6+ years. |")
)
PROFILE = {
    "profile": "DATA.ANA.L2",
    "title": "Data Analyst",
    "responsibilities": ["Answers clear questions with known data", "Documents queries"],
    "skills": ["SQL"],
}
ADDED = {"profile": "DATA.ANA.L3", "title": "Data Analyst", "responsibilities": ["Frames vague questions"]}

# Moments named by the file-system event that comes next, and what must be published then.
BUILD = "snapshots/.build-*"
STEPS = {
    "as the lock is taken": ("open", "writer.lock", "old"),
    "as the build starts": ("tempfile.mkdtemp", BUILD, "old"),
    "as a part of the graph is handed over": ("open", f"{BUILD}/part-0.nq", "old"),
    "after the graph was loaded": ("os.remove", f"{BUILD}/part-0.nq", "old"),
    "as the working graph is removed": ("shutil.rmtree", f"{BUILD}/work", "old"),
    "as the passages are written": ("sqlite3.connect", f"{BUILD}/passages.sqlite", "old"),
    "as the vectors are cached": ("sqlite3.connect", "embeddings/*", "old"),
    "as the vectors are written": ("os.mkdir", f"{BUILD}/vectors", "old"),
    "as the documents are written": ("open", f"{BUILD}/documents.json", "old"),
    "as the encoder is linked": ("os.link", f"{BUILD}/encoder/model.onnx", "old"),
    "as the manifest is written": ("open", f"{BUILD}/manifest.json", "old"),
    "as the snapshot is made durable": ("os.walk", BUILD, "old"),
    "as the snapshot gets its name": ("os.rename", "snapshots/2*", "old"),
    "after the snapshot got its name": ("open", "snapshots", "old"),
    "as the new CURRENT is written": ("open", ".CURRENT.*", "old"),
    "as CURRENT is renamed": ("os.rename", "CURRENT", "old"),
    "after CURRENT was renamed": ("open", ".", "new"),
    "as an old snapshot is put out of sight": ("os.rename", "snapshots/.build-20*T*Z-*", "new"),
    "as an old snapshot is removed": ("shutil.rmtree", "snapshots/.build-20*T*Z-*", "new"),
}
INSIDE = 30  # moments between two file-system events
OUTSIDE = 20  # moments by the clock


@dataclass(frozen=True, slots=True)
class Stage:
    """An old data directory, what a run would make of it, and how long that takes."""

    data: Path
    runner: CommandRunner
    encoder: OnnxEncoder
    arguments: tuple[str, ...]
    old: Content
    new: Content
    whole_run: Run

    def ingest(self, data: Path, **kill: object) -> Run:
        """Ingest the new documents into ``data``."""
        return self.runner.run(data, *self.arguments, **kill)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    root = tmp_path_factory.mktemp("kill")
    data, pages, changed, model = root / "data", root / "old" / "pages", root / "new" / "pages", root / "tiny"
    pages.mkdir(parents=True)
    (pages / "ladder.txt").write_text(BY_LEVEL, encoding="utf-8")
    (pages / "analyst.json").write_text(json.dumps(PROFILE), encoding="utf-8")
    shutil.copytree(pages, changed)
    (changed / "ladder.txt").write_text(CHANGED_LADDER, encoding="utf-8")
    (changed / "senior.json").write_text(json.dumps(ADDED), encoding="utf-8")
    encoder = make_tiny_encoder(model, data / "encoders")
    with CommandRunner() as runner:
        # An older snapshot than the old one, so that publishing the new one has something to remove.
        for paths in (pages / "analyst.json", pages):
            assert runner.run(data, "ingest", str(paths), "--model", str(model)).code == 0
        old = read_content(data, encoder)
        arguments = ("ingest", str(changed), "--model", str(model))
        runs = []
        for number in range(3):
            done = root / f"done-{number}" / "data"
            shutil.copytree(data, done)
            runs.append(runner.run(done, *arguments))
        new = read_content(done, encoder)
        assert [run.code for run in runs] == [0, 0, 0]
        assert old is not None
        assert new is not None
        # The shortest time: whoever is later than that is killed earlier in its work, not after it.
        quickest = min(runs, key=lambda run: run.seconds)
        yield Stage(data, runner, encoder, arguments, old, new, quickest)


@pytest.fixture
def data(stage: Stage, tmp_path: Path) -> Iterator[Path]:
    """A copy of the old data directory."""
    copy = tmp_path / "data"
    shutil.copytree(stage.data, copy)
    yield copy
    shutil.rmtree(copy)


def find_state(stage: Stage, data: Path) -> str:
    """Return whether ``data`` holds the old data or the new, after checking that it is exactly that, and whole."""
    content = read_content(data, stage.encoder)
    is_old = Library(data).current_id() == Library(stage.data).current_id()
    assert content == (stage.old if is_old else stage.new)
    return "old" if is_old else "new"


def check_that_work_goes_on(stage: Stage, data: Path) -> None:
    """Ingest once more, unhindered: the new data are there, and nothing else is left."""
    run = stage.ingest(data)
    assert (run.code, find_state(stage, data)) == (0, "new"), run.output
    assert list_leftovers(data) == []


def kill_after_share(stage: Stage, data: Path, share: float, make_again: Callable[[], object]) -> Run:
    """Ingest into ``data``, killed when that share of its time has passed; what had ended by then is done again."""
    seconds = stage.whole_run.seconds
    for _ in range(5):
        run = stage.ingest(data, kill_after=seconds * share)
        if run.code == KILLED:
            break
        seconds = run.seconds  # the machine has become quicker since it was measured
        shutil.rmtree(data)
        make_again()
    return run


def test_old_and_new_data_differ_as_this_file_wants_them_to(stage: Stage) -> None:
    assert {name for name, _ in stage.old.documents} == {"pages/ladder.txt", "pages/analyst.json"}
    assert {name for name, _ in stage.new.documents} == {"pages/ladder.txt", "pages/analyst.json", "pages/senior.json"}
    assert len(stage.new.documents - stage.old.documents) == 2
    gone = {text for _, text, *_ in stage.old.passages - stage.new.passages}
    assert gone == {
        "Counts stock in one aisle",
        "Sets standards for all sites",
        "Stock systems: Books every movement in the stock system.",
        "5+ years.",
    }
    assert len(stage.new.passages - stage.old.passages) == 5
    assert len(stage.whole_run.events) > 3 * INSIDE
    assert [manifest.counts["documents"] for manifest in Library(stage.data).manifests()] == [2, 1]


@pytest.mark.parametrize("moment", STEPS)
def test_killed_at_a_step_it_leaves_old_data_before_current_is_renamed_and_new_after(
    stage: Stage, data: Path, moment: str
) -> None:
    event, path, expected = STEPS[moment]
    run = stage.ingest(data, kill_before=(event, path))
    assert (run.code, find_state(stage, data)) == (KILLED, expected), run.output
    check_that_work_goes_on(stage, data)


@pytest.mark.parametrize("number", range(INSIDE))
def test_killed_between_file_events_it_leaves_old_data_or_new(stage: Stage, data: Path, number: int) -> None:
    last = len(stage.whole_run.events)
    run = stage.ingest(data, kill_at=1 + round(number * (last - 1) / (INSIDE - 1)))
    assert run.code == KILLED, run.output
    find_state(stage, data)
    check_that_work_goes_on(stage, data)


@pytest.mark.parametrize("number", range(OUTSIDE))
def test_killed_by_the_clock_it_leaves_old_data_or_new(stage: Stage, data: Path, number: int) -> None:
    run = kill_after_share(stage, data, (number + 0.5) / OUTSIDE, partial(shutil.copytree, stage.data, data))
    assert run.code == KILLED, run.output
    find_state(stage, data)
    check_that_work_goes_on(stage, data)


@pytest.mark.parametrize("number", range(5))
def test_killed_before_anything_was_published_it_leaves_nothing_or_all(
    stage: Stage, tmp_path: Path, number: int
) -> None:
    data = tmp_path / "data"
    make = partial(shutil.copytree, stage.data / "encoders", data / "encoders")
    make()
    run = kill_after_share(stage, data, (number + 0.5) / 5, make)
    assert run.code == KILLED, run.output
    assert read_content(data, stage.encoder) in (None, stage.new)
    check_that_work_goes_on(stage, data)
    shutil.rmtree(data)


@pytest.mark.parametrize(
    ("event", "path", "expected"),
    [("open", ".CURRENT.*", "old"), ("os.rename", "CURRENT", "old"), ("open", ".", "rolled back")],
)
def test_killed_while_rolling_back_it_leaves_one_of_the_two_snapshots(
    stage: Stage, data: Path, event: str, path: str, expected: str
) -> None:
    newest, oldest = (manifest.id for manifest in Library(data).manifests())
    run = stage.runner.run(data, "snapshots", "--rollback", oldest, kill_before=(event, path))
    assert run.code == KILLED, run.output
    assert Library(data).current_id() == {"old": newest, "rolled back": oldest}[expected]
    assert read_content(data, stage.encoder) is not None
    check_that_work_goes_on(stage, data)
