"""Large results on their way to their askers: files, of which only so many may be open, since they fill the disk."""

from __future__ import annotations

import threading
from types import TracebackType
from typing import BinaryIO, Self

from ontology.errors import BusyError

MAX_RESULTS = 32  # that wait for their askers to take them; slow ones take long


class ResultFile:
    """A large result, to be read to its end and closed."""

    def __init__(self, file: BinaryIO, delivery: Delivery) -> None:
        self._file = file
        self._delivery = delivery

    def read(self, size: int = -1, /) -> bytes:
        """Return the next ``size`` bytes, or all that are left."""
        return self._file.read(size)

    def close(self) -> None:
        """Give the file back to the disk."""
        if not self._file.closed:
            self._file.close()
            self._delivery.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __del__(self) -> None:
        self.close()


class Delivery:
    """Counts the large results that are on their way."""

    def __init__(self) -> None:
        self._free = threading.BoundedSemaphore(MAX_RESULTS)

    def hand_over(self, file: BinaryIO) -> ResultFile:
        """Return ``file`` as a result that counts until it is closed.

        Raises:
            BusyError: too many are on their way already; ``file`` is closed.
        """
        if not self._free.acquire(blocking=False):
            file.close()
            raise BusyError("too many large results are being sent", retry_after_seconds=30)
        return ResultFile(file, self)

    def release(self) -> None:
        """Count one less."""
        self._free.release()
