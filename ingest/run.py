"""One run of ingest: find documents, read them, build the next snapshot, publish it. One writer, all or nothing."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ingest.build import Progress, SnapshotBuilder
from ingest.encoder.compile import ensure_encoder
from ingest.readers import Reading, read_document, reader_of
from ingest.report import DocumentFate, DocumentReport, IngestReport
from ingest.sources import SourceFile, find_sources, read_source
from ontology.errors import DocumentError, NoSnapshotError, NotFoundError, SettingError
from ontology.iris import Namer
from store.documents import DocumentEntry
from store.embedding_cache import EmbeddingCache
from store.encoder import FloatArray, OnnxEncoder
from store.library import Library
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


@dataclass(frozen=True, slots=True)
class _Read:
    """The documents of a run, read or refused."""

    readings: list[Reading]
    reports: list[DocumentReport]


def ingest(
    paths: Iterable[Path],
    library: Library,
    namer: Namer,
    encoder: LazyEncoder,
    *,
    keep_going: bool = False,
    progress: Progress = lambda _stage, _done, _total: None,
) -> IngestReport:
    """Read the documents at ``paths`` and publish a snapshot with them; nothing changed, nothing is published.

    Raises:
        IngestRefusedError: a document was refused, and ``keep_going`` is false or none is left.
        DocumentError: ``paths`` name no documents.
        SettingError: the data directory has another base IRI.
        LockedError: another process is writing.
        StorageError: the disk refused.
    """
    started = time.perf_counter()
    files, ignored = find_sources(paths)
    with library.writing():
        last = _open_last(library, namer)
        known = last.documents if last is not None else {}
        read = _read_all(files, known, namer, encoder, progress)
        refused = [report for report in read.reports if report.error is not None]
        nothing_left = len(refused) == len(read.reports)

        def report(published: Snapshot | None, encoded: int) -> IngestReport:
            current = published or last
            return IngestReport(
                documents=tuple(read.reports),
                ignored=tuple(str(path) for path in ignored),
                published=published.id if published else None,
                current=current.id if current else None,
                counts=current.manifest.counts if current else {},
                encoded=encoded,
                seconds=time.perf_counter() - started,
            )

        if refused and (nothing_left or not keep_going):
            raise IngestRefusedError(report(None, 0))
        if not read.readings and last is not None and not _has_other_model(last, encoder):
            return report(None, 0)
        documents = dict(known)
        dropped: set[str] = set()
        for reading in read.readings:
            old = documents.get(reading.name)
            dropped.update(old.graphs if old is not None else ())
            documents[reading.name] = _to_entry(reading)
        published, encoded = _publish(library, last, namer, encoder, read.readings, dropped, documents, progress)
        return report(published, encoded)


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
        dropped: set[str] = set()
        for name in names:
            entry = documents.pop(name, None)
            if entry is None:
                raise NotFoundError(f"there is no document {name!r}; 'rolegraph documents' lists them")
            dropped.update(entry.graphs)
        published, _ = _publish(library, last, namer, encoder, [], dropped, documents, progress)
        return published


def validate(
    paths: Iterable[Path],
    namer: Namer,
    encoder: LazyEncoder,
    progress: Progress = lambda _stage, _done, _total: None,
) -> IngestReport:
    """Read the documents at ``paths`` and report, without publishing anything.

    Raises:
        DocumentError: ``paths`` name no documents.
    """
    started = time.perf_counter()
    files, ignored = find_sources(paths)
    read = _read_all(files, {}, namer, encoder, progress)
    return IngestReport(
        documents=tuple(read.reports),
        ignored=tuple(str(path) for path in ignored),
        published=None,
        current=None,
        counts={},
        encoded=0,
        seconds=time.perf_counter() - started,
    )


def _open_last(library: Library, namer: Namer) -> Snapshot | None:
    try:
        last = library.open_current()
    except NoSnapshotError:
        return None
    if last.manifest.base != namer.base:
        raise SettingError(
            f"the data in {library.data} is named under {last.manifest.base}, not {namer.base}: "
            "give that base IRI, or another data directory"
        )
    return last


def _read_all(
    files: list[SourceFile],
    known: dict[str, DocumentEntry],
    namer: Namer,
    encoder: LazyEncoder,
    progress: Progress,
) -> _Read:
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    replaced = {file.name for file in files}
    claims = {profile: name for name, entry in known.items() if name not in replaced for profile in entry.profiles}
    graphs = {graph: name for name, entry in known.items() if name not in replaced for graph in entry.graphs}
    read = _Read([], [])
    for done, file in enumerate(files):
        progress("reading", done, len(files))
        try:
            source = read_source(file)
            old = known.get(file.name)
            if old is not None and (old.sha256, old.reader) == (source.sha256, reader_of(file.format)):
                _claim(claims, graphs, file.name, old.profiles, old.graphs, namer)
                read.reports.append(DocumentReport(file.name, DocumentFate.UNCHANGED))
                continue
            reading = read_document(source, namer, encoder.encode, now)
            _claim(claims, graphs, file.name, reading.profiles, reading.graphs, namer)
        except DocumentError as error:
            read.reports.append(DocumentReport(file.name, DocumentFate.REFUSED, error=error))
            continue
        fate = DocumentFate.CHANGED if old is not None else DocumentFate.ADDED
        read.readings.append(reading)
        read.reports.append(DocumentReport(file.name, fate, reading.triples, reading.lines, reading.warnings))
    progress("reading", len(files), len(files))
    return read


def _claim(
    claims: dict[str, str],
    graphs: dict[str, str],
    name: str,
    profiles: Iterable[str],
    own_graphs: Iterable[str],
    namer: Namer,
) -> None:
    """Note that document ``name`` is about ``profiles`` and fills ``own_graphs``; two documents can't share one.

    Raises:
        DocumentError: another document has it already.
    """
    for profile in profiles:
        if profile in claims:
            code = profile.removeprefix(namer.profile(""))
            raise DocumentError(
                name,
                f"profile {code} is already described by {claims[profile]}",
                line=1,
                remedy="keep one of the two, or take the other out with 'rolegraph remove'",
            )
    for graph in own_graphs:
        if graph in graphs:
            raise DocumentError(
                name, f"graph <{graph}> is already filled by {graphs[graph]}", remedy="keep one of the two"
            )
    claims.update(dict.fromkeys(profiles, name))
    graphs.update(dict.fromkeys(own_graphs, name))


def _has_other_model(last: Snapshot, encoder: LazyEncoder) -> bool:
    return encoder.get().identity != last.manifest.encoder


def _to_entry(reading: Reading) -> DocumentEntry:
    return DocumentEntry(reading.name, reading.sha256, reading.reader, reading.graphs, reading.profiles)


def _publish(
    library: Library,
    last: Snapshot | None,
    namer: Namer,
    encoder: LazyEncoder,
    readings: list[Reading],
    dropped: set[str],
    documents: dict[str, DocumentEntry],
    progress: Progress,
) -> tuple[Snapshot, int]:
    compiled = encoder.get()
    cache = EmbeddingCache(library.embeddings, compiled)
    try:
        with library.building() as directory:
            builder = SnapshotBuilder(directory, last, namer, progress)
            build = builder.build(readings, dropped, documents, cache, compiled.identity, compiled.directory)
            library.publish(directory, build.manifest)
    finally:
        cache.close()
    return library.open_current(), build.encoded
