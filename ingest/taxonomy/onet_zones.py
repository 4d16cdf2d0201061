"""O*NET's job zones: what each asks for, and which occupation is in which."""

from __future__ import annotations

from ingest.taxonomy.importing import Importing
from ingest.taxonomy.onet_occupation import OnetOccupations
from ontology.errors import DocumentError
from ontology.vocabulary import RG, Borrowed

_TEXTS = {
    "Name": Borrowed.PREF_LABEL,
    "Experience": RG.EXPERIENCE,
    "Education": RG.EDUCATION,
    "Job Training": RG.TRAINING,
    "Examples": Borrowed.EXAMPLE,
    "SVP Range": RG.SVP_RANGE,
}


def read_zones(importing: Importing, occupations: OnetOccupations) -> None:
    """Write the zones, and the zone of every occupation.

    Raises:
        DocumentError: a row is wrong.
    """
    triples, namer = importing.triples, importing.namer
    numbers: set[str] = set()
    reference = importing.release.one("zones")
    if reference is not None:
        for _, (number, *texts) in importing.records(reference, "Job Zone", *_TEXTS):
            zone = namer.job_zone(number)
            numbers.add(number)
            triples.a(zone, RG.JOB_ZONE, Borrowed.CONCEPT)
            triples.text(zone, Borrowed.NOTATION, number)
            for predicate, text in zip(_TEXTS.values(), texts, strict=True):
                triples.text(zone, predicate, text, None if predicate is RG.SVP_RANGE else "en")
    table = importing.release.one("job zones")
    if table is None:
        return
    for line, _, iri, (number,) in occupations.records(table, "Job Zone"):
        if not number.isdecimal():
            problem = f"{number!r} is no job zone"
            raise DocumentError(table.place, problem, line=line, remedy="job zones are numbers from 1 to 5")
        importing.count("job zones")
        triples.link(iri, RG.HAS_JOB_ZONE, namer.job_zone(number))
        if number not in numbers:
            numbers.add(number)
            triples.a(namer.job_zone(number), RG.JOB_ZONE, Borrowed.CONCEPT)
            triples.text(namer.job_zone(number), Borrowed.NOTATION, number)
            triples.text(namer.job_zone(number), Borrowed.PREF_LABEL, f"Job Zone {number}", "en")
    occupations.report_absent("job zone")
