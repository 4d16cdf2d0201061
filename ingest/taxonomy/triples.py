"""Triples of a release, written to files as they come, so that none of it is held in memory.

They are N-Triples, which the engine loads into the release's graph and into the union of all graphs alike.
Source: https://www.w3.org/TR/n-triples/
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Self, TextIO

from ingest.mapping.quads import escape_literal
from ontology.errors import StorageError
from ontology.vocabulary import PREFIXES, Borrowed

_PART_CHARACTERS = 100_000_000  # of one file: about a batch of the engine's loader, which is quickest
_BUFFERED_LINES = 20_000
_XSD = PREFIXES["xsd"]
_INTEGER, _DECIMAL, _BOOLEAN, _DATE_TIME = (
    f'"^^<{_XSD}{name}> .\n' for name in ("integer", "decimal", "boolean", "dateTime")
)


class TripleFiles:
    """The triples of one release in files of a directory; nowhere, if there is none."""

    def __init__(self, directory: Path | None, stem: str) -> None:
        """Write files called after ``stem`` into ``directory``."""
        self._directory = directory
        self._stem = stem
        self._file: TextIO | None = None
        self._lines: list[str] = []
        self._written = 0  # characters, in the file that is being written
        self.characters = 0  # in all files
        self.triples = 0
        self.parts: list[Path] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Close the files, and delete them where reading has failed."""
        if kind is not None:
            self._lines.clear()
        self._flush()
        self._close()
        if kind is not None:
            for part in self.parts:
                part.unlink(missing_ok=True)

    def a(self, subject: str, *classes: str) -> None:
        """Say what ``subject`` is."""
        for rdf_class in classes:
            self.link(subject, Borrowed.TYPE, rdf_class)

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Add a triple whose object is an IRI."""
        self._add("<" + subject + "> <" + predicate + "> <" + target + "> .\n")

    def text(self, subject: str, predicate: str, text: str, language: str | None = None) -> None:
        """Add a triple whose object is a string, in a language or in none; an empty one says nothing."""
        if text:
            end = '" .\n' if language is None else '"@' + language + " .\n"
            self._add("<" + subject + "> <" + predicate + '> "' + escape_literal(text) + end)

    def integer(self, subject: str, predicate: str, number: int) -> None:
        """Add a triple whose object is an xsd:integer."""
        self._add("<" + subject + "> <" + predicate + '> "' + str(number) + _INTEGER)

    def decimal(self, subject: str, predicate: str, number: float) -> None:
        """Add a triple whose object is an xsd:decimal."""
        digits = f"{number:.6f}".rstrip("0")
        self._add("<" + subject + "> <" + predicate + '> "' + digits + ("0" if digits[-1] == "." else "") + _DECIMAL)

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        """Add a triple whose object is an xsd:boolean."""
        self._add("<" + subject + "> <" + predicate + '> "' + ("true" if value else "false") + _BOOLEAN)

    def date_time(self, subject: str, predicate: str, iso: str) -> None:
        """Add a triple whose object is an xsd:dateTime, given in ISO 8601."""
        self._add("<" + subject + "> <" + predicate + '> "' + escape_literal(iso) + _DATE_TIME)

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self.triples += 1
        if len(self._lines) >= _BUFFERED_LINES:
            self._flush()

    def _flush(self) -> None:
        text = "".join(self._lines)
        self._lines.clear()
        self.characters += len(text)
        if self._directory is None or not text:
            return
        try:
            if self._file is None:
                path = self._directory / f"{self._stem}-{len(self.parts)}.nt"
                self._file = path.open("w", encoding="utf-8")
                self.parts.append(path)
                self._written = 0
            self._file.write(text)
        except OSError as error:
            raise StorageError(f"the graph cannot be written: {error.strerror}") from error
        self._written += len(text)
        if self._written >= _PART_CHARACTERS:
            self._close()

    def _close(self) -> None:
        if self._file is None:
            return
        file, self._file = self._file, None
        try:
            file.close()
        except OSError as error:
            raise StorageError(f"the graph cannot be written: {error.strerror}") from error
