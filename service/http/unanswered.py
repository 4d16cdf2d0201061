"""Questions that were refused, handed to the log of taxonomy gaps where the operator wants one."""

from __future__ import annotations

from service.http.door import door
from service.retrieval import Retrieval
from service.search.result import SearchResult


def log_if_unanswered(result: SearchResult | Retrieval) -> None:
    """Log the question of ``result`` if nothing answered it; does nothing where the setting is off."""
    gaps = door().gaps
    if gaps is not None and not result.answers:
        gaps.record(result.query)
