"""Questions that were refused, handed to the log of taxonomy gaps where the operator wants one."""

from __future__ import annotations

from ontology.kinds import OCCUPATION_NAME
from service.http.door import door
from service.retrieval import Retrieval
from service.search.result import SearchResult


def log_if_unanswered(result: SearchResult | Retrieval) -> None:
    """Log the question of ``result`` if nothing answered it; does nothing where the setting is off."""
    gaps = door().gaps
    # Whoever looks for occupations wants no level.
    wants_levels = OCCUPATION_NAME not in result.interpretation.filters.kind
    if gaps is not None and not result.answers and wants_levels:
        gaps.record(result.query)
