"""The log of questions that nothing answered with confidence: where the taxonomy may have gaps.

A line is one question as JSON: the day, and the question in lower case with single spaces; nothing else is kept of who
asked. At MAX_BYTES the file becomes ``gaps.1.jsonl``, in place of the one before.
"""

from __future__ import annotations

import json
import logging
import os
import threading
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ontology.errors import StorageError

GAPS_FILE = "gaps.jsonl"
OLDER_GAPS_FILE = "gaps.1.jsonl"
MAX_BYTES = 10_000_000
_PRIVATE = 0o600  # a question may say something about a person
_LOG = logging.getLogger(__name__)


class GapLog:
    """Appends questions to a file; safe to use from several threads. A search never fails for it."""

    def __init__(self, data: Path) -> None:
        """Write into the data directory ``data``, from the first question on."""
        self._path = data / GAPS_FILE
        self._older = data / OLDER_GAPS_FILE
        self._writing = threading.Lock()
        self._is_failing = False

    def record(self, question: str) -> None:
        """Append ``question``; where the disk refuses, the log of the service says so, once."""
        day = datetime.now(UTC).date().isoformat()
        line = json.dumps({"day": day, "question": normalize(question)}, ensure_ascii=False) + "\n"
        try:
            with self._writing:
                self._append(line.encode("utf-8", "replace"))
        except OSError as error:
            if not self._is_failing:
                _LOG.warning("unanswered questions cannot be logged in %s: %s", self._path, error.strerror)
            self._is_failing = True
        else:
            self._is_failing = False

    def _append(self, line: bytes) -> None:
        if self._path.exists() and self._path.stat().st_size + len(line) > MAX_BYTES:
            self._path.replace(self._older)
        descriptor = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _PRIVATE)
        try:
            # What a full disk cut off is ended, so that it does not spoil the line after it.
            written = os.write(descriptor, b"\n" + line if self._is_failing else line)
            if written < len(line):
                raise OSError(None, "the disk took only a part")
        finally:
            os.close(descriptor)


def normalize(question: str) -> str:
    """Return ``question`` in lower case, with single spaces."""
    return " ".join(unicodedata.normalize("NFKC", question).lower().split())


def count_gaps(data: Path) -> Counter[str]:
    """Return how often each question in the log of ``data`` was asked; a line that was cut off is passed over.

    Raises:
        StorageError: the log cannot be read.
    """
    return Counter(question for name in (OLDER_GAPS_FILE, GAPS_FILE) for question in _read(data / name))


def _read(path: Path) -> Iterator[str]:
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            for line in file:
                try:
                    question = json.loads(line)["question"]
                except (ValueError, KeyError, TypeError):
                    continue
                if isinstance(question, str) and question:
                    yield question
    except FileNotFoundError:
        return
    except OSError as error:
        raise StorageError(f"the unanswered questions in {path} cannot be read: {error.strerror}") from error
