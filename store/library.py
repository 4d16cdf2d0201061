"""The data directory: all snapshots, which of them is published, and who may write.

{data}/CURRENT            the id of the published snapshot; changes by atomic rename
{data}/snapshots/{id}/    one snapshot; never changes after publishing
{data}/snapshots/.build-* a snapshot under construction; what a crash leaves is swept up by the next writer
{data}/encoders/          compiled encoders
{data}/embeddings/        vectors that were computed once
{data}/writer.lock        held by the one writer
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ontology.errors import LockedError, NoSnapshotError, NotFoundError, SnapshotError, StorageError
from store.files import sync_directory, sync_tree, write_atomically
from store.manifest import MANIFEST_FILE, Manifest, Spares, spare_none
from store.snapshot import Snapshot

_BUILD_PREFIX = ".build-"
_LOOK_SECONDS = 0.02  # how often a writer that waits looks whether it is its turn: no lock of a file has a time limit
_SWEEPS = 10  # an engine that is about to close its files may make one while its directory is being removed
KEPT_SNAPSHOTS = 10  # for rollback; unchanged files are hard links, so an old snapshot costs what has changed since


class Library:
    """The snapshots of one data directory."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.encoders = data / "encoders"
        self.embeddings = data / "embeddings"
        self._snapshots = data / "snapshots"
        self._current = data / "CURRENT"

    def current_id(self) -> str | None:
        """Return the id of the published snapshot; None when nothing was published yet."""
        try:
            return self._current.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None
        except UnicodeDecodeError as error:
            raise SnapshotError(f"{self._current} is damaged: it names no snapshot") from error
        except OSError as error:
            raise StorageError(f"{self._current} cannot be read: {error.strerror}") from error

    def open_current(self, *, verify: bool = True, spares: Spares = spare_none) -> Snapshot:
        """Open the published snapshot.

        A writer may do without ``verify``: files that it takes over keep their hashes, which readers compare. Of files
        that ``spares`` tells to spare, only sizes are compared.

        Raises:
            NoSnapshotError: nothing was published yet.
            SnapshotError: the published snapshot is damaged.
        """
        for _ in range(5):
            snapshot_id = self.current_id()
            if snapshot_id is None:
                raise NoSnapshotError(
                    f"nothing was published in {self.data} yet: run 'rolegraph ingest PATH' with this data directory"
                )
            try:
                return Snapshot(self._snapshots / snapshot_id, verify=verify, spares=spares)
            except SnapshotError:
                # A writer may have published and pruned between reading CURRENT and opening: look again.
                if self.current_id() == snapshot_id:
                    raise
        raise SnapshotError(f"the published snapshot in {self.data} changes faster than it can be opened")

    def manifests(self) -> list[Manifest]:
        """Return the manifests of all snapshots, newest first; damaged ones are left out."""
        found = []
        for name in self._names():
            try:
                manifest = Manifest.read(self._snapshots / name)
            except SnapshotError:
                continue
            if manifest.id == name:
                found.append(manifest)
        return sorted(found, key=lambda manifest: (manifest.created, manifest.id), reverse=True)

    def roll_back(self, snapshot_id: str) -> Manifest:
        """Publish an older snapshot again.

        Raises:
            NotFoundError: there is no such snapshot.
            SnapshotError: it is damaged.
        """
        with self.writing():
            return self.publish_again(self.open(snapshot_id))

    def open(self, snapshot_id: str) -> Snapshot:
        """Open one snapshot, published or not.

        Raises:
            NotFoundError: there is no such snapshot.
            SnapshotError: it is damaged.
        """
        if snapshot_id not in self._names():
            raise NotFoundError(f"there is no snapshot {snapshot_id!r}; 'rolegraph snapshots' lists them")
        return Snapshot(self._snapshots / snapshot_id)

    def publish_again(self, snapshot: Snapshot) -> Manifest:
        """Name ``snapshot``, an older one, as the published one; whoever does so holds the library as its writer."""
        write_atomically(self._current, f"{snapshot.id}\n".encode())
        return snapshot.manifest

    @contextmanager
    def writing(self, wait_seconds: float = 0) -> Iterator[None]:
        """Hold the data directory as its one writer; leftovers of a crash are swept up first.

        Raises:
            LockedError: another writer holds it, and did not let go in ``wait_seconds``.
            StorageError: the directory cannot be written.
        """
        try:
            self._snapshots.mkdir(parents=True, exist_ok=True)
            lock = os.open(self.data / "writer.lock", os.O_RDWR | os.O_CREAT, 0o644)
        except OSError as error:
            raise StorageError(f"{self.data} cannot be written: {error.strerror}") from error
        try:
            self._take(lock, time.monotonic() + wait_seconds)
            for leftover in self._snapshots.glob(f"{_BUILD_PREFIX}*"):
                shutil.rmtree(leftover, ignore_errors=True)
            for leftover in self.data.glob(f".{self._current.name}.*.tmp"):  # of write_atomically
                leftover.unlink(missing_ok=True)
            yield
        finally:
            os.close(lock)

    def _take(self, lock: int, deadline: float) -> None:
        while True:
            try:
                return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                if time.monotonic() >= deadline:
                    raise LockedError(f"another process is writing to {self.data}; wait until it ends") from error
            time.sleep(_LOOK_SECONDS)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """Give an empty directory to build a snapshot in; it is gone afterwards unless it was published."""
        try:
            directory = Path(tempfile.mkdtemp(prefix=_BUILD_PREFIX, dir=self._snapshots))
        except OSError as error:
            raise StorageError(f"{self._snapshots} cannot be written: {error.strerror}") from error
        try:
            yield directory
        finally:
            for _ in range(_SWEEPS):
                shutil.rmtree(directory, ignore_errors=True)
                if not directory.exists():
                    break

    def publish(self, directory: Path, manifest: Manifest) -> None:
        """Make the built ``directory`` the published snapshot: first whole on disk, then named by CURRENT.

        Raises:
            SnapshotError: its parts disagree; what was published before stays published.
            StorageError: the disk refused; the same.
        """
        try:
            (directory / MANIFEST_FILE).write_bytes(manifest.to_json())
            Snapshot(directory, verify=False)
            sync_tree(directory)
            directory.chmod(0o755)
            directory.rename(self._snapshots / manifest.id)
            sync_directory(self._snapshots)
        except OSError as error:
            raise StorageError(f"the snapshot cannot be written: {error.strerror}") from error
        write_atomically(self._current, f"{manifest.id}\n".encode())
        self._prune()

    def _prune(self) -> None:
        current = self.current_id()
        for manifest in self.manifests()[KEPT_SNAPSHOTS:]:
            if manifest.id != current:
                # Out of sight first: nobody must open a half deleted snapshot.
                grave = self._snapshots / f"{_BUILD_PREFIX}{manifest.id}"
                with suppress(OSError):  # the new snapshot is published all the same
                    (self._snapshots / manifest.id).rename(grave)
                shutil.rmtree(grave, ignore_errors=True)

    def _names(self) -> list[str]:
        if not self._snapshots.is_dir():
            return []
        return [path.name for path in self._snapshots.iterdir() if path.is_dir() and not path.name.startswith(".")]
