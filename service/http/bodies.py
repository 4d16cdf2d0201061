"""Request bodies, received while no thread waits for them: small ones into memory, others into a file."""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, Any

MAX_BODY_BYTES = 1_048_576
MAX_BODIES = 256  # being received at a time
_IN_MEMORY_BYTES = 65_536
SLOWEST = 16_384  # bytes a second of a large body or response before our patience ends
_LOG = logging.getLogger(__name__)
_BODILESS = ("GET", "HEAD", "OPTIONS")

Receive = Callable[[], Awaitable[Mapping[str, Any]]]
BodyLimit = Callable[[str, str, str], int]  # method, path and Authorization header -> bytes that the body may have


@dataclass(frozen=True, slots=True)
class Body:
    """A body from its beginning."""

    file: IO[bytes]
    length: int  # bytes; more than was allowed if it is too large, and then the file does not hold all of it


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a body was not received to its end."""

    status: int
    text: str
    retry_after_seconds: int | None = None


_BUSY = Refusal(503, "Too many request bodies are being received. Try again in a moment.", 1)
_SLOW = Refusal(408, "The request body took too long to arrive.")
_FULL = Refusal(503, "The request body cannot be stored at the moment; the log says why. Try again later.", 60)
_CUT = Refusal(400, "The request body ended before it was complete.")


class BodyReader:
    """Receives bodies, at most ``MAX_BODIES`` at a time; used from one event loop."""

    def __init__(self, limit: BodyLimit, patience_seconds: float, files: Executor) -> None:
        self._limit = limit
        self._patience_seconds = patience_seconds
        self._files = files  # writes to disk
        self._receiving = 0

    async def read(self, scope: Mapping[str, Any], receive: Receive) -> Body | Refusal:
        """Receive the body of a request; one that is stated to be too large is left alone."""
        if scope["method"] in _BODILESS:
            return Body(io.BytesIO(), 0)
        headers: dict[bytes, bytes] = dict(scope["headers"])
        limit = self._limit(scope["method"], scope["path"], headers.get(b"authorization", b"").decode("latin-1"))
        stated = headers.get(b"content-length", b"")
        if stated.isdigit() and int(stated) > limit:
            return Body(io.BytesIO(), int(stated))
        if self._receiving >= MAX_BODIES:
            return _BUSY
        file = SpooledTemporaryFile(_IN_MEMORY_BYTES)  # noqa: SIM115 - whoever reads it closes it
        self._receiving += 1
        outcome: Body | Refusal = _CUT
        try:
            outcome = await self._receive_into(file, limit, receive)
        except TimeoutError:
            outcome = _SLOW
        except OSError:
            _LOG.exception("a request body cannot be stored")
            outcome = _FULL
        finally:
            self._receiving -= 1
            if isinstance(outcome, Refusal):
                file.close()
        return outcome

    async def _receive_into(self, file: IO[bytes], limit: int, receive: Receive) -> Body | Refusal:
        begun = asyncio.get_running_loop().time()
        length, more = 0, True
        async with asyncio.timeout(self._patience_seconds) as bound:
            while more and length <= limit:
                message = await receive()
                if message["type"] != "http.request":
                    return _CUT
                more = message.get("more_body", False)
                # One byte over the limit is enough for the app to see that the body is too large.
                block: bytes = message.get("body", b"")[: limit + 1 - length]
                length += len(block)
                if length > _IN_MEMORY_BYTES:
                    await asyncio.get_running_loop().run_in_executor(self._files, file.write, block)
                else:
                    file.write(block)
                bound.reschedule(begun + self._patience_seconds + length / SLOWEST)
        file.seek(0)
        return Body(file, length)
