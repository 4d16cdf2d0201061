"""ESCO's relations: which skills an occupation needs, which may help, which skill another needs, and what is broader.

A relation with a concept that is not there is left out, and reported.
"""

from __future__ import annotations

from collections.abc import Collection

from ingest.taxonomy.esco_concepts import EscoConcepts, check_iri
from ingest.taxonomy.importing import Importing
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import Borrowed, Esco

_RELATIONS = {
    "essential": (Esco.RELATED_ESSENTIAL_SKILL, Esco.IS_ESSENTIAL_SKILL_FOR),
    "optional": (Esco.RELATED_OPTIONAL_SKILL, Esco.IS_OPTIONAL_SKILL_FOR),
}


def read_relations(importing: Importing, concepts: EscoConcepts) -> None:
    """Write all relations.

    Raises:
        DocumentError: a row is wrong.
    """
    table = importing.release.one("occupation-skill relations")
    if table is not None:
        columns = ("occupationUri", "relationType", "skillUri")
        _read_skill_relations(importing, concepts, table, columns, concepts.occupations | concepts.isco_groups)
    table = importing.release.one("skill-skill relations")
    if table is not None:
        columns = ("originalSkillUri", "relationType", "relatedSkillUri")
        _read_skill_relations(importing, concepts, table, columns, concepts.skills)
    known = concepts.occupations | concepts.isco_groups | concepts.skills | concepts.skill_groups
    for table in importing.release.tables.get("broader relations", ()):
        for line, pair in importing.records(table, "conceptUri", "broaderUri"):
            narrower, broader = (check_iri(table, line, iri) for iri in pair)
            importing.count("broader relations")
            if _is_known(importing, table, line, "broader relations", pair, known):
                importing.triples.link(narrower, Borrowed.BROADER, broader)


def _read_skill_relations(
    importing: Importing, concepts: EscoConcepts, table: Table, columns: tuple[str, str, str], owners: Collection[str]
) -> None:
    what = "occupation-skill relations" if columns[0] == "occupationUri" else "skill-skill relations"
    known = {*owners, *concepts.skills, *concepts.skill_groups}
    for line, (owner, relation, skill) in importing.records(table, *columns):
        check_iri(table, line, owner)
        check_iri(table, line, skill)
        if relation not in _RELATIONS:
            problem = f"{relation!r} is no relation of ESCO's"
            raise DocumentError(table.place, problem, line=line, remedy="essential or optional")
        importing.count(what)
        if _is_known(importing, table, line, what, (owner, skill), known):
            link, inverse = _RELATIONS[relation]
            importing.triples.link(owner, link, skill)
            importing.triples.link(skill, inverse, owner)


def _is_known(
    importing: Importing, table: Table, line: int, what: str, pair: tuple[str, ...], known: Collection[str]
) -> bool:
    absent = next((iri for iri in pair if iri not in known), None)
    if absent is not None:
        importing.defects.add(f"{what} with a concept that is not there", f"<{absent}>", table.place, line)
    return absent is None
