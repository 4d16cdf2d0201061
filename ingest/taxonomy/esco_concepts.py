"""The concepts of ESCO's tables, all of which have labels, notes and a status in columns of the same names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.taxonomy.importing import Importing
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import Borrowed, Esco

_IRI = re.compile(r"https?://data\.europa\.eu/esco/[A-Za-z0-9/_.~:#+-]+")
_LANGUAGE = re.compile(r"_([a-z]{2})\.csv$", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)?")
_COLUMNS = (
    *("conceptUri", "preferredLabel", "altLabels", "hiddenLabels", "description", "definition", "scopeNote"),
    *("status", "modifiedDate"),
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One row."""

    line: int
    iri: str
    label: str
    others: tuple[str, ...]  # alternative labels, as the cell has them
    cells: tuple[str, ...]  # of the columns that were asked for


def check_iri(table: Table, line: int, iri: str) -> str:
    """Return ``iri``, which is one of ESCO's.

    Raises:
        DocumentError: it is none.
    """
    if not _IRI.fullmatch(iri):
        remedy = "they look like http://data.europa.eu/esco/occupation/…"
        raise DocumentError(table.place, f"{iri!r} is no IRI of ESCO's", line=line, remedy=remedy)
    return iri


class EscoConcepts:
    """The concepts that were read, by what they are, and the language of their labels."""

    def __init__(self, importing: Importing) -> None:
        self._importing = importing
        table = importing.release.one("occupations")
        found = _LANGUAGE.search(table.member.name) if table is not None else None
        self.language = found[1].lower() if found else "en"
        self.occupations: set[str] = set()
        self.isco_groups: set[str] = set()
        self.skills: set[str] = set()
        self.skill_groups: set[str] = set()

    def read(self, table: Table, *columns: str) -> Iterator[Concept]:
        """Write what all concepts say of themselves, and yield each with the cells of ``columns``.

        Raises:
            DocumentError: a row is wrong.
        """
        triples = self._importing.triples
        for line, cells in self._importing.records(table, *_COLUMNS, *columns):
            iri, label, others, hidden, description, definition, note, status, modified = cells[: len(_COLUMNS)]
            check_iri(table, line, iri)
            if not label:
                raise DocumentError(table.place, f"<{iri}> has no preferredLabel", line=line)
            triples.a(iri, Borrowed.CONCEPT)
            triples.text(iri, Borrowed.PREF_LABEL, label, self.language)
            triples.text(iri, Borrowed.CONCEPT_DESCRIPTION, description, self.language)
            triples.text(iri, Borrowed.SKOS_DEFINITION, definition, self.language)
            triples.text(iri, Borrowed.SCOPE_NOTE, note, self.language)
            triples.text(iri, Esco.STATUS, status)
            if _MOMENT.fullmatch(modified):
                triples.date_time(iri, Borrowed.MODIFIED, modified)
            for title in _split(hidden):
                triples.text(iri, Borrowed.HIDDEN_LABEL, title, self.language)
            yield Concept(line, iri, label, _split(others), cells[len(_COLUMNS) :])

    def alternatives(self, table: Table, concept: Concept, what: str) -> Iterator[str]:
        """Yield the alternative labels of ``concept`` that say something new, and count all as ``what``."""
        seen = {concept.label}
        for title in concept.others:
            self._importing.count(what)
            if title not in seen:
                seen.add(title)
                yield title
            else:
                again = "repeat the preferred one" if title == concept.label else "stand there twice"
                self._importing.defects.add(f"{what} that {again}", repr(title), table.place, concept.line)

    def write_other_labels(self, concept: Concept) -> None:
        """Write the alternative labels of a group."""
        for title in dict.fromkeys(concept.others):
            if title != concept.label:
                self._importing.triples.text(concept.iri, Borrowed.ALT_LABEL, title, self.language)

    def write_schemes(self, table: Table, concept: Concept, schemes: str) -> None:
        """Say which schemes a concept is in."""
        for scheme in dict.fromkeys(schemes.replace(",", " ").split()):
            iri = check_iri(table, concept.line, scheme)
            self._importing.triples.link(concept.iri, Borrowed.IN_SCHEME, iri)


def _split(cell: str) -> tuple[str, ...]:
    """Return the labels in a cell, one a line."""
    return tuple(label for line in cell.split("\n") if (label := line.strip()))
