"""Every error that Rolegraph raises on purpose; ``str(error)`` may be shown to whoever can mend it.

RolegraphError
├── CallerError            what was asked or handed in is wrong; the caller can mend it
│   ├── DocumentError      a document cannot be read: names file, line, problem and remedy
│   ├── SettingError       a setting or flag has a value that cannot be used
│   ├── QueryError         a search or SPARQL query cannot be answered as written
│   ├── LimitError         what was asked takes more than one request may
│   │   ├── TimeLimitError     more time
│   │   ├── MemoryLimitError   more memory
│   │   └── SizeLimitError     its result is larger
│   ├── InvalidGraphError  a write would leave the graph in a wrong shape: names each violation
│   ├── ForbiddenError     what was asked for is not allowed, whoever asks
│   ├── NotAcceptableError the result has no form that the asker takes
│   └── NotFoundError      the thing named does not exist
└── OperatorError          the installation is at fault; its operator can mend it
    ├── NoSnapshotError    nothing was published yet in this data directory
    ├── SnapshotError      a snapshot is damaged or cannot be opened
    ├── LockedError        another writer holds the data directory
    ├── BusyError          more is asked than can be answered now: says when to try again
    ├── EncoderError       the encoder cannot be loaded, compiled or trusted
    └── StorageError       the disk refused: full, read-only or gone
"""

from __future__ import annotations

from collections.abc import Sequence


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
        place = document if line is None else f"{document}:{line}"
        super().__init__(f"{place}: {problem}" + (f" ({remedy})" if remedy else ""))


class SettingError(CallerError):
    """A setting or flag has a value that cannot be used."""


class QueryError(CallerError):
    """A search or SPARQL query cannot be answered as written."""


class LimitError(CallerError):
    """What was asked takes more than one request may."""


class TimeLimitError(LimitError):
    """It takes more time."""


class MemoryLimitError(LimitError):
    """It takes more memory."""


class SizeLimitError(LimitError):
    """Its result is larger."""


class InvalidGraphError(CallerError):
    """A write would leave the graph in a wrong shape."""

    def __init__(self, violations: Sequence[str]) -> None:
        """Refuse for ``violations``, each a sentence that names what is wrong and what would be right."""
        self.violations = tuple(violations)
        super().__init__("the write was refused, because the graph would be wrong: " + "; ".join(self.violations))


class ForbiddenError(CallerError):
    """What was asked for is not allowed, whoever asks."""


class NotAcceptableError(CallerError):
    """The result has no form that the asker takes."""


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


class BusyError(OperatorError):
    """More is asked than can be answered now."""

    def __init__(self, message: str, retry_after_seconds: int) -> None:
        """Say what is busy, and after how many seconds to try again."""
        self.retry_after_seconds = retry_after_seconds
        super().__init__(message)


class EncoderError(OperatorError):
    """The encoder cannot be loaded, compiled or trusted."""


class StorageError(OperatorError):
    """The disk refused: full, read-only or gone."""
