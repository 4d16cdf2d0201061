"""One way to read a document, whatever its format: its quads, its graphs, the profiles it is about, and its account."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ingest.alignment import Alignment, LevelText, align_to_levels
from ingest.json_document import read_json_document
from ingest.ladder.mapping import LadderMapping
from ingest.ladder.reader import read_ladder
from ingest.mapping.to_rdf import write_document
from ingest.page.reader import read_page
from ingest.rdf_document import read_rdf_document
from ingest.report import DocumentWarning, LineAccount
from ingest.sources import RDF_FORMATS, Format, SourceText
from ontology.errors import DocumentError
from ontology.iris import Namer
from ontology.records import ProfileDocument, Source
from store.encoder import FloatArray

# Raised by one whenever a reader or the mapping comes to say something else of an unchanged file: it is then read anew.
READER_VERSION = 2

# What made a document that was edited in the graph: it differs from any reader's, so that ingesting its file again
# reads it anew.
EDIT = "edit/1"

_RDF_NAMES = frozenset(format_.name for format_ in RDF_FORMATS)

Encode = Callable[[Sequence[str]], FloatArray]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document came to."""

    name: str
    sha256: str
    reader: str
    nquads: str
    ntriples: str  # the same without graphs
    triples: int
    graphs: tuple[str, ...]  # IRIs
    profiles: tuple[str, ...]  # IRIs of the profiles that the document is about
    lines: tuple[LineAccount, ...] = ()  # pages only
    warnings: tuple[DocumentWarning, ...] = ()
    decisions: str = ""  # N-Triples that belong to the history of reviews, not to the document


def reader_of(format_: Format, mapping: LadderMapping | None = None) -> str:
    """Return the name and version of the reader for ``format_``, and of the ``mapping`` that it reads by."""
    if mapping is not None:
        return f"ladder/{READER_VERSION}/{mapping.sha256}"
    return f"{format_.name.lower()}/{READER_VERSION}"


def is_rdf(reader: str) -> bool:
    """Tell whether ``reader`` (``reader_of``'s name, or EDIT) may leave out what our own mapping never does."""
    return reader == EDIT or reader.partition("/")[0].upper() in _RDF_NAMES


def read_document(
    source: SourceText, namer: Namer, encode: Encode, ingested_at: str, mapping: LadderMapping | None = None
) -> Reading:
    """Read a document of any format; ``encode`` is called only where a page's meaning has to be compared.

    With a ``mapping`` it is a document of a career ladder, whatever its format.

    Raises:
        DocumentError: the document cannot be read; names file and line.
    """
    file = source.file
    lines: tuple[LineAccount, ...] = ()
    warnings: tuple[DocumentWarning, ...] = ()
    if file.format in RDF_FORMATS:
        rdf = read_rdf_document(source, namer, ingested_at)
        return Reading(
            file.name,
            source.sha256,
            reader_of(file.format),
            rdf.nquads,
            rdf.ntriples,
            rdf.triples,
            rdf.graphs,
            rdf.profiles,
            warnings=rdf.warnings,
            decisions=rdf.decisions,
        )
    text = source.decode()
    if mapping is not None:
        ladder = read_ladder(text, file.name, file.path.resolve(), file.format, mapping)
        documents, lines, warnings = ladder.documents, ladder.lines, ladder.warnings
    elif file.format is Format.PAGE:

        def align(bullets: Sequence[str], levels: Sequence[LevelText]) -> list[Alignment]:
            return align_to_levels(bullets, levels, encode)

        page = read_page(text, file.name, align)
        documents, lines, warnings = [page.document], page.lines, page.warnings
    else:
        documents = read_json_document(text, file.name, is_yaml=file.format is Format.YAML)
    origin = Source(file.name, source.sha256, file.format.value, ingested_at)
    return _map(documents, origin, namer, source, reader_of(file.format, mapping), lines, warnings)


def _map(
    documents: list[ProfileDocument],
    origin: Source,
    namer: Namer,
    source: SourceText,
    reader: str,
    lines: tuple[LineAccount, ...],
    warnings: tuple[DocumentWarning, ...],
) -> Reading:
    nquads: list[str] = []
    ntriples: list[str] = []
    graphs: dict[str, None] = {}
    profiles: dict[str, None] = {}
    triples = 0
    for document in documents:
        # An exported document says where it was first read; that stays its source.
        placed = document if document.source is not None else replace(document, source=origin)
        quads = write_document(placed, namer)
        nquads.append(quads.to_nquads())
        ntriples.append(quads.to_ntriples())
        triples += len(quads)
        graphs[namer.graph((placed.source or origin).document)] = None
        profile = namer.profile(document.profile)
        if profile in profiles:
            problem = f"states profile {document.profile} twice"
            raise DocumentError(source.file.name, problem, line=1, remedy="merge the two")
        profiles[profile] = None
    return Reading(
        source.file.name,
        source.sha256,
        reader,
        "".join(nquads),
        "".join(ntriples),
        triples,
        tuple(graphs),
        tuple(profiles),
        lines,
        warnings,
    )
