"""Reading the releases of one run, one by one: each becomes files of triples, or is refused and leaves none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.build import Progress
from ingest.report import DocumentFate, DocumentReport
from ingest.taxonomy.about import write_about
from ingest.taxonomy.crosswalk import find_crosswalk_version, read_crosswalk
from ingest.taxonomy.esco import find_esco_version, read_esco
from ingest.taxonomy.importing import Importing
from ingest.taxonomy.layouts import ESCO, ONET, ONET_CROSSWALK, SOC, SOC_CROSSWALK
from ingest.taxonomy.onet import find_onet_version, read_onet
from ingest.taxonomy.releases import Release
from ingest.taxonomy.soc import find_soc_version, read_soc
from ingest.taxonomy.triples import TripleFiles
from ontology.errors import DocumentError
from ontology.iris import Namer
from store.documents import DocumentEntry

# Raised by one whenever an importer comes to say something else of an unchanged release: it is then read anew.
IMPORTER_VERSION = 1

_IMPORTERS: Mapping[str, tuple[Callable[[Importing], str], Callable[[Importing, str], None]]] = {
    SOC: (find_soc_version, read_soc),
    SOC_CROSSWALK: (find_crosswalk_version, read_crosswalk),
    ONET: (find_onet_version, read_onet),
    ONET_CROSSWALK: (find_crosswalk_version, read_crosswalk),
    ESCO: (find_esco_version, read_esco),
}


@dataclass(frozen=True, slots=True)
class TaxonomyReading:
    """What one release came to."""

    entry: DocumentEntry
    graph: str  # IRI
    parts: tuple[Path, ...]  # files of N-Triples
    characters: int  # in all of them


class TaxonomyReader:
    """Reads the releases of one run; one that is refused is reported, and the next is read."""

    def __init__(self, known: Mapping[str, DocumentEntry], namer: Namer, progress: Progress) -> None:
        """Read what is not ``known`` already."""
        self._known = known
        self._namer = namer
        self._progress = progress
        self.reports: list[DocumentReport] = []

    def read(self, releases: Iterable[Release], open_spool: Callable[[], Path | None]) -> Iterator[TaxonomyReading]:
        """Yield the reading of every new or changed release; ``open_spool`` says where its triples are written.

        Raises:
            StorageError: the disk refused.
        """
        for release in releases:
            old = self._known.get(release.document)
            try:
                sha256 = release.hash()
                if old is not None and (old.sha256, old.reader) == (sha256, _reader_of(release)):
                    self.reports.append(DocumentReport(release.document, DocumentFate.UNCHANGED))
                    continue
                yield self._read(release, sha256, open_spool())
            except DocumentError as error:
                self.reports.append(DocumentReport(release.document, DocumentFate.REFUSED, error=error))

    @property
    def refused(self) -> int:
        """How many releases were refused so far."""
        return sum(report.error is not None for report in self.reports)

    def _read(self, release: Release, sha256: str, spool: Path | None) -> TaxonomyReading:
        name, graph = release.document, self._namer.graph(release.document)
        holder = next((entry for entry in self._known.values() if graph in entry.graphs and entry.name != name), None)
        if holder is not None:
            problem = f"its graph <{graph}> is already filled by {holder.name}"
            raise DocumentError(release.place, problem, remedy=f"take that out: rolegraph remove {holder.name}")
        find_version, read = _IMPORTERS[release.taxonomy]
        now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        with TripleFiles(spool, release.taxonomy) as triples:
            importing = Importing(release, self._namer, triples, self._progress)
            version = find_version(importing)
            media_type = "application/zip" if any(table.member.inner for table in release.all_tables) else "text/csv"
            write_about(triples, self._namer, release.taxonomy, version, sha256, media_type, now)
            read(importing, version)
        fate = DocumentFate.CHANGED if name in self._known else DocumentFate.ADDED
        self.reports.append(
            DocumentReport(
                f"{name}",
                fate,
                triples.triples,
                warnings=importing.defects.to_warnings(),
                counts=importing.counts,
                version=version,
            )
        )
        entry = DocumentEntry(name, sha256, _reader_of(release), (graph,), ())
        return TaxonomyReading(entry, graph, tuple(triples.parts), triples.characters)


def _reader_of(release: Release) -> str:
    """Return name and version of what reads ``release``."""
    return f"{release.taxonomy}/{IMPORTER_VERSION}"
