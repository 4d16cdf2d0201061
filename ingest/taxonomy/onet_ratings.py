"""O*NET's ratings of skills and knowledge: importance (1 to 5) and level (0 to 7), which are different scales."""

from __future__ import annotations

from collections.abc import Mapping

from ingest.taxonomy.importing import Importing
from ingest.taxonomy.onet_occupation import OnetOccupations
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import RG, Borrowed

_CLASSES = {"skills": RG.OCCUPATION_SKILL, "knowledge": RG.OCCUPATION_KNOWLEDGE}
_COUNTS = {"skills": "skill ratings", "knowledge": "knowledge ratings"}
_SCALES = {"IM": (RG.IMPORTANCE, 1.0, 5.0), "LV": (RG.REQUIRED_LEVEL, 0.0, 7.0)}
_YES = "Y"


def read_ratings(importing: Importing, occupations: OnetOccupations, kind: str) -> None:
    """Write the ratings of ``kind``, skills or knowledge, and the elements that are rated.

    Raises:
        DocumentError: a row is wrong.
    """
    table = importing.release.one(kind)
    if table is None:
        return
    described = _read_elements(importing)
    triples, namer = importing.triples, importing.namer
    elements: dict[str, str] = {}
    last = ""
    columns = ("Element ID", "Element Name", "Scale ID", "Data Value", "Recommend Suppress", "Not Relevant")
    for line, _, iri, cells in occupations.records(table, *columns):
        element, name, scale, value, suppressed, irrelevant = cells
        if scale not in _SCALES:
            what = f"ratings of {table.member.name} on scales that are not known"
            importing.defects.add(what, repr(scale), table.place, line)
            continue
        importing.count(_COUNTS[kind])
        elements.setdefault(element, name)
        rating = namer.occupation_part(iri, "rating", element)
        if rating != last:  # both scales of an element stand one after the other
            last = rating
            triples.a(rating, RG.OCCUPATION_RATING)
            triples.link(rating, RG.HAS_OCCUPATION, iri)
            triples.link(rating, RG.RATES, namer.element(element))
            triples.link(iri, RG.HAS_RATING, rating)
        triples.decimal(rating, _SCALES[scale][0], _to_value(table, line, scale, value))
        if suppressed == _YES:
            triples.boolean(rating, RG.SUPPRESSED, True)
        if irrelevant == _YES:
            triples.boolean(rating, RG.NOT_RELEVANT, True)
    for element, name in elements.items():
        label, description = described.get(element, (name or element, ""))
        concept = namer.element(element)
        triples.a(concept, _CLASSES[kind], Borrowed.CONCEPT)
        triples.text(concept, Borrowed.NOTATION, element)
        triples.text(concept, Borrowed.PREF_LABEL, label, "en")
        triples.text(concept, Borrowed.CONCEPT_DESCRIPTION, description, "en")
    occupations.report_absent(kind)


def _read_elements(importing: Importing) -> Mapping[str, tuple[str, str]]:
    """Return label and description of the content model's elements."""
    table = importing.release.one("elements")
    if table is None:
        return {}
    rows = importing.records(table, "Element ID", "Element Name", "Description")
    return {element: (name, description) for _, (element, name, description) in rows}


def _to_value(table: Table, line: int, scale: str, value: str) -> float:
    _, least, most = _SCALES[scale]
    try:
        number = float(value)
    except ValueError:
        number = float("nan")
    if not least <= number <= most:
        problem = f"{value!r} is no value of scale {scale}"
        raise DocumentError(table.place, problem, line=line, remedy=f"numbers from {least:g} to {most:g}")
    return number
