"""The passages of one snapshot, numbered 0..n-1, in SQLite; the row number joins text index and vectors.

Read-only once published, opened with ``immutable=1``: no locks, no journal, any number of readers.
Source: https://www.sqlite.org/uri.html
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from operator import attrgetter
from pathlib import Path

from ontology.errors import SnapshotError, StorageError
from ontology.passage import Passage

_COLUMNS = tuple(field.name for field in fields(Passage))
_to_record = attrgetter(*_COLUMNS)
FACETS = ("kind", "role_code", "level_code", "track_code", "profile_code", "scheme", "occupation_code")
_MAX_VARIABLES = 500  # well below SQLite's limit on bound variables in one statement


class PassageTable:
    """Passages by row number."""

    def __init__(self, path: Path, *, writable: bool = False) -> None:
        """Open the table at ``path``; a writable one is created where it is absent.

        Raises:
            SnapshotError: there is no table at ``path``, or it is damaged.
        """
        self._path = path
        self._uri = f"{path.resolve().as_uri()}?{'mode=rwc' if writable else 'mode=ro&immutable=1'}"
        self._local = threading.local()
        try:
            if writable:
                # A build that is cut off is thrown away as a whole, so no journal is needed.
                self._connection.execute("PRAGMA journal_mode = OFF")
                self._connection.execute("PRAGMA synchronous = OFF")
                columns = ", ".join(_COLUMNS)
                self._connection.execute(f"CREATE TABLE IF NOT EXISTS passage (row INTEGER PRIMARY KEY, {columns})")
                self._connection.execute("CREATE UNIQUE INDEX IF NOT EXISTS passage_iri ON passage (iri)")
            self._connection.execute("SELECT 1 FROM passage LIMIT 1")
        except sqlite3.Error as error:
            raise SnapshotError(f"the passages in {path} cannot be opened: {error}") from error

    @property
    def _connection(self) -> sqlite3.Connection:
        """This thread's own connection: SQLite's are not shared between threads."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self._uri, uri=True)
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Write what is pending and close this thread's connection.

        Raises:
            StorageError: the disk refused.
        """
        try:
            with self._writing():
                self._connection.commit()
        finally:
            self._connection.close()
            del self._local.connection

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM passage").fetchone()[0])

    def get(self, rows: Sequence[int]) -> list[Passage]:
        """Return the passages at ``rows``, in that order.

        Raises:
            SnapshotError: a row is not there: the snapshot's indexes disagree.
        """
        found: dict[int, Passage] = {}
        for start in range(0, len(rows), _MAX_VARIABLES):
            part = [int(row) for row in rows[start : start + _MAX_VARIABLES]]
            marks = ",".join("?" * len(part))
            found.update(
                (record[0], Passage(*record[1:]))
                for record in self._connection.execute(f"SELECT * FROM passage WHERE row IN ({marks})", part)
            )
        missing = [row for row in rows if row not in found]
        if missing:
            raise SnapshotError(f"no passage has row {missing[0]}: the snapshot's indexes disagree")
        return [found[row] for row in rows]

    def find(self, iris: Iterable[str]) -> dict[str, tuple[int, Passage]]:
        """Return row and passage of each of ``iris`` that has one."""
        wanted = list(iris)
        found: dict[str, tuple[int, Passage]] = {}
        for start in range(0, len(wanted), _MAX_VARIABLES):
            part = wanted[start : start + _MAX_VARIABLES]
            marks = ",".join("?" * len(part))
            for record in self._connection.execute(f"SELECT * FROM passage WHERE iri IN ({marks})", part):
                passage = Passage(*record[1:])
                found[passage.iri] = (record[0], passage)
        return found

    def all(self) -> Iterator[tuple[int, Passage]]:
        """Yield every row and passage, in row order."""
        for record in self._connection.execute("SELECT * FROM passage ORDER BY row"):
            yield record[0], Passage(*record[1:])

    def facets(self) -> Iterator[tuple[str | None, ...]]:
        """Yield the values of FACETS for every passage, in row order."""
        yield from self._connection.execute(f"SELECT {', '.join(FACETS)} FROM passage ORDER BY row")

    def owners(self) -> Iterator[tuple[str, str | None]]:
        """Yield the kind of every passage and the profile (IRI) that states it, in row order."""
        yield from self._connection.execute("SELECT kind, profile FROM passage ORDER BY row")

    def of_scheme(self, scheme: str) -> Iterator[tuple[int, str, str, str | None]]:
        """Yield row, kind, text and occupation (IRI) of every passage of ``scheme``, in row order."""
        yield from self._connection.execute(
            "SELECT row, kind, text, occupation FROM passage WHERE scheme = ? ORDER BY row", (scheme,)
        )

    def texts(self) -> Iterator[str]:
        """Yield the text of every passage, in row order."""
        for (text,) in self._connection.execute("SELECT text FROM passage ORDER BY row"):
            yield text

    def put(self, items: Iterable[tuple[int, Passage]]) -> None:
        """Write passages at their rows, in place of what stood there.

        Raises:
            StorageError: the disk refused.
        """
        marks = ",".join("?" * (len(_COLUMNS) + 1))
        with self._writing():
            self._connection.executemany(
                f"INSERT OR REPLACE INTO passage VALUES ({marks})",
                ((row, *_to_record(passage)) for row, passage in items),
            )

    def remove(self, rows: Iterable[int]) -> None:
        """Delete the passages at ``rows``.

        Raises:
            StorageError: the disk refused.
        """
        with self._writing():
            self._connection.executemany("DELETE FROM passage WHERE row = ?", ((row,) for row in rows))

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise StorageError(f"the passages in {self._path} cannot be written: {error}") from error
