"""The worker processes that answer queries: how many at once, for how long, and what happens to those that fail.

A worker that passes a limit, crashes, or whose asker has gone is killed and replaced; nobody else notices.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
import weakref
from collections import deque
from pathlib import Path

from ontology.errors import BusyError, MemoryLimitError, QueryError, RolegraphError, TimeLimitError
from service.channel import ChannelClosedError, Message
from service.child import OUT_OF_MEMORY, Child, kill_all
from service.limits import SparqlLimits
from service.sparql.delivery import Delivery
from service.sparql.errors import from_name
from service.sparql.job import Outcome, QueryRequest

QUEUE_SECONDS = 5.0  # for which a query waits until a worker is free
MAX_WAITING = 12  # queries; each holds a thread that others want too
_START_SECONDS = 30.0  # for a new process to be there
_LOOK_SECONDS = 0.1  # between two looks whether the asker is still there
_LOG = logging.getLogger(__name__)


class HungUpError(Exception):
    """The asker has gone; there is nobody to answer."""


class WorkerPool:
    """At most ``limits.workers`` processes, started when they are first needed."""

    def __init__(self, limits: SparqlLimits) -> None:
        self.limits = limits
        self._free: deque[Child] = deque()  # the last one used comes first: its caches are warm
        self._all: set[Child] = set()
        self._waiting = 0
        self._delivery = Delivery()
        self._changed = threading.Condition()
        self._finalizer = weakref.finalize(self, kill_all, self._all)

    def children(self) -> set[Child]:
        """Return the workers that there are."""
        with self._changed:
            return set(self._all)

    @property
    def idle(self) -> int:
        """How many workers have nothing to do."""
        return len(self._free)

    def warm_up(self) -> None:
        """Start all workers, so that no query waits for one to start."""
        with self._changed:
            while len(self._all) < self.limits.workers:
                self._free.append(self._start())

    def close(self) -> None:
        """Kill all workers."""
        self._finalizer()

    def run(self, snapshot: Path, request: QueryRequest) -> Outcome:
        """Answer ``request`` from the snapshot in that directory.

        Raises:
            QueryError: it does not parse, or cannot be answered.
            TimeLimitError, MemoryLimitError, SizeLimitError: it takes more than is allowed.
            NotAcceptableError: it yields what the asker does not take.
            BusyError: no worker became free in time.
            HungUpError: the asker has gone.
        """
        seconds = self.limits.timeout_seconds
        job: dict[str, object] = {
            "snapshot": str(snapshot.absolute()),
            "text": request.text,
            "results": request.results.value if request.results else None,
            "graph": request.graph.value if request.graph else None,
            "default": request.dataset.default,
            "named": request.dataset.named,
            "base": request.base,
            "seconds": seconds,
            "max_bytes": min(self.limits.result_bytes, request.max_bytes or self.limits.result_bytes),
        }
        child = self._take(request)
        healthy = False
        try:
            child.send(job)
            message = self._wait(child, request, seconds)
            healthy = not message.header["last"]
        except ChannelClosedError:
            raise _explain(child.reap(), self.limits) from None
        finally:
            self._give_back(child, healthy=healthy)
        return self._to_outcome(message)

    def _to_outcome(self, message: Message) -> Outcome:
        header = message.header
        if "error" in header:
            error = from_name(str(header["error"]), str(header["message"]))
            raise _too_much_memory(self.limits) if isinstance(error, MemoryLimitError) else error
        body = message.payload if message.file is None else self._delivery.hand_over(message.file)
        return Outcome(str(header["media_type"]), int(str(header["size"])), body)

    def _wait(self, child: Child, request: QueryRequest, seconds: float) -> Message:
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            message = child.receive(min(left, _LOOK_SECONDS))
            if message is not None:
                return message
            if request.hung_up():
                raise HungUpError
        raise TimeLimitError(
            f"the query ran longer than {seconds:g} seconds: ask for less of it, "
            "for example with a more selective pattern or without ORDER BY"
        )

    def _take(self, request: QueryRequest) -> Child:
        """Return a worker that is ready, waiting for one as long as a query may wait."""
        deadline = time.monotonic() + QUEUE_SECONDS
        with self._changed:
            if not self._free and len(self._all) >= self.limits.workers:
                if self._waiting >= MAX_WAITING:
                    raise _busy()
                self._waiting += 1
                try:
                    while not self._free and len(self._all) >= self.limits.workers:
                        left = deadline - time.monotonic()
                        if left <= 0:
                            raise _busy()
                        self._changed.wait(min(left, _LOOK_SECONDS))
                        if request.hung_up():
                            raise HungUpError
                finally:
                    self._waiting -= 1
            child = self._free.pop() if self._free else self._start()
        return self._make_ready(child)

    def _make_ready(self, child: Child) -> Child:
        """Wait until a worker that was just started says that it is there."""
        if child.ready:
            return child
        try:
            if child.receive(_START_SECONDS) is not None:
                child.ready = True
                return child
        except ChannelClosedError:
            pass
        self._give_back(child, healthy=False)
        _LOG.error("a worker process for queries does not start")
        raise _busy()

    def _give_back(self, child: Child, *, healthy: bool) -> None:
        with self._changed:
            if healthy:
                self._free.append(child)
            else:
                self._all.discard(child)
                child.kill()
                if self._finalizer.alive:
                    self._free.appendleft(self._start())
            self._changed.notify()

    def _start(self) -> Child:
        child = Child("service.sparql.worker", str(self.limits.memory_bytes))
        self._all.add(child)
        return child


def _busy() -> BusyError:
    return BusyError("all workers for queries are busy", retry_after_seconds=5)


def _too_much_memory(limits: SparqlLimits) -> MemoryLimitError:
    return MemoryLimitError(
        f"the query needs more than {limits.memory_bytes:,} bytes of memory: ask for less of it, "
        "for example without DISTINCT, GROUP BY or ORDER BY over everything"
    )


def _explain(status: int, limits: SparqlLimits) -> RolegraphError:
    """Return what it means that a worker ended with ``status`` while it answered."""
    if status in OUT_OF_MEMORY:
        return _too_much_memory(limits)
    if status == -signal.SIGSEGV:
        return QueryError("the query is nested too deeply, or too long, to be read")
    if status == -signal.SIGALRM:
        return TimeLimitError("the query ran longer than is allowed")
    _LOG.error("a worker process for queries ended with status %d", status)
    return _busy()
