"""Files that are whole or not there."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from ontology.errors import StorageError
from store.files import hash_file, link_file, link_tree, sync_directory, sync_tree, write_atomically


def make_tree(root: Path) -> Path:
    (root / "a" / "b").mkdir(parents=True)
    (root / "empty").mkdir()
    (root / "one.txt").write_text("one")
    (root / "a" / "two.txt").write_text("two")
    (root / "a" / "b" / ".hidden").write_bytes(b"\x00\xff")
    return root


def read_tree(root: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(root)): path.read_bytes() if path.is_file() else None for path in sorted(root.rglob("*"))
    }


@pytest.mark.parametrize("content", [b"", b"abc", bytes(range(256)) * 5000])
def test_a_hash_is_the_sha256_of_the_content(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "file").write_bytes(content)

    assert hash_file(tmp_path / "file") == hashlib.sha256(content).hexdigest()


def test_writing_replaces_the_content_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "CURRENT"
    for content in (b"first\n", b"", b"a longer second one\n" * 1000):
        write_atomically(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_whoever_has_the_old_file_open_reads_the_old_content_to_the_end(tmp_path: Path) -> None:
    path = tmp_path / "CURRENT"
    write_atomically(path, b"old")
    with path.open("rb") as reader:
        write_atomically(path, b"new content")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new content"


def test_what_cannot_be_replaced_stays_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    (tmp_path / "CURRENT").mkdir()

    with pytest.raises(StorageError) as caught:
        write_atomically(tmp_path / "CURRENT", b"new")
    assert str(caught.value) == f"{tmp_path}/CURRENT cannot be written: Is a directory"
    assert [path.name for path in tmp_path.iterdir()] == ["CURRENT"]


@pytest.mark.parametrize(("parent", "problem"), [("none", "No such file or directory"), ("file", "Not a directory")])
def test_a_directory_that_is_none_is_told(tmp_path: Path, parent: str, problem: str) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StorageError) as caught:
        write_atomically(tmp_path / parent / "CURRENT", b"new")
    assert str(caught.value) == f"{tmp_path}/{parent}/CURRENT cannot be written: {problem}"


def test_a_linked_tree_has_the_same_content_without_using_the_disk_twice(tmp_path: Path) -> None:
    source = make_tree(tmp_path / "source")

    link_tree(source, tmp_path / "target")

    assert read_tree(tmp_path / "target") == read_tree(source)
    assert all(
        (source / name).stat().st_ino == (tmp_path / "target" / name).stat().st_ino
        for name in ("one.txt", "a/two.txt", "a/b/.hidden")
    )


def test_a_linked_file_has_the_same_content_without_using_the_disk_twice(tmp_path: Path) -> None:
    (tmp_path / "source").write_text("one")

    link_file(tmp_path / "source", tmp_path / "target")

    assert (tmp_path / "target").samefile(tmp_path / "source")
    with pytest.raises(StorageError) as caught:
        link_file(tmp_path / "none", tmp_path / "other")
    assert str(caught.value) == f"{tmp_path}/none cannot be copied to {tmp_path}/other: No such file or directory"


def test_where_the_disk_has_no_hard_links_a_tree_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_source: object, _target: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    source = make_tree(tmp_path / "source")
    monkeypatch.setattr(os, "link", refuse)

    link_tree(source, tmp_path / "target")

    assert read_tree(tmp_path / "target") == read_tree(source)
    assert (source / "one.txt").stat().st_nlink == 1


def test_a_tree_that_cannot_be_linked_is_told(tmp_path: Path) -> None:
    source = make_tree(tmp_path / "source")
    (tmp_path / "target").mkdir()

    with pytest.raises(StorageError) as caught:
        link_tree(source, tmp_path / "target")
    assert str(caught.value).startswith(f"{source} cannot be copied to {tmp_path}/target: ")
    with pytest.raises(StorageError, match=f"^{tmp_path}/none cannot be copied to "):
        link_tree(tmp_path / "none", tmp_path / "other")


def test_every_file_and_directory_of_a_tree_is_made_durable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = make_tree(tmp_path / "source")
    synced: set[int] = set()
    really_sync = os.fsync

    def note(descriptor: int) -> None:
        synced.add(os.fstat(descriptor).st_ino)
        really_sync(descriptor)

    monkeypatch.setattr(os, "fsync", note)

    sync_directory(source / "a")
    assert synced == {(source / "a").stat().st_ino}
    sync_tree(source)
    assert synced == {path.stat().st_ino for path in (source, *source.rglob("*"))}
