"""Documents in RDF that use the vocabulary: parsed, checked against the shapes, and kept as they are.

Triples of no graph go into the document's own graph; named graphs keep their names, so that an export read back is the
graph that was exported. A file that says where its statements come from (``rg:Document``) is not told again; any other
becomes a document itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.decisions import take_out_decisions
from ingest.mapping.quads import QuadWriter
from ingest.report import DocumentWarning
from ingest.shacl import Severity, check_shapes
from ingest.sources import Format, SourceText
from ontology.errors import DocumentError
from ontology.iris import Namer
from ontology.vocabulary import RG, RG_NAMESPACE, Borrowed
from store.syntax import RdfSyntax, RdfSyntaxError, parse_rdf

_SYNTAXES = {
    Format.TURTLE: RdfSyntax.TURTLE,
    Format.NTRIPLES: RdfSyntax.NTRIPLES,
    Format.NQUADS: RdfSyntax.NQUADS,
    Format.TRIG: RdfSyntax.TRIG,
    Format.JSONLD: RdfSyntax.JSONLD,
    Format.RDFXML: RdfSyntax.RDFXML,
}
_GRAPH = re.compile(r" <([^<>]+)> \.$", re.MULTILINE)
_PROFILE = re.compile(rf"^<([^<>]+)> <{re.escape(Borrowed.TYPE)}> <{re.escape(RG.PROFILE)}> ", re.MULTILINE)
_ABOUT = re.compile(rf"^<[^<>]+> <{re.escape(RG.ABOUT)}> <([^<>]+)> ", re.MULTILINE)
_MAX_VIOLATIONS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class RdfReading:
    """What an RDF document came to."""

    nquads: str
    ntriples: str  # the same without graphs
    triples: int
    graphs: tuple[str, ...]
    profiles: tuple[str, ...]  # IRIs of the profiles that it is about
    warnings: tuple[DocumentWarning, ...]
    decisions: str  # N-Triples of decisions, which are nobody's document


def read_rdf_document(source: SourceText, namer: Namer, ingested_at: str) -> RdfReading:
    """Parse and check an RDF document.

    Raises:
        DocumentError: it does not parse, uses nothing of the vocabulary, or violates the shapes.
    """
    name = source.file.name
    home = namer.graph(name)
    # JSON in another encoding than UTF-8 is told as such, instead of as a character that is wrong.
    data = source.decode().encode() if source.file.format is Format.JSONLD else source.data
    try:
        lines = parse_rdf(data, _SYNTAXES[source.file.format], namer.document(name), home)
    except RdfSyntaxError as error:
        raise DocumentError(name, f"not valid RDF: {error.problem}", line=error.line) from error
    if not lines:
        raise DocumentError(name, "the file holds no triples", line=1, remedy="state something of a profile")
    # What rules derive is derived anew, from what all documents state.
    derived = f" <{namer.derived_graph}> .\n"
    nquads = "".join(line for line in lines if not line.endswith(derived))
    if RG_NAMESPACE not in nquads:
        remedy = "use the terms of https://w3id.org/rolegraph/ns#, such as rg:Profile and rg:responsibility"
        raise DocumentError(name, "the file says nothing in Rolegraph's vocabulary", line=1, remedy=remedy)
    profiles = tuple(sorted(set(_ABOUT.findall(nquads))))
    if f"<{RG.DOCUMENT}>" not in nquads:
        profiles = tuple(sorted(set(_PROFILE.findall(nquads))))
        nquads += _describe(source, namer, ingested_at, profiles).to_nquads()
    findings = check_shapes(nquads, name)
    violations = [finding for finding in findings if finding.severity is Severity.VIOLATION]
    if violations:
        shown = "; ".join(str(violation) for violation in violations[:_MAX_VIOLATIONS_SHOWN])
        more = len(violations) - _MAX_VIOLATIONS_SHOWN
        rest = f"; and {more} more" if more > 0 else ""
        raise DocumentError(name, f"violates the shapes: {shown}{rest}")
    warnings = tuple(DocumentWarning(name, None, str(finding)) for finding in findings)
    nquads, decisions = take_out_decisions(nquads, namer)
    graphs = tuple(sorted(set(_GRAPH.findall(nquads))))
    return RdfReading(nquads, _GRAPH.sub(" .", nquads), nquads.count("\n"), graphs, profiles, warnings, decisions)


def _describe(source: SourceText, namer: Namer, ingested_at: str, profiles: tuple[str, ...]) -> QuadWriter:
    name = source.file.name
    quads = QuadWriter(namer.graph(name))
    document, reading = namer.document(name), namer.ingest(name, source.sha256)
    quads.link(document, Borrowed.TYPE, RG.DOCUMENT)
    quads.text(document, Borrowed.TITLE, name)
    quads.text(document, RG.SHA256, source.sha256)
    quads.text(document, Borrowed.FORMAT, source.file.format)
    for profile in profiles:
        quads.link(document, RG.ABOUT, profile)
    quads.link(reading, Borrowed.TYPE, RG.INGEST)
    quads.link(reading, Borrowed.USED, document)
    quads.date_time(reading, Borrowed.ENDED_AT, ingested_at)
    quads.link(namer.graph(name), Borrowed.GENERATED_BY, reading)
    return quads
