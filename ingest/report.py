"""What reading a document came to: the fate of each of its lines, and what its reader was unsure of.

Lines are counted from 1. Every line of a page that is not empty has exactly one ``LineAccount``: nothing is dropped
without saying so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ontology.errors import DocumentError


class Fate(StrEnum):
    """What became of a line."""

    MAPPED = "mapped"  # it is in a record
    BOILERPLATE = "boilerplate"  # the site says it on every page; it states nothing of the profile
    UNMAPPED = "unmapped"  # it is kept as a note


@dataclass(frozen=True, slots=True)
class LineAccount:
    """One line that is not empty, what became of it, and as what, such as ``responsibility P3``."""

    number: int
    fate: Fate
    became: str
    text: str  # without its bullet mark, with single spaces


@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something in a document that was read with doubt, and where useful what would be right."""

    document: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = self.document if self.line is None else f"{self.document}:{self.line}"
        return f"{place}: {self.message}"


class DocumentFate(StrEnum):
    """What became of a document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REMOVED = "removed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What became of one document, and of each of its lines."""

    name: str
    fate: DocumentFate
    triples: int = 0
    lines: tuple[LineAccount, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()
    error: DocumentError | None = None
    counts: Mapping[str, int] = field(default_factory=dict)  # taxonomies only: rows, by what they state
    version: str | None = None  # taxonomies only

    def count(self, fate: Fate) -> int:
        """Return how many lines have ``fate``."""
        return sum(line.fate is fate for line in self.lines)


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run of ``ingest`` or ``validate`` came to."""

    documents: tuple[DocumentReport, ...]
    ignored: tuple[str, ...]  # files in the directories given that are no documents
    published: str | None  # the snapshot that was made; None: nothing was published
    current: str | None  # the snapshot that is published now
    counts: Mapping[str, int]  # of the published snapshot
    encoded: int  # texts that had to be encoded; all others were known
    seconds: float

    @property
    def errors(self) -> tuple[DocumentError, ...]:
        """The errors of all refused documents."""
        return tuple(document.error for document in self.documents if document.error is not None)

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """The warnings of all documents."""
        return tuple(warning for document in self.documents for warning in document.warnings)

    def to_dict(self) -> dict[str, object]:
        """Return the report as it stands in ``--json``."""
        return {
            "published": self.published,
            "snapshot": self.current,
            "seconds": round(self.seconds, 3),
            "encoded": self.encoded,
            "counts": dict(self.counts),
            "documents": [_document_to_dict(document) for document in self.documents],
            "ignored": list(self.ignored),
        }


def _document_to_dict(document: DocumentReport) -> dict[str, object]:
    return {
        "document": document.name,
        "fate": document.fate,
        "triples": document.triples,
        "mapped": document.count(Fate.MAPPED),
        "boilerplate": document.count(Fate.BOILERPLATE),
        "unmapped": document.count(Fate.UNMAPPED),
        "counts": dict(document.counts),
        "version": document.version,
        "lines": [
            {"line": line.number, "fate": line.fate, "as": line.became, "text": line.text} for line in document.lines
        ],
        "warnings": [{"line": warning.line, "message": warning.message} for warning in document.warnings],
        "error": None
        if document.error is None
        else {"line": document.error.line, "message": document.error.problem, "remedy": document.error.remedy},
    }
