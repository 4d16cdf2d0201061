"""A passage: what search indexes and a citation points to."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """One statement, component or alias as text, with where it stands and where it was read; or a taxonomy's text.

    ``profile``, ``role`` and ``level`` are IRIs; None where the statement belongs to none (a level's attribute has no
    profile). The codes beside them are what filters are written in. The last three are a taxonomy's alone.
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
    scheme: str | None = None  # the slug of a scheme of codes, such as onet-soc
    occupation: str | None = None  # IRI: what it is, or whose title or task it is
    occupation_code: str | None = None
