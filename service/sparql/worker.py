"""A worker process: answers queries one after the other on a snapshot's graph, until it is killed or no longer needed.

``python -m service.sparql.worker FD MEMORY_BYTES``. What would bring a server down ends only this process: a query that
takes all memory meets the kernel's limit, one that overflows the stack a fault, one that takes too long a signal.
"""

from __future__ import annotations

import os
import resource
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path

from ontology.errors import MemoryLimitError, RolegraphError
from service.channel import ChannelClosedError, receive, send
from service.memory import data_bytes, limit_data
from service.sparql.errors import to_name
from service.sparql.functions import Functions
from service.sparql.spool import Spool
from service.stack import run_deep
from store.graph import GraphStore
from store.layout import GRAPH
from store.query import Dataset
from store.syntax import RdfSyntax, ResultSyntax

_NICENESS = 5  # whoever searches goes first
_GRACE_SECONDS = 2.0  # after the time limit, by which the parent should have killed us
_MAX_GROWTH_BYTES = 1 << 27  # of memory that a query left behind; a fresh process is cheaper than keeping it


class Worker:
    """Answers jobs that come through a channel."""

    def __init__(self, channel: socket.socket, memory_bytes: int) -> None:
        self._channel = channel
        self._memory_bytes = memory_bytes
        self._snapshot: Path | None = None
        self._graph: GraphStore | None = None
        self._functions = Functions(Path())
        self._start_bytes = 0  # of data, when the graph was open
        self._spent = False  # too much memory was left behind

    def run(self) -> None:
        """Answer until the other side closes the channel, or until too much memory is left behind."""
        with suppress(ChannelClosedError):
            send(self._channel, {"ready": True})
            while not self._spent:
                job = receive(self._channel).header
                signal.setitimer(signal.ITIMER_REAL, float(str(job["seconds"])) + _GRACE_SECONDS)
                self._answer(job)
                signal.setitimer(signal.ITIMER_REAL, 0)

    def _answer(self, job: dict[str, object]) -> None:
        spool = Spool(int(str(job["max_bytes"])))
        try:
            graph = self._open(Path(str(job["snapshot"])))
            limit_data(data_bytes() + self._memory_bytes)
            try:
                media_type = self._write_answer(graph, job, spool)
                payload, file = spool.finish()
            except MemoryError:
                raise MemoryLimitError from None
            finally:
                limit_data(None)
                growth = data_bytes() - self._start_bytes - self._functions.loaded_bytes
                self._spent = growth > _MAX_GROWTH_BYTES
        except RolegraphError as error:
            send(self._channel, {"error": to_name(error), "message": str(error), "last": self._spent})
        else:
            send(self._channel, {"media_type": media_type, "size": spool.size, "last": self._spent}, payload, file)
        finally:
            spool.close()

    def _write_answer(self, graph: GraphStore, job: dict[str, object], spool: Spool) -> str:
        results, rdf, base = job["results"], job["graph"], job["base"]
        return graph.answer(
            str(job["text"]),
            spool,
            results=ResultSyntax(results) if results else None,
            graph=RdfSyntax(rdf) if rdf else None,
            dataset=Dataset(_to_iris(job["default"]), _to_iris(job["named"])),
            base=str(base) if base else None,
            functions=self._functions.by_iri,
        )

    def _open(self, snapshot: Path) -> GraphStore:
        """Return the graph of the snapshot in the directory ``snapshot``: nearly always that of the last query."""
        if self._graph is None or snapshot != self._snapshot:
            self._graph = None  # first the old one's files and memory
            self._graph = GraphStore.open(snapshot / GRAPH)
            self._functions = Functions(snapshot)
            self._snapshot = snapshot
            self._start_bytes = data_bytes()
        return self._graph


def _to_iris(value: object) -> tuple[str, ...] | None:
    return tuple(map(str, value)) if isinstance(value, list) else None


def main() -> None:
    """Run a worker on the descriptor that the command line names."""
    channel = socket.socket(fileno=int(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, in whatever code it is
    os.nice(_NICENESS)
    run_deep(Worker(channel, int(sys.argv[2])).run)


if __name__ == "__main__":
    main()
