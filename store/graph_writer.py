"""Writing a graph in the background: while the engine loads some parts, the next is being made.

Loading is native code that uses little more than one core a file, mapping is Python; together they keep all cores busy
(bench/publish.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from ontology.errors import StorageError
from store.graph import GraphStore

# Each part becomes sorted files of its own, which the engine merges later: about one batch of its loader (a million
# quads) merges least, and is small enough to keep all cores busy.
_PART_CHARACTERS = 200_000_000
_FEW_CHARACTERS = 5_000_000  # up to here, counting what is new takes less than counting the whole graph


class GraphWriter:
    """Replaces graphs by new quads; nothing is certain before ``finish`` returns."""

    def __init__(self, graph: GraphStore, spool: Path) -> None:
        """Write into ``graph``, keeping parts that wait as files in the directory ``spool``."""
        self._graph: GraphStore | None = graph
        self._spool = spool
        self._files: tuple[TextIO, TextIO] | None = None  # of the part that is being made
        self._characters = 0
        self.loaded_characters = 0  # of N-Quads, in all parts
        self.growth: int | None = 0  # of the union, in triples; None where so much was loaded that nobody counted
        self._count = 0
        workers = max(2, os.cpu_count() or 1)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="rolegraph-graph-writer")
        self._loading: set[Future[None]] = set()
        self._most_loading = 2 * workers  # more would only fill the disk

    def replace(self, dropped: Iterable[str], nquads: str, ntriples: str) -> None:
        """Drop the graphs ``dropped``, then add ``nquads``, and the same as ``ntriples`` to the union.

        Raises:
            StorageError: the disk refused, now or earlier.
        """
        self._drop(dropped)
        if not nquads:
            return
        try:
            if self._files is None:
                stem = self._spool / f"part-{self._count}"
                self._count += 1
                self._files = (_create(stem.with_suffix(".nq")), _create(stem.with_suffix(".nt")))
            self._files[0].write(nquads)
            self._files[1].write(ntriples)
        except OSError as error:
            raise StorageError(f"the graph cannot be written: {error.strerror}") from error
        self._characters += len(nquads)
        self.loaded_characters += len(nquads)
        if self._characters >= _PART_CHARACTERS:
            self._hand_over()

    def replace_by_files(self, dropped: Iterable[str], graph: str, parts: Iterable[Path], characters: int) -> None:
        """Drop the graphs ``dropped``, then fill ``graph`` with files of N-Triples, which are deleted when loaded.

        Raises:
            StorageError: the disk refused, now or earlier.
        """
        self._drop(dropped)
        self.loaded_characters += characters
        self.growth = None
        for part in parts:
            self._wait_until(self._most_loading - 1)
            self._loading.add(self._pool.submit(_load_graph, self._open_graph(), graph, part))

    def settle(self) -> GraphStore:
        """Wait until all is loaded, and return the graph, which may be read and edited until the next ``replace``.

        Raises:
            StorageError: the disk refused.
        """
        self._hand_over()
        self._wait_until(0)
        return self._open_graph()

    def finish(self) -> GraphStore:
        """Wait until all is loaded, and give the graph back.

        Raises:
            StorageError: the disk refused.
        """
        graph = self.settle()
        self.close()
        return graph

    def close(self) -> None:
        """Stop loading; without ``finish``, what was handed in may or may not be in the graph."""
        self._pool.shutdown(wait=True, cancel_futures=True)
        for file in self._files or ():
            with suppress(OSError):  # on a full disk; nobody will read it
                file.close()
        self._loading.clear()
        self._graph = None

    def _drop(self, dropped: Iterable[str]) -> None:
        for name in dropped:
            # What leaves the union depends on what all graphs say, so nothing may be loading meanwhile.
            growth = self.settle().remove_graph(name)
            self.growth = None if self.growth is None else self.growth + growth

    def _open_graph(self) -> GraphStore:
        if self._graph is None:
            raise StorageError("the graph was closed before it was finished")
        return self._graph

    def _hand_over(self) -> None:
        if self._files is None:
            return
        graph = self._open_graph()
        self._wait_until(self._most_loading - 2)
        for file in self._files:
            try:
                file.close()
            except OSError as error:
                raise StorageError(f"the graph cannot be written: {error.strerror}") from error
        self._count_growth(graph, Path(self._files[1].name))
        for file in self._files:
            self._loading.add(self._pool.submit(_load, graph, Path(file.name)))
        self._files = None
        self._characters = 0

    def _count_growth(self, graph: GraphStore, ntriples: Path) -> None:
        """Count what the part that is about to be loaded adds to the union, where that is little."""
        if self._characters > _FEW_CHARACTERS:
            self.growth = None
        if self.growth is not None:
            self._wait_until(0)
            self.growth += graph.count_new(ntriples)

    def _wait_until(self, most: int) -> None:
        """Wait until at most ``most`` files are loading or waiting to be loaded."""
        while len(self._loading) > most:
            done, self._loading = wait(self._loading, return_when=FIRST_COMPLETED)
            for future in done:
                future.result()


def _create(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8")


def _load(graph: GraphStore, path: Path) -> None:
    graph.load(path)
    path.unlink()


def _load_graph(store: GraphStore, graph: str, path: Path) -> None:
    store.load_graph(graph, path)
    path.unlink()
