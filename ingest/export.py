"""Writing out what documents state, so that reading it again gives the same graph.

Derived triples are left out: they are rebuilt wherever the export is ingested.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from ingest.json_document import to_json
from ingest.mapping.facts import Facts
from ingest.mapping.from_rdf import read_documents
from ontology.errors import NotFoundError, QueryError
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
    """Serialise the documents called ``names``; all but the taxonomies where that is None.

    Raises:
        NotFoundError: there is no such document.
        QueryError: a taxonomy is wanted as profile documents.
    """
    documents = snapshot.documents
    for name in names or ():
        if name not in documents:
            raise NotFoundError(f"there is no document {name!r}; 'rolegraph documents' lists them")
    namer = Namer(snapshot.manifest.base)
    graphs = sorted({graph for name in (documents if names is None else names) for graph in documents[name].graphs})
    taxonomies = [graph for graph in graphs if namer.taxonomy_document(graph) is not None]
    if names is None:
        graphs = [graph for graph in graphs if graph not in taxonomies]
        graphs.append(namer.decisions_graph)  # of no document, and of the reviews of all
    elif taxonomies and format_ is ExportFormat.JSON:
        taxonomy = namer.taxonomy_document(taxonomies[0])
        raise QueryError(f"{taxonomy} holds no profile documents: export it as RDF, with --format ttl, nq or jsonld")
    if format_ is ExportFormat.JSON:
        found: list[ProfileDocument] = []
        for graph in graphs:
            found.extend(read_documents(Facts.read(snapshot.graph, graph)))
        return to_json(sorted(found, key=lambda document: document.profile)).encode()
    return snapshot.graph.dump(_SYNTAXES[format_], graphs)
