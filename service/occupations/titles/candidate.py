"""What a title means as an occupation, as a record."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OccupationCandidate:
    """One occupation that a title may mean."""

    iri: str
    scheme: str  # soc, onet-soc, esco or isco
    code: str
    label: str
    matched: str  # the name that fits best
    matched_kind: str  # occupation for its own label, alias for another title
    confidence: float  # 0-1, calibrated: how often a candidate like this is right
    score: float  # of the ranking: comparable for one title and scheme
    why: tuple[str, ...]  # sentences
