"""Reading the tables of one run, after its other documents: what those state, the tables need not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime

from ingest.build import Progress
from ingest.readers import Reading
from ingest.report import DocumentFate, DocumentReport
from ingest.sources import SourceFile, read_source
from ingest.sssom.reader import read_sssom
from ingest.sssom.stated import Stated
from ontology.errors import DocumentError
from ontology.iris import Namer
from store.documents import DocumentEntry
from store.graph import GraphStore


class TableReader:
    """Reads the tables of one run; one that is refused is reported, and the next is read."""

    def __init__(
        self,
        files: Collection[SourceFile],
        known: Mapping[str, DocumentEntry],
        namer: Namer,
        graph: GraphStore | None,
        progress: Progress,
    ) -> None:
        """Read ``files`` in the light of ``graph``, which ``known`` documents fill; None: it is empty."""
        self._files = files
        self._known = known
        self._namer = namer
        self._progress = progress
        self._stated = Stated(graph if files else None, namer)
        self._stated.forget(namer.graph(file.name) for file in files)
        self.reports: list[DocumentReport] = []

    def note(self, reading: Reading) -> None:
        """Take note of another document of the same run."""
        if self._files:
            old = self._known.get(reading.name)
            self._stated.forget((*(old.graphs if old is not None else ()), *reading.graphs))
            self._stated.note(reading.nquads)

    def read(self) -> Iterator[Reading]:
        """Yield the reading of every table that adds something new."""
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        for done, file in enumerate(self._files):
            self._progress("tables", done, len(self._files))
            old = self._known.get(file.name)
            try:
                reading = read_sssom(read_source(file), self._stated, self._namer, now)
            except DocumentError as error:
                self.reports.append(DocumentReport(file.name, DocumentFate.REFUSED, error=error))
                continue
            same = old is not None and (old.sha256, old.reader) == (reading.sha256, reading.reader)
            fate = DocumentFate.UNCHANGED if same else DocumentFate.ADDED if old is None else DocumentFate.CHANGED
            self.reports.append(DocumentReport(file.name, fate, reading.triples, (), reading.warnings))
            if same and not reading.decisions:
                continue
            self._stated.note(reading.nquads)
            yield reading

    @property
    def refused(self) -> int:
        """How many tables were refused so far."""
        return sum(report.error is not None for report in self.reports)
