"""The data directory: publishing, locking, sweeping up, rolling back, pruning."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import store.library
from ontology.errors import LockedError, NoSnapshotError, NotFoundError, SnapshotError, StorageError
from store.library import Library
from tests.store.small_snapshots import build_snapshot, publish_snapshot

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "data")


def read_texts(library: Library) -> list[str]:
    return [passage.text for _, passage in library.open_current().passages.all()]


def list_snapshots(library: Library) -> list[str]:
    return sorted(path.name for path in (library.data / "snapshots").iterdir())


# Publishing


def test_nothing_was_published_yet(library: Library) -> None:
    assert library.current_id() is None
    assert library.manifests() == []
    with pytest.raises(NoSnapshotError) as caught:
        library.open_current()
    assert str(caught.value) == (
        f"nothing was published in {library.data} yet: run 'rolegraph ingest PATH' with this data directory"
    )


def test_a_published_snapshot_is_current_and_whole(library: Library) -> None:
    snapshot_id = publish_snapshot(library, ["reads meters", "mends pumps"])

    snapshot = library.open_current()
    assert snapshot.id == library.current_id() == snapshot_id
    assert (library.data / "CURRENT").read_text() == f"{snapshot_id}\n"
    assert [hit.row for hit in snapshot.text.search("pumps", 5, {})] == [1]
    assert len(snapshot.graph) == len(snapshot.vectors) == 2
    assert list(snapshot.documents) == ["pages/a.txt"]
    assert list_snapshots(library) == [snapshot_id]
    assert (library.data / "snapshots" / snapshot_id).stat().st_mode & 0o777 == 0o755
    assert sorted(path.name for path in library.data.iterdir()) == ["CURRENT", "snapshots", "writer.lock"]


def test_the_next_snapshot_takes_its_place_and_the_last_one_stays(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    opened = library.open_current()
    second = publish_snapshot(library, ["mends pumps"])

    assert read_texts(library) == ["mends pumps"]
    assert [manifest.id for manifest in library.manifests()] == [second, first]
    assert [passage.text for passage in opened.passages.get([0])] == ["reads meters"]
    assert next(opened.graph.select("SELECT ?t { ?s ?p ?t }"))["t"] == "reads meters"


def test_what_is_being_built_cannot_be_seen(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    with library.writing(), library.building() as directory:
        build_snapshot(directory, ["mends pumps"])
        assert [manifest.id for manifest in library.manifests()] == [first]
        assert read_texts(library) == ["reads meters"]

    assert list_snapshots(library) == [first]


def test_parts_that_disagree_are_not_published(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    with library.writing(), library.building() as directory:
        manifest = build_snapshot(directory, ["mends pumps"])
        shutil.copyfile(library.data / "snapshots" / first / "passages.sqlite", directory / "passages.sqlite")
        (directory / "vectors" / "vectors.faiss").unlink()
        with pytest.raises(SnapshotError, match=r"vectors\.faiss cannot be read"):
            library.publish(directory, manifest)

    assert library.current_id() == first
    assert list_snapshots(library) == [first]


def test_indexes_of_different_length_are_told(library: Library) -> None:
    with library.writing(), library.building() as directory:
        manifest = build_snapshot(directory, ["reads meters", "mends pumps"])
        build_snapshot(directory / "text", ["reads meters"])
        shutil.rmtree(directory / "text" / "text", ignore_errors=True)
        shutil.rmtree(directory / "vectors")
        shutil.copytree(directory / "text" / "vectors", directory / "vectors")
        with pytest.raises(SnapshotError) as caught:
            library.publish(directory, manifest)

    assert str(caught.value) == f"{directory} is damaged: its indexes hold different numbers of passages"
    assert library.current_id() is None


def test_readers_find_a_whole_snapshot_while_a_writer_publishes_and_prunes(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.library, "KEPT_SNAPSHOTS", 1)
    publish_snapshot(library, ["number 0"])
    stop = threading.Event()
    seen: list[int] = []
    errors: list[BaseException] = []

    def read() -> None:
        try:
            while not stop.is_set():
                snapshot = library.open_current()
                (text,) = (passage.text for passage in snapshot.passages.get([0]))
                assert next(snapshot.graph.select("SELECT ?t { ?s ?p ?t }"))["t"] == text
                seen.append(int(text.removeprefix("number ")))
        except BaseException as error:  # noqa: BLE001 - told by the test's own thread
            errors.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(1, 13):
        publish_snapshot(library, [f"number {number}"])
    stop.set()
    for reader in readers:
        reader.join()

    assert errors == []
    assert len(set(seen)) > 1
    assert read_texts(library) == ["number 12"]
    assert len(list_snapshots(library)) == 1


# One writer


def test_a_second_writer_is_turned_away_until_the_first_is_done(library: Library) -> None:
    with library.writing():
        with pytest.raises(LockedError) as caught, Library(library.data).writing():
            pytest.fail("two writers")
        assert str(caught.value) == f"another process is writing to {library.data}; wait until it ends"
    with Library(library.data).writing():
        pass


def test_a_second_writer_can_wait_until_the_first_is_done(library: Library) -> None:
    order: list[str] = []

    def write() -> None:
        with Library(library.data).writing(wait_seconds=300):
            order.append("second")

    second = threading.Thread(target=write)
    with library.writing():
        second.start()
        with pytest.raises(LockedError), Library(library.data).writing(wait_seconds=0.1):
            pytest.fail("two writers")
        order.append("first")
    second.join()
    assert order == ["first", "second"]


def test_a_writer_in_another_process_is_turned_away_too(library: Library) -> None:
    program = (
        "import sys\nfrom pathlib import Path\nfrom store.library import Library\n"
        "with Library(Path(sys.argv[1])).writing():\n    print('in')\n"
    )
    command = [sys.executable, "-c", program, str(library.data)]
    with library.writing():
        locked = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)
    free = subprocess.run(command, capture_output=True, text=True, cwd=REPOSITORY, check=False)

    assert locked.stderr.splitlines()[-1] == (
        f"ontology.errors.LockedError: another process is writing to {library.data}; wait until it ends"
    )
    assert (locked.returncode, locked.stdout) == (1, "")
    assert (free.returncode, free.stdout) == (0, "in\n")


def test_a_lock_file_that_a_crash_left_locks_nobody_out(library: Library) -> None:
    library.data.mkdir()
    (library.data / "writer.lock").write_text("4711")

    publish_snapshot(library, ["reads meters"])

    assert read_texts(library) == ["reads meters"]


def test_readers_need_no_lock(library: Library) -> None:
    publish_snapshot(library, ["reads meters"])
    with library.writing():
        assert read_texts(library) == ["reads meters"]


def test_leftovers_of_a_crash_are_swept_up_by_the_next_writer_and_nothing_else(library: Library) -> None:
    snapshot_id = publish_snapshot(library, ["reads meters"])
    snapshots = library.data / "snapshots"
    (snapshots / ".build-abc" / "graph").mkdir(parents=True)
    (snapshots / ".build-abc" / "graph" / "000010.sst").write_text("half")
    (library.data / ".CURRENT.4711.tmp").write_text("2026")
    (library.data / ".htaccess").write_text("mine")
    (snapshots / "notes.txt").write_text("mine")

    with library.writing():
        pass

    assert list_snapshots(library) == [snapshot_id, "notes.txt"]
    assert sorted(path.name for path in library.data.iterdir()) == [".htaccess", "CURRENT", "snapshots", "writer.lock"]
    assert read_texts(library) == ["reads meters"]


@pytest.mark.parametrize("path", ["data", "data/snapshots", "data/writer.lock"])
def test_a_data_directory_that_cannot_be_written_is_told(tmp_path: Path, path: str) -> None:
    # Tests may run as root, whom no permission stops; a file where a directory should be stops everybody.
    if path == "data/writer.lock":
        (tmp_path / path).mkdir(parents=True)
    else:
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("")
    problem = "Is a directory" if path == "data/writer.lock" else "File exists"
    if path == "data":
        problem = "Not a directory"

    with pytest.raises(StorageError) as caught, Library(tmp_path / "data").writing():
        pytest.fail("written")
    assert str(caught.value) == f"{tmp_path}/data cannot be written: {problem}"


@pytest.mark.skipif(os.geteuid() == 0, reason="no permission stops root")
def test_a_data_directory_without_permission_is_told(library: Library) -> None:
    library.data.mkdir(mode=0o500)

    with pytest.raises(StorageError) as caught, library.writing():
        pytest.fail("written")
    assert str(caught.value) == f"{library.data} cannot be written: Permission denied"


# Damage


@pytest.mark.parametrize("content", [b"", b"\n", b" \n\n"])
def test_an_empty_current_means_nothing_was_published(library: Library, content: bytes) -> None:
    publish_snapshot(library, ["reads meters"])
    (library.data / "CURRENT").write_bytes(content)

    assert library.current_id() is None
    with pytest.raises(NoSnapshotError):
        library.open_current()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"\xff\xfe", "{data}/CURRENT is damaged: it names no snapshot"),
        (b"gone", "{data}/snapshots/gone is no snapshot: it has no manifest.json"),
        (b"../../etc", "{data}/snapshots/../../etc is no snapshot: it has no manifest.json"),
    ],
)
def test_a_damaged_current_is_told(library: Library, content: bytes, message: str) -> None:
    publish_snapshot(library, ["reads meters"])
    (library.data / "CURRENT").write_bytes(content)

    with pytest.raises(SnapshotError) as caught:
        library.open_current()
    assert str(caught.value) == message.format(data=library.data)


def test_a_current_that_is_no_file_is_told(library: Library) -> None:
    (library.data / "CURRENT").mkdir(parents=True)

    with pytest.raises(StorageError) as caught:
        library.current_id()
    assert str(caught.value) == f"{library.data}/CURRENT cannot be read: Is a directory"


def test_a_damaged_snapshot_is_not_opened_and_another_can_be_rolled_back_to(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    second = publish_snapshot(library, ["mends pumps"])
    path = library.data / "snapshots" / second / "passages.sqlite"
    path.write_bytes(path.read_bytes().replace(b"mends", b"bends"))

    with pytest.raises(SnapshotError) as caught:
        library.open_current()
    assert str(caught.value) == (f"snapshot {second} is damaged: passages.sqlite has changed since it was published")
    library.roll_back(first)
    assert read_texts(library) == ["reads meters"]


def test_a_writer_may_open_what_no_reader_would(library: Library) -> None:
    snapshot_id = publish_snapshot(library, ["reads meters"])
    path = library.data / "snapshots" / snapshot_id / "documents.json"
    path.write_bytes(path.read_bytes() + b"\n")

    with pytest.raises(SnapshotError):
        library.open_current()
    assert library.open_current(verify=False).id == snapshot_id


def test_a_snapshot_under_another_name_is_none(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    snapshots = library.data / "snapshots"
    shutil.copytree(snapshots / first, snapshots / "copy")

    assert [manifest.id for manifest in library.manifests()] == [first]
    with pytest.raises(SnapshotError) as caught:
        library.roll_back("copy")
    assert str(caught.value) == f"{snapshots}/copy is not what its name says: it holds snapshot {first}"
    assert library.current_id() == first


# Rolling back


def test_rolling_back_publishes_an_older_snapshot_and_forward_again(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    second = publish_snapshot(library, ["mends pumps"])

    assert library.roll_back(first).id == first
    assert (library.current_id(), read_texts(library)) == (first, ["reads meters"])
    assert library.roll_back(second).id == second
    assert (library.current_id(), read_texts(library)) == (second, ["mends pumps"])
    assert list_snapshots(library) == [first, second]


@pytest.mark.parametrize(
    "snapshot_id",
    [
        "",
        ".",
        "..",
        "/",
        "/etc",
        "../../etc",
        "../snapshots/{id}",
        "{id}/",
        "{id}/.",
        "{id}/graph",
        "{id}\n",
        " {id}",
        ".build-abc",
        "notes.txt",
        "20260131T120000Z-00000000",
        "*",
        "a\0b",
        "x" * 5000,
        "\ud800",
    ],
)
def test_an_id_that_is_none_is_never_rolled_back_to(library: Library, snapshot_id: str) -> None:
    current = publish_snapshot(library, ["reads meters"])
    (library.data / "snapshots" / "notes.txt").write_text("mine")
    (library.data / "manifest.json").write_text("{}")
    wrong = snapshot_id.format(id=current)

    with pytest.raises(NotFoundError) as caught:
        library.roll_back(wrong)
    assert str(caught.value) == f"there is no snapshot {wrong!r}; 'rolegraph snapshots' lists them"
    assert library.current_id() == current


def test_rolling_back_to_a_damaged_snapshot_is_refused(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    second = publish_snapshot(library, ["mends pumps"])
    (library.data / "snapshots" / first / "vectors" / "vectors.faiss").unlink()
    (library.data / "snapshots" / "empty").mkdir()

    with pytest.raises(SnapshotError) as caught:
        library.roll_back(first)
    assert str(caught.value) == f"snapshot {first} is damaged: vectors/vectors.faiss is missing"
    with pytest.raises(SnapshotError, match=r"snapshots/empty is no snapshot: it has no manifest\.json$"):
        library.roll_back("empty")
    assert library.current_id() == second


def test_rolling_back_waits_for_no_writer(library: Library) -> None:
    first = publish_snapshot(library, ["reads meters"])
    with library.writing(), pytest.raises(LockedError):
        library.roll_back(first)


# Pruning


def test_the_newest_snapshots_are_kept(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.library, "KEPT_SNAPSHOTS", 3)
    ids = [publish_snapshot(library, [f"number {number}"]) for number in range(5)]

    assert list_snapshots(library) == ids[2:]
    assert [manifest.id for manifest in library.manifests()] == ids[:1:-1]
    assert library.current_id() == ids[-1]


def test_ten_snapshots_are_kept() -> None:
    assert store.library.KEPT_SNAPSHOTS == 10


def test_the_published_snapshot_is_kept_however_old_the_clock_makes_it(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.library, "KEPT_SNAPSHOTS", 2)
    newer = [publish_snapshot(library, [f"number {minutes}"], minutes) for minutes in (100, 200)]
    oldest = publish_snapshot(library, ["by a clock that was put back"], minutes=-500)

    assert library.current_id() == oldest
    assert read_texts(library) == ["by a clock that was put back"]
    assert list_snapshots(library) == [oldest, *newer]


def test_after_rolling_back_the_one_rolled_back_to_is_kept_until_another_is_published(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.library, "KEPT_SNAPSHOTS", 2)
    first, second = (publish_snapshot(library, [text]) for text in ("reads meters", "mends pumps"))
    library.roll_back(first)
    assert list_snapshots(library) == [first, second]

    third = publish_snapshot(library, ["paints fences"])
    assert list_snapshots(library) == [second, third]
    assert read_texts(library) == ["paints fences"]


def test_what_an_open_snapshot_shares_is_not_compared_again(library: Library) -> None:
    publish_snapshot(library, ["reads meters"])
    first = library.open_current()
    second = library.data / "snapshots" / publish_snapshot(library, ["reads meters"])
    for name in ("passages.sqlite", "documents.json"):
        (second / name).unlink()
        (second / name).hardlink_to(first.directory / name)
    assert [first.shares(second, name) for name in ("passages.sqlite", "text/meta.json", "manifest.json", "none")] == [
        True,
        False,
        False,
        False,
    ]

    content = (second / "passages.sqlite").read_bytes()
    (second / "passages.sqlite").write_bytes(content[:-1] + b"?")
    assert library.open_current(spares=first.shares).id == second.name
    with pytest.raises(SnapshotError, match=r"passages\.sqlite has changed"):
        library.open_current()
    shutil.rmtree(first.directory)
    with pytest.raises(SnapshotError, match=r"passages\.sqlite has changed"):
        library.open_current(spares=first.shares)
