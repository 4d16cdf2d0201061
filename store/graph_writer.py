"""Writing a graph in the background: while the engine loads one part, the next is being made.

Loading is native code on its own threads, mapping is Python; on two cores they overlap almost whole (bench/publish.py).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import StorageError
from store.graph import GraphStore

# Each part becomes sorted files of its own: fewer, larger parts load quicker, smaller ones overlap better.
_PART_CHARACTERS = 96_000_000


@dataclass(frozen=True, slots=True)
class _Part:
    """Graphs to drop, then a file to load."""

    dropped: tuple[str, ...]
    nquads: Path
    ntriples: Path


class GraphWriter:
    """Replaces graphs by new quads, in the order given; nothing is certain before ``finish`` returns."""

    def __init__(self, graph: GraphStore, spool: Path) -> None:
        """Write into ``graph``, keeping parts that wait as files in the directory ``spool``."""
        self._graph: GraphStore | None = graph
        self._spool = spool
        self._dropped: list[str] = []
        self._nquads: list[str] = []
        self._ntriples: list[str] = []
        self._characters = 0
        self._count = 0
        self._error: BaseException | None = None
        # One part waits while one loads: more would only fill the disk.
        self._parts: queue.Queue[_Part | None] = queue.Queue(maxsize=1)
        self._thread = threading.Thread(target=self._load, name="rolegraph-graph-writer", daemon=True)
        self._thread.start()

    def replace(self, dropped: Iterable[str], nquads: str, ntriples: str) -> None:
        """Drop the graphs ``dropped``, then add ``nquads``, and the same as ``ntriples`` to the union.

        Raises:
            StorageError: the disk refused, now or earlier.
        """
        self._dropped.extend(dropped)
        self._nquads.append(nquads)
        self._ntriples.append(ntriples)
        self._characters += len(nquads)
        if self._characters >= _PART_CHARACTERS:
            self._hand_over()

    def finish(self) -> GraphStore:
        """Wait until all is loaded, and give the graph back.

        Raises:
            StorageError: the disk refused.
        """
        self._hand_over()
        graph = self._graph
        self.close()
        self._raise()
        if graph is None:
            raise StorageError("the graph was closed before it was finished")
        return graph

    def close(self) -> None:
        """Stop loading; without ``finish``, what was handed in may or may not be in the graph."""
        if self._thread.is_alive():
            self._parts.put(None)
            self._thread.join()
        self._graph = None

    def _hand_over(self) -> None:
        self._raise()
        if not self._dropped and not self._characters:
            return
        stem = self._spool / f"part-{self._count}"
        part = _Part(tuple(self._dropped), stem.with_suffix(".nq"), stem.with_suffix(".nt"))
        self._count += 1
        try:
            part.nquads.write_text("".join(self._nquads), encoding="utf-8")
            part.ntriples.write_text("".join(self._ntriples), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{part.nquads} cannot be written: {error.strerror}") from error
        self._parts.put(part)
        self._dropped, self._nquads, self._ntriples, self._characters = [], [], [], 0

    def _load(self) -> None:
        while (part := self._parts.get()) is not None:
            graph = self._graph
            if self._error is not None or graph is None:
                continue  # whoever hands in parts must not wait for a loader that has given up
            try:
                for name in part.dropped:
                    graph.remove_graph(name)
                if part.nquads.stat().st_size:
                    graph.load(part.nquads, part.ntriples)
                part.nquads.unlink()
                part.ntriples.unlink()
            except (StorageError, OSError) as error:
                self._error = error
            finally:
                del graph

    def _raise(self) -> None:
        if self._error is not None:
            raise StorageError(f"the graph cannot be written: {self._error}") from self._error
