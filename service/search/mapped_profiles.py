"""Which profiles fit a filter of their mappings: those that have one mapping which fits all that is asked.

Every door asks here, so that search, lists and exports agree.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cached_property

from ingest.mapping.codes import STATUSES
from ontology.errors import QueryError
from ontology.records import MappingStatus
from service.links import Links
from service.occupations.catalog import OccupationCatalog
from service.search.occupation_choice import OccupationChoice, read_choice
from service.search.result import Filters, ProfileMapping
from store.graph import GraphStore

_MAPPINGS = """
SELECT ?profile ?occupation ?code ?status ?stated ?confidence WHERE {
  ?mapping a rg:Mapping ; rg:profile ?owner ; owl:annotatedTarget ?occupation .
  ?owner skos:notation ?profile
  OPTIONAL { ?occupation skos:notation ?code }
  OPTIONAL { ?mapping rg:currentStatus ?status } OPTIONAL { ?mapping rg:status ?stated }
  OPTIONAL { ?mapping sssom:confidence ?confidence }
}
"""
_STATUSES = {str(iri): status for status, iri in STATUSES.items()}
_STANDING = (MappingStatus.NEEDS_REVIEW, MappingStatus.APPROVED)  # what counts where no status is asked for


class MappedProfiles:
    """The mappings of the profiles of one snapshot, read when somebody first filters by them."""

    def __init__(self, graph: GraphStore, links: Links, occupations: OccupationCatalog) -> None:
        self._graph = graph
        self._links = links
        self._occupations = occupations

    @cached_property
    def mappings(self) -> Sequence[ProfileMapping]:
        """All mappings, in order of profile and code."""
        found = []
        for row in self._graph.select(_MAPPINGS):
            iri, confidence = str(row["occupation"]), row["confidence"]
            scheme, _, rest = (self._links.to_local(iri) or "").removeprefix("occupation/").partition("/")
            entry = self._occupations.entries.get(iri) if not rest else None  # ESCO's have IRIs of their own
            status = str(row["status"] or row["stated"])
            found.append(
                ProfileMapping(
                    profile=str(row["profile"]),
                    code=str(row["code"] or rest or iri),
                    scheme=entry.scheme if entry is not None else scheme,
                    occupation=iri,
                    status=_STATUSES.get(status, MappingStatus.NEEDS_REVIEW),
                    confidence=float(confidence) if isinstance(confidence, int | float) else None,
                )
            )
        return sorted(found, key=lambda mapping: (mapping.profile, mapping.code, mapping.occupation))

    def choose_occupations(self, filters: Filters) -> OccupationChoice:
        """Return what ``filters`` say of occupations.

        Raises:
            QueryError: there is no such occupation or group.
        """
        if not filters.occupation and not filters.soc_group:
            return OccupationChoice((), ())
        return read_choice(filters.occupation, filters.soc_group, self._occupations, self.mappings)

    def find(self, filters: Filters) -> Mapping[str, tuple[ProfileMapping, ...]] | None:
        """Return the profiles that fit ``filters`` by code, with the mappings that do; None where nothing is asked.

        Raises:
            QueryError: a filter of mappings has an unknown value.
        """
        if not filters.of_mappings:
            return None
        _check(filters)
        choice = self.choose_occupations(filters)
        statuses = filters.mapping_status or _STANDING
        least = filters.min_confidence
        fitting: dict[str, tuple[ProfileMapping, ...]] = {}
        for mapping in self.mappings:
            sure = least is None or (mapping.confidence is not None and mapping.confidence >= least)
            if sure and mapping.status in statuses and choice.allows(mapping):
                fitting[mapping.profile] = (*fitting.get(mapping.profile, ()), mapping)
        return fitting


def describe_mappings(filters: Filters) -> str:
    """Return what mapping ``filters`` ask for: "a mapping to 13-1161 that is approved and at least 0.5 sure"."""
    said = "a mapping"
    if filters.occupation:
        said += f" to {' or '.join(filters.occupation)}"
    if filters.soc_group:
        said += f" in the group {' or '.join(filters.soc_group)}"
    asked = [" or ".join(filters.mapping_status).replace("_", " ")] if filters.mapping_status else []
    asked += [f"at least {filters.min_confidence:g} sure"] if filters.min_confidence is not None else []
    return f"{said} that is {' and '.join(asked)}" if asked else said


def _check(filters: Filters) -> None:
    for status in filters.mapping_status:
        if status not in list(MappingStatus):
            raise QueryError(f"unknown mapping_status {status[:40]!r}; one of {', '.join(MappingStatus)} can be used")
    least = filters.min_confidence
    if least is not None and not (math.isfinite(least) and 0 <= least <= 1):
        raise QueryError(f"min_confidence={least} cannot be used; a number from 0 to 1 can, such as 0.5")
