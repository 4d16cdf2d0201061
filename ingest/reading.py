"""Reading the documents of one run, one by one, and who may claim what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime

from ingest.build import Progress
from ingest.ladder.mapping import LadderMapping
from ingest.readers import Encode, Reading, read_document, reader_of
from ingest.report import DocumentFate, DocumentReport
from ingest.sources import SourceFile, read_source
from ontology.errors import DocumentError
from ontology.iris import Namer
from store.documents import DocumentEntry


class DocumentReader:
    """Reads the documents of one run, one by one; a document that is refused is reported, and the next is read."""

    def __init__(
        self,
        known: Mapping[str, DocumentEntry],
        namer: Namer,
        encode: Encode,
        progress: Progress,
        mapping: LadderMapping | None = None,
    ) -> None:
        """Read what is not ``known`` already; with a ``mapping``, as documents of a career ladder."""
        self._known = known
        self._mapping = mapping
        self._namer = namer
        self._encode = encode
        self._progress = progress
        self.reports: list[DocumentReport] = []

    def read(self, files: list[SourceFile]) -> Iterator[Reading]:
        """Yield the reading of every new or changed document of ``files``."""
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        replaced = {file.name for file in files}
        claims = _Claims(self._namer, (entry for name, entry in self._known.items() if name not in replaced))
        for done, file in enumerate(files):
            self._progress("reading", done, len(files))
            old = self._known.get(file.name)
            reader = reader_of(file.format, self._mapping)
            try:
                source = read_source(file)
                if old is not None and (old.sha256, old.reader) == (source.sha256, reader):
                    claims.add(old)
                    self.reports.append(DocumentReport(file.name, DocumentFate.UNCHANGED))
                    continue
                reading = read_document(source, self._namer, self._encode, now, self._mapping)
                claims.add(to_entry(reading))
            except DocumentError as error:
                self.reports.append(DocumentReport(file.name, DocumentFate.REFUSED, error=error))
                continue
            fate = DocumentFate.CHANGED if old is not None else DocumentFate.ADDED
            self.reports.append(DocumentReport(file.name, fate, reading.triples, reading.lines, reading.warnings))
            yield reading
        self._progress("reading", len(files), len(files))

    @property
    def refused(self) -> int:
        """How many documents were refused so far."""
        return sum(report.error is not None for report in self.reports)


class _Claims:
    """Which document is about which profiles and fills which graphs; no two documents can share one."""

    def __init__(self, namer: Namer, entries: Iterable[DocumentEntry]) -> None:
        self._namer = namer
        self._profiles: dict[str, str] = {}
        self._graphs: dict[str, str] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: DocumentEntry) -> None:
        """Note what ``entry`` claims.

        Raises:
            DocumentError: another document has claimed it already.
        """
        for profile in entry.profiles:
            if profile in self._profiles:
                code = profile.removeprefix(self._namer.profile(""))
                raise DocumentError(
                    entry.name,
                    f"profile {code} is already described by {self._profiles[profile]}",
                    line=1,
                    remedy="keep one of the two, or take the other out with 'rolegraph remove'",
                )
        for graph in entry.graphs:
            if graph == self._namer.decisions_graph:
                problem = f"graph <{graph}> holds the history of all reviews, and nothing else"
                raise DocumentError(entry.name, problem, remedy="give what is no rg:Decision another graph")
            if graph in self._graphs:
                problem = f"graph <{graph}> is already filled by {self._graphs[graph]}"
                raise DocumentError(entry.name, problem, remedy="keep one of the two")
        self._profiles.update(dict.fromkeys(entry.profiles, entry.name))
        self._graphs.update(dict.fromkeys(entry.graphs, entry.name))


def to_entry(reading: Reading) -> DocumentEntry:
    """Return what the snapshot remembers of a document."""
    return DocumentEntry(reading.name, reading.sha256, reading.reader, reading.graphs, reading.profiles)
