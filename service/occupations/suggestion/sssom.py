"""Suggestions as an SSSOM table, which ``rolegraph ingest`` reads as mappings that wait for review."""

from __future__ import annotations

from collections.abc import Iterable

from ontology.iris import Namer
from ontology.records import MappingStatus
from service.mappings.entry import MappingEntry
from service.mappings.ids import to_id
from service.mappings.sssom import write_sssom
from service.occupations.catalog import OccupationCatalog
from service.occupations.suggestion.result import MappingSuggestions, SuggestedMapping
from store.manifest import Manifest

TOOL = "rolegraph mappings suggest"
_RELATION = "closeMatch"  # what a reviewer is asked: no suggestion says that two things are the same


def write_suggestions(results: Iterable[MappingSuggestions], catalog: OccupationCatalog, manifest: Manifest) -> str:
    """Return the candidates of ``results`` as the text of a table."""
    namer = Namer(manifest.base)
    entries = [_to_entry(result, one, namer) for result in results for one in result.candidates]
    return write_sssom(entries, catalog, manifest)


def _to_entry(result: MappingSuggestions, one: SuggestedMapping, namer: Namer) -> MappingEntry:
    iri = namer.statement(result.profile_iri, "mapping", f"{one.scheme} {one.code} {TOOL}")
    return MappingEntry(
        id=to_id(result.profile, iri),
        iri=iri,
        url=iri,
        profile=result.profile,
        profile_iri=result.profile_iri,
        profile_title=result.profile_title,
        code=one.code,
        scheme=one.scheme,
        code_scheme=None,
        occupation=one.iri,
        occupation_label=one.label,
        confidence=one.confidence,
        band=None,
        source=TOOL,
        predicate=_RELATION,
        justification="semapv:CompositeMatching",
        status=MappingStatus.NEEDS_REVIEW,
        stated_status=MappingStatus.NEEDS_REVIEW,
        stated_predicate=_RELATION,
        document=None,
        lines=None,
        history=(),
    )
