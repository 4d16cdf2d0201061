"""Files that survive a power cut: whole or not there.

Source: https://lwn.net/Articles/457667/ (Ensuring data reaches disk).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

from ontology.errors import StorageError


def hash_file(path: Path) -> str:
    """Return the sha256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sync_directory(directory: Path) -> None:
    """Make the names in ``directory`` durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_tree(directory: Path) -> None:
    """Make every file and name below ``directory`` durable."""
    for parent, _, names in os.walk(directory):
        for name in names:
            descriptor = os.open(Path(parent) / name, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
        sync_directory(Path(parent))


def write_atomically(path: Path, content: bytes) -> None:
    """Replace ``path`` by ``content``: a reader sees the old content or the new, whatever happens.

    Raises:
        StorageError: the disk refused.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_directory(path.parent)
    except OSError as error:
        with suppress(OSError):  # what keeps a file from being written may keep it from being removed
            temporary.unlink()
        raise StorageError(f"{path} cannot be written: {error.strerror}") from error


def link_tree(source: Path, target: Path) -> None:
    """Copy a directory whose files never change, by hard links where the disk allows.

    Raises:
        StorageError: the disk refused.
    """
    try:
        shutil.copytree(source, target, copy_function=_link_or_copy)
    except (OSError, shutil.Error) as error:
        raise StorageError(f"{source} cannot be copied to {target}: {error}") from error


def link_file(source: Path, target: Path) -> None:
    """Copy a file that never changes, by a hard link where the disk allows.

    Raises:
        StorageError: the disk refused.
    """
    try:
        _link_or_copy(str(source), str(target))
    except OSError as error:
        raise StorageError(f"{source} cannot be copied to {target}: {error.strerror}") from error


def _link_or_copy(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
