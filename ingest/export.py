"""Writing out what documents state, so that reading it again gives the same graph.

Derived triples are left out: they are rebuilt wherever the export is ingested.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.json_document import to_json
from ingest.mapping.facts import Facts
from ingest.mapping.from_rdf import read_documents
from ontology.errors import NotFoundError
from ontology.iris import Namer
from ontology.records import ProfileDocument
from store.snapshot import Snapshot
from store.syntax import RdfSyntax


class ExportFormat(StrEnum):
    """What an export is written in."""

    TURTLE = "ttl"
    NQUADS = "nq"
    JSONLD = "jsonld"
    JSON = "json"


_SYNTAXES = {
    ExportFormat.TURTLE: RdfSyntax.TURTLE,
    ExportFormat.NQUADS: RdfSyntax.NQUADS,
    ExportFormat.JSONLD: RdfSyntax.JSONLD,
}


def export(snapshot: Snapshot, format_: ExportFormat, names: Sequence[str] | None = None) -> bytes:
    """Serialise the documents called ``names``; all where that is None.

    Raises:
        NotFoundError: there is no such document.
    """
    documents = snapshot.documents
    for name in names or ():
        if name not in documents:
            raise NotFoundError(f"there is no document {name!r}; 'rolegraph documents' lists them")
    graphs = sorted({graph for name in (documents if names is None else names) for graph in documents[name].graphs})
    if names is None:
        graphs.append(Namer(snapshot.manifest.base).decisions_graph)  # of no document, and of the reviews of all
    if format_ is ExportFormat.JSON:
        found: list[ProfileDocument] = []
        for graph in graphs:
            found.extend(read_documents(Facts.read(snapshot.graph, graph)))
        return to_json(sorted(found, key=lambda document: document.profile)).encode()
    return snapshot.graph.dump(_SYNTAXES[format_], graphs)
