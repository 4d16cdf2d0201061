"""A passage: what search indexes and a citation points to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement, component or alias as text, with where it stands and where it was read.

    ``profile``, ``role`` and ``level`` are IRIs; None where the statement belongs to none (a level's attribute has no
    profile). The codes beside them are what filters are written in.
    """

    iri: str
    kind: str
    text: str
    profile: str | None = None
    role: str | None = None
    level: str | None = None
    profile_code: str | None = None
    role_code: str | None = None
    level_code: str | None = None
    track_code: str | None = None
    document: str | None = None  # the name of the document that says it
    first_line: int | None = None  # from 1
    last_line: int | None = None
