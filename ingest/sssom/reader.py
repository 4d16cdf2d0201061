"""From an SSSOM table to what it adds: mappings that nobody else states, and decisions on those that a page states.

So a table that was exported here, and is read again, makes no second copy of a mapping (docs/mappings.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from ingest.mapping.codes import STATUSES
from ingest.mapping.decisions import write_decisions
from ingest.mapping.mappings import MAPPING_NAME, to_mapping_text, write_mapping, write_origin
from ingest.mapping.quads import QuadWriter
from ingest.readers import READER_VERSION, Reading
from ingest.report import DocumentWarning
from ingest.sources import SourceText
from ingest.sssom import slots
from ingest.sssom.row import MappingRow, RowReader
from ingest.sssom.stated import Stated, StatedMapping
from ingest.sssom.table import Table, read_table
from ontology.decision import Decision
from ontology.iris import Namer
from ontology.records import Lines, Mapping, MappingStatus
from ontology.vocabulary import PREFIXES, RG, Borrowed


def read_sssom(source: SourceText, stated: Stated, namer: Namer, ingested_at: str) -> Reading:
    """Read a table, knowing what is ``stated`` already.

    Raises:
        DocumentError: it cannot be read; names the line.
    """
    name = source.file.name
    table = read_table(source.decode(), name)
    work = _TableMapper(table, name, stated, namer, ingested_at)
    work.write(RowReader(name, table.prefixes, namer))
    # What a table adds depends on what others state, so the same file can come to say something else.
    digest = hashlib.sha256(work.quads.to_nquads().encode()).hexdigest()[:16]
    _write_source(work.quads, source, namer, ingested_at)
    return Reading(
        name,
        source.sha256,
        f"sssom/{READER_VERSION}/{digest}",
        work.quads.to_nquads(),
        work.quads.to_ntriples(),
        len(work.quads),
        (namer.graph(name),),
        (),
        warnings=tuple(work.warnings),
        decisions=write_decisions(work.decisions, namer).to_ntriples(),
    )


@dataclass(slots=True)
class _TableMapper:
    """The mapping of one table to quads and decisions."""

    table: Table
    name: str
    stated: Stated
    namer: Namer
    ingested_at: str
    quads: QuadWriter = field(init=False)
    decisions: list[Decision] = field(default_factory=list)
    warnings: list[DocumentWarning] = field(default_factory=list)
    _written: dict[str, MappingRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.quads = QuadWriter(self.namer.graph(self.name))

    def write(self, reader: RowReader) -> None:
        self.warnings.extend(self._find_unread(self.table.columns))
        rows = [reader.read(row) for row in self.table.rows]  # all of them, before anything is said of one
        for row in rows:
            if not self.stated.has_profile(row.subject):
                problem = f"there is no profile <{row.subject}>, so its mapping is left out"
                self._warn(row.line, f"{problem}: ingest its document, then this table again")
                continue
            known = self.stated.find(row.subject, row.occupation, row.source, row.record)
            if known is None:
                self._state(row)
            else:
                self._decide(row, known)

    def _find_unread(self, columns: Collection[str]) -> Iterator[DocumentWarning]:
        read = {*slots.COLUMNS, *slots.AUTHORS}
        unread = [column for column in columns if column and column not in read]
        if unread:
            message = f"columns that are not kept: {', '.join(unread)}"
            yield DocumentWarning(self.name, self.table.header_line, message)

    def _warn(self, line: int, message: str) -> None:
        self.warnings.append(DocumentWarning(self.name, line, message))

    def _state(self, row: MappingRow) -> None:
        """State a mapping that no other document does."""
        decided = row.status is not None and (row.reviewer is not None or row.decided_at is not None)
        mapping = Mapping(
            code=row.code,
            scheme=row.code_scheme,
            title=row.title,
            source=row.source,
            confidence=row.confidence,
            band=row.band,
            status=None if decided else row.status,
            predicate=row.predicate,
            justification=row.justification,
        )
        iri = self._name(row, mapping)
        first = self._written.setdefault(iri, row)
        if first is not row:
            self._warn(row.line, f"says again what line {first.line} says of the same mapping, and is left out")
            return
        write_mapping(self.quads, iri, row.subject, row.occupation, mapping)
        self.quads.integer(iri, RG.POSITION, row.line)
        write_origin(self.quads, iri, self.namer.document(self.name), Lines(row.line, row.line))
        if not self.stated.has_occupation(row.occupation):
            self.quads.link(row.occupation, Borrowed.TYPE, RG.OCCUPATION)
            self.quads.text(row.occupation, Borrowed.NOTATION, row.code)
        if decided:
            self._decide(row, StatedMapping(iri, row.source, PREFIXES["skos"] + (row.predicate or ""), None))

    def _name(self, row: MappingRow, mapping: Mapping) -> str:
        if row.record is not None and row.record.startswith(f"{row.subject}/{MAPPING_NAME}/"):
            return row.record
        return self.namer.statement(row.subject, MAPPING_NAME, to_mapping_text(row.scheme, mapping))

    def _decide(self, row: MappingRow, known: StatedMapping) -> None:
        """Note what the row decides on a mapping, unless that is how it stands already."""
        if row.status is None:
            return
        latest = self.stated.find_latest(known.iri)
        status = str(STATUSES[row.status])
        if latest is not None:
            stands = latest[0] == status and row.reviewer in (None, latest[1]) and row.decided_at is None
        else:
            stands = status == (known.status or RG.NEEDS_REVIEW) and row.reviewer is None
        if stands:
            return
        chosen = row.predicate if row.predicate and PREFIXES["skos"] + row.predicate != known.relation else None
        self.decisions.append(
            Decision(
                known.iri,
                row.status,
                row.reviewer or self._find_creator(),
                row.decided_at or self.ingested_at.replace("Z", ".000Z"),
                row.comment,
                chosen if row.status is MappingStatus.APPROVED else None,
                row.replaced_by,
            )
        )

    def _find_creator(self) -> str:
        """Return who made the table, as its header has it, else its name: somebody has to stand for a decision."""
        for slot in slots.CREATORS:
            said = self.table.header.get(slot)
            first = said[0] if isinstance(said, list) and said else said
            if isinstance(first, str) and first.strip():
                return first.strip()
        return self.name


def _write_source(quads: QuadWriter, source: SourceText, namer: Namer, ingested_at: str) -> None:
    name = source.file.name
    document, reading = namer.document(name), namer.ingest(name, source.sha256)
    quads.link(document, Borrowed.TYPE, RG.DOCUMENT)
    quads.text(document, Borrowed.TITLE, name)
    quads.text(document, RG.SHA256, source.sha256)
    quads.text(document, Borrowed.FORMAT, source.file.format)
    quads.link(reading, Borrowed.TYPE, RG.INGEST)
    quads.link(reading, Borrowed.USED, document)
    quads.date_time(reading, Borrowed.ENDED_AT, ingested_at)
    quads.link(namer.graph(name), Borrowed.GENERATED_BY, reading)
