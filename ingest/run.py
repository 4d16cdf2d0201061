"""One run of ingest: find documents, read them, build the next snapshot, publish it. One writer, all or nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path

from ingest.build import Progress
from ingest.building import Building, open_last
from ingest.encoder.compile import ensure_encoder
from ingest.ladder.files import choose_by
from ingest.ladder.mapping import LadderMapping
from ingest.ladder.mapping_file import read_mapping_file
from ingest.readers import Reading
from ingest.reading import DocumentReader, to_entry
from ingest.report import IngestReport
from ingest.sources import Format, SourceFile, find_sources
from ingest.sssom.tables import TableReader
from ingest.taxonomy.reader import TaxonomyReader
from ingest.taxonomy.releases import Release, find_releases
from ontology.errors import NotFoundError
from ontology.iris import Namer
from store.encoder import FloatArray, OnnxEncoder
from store.library import Library
from store.manifest import Manifest
from store.snapshot import Snapshot


class IngestRefusedError(Exception):
    """Documents were refused, so nothing was published; the report says which and why."""

    def __init__(self, report: IngestReport) -> None:
        self.report = report
        super().__init__(f"{len(report.errors)} of {len(report.documents)} documents were refused")


class LazyEncoder:
    """The encoder of a run, compiled or opened at its first use."""

    def __init__(self, model: str, encoders: Path) -> None:
        self._model = model
        self._encoders = encoders
        self._encoder: OnnxEncoder | None = None

    def get(self) -> OnnxEncoder:
        """Return the encoder.

        Raises:
            EncoderError: it cannot be compiled or opened.
        """
        if self._encoder is None:
            self._encoder = ensure_encoder(self._model, self._encoders)
        return self._encoder

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Encode ``texts`` (n) to unit rows (n, d)."""
        return self.get().encode(texts)


def ingest(
    paths: Iterable[Path],
    library: Library,
    namer: Namer,
    encoder: LazyEncoder,
    *,
    mapping: Path | None = None,
    keep_going: bool = False,
    progress: Progress = lambda _stage, _done, _total: None,
) -> IngestReport:
    """Read the documents and taxonomies at ``paths`` and publish a snapshot; nothing changed, nothing is published.

    With the file of a ``mapping``, only the documents that it names are read, as it says.

    Raises:
        IngestRefusedError: a document was refused, and ``keep_going`` is false or none is left.
        DocumentError: ``paths`` name no documents, or the mapping file is wrong.
        SettingError: the data directory has another base IRI.
        LockedError: another process is writing.
        StorageError: the disk refused.
    """
    started = time.perf_counter()
    ladder = read_mapping_file(mapping) if mapping is not None else None
    files, ignored, releases = _find(paths, ladder)
    files, sssom = _divide(files)
    with library.writing():
        last = open_last(library, namer)
        documents = dict(last.documents) if last is not None else {}
        reader = DocumentReader(dict(documents), namer, encoder.encode, progress, ladder)
        importer = TaxonomyReader(dict(documents), namer, progress)
        tables = TableReader(sssom, dict(documents), namer, last.graph if last is not None else None, progress)

        def report(published: Manifest | None = None, encoded: int = 0) -> IngestReport:
            current = published or (last.manifest if last is not None else None)
            return IngestReport(
                documents=(*reader.reports, *tables.reports, *importer.reports),
                ignored=tuple(str(path) for path in ignored),
                published=published.id if published else None,
                current=current.id if current else None,
                counts=current.counts if current else {},
                encoded=encoded,
                seconds=time.perf_counter() - started,
            )

        with Building(library, last, namer, encoder, progress) as building:
            for reading in chain(_note(reader.read(files), tables), tables.read()):
                # After a refusal only the report is of interest, unless the good documents are wanted all the same.
                if keep_going or not (reader.refused or tables.refused):
                    building.builder.graph.replace(documents.get(reading.name), reading)
                    documents[reading.name] = to_entry(reading)
            for taxonomy in importer.read(releases, lambda: building.builder.graph.spool):
                building.builder.graph.replace_by_files(documents.get(taxonomy.entry.name), taxonomy)
                documents[taxonomy.entry.name] = taxonomy.entry
            refused = reader.refused + tables.refused + importer.refused
            if refused and (not keep_going or refused == len(files) + len(sssom) + len(releases)):
                raise IngestRefusedError(report())
            if not building.started and last is not None and encoder.get().identity == last.manifest.encoder:
                return report()
            return report(*building.publish(documents))


def remove(
    names: Iterable[str],
    library: Library,
    namer: Namer,
    encoder: LazyEncoder,
    progress: Progress = lambda _stage, _done, _total: None,
) -> Snapshot:
    """Publish a snapshot without the documents called ``names``.

    Raises:
        NotFoundError: there is no such document.
        NoSnapshotError: nothing was published yet.
    """
    with library.writing():
        last = library.open_current()
        documents = dict(last.documents)
        with Building(library, last, namer, encoder, progress) as building:
            for name in names:
                entry = documents.pop(name, None)
                if entry is None:
                    raise NotFoundError(f"there is no document {name!r}; 'rolegraph documents' lists them")
                building.builder.graph.drop(entry)
            building.publish(documents)
            return library.open_current(verify=False)


def validate(
    paths: Iterable[Path],
    namer: Namer,
    encoder: LazyEncoder,
    progress: Progress = lambda _stage, _done, _total: None,
    *,
    mapping: Path | None = None,
) -> IngestReport:
    """Read the documents at ``paths`` and report, without publishing anything.

    Raises:
        DocumentError: ``paths`` name no documents, or the mapping file is wrong.
    """
    started = time.perf_counter()
    ladder = read_mapping_file(mapping) if mapping is not None else None
    files, ignored, releases = _find(paths, ladder)
    files, sssom = _divide(files)
    reader = DocumentReader({}, namer, encoder.encode, progress, ladder)
    tables = TableReader(sssom, {}, namer, None, progress)
    for _ in chain(_note(reader.read(files), tables), tables.read()):
        pass
    importer = TaxonomyReader({}, namer, progress)
    for _ in importer.read(releases, lambda: None):
        pass
    return IngestReport(
        documents=(*reader.reports, *tables.reports, *importer.reports),
        ignored=tuple(str(path) for path in ignored),
        published=None,
        current=None,
        counts={},
        encoded=0,
        seconds=time.perf_counter() - started,
    )


def _divide(files: Iterable[SourceFile]) -> tuple[list[SourceFile], list[SourceFile]]:
    """Return the documents among ``files``, and the tables of mappings, which are read after them."""
    divided: tuple[list[SourceFile], list[SourceFile]] = ([], [])
    for file in files:
        divided[file.format is Format.SSSOM].append(file)
    return divided


def _note(readings: Iterable[Reading], tables: TableReader) -> Iterator[Reading]:
    for reading in readings:
        tables.note(reading)
        yield reading


def _find(paths: Iterable[Path], ladder: LadderMapping | None) -> tuple[list[SourceFile], list[Path], list[Release]]:
    """Return the documents at ``paths``, the files that are none, and the taxonomies: none beside a career ladder."""
    if ladder is not None:
        return *find_sources(paths, choose_by(ladder)), []
    found = find_releases(paths)
    return *find_sources(found.paths, taken=found.holds), found.releases
