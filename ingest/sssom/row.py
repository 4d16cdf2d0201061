"""One row of a table, read and checked: which profile it maps to which occupation, and how it was reviewed."""

from __future__ import annotations

import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import unquote

from ingest.mapping.codes import to_occupation_scheme
from ingest.sssom import slots
from ingest.sssom.table import TableRow
from ontology.decision import MAX_COMMENT_CHARACTERS, MAX_REVIEWER_CHARACTERS, write_time
from ontology.errors import DocumentError
from ontology.iris import Namer
from ontology.records import MappingStatus
from ontology.vocabulary import PREFIXES, SKOS_MAPPING_RELATIONS

_CODE = re.compile(r"\d\d-\d{4}(\.\d\d)?")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_NUMBER = re.compile(r"\d*\.?\d+([eE][+-]?\d+)?|\d+\.")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_PIPE = re.compile(r"(?<!\\)\|")
_DECIDERS = (slots.DECIDED_BY, slots.REVIEWER, *slots.AUTHORS)
_RELATIONS = ", ".join(f"skos:{name}" for name in SKOS_MAPPING_RELATIONS)


@dataclass(frozen=True, slots=True)
class MappingRow:
    """What one row says."""

    line: int
    subject: str  # IRI of a profile
    record: str | None  # IRI of the mapping, where the table knows it
    scheme: str  # slug
    code: str
    occupation: str  # IRI
    predicate: str | None
    title: str | None
    source: str | None
    confidence: float | None
    band: str | None
    justification: str | None
    code_scheme: str | None
    status: MappingStatus | None  # None: the row does not say
    reviewer: str | None
    decided_at: str | None  # ISO 8601 with milliseconds, UTC
    comment: str | None
    replaced_by: str | None  # IRI of a mapping


