"""The lines of a text file, numbered from 1."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ontology.errors import DocumentError


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers.

    Raises:
        DocumentError: the file cannot be read, or is no UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentError(str(path), f"byte {error.start} is no UTF-8", remedy="save it as UTF-8") from error
    except OSError as error:
        raise DocumentError(str(path), f"cannot be read: {error.strerror}") from error
    # Split at line ends alone: str.splitlines() also splits at separators that a JSON string may hold.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield number, line.rstrip("\r")
