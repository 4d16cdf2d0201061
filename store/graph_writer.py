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
    file: Path


class GraphWriter:
    """Replaces graphs by new quads, in the order given; nothing is certain before ``finish`` returns."""

    def __init__(self, graph: GraphStore, spool: Path) -> None:
        """Write into ``graph``, keeping parts that wait as files in the directory ``spool``."""
        self._graph = graph
        self._spool = spool
        self._dropped: list[str] = []
        self._texts: list[str] = []
        self._characters = 0
        self._count = 0
        self._error: BaseException | None = None
        # One part waits while one loads: more would only fill the disk.
        self._parts: queue.Queue[_Part | None] = queue.Queue(maxsize=1)
        self._thread = threading.Thread(target=self._load, name="rolegraph-graph-writer", daemon=True)
        self._thread.start()

    def replace(self, dropped: Iterable[str], nquads: str) -> None:
        """Drop the graphs ``dropped``, then add ``nquads``.

        Raises:
            StorageError: the disk refused, now or earlier.
        """
        self._dropped.extend(dropped)
        self._texts.append(nquads)
        self._characters += len(nquads)
        if self._characters >= _PART_CHARACTERS:
            self._hand_over()

    def finish(self) -> None:
        """Wait until all is loaded.

        Raises:
            StorageError: the disk refused.
        """
        self._hand_over()
        self.close()
        self._raise()

    def close(self) -> None:
        """Stop loading; without ``finish``, what was handed in may or may not be in the graph."""
        if self._thread.is_alive():
            self._parts.put(None)
            self._thread.join()

    def _hand_over(self) -> None:
        self._raise()
        if not self._dropped and not self._characters:
            return
        file = self._spool / f"part-{self._count}.nq"
        self._count += 1
        try:
            file.write_text("".join(self._texts), encoding="utf-8")
        except OSError as error:
            raise StorageError(f"{file} cannot be written: {error.strerror}") from error
        self._parts.put(_Part(tuple(self._dropped), file))
        self._dropped, self._texts, self._characters = [], [], 0

    def _load(self) -> None:
        while (part := self._parts.get()) is not None:
            if self._error is not None:
                continue  # whoever hands in parts must not wait for a loader that has given up
            try:
                for graph in part.dropped:
                    self._graph.remove_graph(graph)
                if part.file.stat().st_size:
                    self._graph.load_nquads(part.file)
                part.file.unlink()
            except (StorageError, OSError) as error:
                self._error = error

    def _raise(self) -> None:
        if self._error is not None:
            raise StorageError(f"the graph cannot be written: {self._error}") from self._error
