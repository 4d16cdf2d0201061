"""Vectors that were computed once, by text and model: a changed page costs only its changed statements.

A cache: losing it costs time, never data. n texts, d dimensions.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from ontology.errors import StorageError
from store.encoder import Encoder, FloatArray

_MAX_VARIABLES = 500
_BATCH = 256  # texts between two commits: what a kill in the middle of a long run can lose


class EmbeddingCache:
    """The vectors that one model gave to texts."""

    def __init__(self, directory: Path, encoder: Encoder) -> None:
        """Open the cache of ``encoder``'s model below ``directory``.

        Raises:
            StorageError: the cache cannot be opened or written.
        """
        self._encoder = encoder
        self._dimensions = encoder.identity.dimensions
        self._path = directory / f"{encoder.identity.sha256[:16]}.sqlite"
        try:
            directory.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StorageError(f"{directory} cannot be made: {error.strerror}") from error
        self._connection = self._open()

    def encode(self, texts: Sequence[str], progress: Callable[[int], None] = lambda _: None) -> tuple[FloatArray, int]:
        """Return the vectors of ``texts`` (n, d) and how many distinct texts had to be encoded.

        ``progress`` is told how many more texts are done, encoded or found.
        """
        keys = [hashlib.sha256(text.encode()).digest() for text in texts]
        vectors = np.zeros((len(texts), self._dimensions), dtype=np.float32)
        known = self._find(set(keys))
        waiting: dict[bytes, str] = {}
        for row, key in enumerate(keys):
            if key in known:
                vectors[row] = known[key]
            else:
                waiting[key] = texts[row]
        progress(sum(key in known for key in keys))
        fresh: dict[bytes, FloatArray] = {}
        items = list(waiting.items())
        for start in range(0, len(items), _BATCH):
            part = items[start : start + _BATCH]
            encoded = self._encoder.encode([text for _, text in part])
            fresh.update((key, encoded[i]) for i, (key, _) in enumerate(part))
            self._put((key, encoded[i]) for i, (key, _) in enumerate(part))
            progress(len(part))
        for row, key in enumerate(keys):
            if key in fresh:
                vectors[row] = fresh[key]
        return vectors, len(items)

    def close(self) -> None:
        """Close the cache."""
        self._connection.close()

    def _open(self) -> sqlite3.Connection:
        try:
            return _connect(self._path)
        except sqlite3.OperationalError as error:  # the disk's fault
            raise StorageError(f"the embedding cache {self._path} cannot be opened: {error}") from error
        except sqlite3.DatabaseError:  # the file's: what is damaged can be computed again
            return self._start_anew()

    def _start_anew(self) -> sqlite3.Connection:
        try:
            for path in self._path.parent.glob(f"{self._path.name}*"):  # with SQLite's -wal and -shm
                path.unlink()
            return _connect(self._path)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"the embedding cache {self._path} cannot be written: {error}") from error

    def _find(self, keys: set[bytes]) -> dict[bytes, FloatArray]:
        try:
            return self._select(list(keys))
        except sqlite3.OperationalError as error:
            raise StorageError(f"the embedding cache {self._path} cannot be read: {error}") from error
        except sqlite3.DatabaseError:
            self._connection.close()
            self._connection = self._start_anew()
            return {}

    def _select(self, wanted: list[bytes]) -> dict[bytes, FloatArray]:
        found: dict[bytes, FloatArray] = {}
        for start in range(0, len(wanted), _MAX_VARIABLES):
            part = wanted[start : start + _MAX_VARIABLES]
            marks = ",".join("?" * len(part))
            for key, blob in self._connection.execute(
                f"SELECT text, vector FROM embedding WHERE text IN ({marks})", part
            ):
                if len(blob) == self._dimensions * np.float32().itemsize:
                    found[key] = np.frombuffer(blob, dtype=np.float32)
        return found

    def _put(self, items: Iterable[tuple[bytes, FloatArray]]) -> None:
        try:
            with self._connection:
                self._connection.executemany(
                    "INSERT OR REPLACE INTO embedding VALUES (?, ?)",
                    ((key, vector.tobytes()) for key, vector in items),
                )
        except sqlite3.Error as error:
            raise StorageError(f"the embedding cache {self._path} cannot be written: {error}") from error


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute(
            "CREATE TABLE IF NOT EXISTS embedding (text BLOB PRIMARY KEY, vector BLOB NOT NULL) WITHOUT ROWID"
        )
    except sqlite3.Error:
        connection.close()
        raise
    return connection
