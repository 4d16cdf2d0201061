"""O*NET's other titles of occupations: alternate ones with their sources, and those that job holders reported.

A title that is both is one label of both types. One that several occupations have is a label of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.taxonomy.importing import Importing
from ingest.taxonomy.onet_occupation import OnetOccupations
from ontology.vocabulary import RG, Borrowed

_AGAIN = 2
_ALTERNATE, _REPORTED = "alternate", "reported"


@dataclass(slots=True)
class _Seen:
    """How often alternate titles were seen."""

    rows: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)  # of the first row
    shared: set[str] = field(default_factory=set)
    labels: set[tuple[str, str]] = field(default_factory=set)  # code and title of every label that was written


def read_titles(importing: Importing, occupations: OnetOccupations) -> None:
    """Write the titles of both tables.

    Raises:
        DocumentError: a row is wrong.
    """
    seen = _Seen()
    _read_alternate(importing, occupations, seen)
    _read_reported(importing, occupations, seen)


def _read_alternate(importing: Importing, occupations: OnetOccupations, seen: _Seen) -> None:
    table = importing.release.one("alternate titles")
    if table is None:
        return
    sources = "Source(s)" if table.has("Source(s)") else "Sources"
    for line, code, iri, (title, short, source) in occupations.records(
        table, "Alternate Title", "Short Title", sources
    ):
        importing.count("alternate titles")
        if not title:
            importing.defects.add("alternate titles without words", code, table.place, line)
            continue
        label = importing.namer.occupation_title(iri, title)
        importing.triples.text(label, RG.SHORT_TITLE, short)
        for each in source.split(","):
            importing.triples.text(label, Borrowed.SOURCE, each.strip())
        _note(importing, seen, table.place, line, code, title)
        _write_label(importing, seen, code, iri, label, title)
        importing.triples.text(label, RG.ALIAS_TYPE, _ALTERNATE)


def _note(importing: Importing, seen: _Seen, place: str, line: int, code: str, title: str) -> None:
    """Note that a row states a title, and what is doubtful of that."""
    defects = importing.defects
    seen.rows[title] = seen.rows.get(title, 0) + 1
    if seen.rows[title] == _AGAIN:
        defects.add("alternate titles in several rows", repr(title), place, line)
    if (code, title) in seen.labels:
        defects.add("alternate titles that an occupation has twice", f"{title!r} of {code}", place, line)
    if seen.codes.setdefault(title, code) != code and title not in seen.shared:
        seen.shared.add(title)
        example = f"{title!r} of {seen.codes[title]} and {code}"
        defects.add("alternate titles of several occupations", example, place, line)


def _read_reported(importing: Importing, occupations: OnetOccupations, seen: _Seen) -> None:
    table = importing.release.one("reported titles")
    if table is None:
        return
    for line, code, iri, (title,) in occupations.records(table, "Reported Job Title"):
        importing.count("reported titles")
        if not title:
            importing.defects.add("reported titles without words", code, table.place, line)
            continue
        label = importing.namer.occupation_title(iri, title)
        _write_label(importing, seen, code, iri, label, title)
        importing.triples.text(label, RG.ALIAS_TYPE, _REPORTED)


def _write_label(importing: Importing, seen: _Seen, code: str, iri: str, label: str, title: str) -> None:
    """Write the label once."""
    if (code, title) in seen.labels:
        return
    seen.labels.add((code, title))
    triples = importing.triples
    triples.a(label, Borrowed.XL_LABEL)
    triples.text(label, Borrowed.LITERAL_FORM, title, "en")
    triples.link(label, RG.HAS_OCCUPATION, iri)
    triples.link(iri, Borrowed.XL_ALT_LABEL, label)
    triples.text(iri, Borrowed.ALT_LABEL, title, "en")
