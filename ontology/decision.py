"""One act of review: what somebody decided on a mapping or an alias, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from ontology.records import MappingStatus

MAX_REVIEWER_CHARACTERS = 200
MAX_COMMENT_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision; the latest one on a thing, by its time and then its IRI, is the thing's current status."""

    thing: str  # IRI of a mapping or an alias
    status: MappingStatus
    reviewer: str
    decided_at: str  # ISO 8601 with milliseconds, UTC: 2026-01-31T12:00:00.000Z
    comment: str | None = None
    predicate: str | None = None  # the relation that a mapping is approved with, such as closeMatch
    replaced_by: str | None = None  # IRI of the mapping that takes the place of one that is superseded


def write_time(time: datetime) -> str:
    """Return ``time`` as decisions have it."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
