"""Which profiles fit a filter of their mappings: those that have one mapping which fits all that is asked.

Every door asks here, so that search, lists and exports agree.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from ontology.errors import QueryError
from ontology.records import MappingStatus
from service.mappings.mappings import MappingList
from service.occupations.catalog import OccupationCatalog
from service.search.occupation_choice import OccupationChoice, read_choice
from service.search.result import Filters, ProfileMapping

_STANDING = (MappingStatus.NEEDS_REVIEW, MappingStatus.APPROVED)  # what counts where no status is asked for


class MappedProfiles:
    """Chooses profiles of one snapshot by their mappings."""

    def __init__(self, mappings: MappingList, occupations: OccupationCatalog) -> None:
        self._mappings = mappings
        self._occupations = occupations

    def choose_occupations(self, filters: Filters) -> OccupationChoice:
        """Return what ``filters`` say of occupations.

        Raises:
            QueryError: there is no such occupation or group.
        """
        if not filters.occupation and not filters.soc_group:
            return OccupationChoice((), ())
        return read_choice(filters.occupation, filters.soc_group, self._occupations, self._mappings.rows.values())

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
        for mapping in self._mappings.rows.values():
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
