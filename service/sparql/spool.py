"""The result of a query while it is written: in memory as long as it is small, then in a file without a name."""

from __future__ import annotations

import tempfile
from typing import BinaryIO, cast

from ontology.errors import SizeLimitError, StorageError

IN_MEMORY_BYTES = 1 << 20


class Spool:
    """Takes a result part by part, up to a limit."""

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._buffer = bytearray()
        self._file: BinaryIO | None = None
        self.size = 0

    def write(self, data: bytes) -> int:
        """Take one part.

        Raises:
            SizeLimitError: the result is larger than is allowed.
            StorageError: the disk has no room for it.
        """
        self.size += len(data)
        if self.size > self._max_bytes:
            raise SizeLimitError(
                f"the result is larger than {self._max_bytes:,} bytes: "
                "ask for less of it, with LIMIT or fewer variables"
            )
        try:
            if self._file is None and self.size <= IN_MEMORY_BYTES:
                self._buffer += data
            else:
                self._open().write(data)
        except OSError as error:
            raise StorageError(f"a result cannot be written to {tempfile.gettempdir()}: {error.strerror}") from error
        return len(data)

    def flush(self) -> None:
        """Nothing is held back that a later part needs."""

    def finish(self) -> tuple[bytes, BinaryIO | None]:
        """Return the whole result: as bytes, or as a file at its start."""
        if self._file is None:
            return bytes(self._buffer), None
        try:
            self._file.seek(0)  # which also writes what Python has buffered
        except OSError as error:
            raise StorageError(f"a result cannot be written to {tempfile.gettempdir()}: {error.strerror}") from error
        return b"", self._file

    def close(self) -> None:
        """Give the file back to the disk, unless somebody else holds it too."""
        if self._file is not None:
            self._file.close()

    def _open(self) -> BinaryIO:
        if self._file is None:
            file = tempfile.TemporaryFile(prefix="rolegraph-result-", buffering=1 << 18)  # noqa: SIM115 - closed by close()
            self._file = cast(BinaryIO, file)
            self._file.write(self._buffer)
            self._buffer.clear()
        return self._file