class RowReader:
    """Reads the rows of one table."""

    def __init__(self, name: str, prefixes: AnyMapping[str, str], namer: Namer) -> None:
        """Read rows of the document ``name``, whose CURIEs have ``prefixes``; ours are known where it has none."""
        self._name = name
        self._namer = namer
        self._prefixes = {**slots.list_prefixes(namer), **prefixes}

    def read(self, row: TableRow) -> MappingRow:
        """Read one row.

        Raises:
            DocumentError: it cannot be used; names the line, the cell and what would be right.
        """
        cells, line = row.cells, row.line
        for column in slots.REQUIRED:
            if column not in cells:
                raise self._refuse(line, f"{column} is empty", "fill it in, or take the row out")
        scheme, code, occupation = self._read_object(cells, line)
        justification = cells.get(slots.STATED_JUSTIFICATION) or self._read_justification(cells, line)
        return MappingRow(
            line=line,
            subject=self._read_subject(cells[slots.SUBJECT], line),
            record=self._expand(cells[slots.RECORD], slots.RECORD, line) if slots.RECORD in cells else None,
            scheme=scheme,
            code=code,
            occupation=occupation,
            predicate=self._read_predicate(cells[slots.PREDICATE], line),
            title=cells.get(slots.OBJECT_LABEL),
            source=cells.get(slots.TOOL),
            confidence=self._read_confidence(cells, line),
            band=cells.get(slots.BAND),
            justification=justification,
            code_scheme=cells.get(slots.CODE_SCHEME),
            status=self._read_status(cells, line),
            reviewer=self._check(_first(cells, _DECIDERS), "the reviewer", MAX_REVIEWER_CHARACTERS, line),
            decided_at=self._read_time(cells, line),
            comment=self._check(cells.get(slots.COMMENT), slots.COMMENT, MAX_COMMENT_CHARACTERS, line),
            replaced_by=self._expand(cells[slots.REPLACED_BY], slots.REPLACED_BY, line)
            if slots.REPLACED_BY in cells
            else None,
        )

    def _refuse(self, line: int, problem: str, remedy: str) -> DocumentError:
        return DocumentError(self._name, problem, line=line, remedy=remedy)

    def _check(self, text: str | None, what: str, most: int, line: int) -> str | None:
        if text is not None and len(text) > most:
            raise self._refuse(line, f"{what} has {len(text):,} characters", f"{most:,} are allowed")
        return text

    def _expand(self, text: str, column: str, line: int) -> str:
        """Return the IRI that ``text`` is or stands for."""
        if _IRI.fullmatch(text):
            return text
        prefix, colon, local = text.partition(":")
        namespace = self._prefixes.get(prefix) if colon else None
        iri = f"{namespace}{local}" if namespace is not None else ""
        if not _IRI.fullmatch(iri):
            remedy = f"give an IRI, or a CURIE with a prefix of the curie_map: {', '.join(sorted(self._prefixes))}"
            raise self._refuse(line, f"{column} {text[:80]!r} cannot be read", remedy)
        return iri

    def _read_subject(self, text: str, line: int) -> str:
        """Return the profile that ``text`` names, by IRI, CURIE or code."""
        if ":" not in text:
            return self._namer.profile(text)
        return self._expand(text, slots.SUBJECT, line)

    def _read_object(self, cells: AnyMapping[str, str], line: int) -> tuple[str, str, str]:
        """Return scheme, code and IRI of the occupation; SOC and O*NET codes are known whatever stands before them."""
        text = cells[slots.OBJECT]
        iri = text if _CODE.fullmatch(text) else self._expand(text, slots.OBJECT, line)
        ours = self._namer.occupation("", "").rstrip("/") + "/"
        if iri.startswith(ours) and "/" in iri.removeprefix(ours):
            scheme, _, code = iri.removeprefix(ours).partition("/")
            return scheme, unquote(code), iri
        code = re.split(r"[/#:]", iri)[-1]
        if _CODE.fullmatch(code):
            scheme = to_occupation_scheme(code, cells.get(slots.CODE_SCHEME))
            return scheme, code, self._namer.occupation(scheme, code)
        return "", iri, iri

    def _read_predicate(self, text: str, line: int) -> str | None:
        iri = self._expand(text, slots.PREDICATE, line)
        name = iri.removeprefix(PREFIXES["skos"])
        if name == slots.NO_RELATION:
            return None
        if name not in SKOS_MAPPING_RELATIONS:
            raise self._refuse(line, f"unknown {slots.PREDICATE} {text[:80]!r}", f"give one of {_RELATIONS}")
        return name

    def _read_confidence(self, cells: AnyMapping[str, str], line: int) -> float | None:
        text = cells.get(slots.CONFIDENCE)
        if text is None:
            return None
        number = float(text) if _NUMBER.fullmatch(text) else -1.0
        if not 0 <= number <= 1:
            remedy = "give a number from 0 to 1, such as 0.68"
            raise self._refuse(line, f"{slots.CONFIDENCE} {text[:40]!r} cannot be used", remedy)
        return number

    def _read_justification(self, cells: AnyMapping[str, str], line: int) -> str | None:
        text = cells[slots.JUSTIFICATION]
        name = self._expand(text, slots.JUSTIFICATION, line).removeprefix(PREFIXES["semapv"])
        if name not in slots.JUSTIFICATIONS:
            remedy = f"give one of semapv:{', '.join(slots.JUSTIFICATIONS)}"
            raise self._refuse(line, f"unknown {slots.JUSTIFICATION} {text[:80]!r}", remedy)
        return None if name == slots.UNSPECIFIED else f"semapv:{name}"

    def _read_status(self, cells: AnyMapping[str, str], line: int) -> MappingStatus | None:
        """Return how the mapping was reviewed: as it says, else by what SSSOM says of negated and reviewed rows."""
        modifier = cells.get(slots.MODIFIER)
        if modifier not in (None, "Not"):
            raise self._refuse(line, f"unknown {slots.MODIFIER} {modifier[:40]!r}", "give Not, or leave it empty")
        stated = cells.get(slots.STATUS)
        if stated is not None:
            if stated not in list(MappingStatus):
                remedy = f"give one of {', '.join(MappingStatus)}"
                raise self._refuse(line, f"unknown {slots.STATUS} {stated[:40]!r}", remedy)
            if (stated == MappingStatus.REJECTED) != (modifier is not None):
                problem = f"{slots.STATUS} {stated} contradicts {slots.MODIFIER} {modifier or 'without Not'}"
                raise self._refuse(line, problem, "a rejected mapping has the modifier Not, and no other has")
            return MappingStatus(stated)
        if modifier is not None:
            return MappingStatus.REJECTED
        return MappingStatus.APPROVED if slots.REVIEWER in cells or "reviewer_id" in cells else None

    def _read_time(self, cells: AnyMapping[str, str], line: int) -> str | None:
        column = slots.DECIDED_AT if slots.DECIDED_AT in cells else slots.DATE
        text = cells.get(column)
        if text is None:
            return None
        try:
            time = datetime.fromisoformat(text)
            if column == slots.DATE and not _DATE.fullmatch(text[:10]):
                raise ValueError
        except ValueError as error:
            remedy = "give a date such as 2026-01-31" if column == slots.DATE else "such as 2026-01-31T12:00:00.000Z"
            raise self._refuse(line, f"{column} {text[:40]!r} cannot be used", remedy) from error
        if time.tzinfo is None:
            time = time.replace(tzinfo=UTC)
        return write_time(time)


def _first(cells: AnyMapping[str, str], columns: Sequence[str]) -> str | None:
    """Return the first value of the first of ``columns`` that has one."""
    text = next((cells[column] for column in columns if column in cells), None)
    return _PIPE.split(text)[0].replace("\\|", "|").strip() or None if text is not None else None
