"""Every error that Rolegraph raises on purpose; ``str(error)`` may be shown to whoever can mend it.

RolegraphError
├── CallerError            what was asked or handed in is wrong; the caller can mend it
│   ├── DocumentError      a document cannot be read: names file, line, problem and remedy
│   ├── SettingError       a setting or flag has a value that cannot be used
│   ├── QueryError         a search or SPARQL query cannot be answered as written
│   └── NotFoundError      the thing named does not exist
└── OperatorError          the installation is at fault; its operator can mend it
    ├── NoSnapshotError    nothing was published yet in this data directory
    ├── SnapshotError      a snapshot is damaged or cannot be opened
    ├── LockedError        another writer holds the data directory
    ├── EncoderError       the encoder cannot be loaded, compiled or trusted
    └── StorageError       the disk refused: full, read-only or gone
"""

from __future__ import annotations


class RolegraphError(Exception):
    """Base of all errors raised on purpose."""


class CallerError(RolegraphError):
    """What was asked or handed in is wrong; the caller can mend it."""


class DocumentError(CallerError):
    """A document cannot be read."""

    def __init__(self, document: str, problem: str, *, line: int | None = None, remedy: str | None = None) -> None:
        """Describe ``problem`` in ``document`` at ``line`` (from 1), and what would be right."""
        self.document = document
        self.line = line
        self.problem = problem
        self.remedy = remedy
        self.remedy = remedy
        place = document if line is None else f"{document}:{line}"
        super().__init__(f"{place}: {problem}" + (f" ({remedy})" if remedy else ""))


class SettingError(CallerError):
    """A setting or flag has a value that cannot be used."""


class QueryError(CallerError):
    """A search or SPARQL query cannot be answered as written."""


class NotFoundError(CallerError):
    """The thing named does not exist."""


class OperatorError(RolegraphError):
    """The installation is at fault; its operator can mend it."""


class NoSnapshotError(OperatorError):
    """Nothing was published yet in this data directory."""


class SnapshotError(OperatorError):
    """A snapshot is damaged or cannot be opened."""


class LockedError(OperatorError):
    """Another writer holds the data directory."""


class EncoderError(OperatorError):
    """The encoder cannot be loaded, compiled or trusted."""


class StorageError(OperatorError):
    """The disk refused: full, read-only or gone."""
