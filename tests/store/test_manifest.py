"""The manifest: every kind of damage to a snapshot is found, and told by the file's name."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import SnapshotError
from store.files import link_tree
from store.library import Library
from store.manifest import MANIFEST_FILE, FileEntry, Manifest, list_entries, list_files
from store.snapshot import Snapshot
from tests.store.small_snapshots import build_snapshot, publish_snapshot


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a published snapshot, which nobody changes."""
    library = Library(tmp_path_factory.mktemp("manifest") / "data")
    return library.data / "snapshots" / publish_snapshot(library, ["reads meters", "mends pumps"])


@pytest.fixture
def snapshot(published: Path, tmp_path: Path) -> Path:
    """A copy of it, to damage."""
    return Path(shutil.copytree(published, tmp_path / published.name))


def read_error(directory: Path) -> str:
    with pytest.raises(SnapshotError) as caught:
        Snapshot(directory)
    return str(caught.value)


def test_a_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    manifest = build_snapshot(tmp_path, ["reads meters"])
    (tmp_path / MANIFEST_FILE).write_bytes(manifest.to_json())

    assert Manifest.read(tmp_path) == manifest


def test_files_are_listed_whatever_their_name_but_the_manifest_itself(tmp_path: Path) -> None:
    for name in (MANIFEST_FILE, "a/manifest.json", "a/.hidden", "Ünï code", "z"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("abc")
    (tmp_path / "empty").mkdir()

    assert list_files(tmp_path) == ["a/.hidden", "a/manifest.json", "z", "Ünï code"]
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, appendix B.1
    assert list_entries(tmp_path) == dict.fromkeys(list_files(tmp_path), FileEntry(3, digest))


def test_a_file_that_is_the_same_as_in_the_last_snapshot_is_not_read_again(snapshot: Path, tmp_path: Path) -> None:
    last = Manifest.read(snapshot).files
    link_tree(snapshot, tmp_path / "next")
    (tmp_path / "next" / "documents.json").unlink()
    shutil.copyfile(snapshot / "passages.sqlite", tmp_path / "next" / "documents.json")
    (tmp_path / "next" / "added").write_text("abc")
    for name in ("documents.json", "passages.sqlite"):  # damaged where they are
        (snapshot / name).write_bytes(b"abc")

    entries = list_entries(tmp_path / "next", snapshot)
    digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert entries == {**last, "documents.json": last["passages.sqlite"], "added": FileEntry(3, digest)}


def test_a_whole_snapshot_opens(snapshot: Path) -> None:
    assert len(Snapshot(snapshot).passages) == 2


FILES = [
    "documents.json",
    "graph/CURRENT",
    "passages.sqlite",
    "text/meta.json",
    "text/.managed.json",
    "vectors/vectors.faiss",
]


@pytest.mark.parametrize("name", FILES)
def test_one_changed_byte_is_found(snapshot: Path, name: str) -> None:
    content = bytearray((snapshot / name).read_bytes())
    content[len(content) // 2] ^= 1
    (snapshot / name).write_bytes(content)

    assert read_error(snapshot) == f"snapshot {snapshot.name} is damaged: {name} has changed since it was published"


@pytest.mark.parametrize("name", FILES)
def test_a_cut_off_file_is_found(snapshot: Path, name: str) -> None:
    (snapshot / name).write_bytes((snapshot / name).read_bytes()[:-1])

    assert read_error(snapshot) == f"snapshot {snapshot.name} is damaged: {name} has changed since it was published"


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_found(snapshot: Path, name: str) -> None:
    (snapshot / name).unlink()

    assert read_error(snapshot) == f"snapshot {snapshot.name} is damaged: {name} is missing"


@pytest.mark.parametrize("name", ["extra.txt", "graph/999999.sst", "passages.sqlite-wal", "text/.hidden", "new/file"])
def test_an_added_file_is_found(snapshot: Path, name: str) -> None:
    (snapshot / name).parent.mkdir(exist_ok=True)
    (snapshot / name).write_text("")

    assert read_error(snapshot) == f"snapshot {snapshot.name} is damaged: {name} was added"


def test_files_that_changed_places_are_found(snapshot: Path) -> None:
    (snapshot / "text/meta.json").rename(snapshot / "between")
    (snapshot / "text/.managed.json").rename(snapshot / "text/meta.json")
    (snapshot / "between").rename(snapshot / "text/.managed.json")

    assert read_error(snapshot).startswith(f"snapshot {snapshot.name} is damaged: text/")


def test_a_directory_in_place_of_a_file_is_found(snapshot: Path) -> None:
    (snapshot / "documents.json").unlink()
    (snapshot / "documents.json").mkdir()

    assert read_error(snapshot) == f"snapshot {snapshot.name} is damaged: documents.json is missing"


def test_a_renamed_snapshot_is_found(snapshot: Path) -> None:
    renamed = snapshot.rename(snapshot.with_name("20990101T000000Z-ffffffff"))

    assert read_error(renamed) == f"{renamed} is not what its name says: it holds snapshot {snapshot.name}"


def test_files_that_disappear_while_they_are_compared_are_told(snapshot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # As when a writer prunes a snapshot while a reader opens it.
    def remove_then_list(directory: Path) -> list[str]:
        names = list_files(directory)
        shutil.rmtree(directory)
        return names

    monkeypatch.setattr("store.manifest.list_files", remove_then_list)

    message = read_error(snapshot)
    assert message.startswith(f"snapshot {snapshot.name} is damaged: {snapshot}/")
    assert message.endswith(" cannot be read: No such file or directory")


# The manifest itself


def test_a_directory_without_a_manifest_is_no_snapshot(snapshot: Path) -> None:
    (snapshot / MANIFEST_FILE).unlink()

    assert read_error(snapshot) == f"{snapshot} is no snapshot: it has no manifest.json"
    assert read_error(snapshot / "none") == f"{snapshot}/none is no snapshot: it has no manifest.json"


@pytest.mark.parametrize("length", [0, 1, 100, -2, -3])
def test_a_cut_off_manifest_is_damaged(snapshot: Path, length: int) -> None:
    path = snapshot / MANIFEST_FILE
    path.write_bytes(path.read_bytes()[:length])

    assert read_error(snapshot).startswith(f"{path} is damaged: ")


NOTHING = ["[]", "7", "null", "{}", '{"format": 2}', '{"format": 2, "encoder": 3}', "\ufeff{}"]


@pytest.mark.parametrize("content", NOTHING)
def test_a_manifest_that_says_nothing_is_damaged(snapshot: Path, content: str) -> None:
    (snapshot / MANIFEST_FILE).write_text(content, encoding="utf-8")

    assert read_error(snapshot).startswith(f"{snapshot / MANIFEST_FILE} is damaged: ")


def edit_manifest(directory: Path, edit: Callable[[dict[str, object]], object]) -> None:
    path = directory / MANIFEST_FILE
    content = json.loads(path.read_bytes())
    edit(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def test_another_format_is_told_with_what_to_do(snapshot: Path) -> None:
    edit_manifest(snapshot, lambda content: content.update(format=99))

    assert read_error(snapshot) == (
        f"snapshot {snapshot.name} has format 99; this version reads 2: "
        "ingest the documents again into a new data directory"
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda content: content.update(base="https://example.com/"),
        lambda content: content["counts"].update(triples=3),
        lambda content: content["encoder"].update(name="another"),
        lambda content: content.update(parent="20260131T120000Z-00000000"),
        lambda content: content["files"].pop("documents.json"),
        lambda content: content.update(note="added"),
        lambda content: content.pop("versions"),
    ],
    ids=["base", "count", "encoder", "parent", "file left out", "field added", "field left out"],
)
def test_an_edited_manifest_is_damaged(snapshot: Path, edit: Callable[[dict[str, object]], object]) -> None:
    edit_manifest(snapshot, edit)

    assert read_error(snapshot).startswith(f"{snapshot / MANIFEST_FILE} is damaged: ")


@settings(max_examples=150)
@given(place=st.floats(0, 1, exclude_max=True), mask=st.integers(1, 255))
def test_a_changed_byte_in_the_manifest_is_found_or_means_nothing(
    published: Path, tmp_path_factory: pytest.TempPathFactory, place: float, mask: int
) -> None:
    content = bytearray((published / MANIFEST_FILE).read_bytes())
    content[int(place * len(content))] ^= mask
    directory = tmp_path_factory.mktemp("flip")
    (directory / MANIFEST_FILE).write_bytes(content)

    try:
        found = Manifest.read(directory)
    except SnapshotError as error:
        assert str(directory.name) in str(error)
    else:
        assert found == Manifest.read(published)  # white space
