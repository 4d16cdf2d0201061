"""One mapping as quads, whichever document states it: a page of the profile, or a table of mappings."""

from __future__ import annotations

from ingest.mapping.codes import STATUSES
from ingest.mapping.quads import QuadWriter
from ontology.iris import to_line_span
from ontology.records import Lines, Mapping
from ontology.vocabulary import PREFIXES, RG, SKOS_MAPPING_RELATIONS, Borrowed

MAPPING_NAME = "mapping"


def to_mapping_text(scheme: str, mapping: Mapping) -> str:
    """Return what names ``mapping`` among those of its profile: the code in ``scheme`` (a slug), and its source."""
    return f"{scheme} {mapping.code} {mapping.source or ''}"


def write_mapping(quads: QuadWriter, iri: str, profile: str, occupation: str, mapping: Mapping) -> None:
    """Write what ``mapping`` claims of ``profile`` and ``occupation`` (IRIs)."""
    quads.link(profile, RG.HAS_MAPPING, iri)
    quads.link(iri, Borrowed.TYPE, RG.MAPPING)
    quads.link(iri, Borrowed.ANNOTATED_SOURCE, profile)
    quads.link(iri, Borrowed.ANNOTATED_TARGET, occupation)
    quads.link(iri, RG.HAS_PROFILE, profile)
    for predicate, text in (
        (RG.CODE_SCHEME, mapping.scheme),
        (Borrowed.OBJECT_LABEL, mapping.title),
        (Borrowed.SOURCE, mapping.source),
        (RG.CONFIDENCE_BAND, mapping.band),
        (Borrowed.MAPPING_JUSTIFICATION, mapping.justification),
    ):
        if text is not None:
            quads.text(iri, predicate, text)
    if mapping.confidence is not None:
        quads.decimal(iri, Borrowed.MAPPING_CONFIDENCE, mapping.confidence)
    if mapping.status is not None:
        quads.link(iri, RG.STATUS, STATUSES[mapping.status])
    if mapping.predicate in SKOS_MAPPING_RELATIONS:
        quads.link(iri, Borrowed.ANNOTATED_PROPERTY, PREFIXES["skos"] + mapping.predicate)


def write_origin(quads: QuadWriter, thing: str, document: str, lines: Lines) -> None:
    """Write which ``lines`` of ``document`` (an IRI) say ``thing``."""
    span = to_line_span(document, lines)
    quads.link(thing, Borrowed.DERIVED_FROM, span)
    quads.link(span, Borrowed.TYPE, RG.LINE_SPAN)
    quads.link(span, RG.IN_DOCUMENT, document)
    quads.integer(span, RG.FIRST_LINE, lines.first)
    quads.integer(span, RG.LAST_LINE, lines.last)
