"""The writer of a service: hands changes to the one writer process, and answers when they can be read."""

from __future__ import annotations

import signal
import threading
import weakref
from typing import TYPE_CHECKING

from ontology.errors import (
    BusyError,
    InvalidGraphError,
    MemoryLimitError,
    QueryError,
    RolegraphError,
    StorageError,
    TimeLimitError,
)
from service.channel import ChannelClosedError, Message
from service.child import OUT_OF_MEMORY, Child, kill_all
from service.config import Settings
from service.current import Current
from service.sparql.errors import from_name
from service.writing.change import LOCK_SECONDS, Change

if TYPE_CHECKING:
    from ingest.edit import Edit

QUEUE_SECONDS = 30.0  # for which a write waits until the ones before it are done
_START_SECONDS = 60.0
_PUBLISH_SECONDS = 1800.0  # for building and publishing what a change has brought; the larger, the longer


class Writer:
    """Applies changes one after the other; each is readable in this service when ``write`` returns."""

    def __init__(self, settings: Settings, current: Current) -> None:
        self._settings = settings
        self._current = current
        self._turn = threading.Lock()
        self._children: set[Child] = set()  # one at most
        self._finalizer = weakref.finalize(self, kill_all, self._children)

    def close(self) -> None:
        """Kill the writer process; what it has not published is lost, what it has is whole."""
        self._finalizer()

    def write(self, change: Change, content: bytes = b"") -> Edit:
        """Apply ``change`` and publish the snapshot that it makes.

        Raises:
            QueryError: the change cannot be read or applied.
            InvalidGraphError: the graph would have a wrong shape.
            ForbiddenError: it changes what nobody may write, or reaches for what is not allowed.
            LimitError: it takes more time or memory than is allowed.
            BusyError: other writes take too long.
        """
        if not self._turn.acquire(timeout=QUEUE_SECONDS):
            raise BusyError("other writes are under way", retry_after_seconds=10)
        try:
            edit = self._write(change, content)
        finally:
            self._turn.release()
        if edit.published:
            self._current.follow(edit.snapshot)
        return edit

    def _write(self, change: Change, content: bytes) -> Edit:
        settings = self._settings
        job = {
            **change.to_dict(),
            "data": str(settings.data.resolve()),
            "base_iri": settings.base,
            "model": settings.model,
            "allow_invalid": settings.allow_invalid,
            "allowed": settings.sparql_allow,
            "seconds": settings.sparql.timeout_seconds,
            "memory_bytes": settings.sparql.memory_bytes,
        }
        child = self._take()
        healthy = False
        try:
            child.send(job, content)
            message = self._wait(child)
            healthy = True
        except ChannelClosedError:
            raise _explain(child.reap(), settings) from None
        finally:
            if not healthy:
                self._discard(child)
        return _to_edit(message, settings)

    def _wait(self, child: Child) -> Message:
        seconds = self._settings.sparql.timeout_seconds
        message = child.receive(LOCK_SECONDS + seconds)
        if message is None:
            raise TimeLimitError(f"the update ran longer than {seconds:g} seconds: do it in smaller steps")
        if "applied" in message.header:
            message = child.receive(_PUBLISH_SECONDS)
        if message is None:
            raise TimeLimitError("the change could not be published in time: do it in smaller steps")
        return message

    def _take(self) -> Child:
        """Return the writer process; a new one where there is none, or where it has ended because it was idle."""
        for child in list(self._children):
            if child.running:
                return child
            self._discard(child)
        child = Child("service.writing.process")
        self._children.add(child)
        try:
            if child.receive(_START_SECONDS) is not None:
                return child
        except ChannelClosedError:
            pass
        self._discard(child)
        raise StorageError("the writer process does not start")

    def _discard(self, child: Child) -> None:
        self._children.discard(child)
        child.kill()


def _to_edit(message: Message, settings: Settings) -> Edit:
    from ingest.edit import Edit  # which imports all that building a snapshot takes: not before somebody writes

    header = message.header
    if "error" not in header:
        return Edit(**{**header, "graphs": tuple(header["graphs"])})  # type: ignore[arg-type]
    if "violations" in header:
        violations = header["violations"]
        assert isinstance(violations, list)
        raise InvalidGraphError([str(violation) for violation in violations])
    error = from_name(str(header["error"]), str(header["message"]))
    raise _too_much_memory(settings) if isinstance(error, MemoryLimitError) else error


def _too_much_memory(settings: Settings) -> MemoryLimitError:
    return MemoryLimitError(
        f"the update needs more than {settings.sparql.memory_bytes:,} bytes of memory: do it in smaller steps"
    )


def _explain(status: int, settings: Settings) -> RolegraphError:
    """Return what it means that the writer process ended with ``status`` while it worked; nothing was published."""
    if status in OUT_OF_MEMORY:
        return _too_much_memory(settings)
    if status == -signal.SIGSEGV:
        return QueryError("the update is nested too deeply, or too long, to be read")
    return StorageError(f"the writer process ended with status {status}")
