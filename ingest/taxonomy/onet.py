"""O*NET: occupations below SOC's, and what the release says of each, table by table."""

from __future__ import annotations

import re
from collections import Counter

from ingest.taxonomy.about import Scheme, write_scheme
from ingest.taxonomy.importing import Importing, check_onet_code
from ingest.taxonomy.layouts import ONET_CODE, ONET_LAYOUTS, check_columns
from ingest.taxonomy.onet_occupation import OnetOccupations
from ingest.taxonomy.onet_ratings import read_ratings
from ingest.taxonomy.onet_technology import read_technology
from ingest.taxonomy.onet_titles import read_titles
from ingest.taxonomy.onet_zones import read_zones
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import RG, Borrowed

SCHEME = "onet-soc"
VINTAGE = "2019"  # of the codes, in releases 25.1 and later
_VERSION = re.compile(r"(?:^|[^a-z])db[_ -]?(\d{2})[._-](\d)(?!\d)", re.IGNORECASE)
_DATE = re.compile(r"(\d\d)/(\d{4})")


def find_onet_version(importing: Importing) -> str:
    """Return the version that the release's folder or zip is named after; else the newest date of its tasks."""
    version = importing.release.find_version(_VERSION)
    if version is not None:
        return version
    tasks = importing.release.one("tasks")
    dates = [_DATE.fullmatch(date) for _, (date,) in tasks.records("Date")] if tasks is not None else []
    version = max((f"{match[2]}-{match[1]}" for match in dates if match is not None), default="unknown")
    example = f"{version!r}, taken for it"
    importing.defects.add("releases whose names tell no version", example, importing.release.place)
    return version


def read_onet(importing: Importing, _version: str) -> None:
    """Write all that is read of O*NET.

    Raises:
        DocumentError: the occupations are missing, a table lacks a column, or a row is wrong.
    """
    for kind, tables in importing.release.tables.items():
        for table in tables:
            check_columns(kind, table, ONET_LAYOUTS)
    occupations = _read_occupations(importing, importing.release.need("occupations", "Occupation Data.txt"))
    for layout in ONET_LAYOUTS:
        if importing.release.one(layout.kind) is None:
            importing.defects.add("files that the release does not have", layout.file, importing.release.place)
    read_titles(importing, occupations)
    _read_tasks(importing, occupations)
    read_zones(importing, occupations)
    _read_related(importing, occupations)
    for kind in ("skills", "knowledge"):
        read_ratings(importing, occupations, kind)
    read_technology(importing, occupations)


def _read_occupations(importing: Importing, table: Table) -> OnetOccupations:
    triples, namer = importing.triples, importing.namer
    label = f"O*NET-SOC {VINTAGE} Taxonomy"
    scheme = Scheme(namer.occupation_scheme(SCHEME), SCHEME, label, VINTAGE)
    write_scheme(triples, scheme)
    rows: dict[str, tuple[str, str]] = {}
    for line, (code, title, description) in importing.records(table, ONET_CODE, "Title", "Description"):
        if check_onet_code(table, line, code) in rows:
            raise DocumentError(table.place, f"the occupation {code} stands here twice", line=line)
        if not title:
            raise DocumentError(table.place, f"the occupation {code} has no title", line=line)
        rows[code] = (title, description)
    siblings = Counter(code[:7] for code in rows)
    for code, (title, description) in rows.items():
        iri, soc = namer.occupation(SCHEME, code), namer.occupation("soc", code[:7])
        triples.a(iri, RG.OCCUPATION, Borrowed.CONCEPT)
        triples.text(iri, Borrowed.NOTATION, code)
        triples.text(iri, Borrowed.PREF_LABEL, title, "en")
        triples.text(iri, Borrowed.CONCEPT_DESCRIPTION, description, "en")
        triples.link(iri, Borrowed.IN_SCHEME, scheme.iri)
        triples.link(iri, Borrowed.BROADER, soc)
        if code.endswith(".00") and siblings[code[:7]] == 1:
            triples.link(iri, Borrowed.EXACT_MATCH, soc)
        importing.count("occupations")
    return OnetOccupations(importing, table.place, {code: namer.occupation(SCHEME, code) for code in rows})


def _read_tasks(importing: Importing, occupations: OnetOccupations) -> None:
    table = importing.release.one("tasks")
    if table is None:
        return
    triples, namer, defects = importing.triples, importing.namer, importing.defects
    for line, code, iri, cells in occupations.records(table, "Task ID", "Task", "Task Type"):
        number, text, kind = cells
        importing.count("tasks")
        if not text:
            defects.add("tasks without words", f"task {number} of {code}", table.place, line)
            continue
        task = namer.occupation_part(iri, "task", number or str(line))
        triples.a(task, RG.OCCUPATION_TASK)
        triples.text(task, RG.TEXT, text)
        triples.link(task, RG.HAS_OCCUPATION, iri)
        triples.link(iri, RG.HAS_TASK, task)
        triples.text(task, Borrowed.IDENTIFIER, number)
        triples.text(task, RG.TASK_TYPE, kind)
        if not kind:
            defects.add("tasks without type", f"task {number} of {code}", table.place, line)
    occupations.report_absent("tasks")


def _read_related(importing: Importing, occupations: OnetOccupations) -> None:
    table = importing.release.one("related occupations")
    if table is None:
        return
    triples, namer = importing.triples, importing.namer
    for line, code, iri, cells in occupations.records(table, "Related O*NET-SOC Code", "Relatedness Tier", "Index"):
        other, tier, rank = cells
        related = occupations.iris.get(check_onet_code(table, line, other))
        if related is None:
            importing.defects.add(
                "relations to occupations that are not there", f"{code} to {other}", table.place, line
            )
            continue
        importing.count("related pairs")
        relation = namer.occupation_part(iri, "related", other)
        triples.a(relation, RG.OCCUPATION_RELATION)
        triples.link(relation, RG.HAS_OCCUPATION, iri)
        triples.link(relation, RG.RELATED_OCCUPATION, related)
        triples.text(relation, RG.RELATEDNESS_TIER, tier)
        if rank.isdecimal():
            triples.integer(relation, RG.RANK, int(rank))
        triples.link(iri, RG.HAS_RELATION, relation)
        triples.link(iri, RG.RELATED_OCCUPATION, related)
    occupations.report_absent("related occupations")
