"""The files of a release, in a zip or on disk, opened one at a time; nothing of a zip is ever written anywhere."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path
from typing import BinaryIO

from ontology.errors import DocumentError

# The largest table of any known release has 21 MB, and its zip 25 files; a bomb unpacks to far more.
MAX_MEMBER_BYTES = 500_000_000
MAX_RELEASE_BYTES = 2_000_000_000
MAX_MEMBERS = 1_000
TABLE_SUFFIXES = (".txt", ".csv", ".tsv")

_ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, NotImplementedError, RuntimeError)
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a release."""

    place: str  # as messages name it: ``db_29_3_text.zip/db_29_3_text/Skills.txt``
    path: Path  # the file, or the zip that it is in
    inner: str | None  # its name in the zip
    size: int  # bytes, unpacked

    @property
    def name(self) -> str:
        """Its name without folders."""
        return (self.inner or self.path.name).rpartition("/")[2]

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the file to be read once.

        Raises:
            DocumentError: it cannot be read.
        """
        try:
            if self.inner is None:
                with self.path.open("rb") as file:
                    yield file
            else:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.inner) as packed:
                    yield io.BufferedReader(packed, _CHUNK)  # type: ignore[type-var]
        except OSError as error:
            raise DocumentError(self.place, f"the file cannot be read: {error.strerror or error}") from error
        except DocumentError:
            raise
        except _ZIP_ERRORS as error:
            raise DocumentError(self.place, f"the zip is damaged: {error}", remedy="download it again") from error


def list_zip(path: Path) -> list[Member]:
    """Return the tables that may be in the zip at ``path``, in name order.

    Raises:
        DocumentError: it is no zip, is damaged, or would unpack to more than any release does.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except OSError as error:
        raise DocumentError(str(path), f"the file cannot be read: {error.strerror or error}") from error
    except _ZIP_ERRORS as error:
        raise DocumentError(str(path), f"the zip is damaged: {error}", remedy="download it again") from error
    if len(entries) > MAX_MEMBERS:
        problem = f"the zip holds {len(entries):,} files, more than the {MAX_MEMBERS:,} allowed"
        raise DocumentError(str(path), problem, remedy="give the zip of one release")
    members = [
        Member(f"{path}/{entry.filename}", path, entry.filename, entry.file_size)
        for entry in sorted(entries, key=lambda entry: entry.filename)
        if _may_be_table(entry.filename)
    ]
    total = sum(member.size for member in members)
    if total > MAX_RELEASE_BYTES or any(member.size > MAX_MEMBER_BYTES for member in members):
        problem = f"the zip would unpack to {total / 1e6:,.0f} MB, more than any release does"
        raise DocumentError(str(path), problem, remedy="give the zip of one release, as it was downloaded")
    return members


def to_member(path: Path) -> Member:
    """Return the file at ``path`` as a member of a release that is a folder.

    Raises:
        DocumentError: it cannot be looked at, or is larger than any release's.
    """
    try:
        size = path.stat().st_size
    except OSError as error:
        raise DocumentError(str(path), f"the file cannot be read: {error.strerror or error}") from error
    if size > MAX_MEMBER_BYTES:
        raise DocumentError(str(path), f"the file has {size / 1e6:,.0f} MB, more than any table of a release has")
    return Member(str(path), path, None, size)


def hash_members(members: Iterable[Member]) -> str:
    """Return the SHA-256 of a release: of its zip, or of the names and bytes of its files."""
    digest = hashlib.sha256()
    zips = sorted({member.path for member in members if member.inner is not None})
    files = sorted((member for member in members if member.inner is None), key=lambda member: member.name)
    for path in zips:
        _add_file(digest, path)
    for member in files:
        digest.update(f"{member.name}\n{member.size}\n".encode())
        _add_file(digest, member.path)
    return digest.hexdigest()


def _add_file(digest: hashlib._Hash, path: Path) -> None:
    try:
        with path.open("rb") as file:
            while chunk := file.read(_CHUNK):
                digest.update(chunk)
    except OSError as error:
        raise DocumentError(str(path), f"the file cannot be read: {error.strerror or error}") from error


def _may_be_table(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return name.lower().endswith(TABLE_SUFFIXES) and not hidden
