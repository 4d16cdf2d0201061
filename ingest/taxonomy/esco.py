"""ESCO: occupations, skills and ISCO groups under ESCO's own IRIs and names, and how they hang together."""

from __future__ import annotations

import re

from ingest.taxonomy.about import Scheme, write_scheme
from ingest.taxonomy.esco_concepts import EscoConcepts, check_iri
from ingest.taxonomy.esco_relations import read_relations
from ingest.taxonomy.importing import Importing
from ingest.taxonomy.layouts import ESCO, ESCO_LAYOUTS, check_columns
from ontology.vocabulary import RG, Borrowed, Esco

SCHEMES = "http://data.europa.eu/esco/concept-scheme/"
OCCUPATIONS, ISCO, SKILLS = f"{SCHEMES}occupations", f"{SCHEMES}isco", f"{SCHEMES}skills"
ISCO_VINTAGE = "2008"
_TYPES = "http://data.europa.eu/esco/skill-type/"
_REUSE = "http://data.europa.eu/esco/skill-reuse-level/"
_VERSION = re.compile(r"(?:esco.*?[^0-9]|(?:^|[^a-z])v)(\d{1,2})[._](\d{1,2})(?:[._](\d{1,2}))?(?!\d)", re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def find_esco_version(importing: Importing) -> str:
    """Return the version that a folder or zip is named after; else the date of the newest change of an occupation."""
    version = importing.release.find_version(_VERSION)
    if version is not None:
        return version
    table = importing.release.one("occupations")
    dates = [date for _, (date,) in importing.records(table, "modifiedDate")] if table is not None else []
    version = max((match[0] for date in dates if (match := _DATE.match(date))), default="unknown")
    example = f"{version!r}, taken for it"
    importing.defects.add("releases whose names tell no version", example, importing.release.place)
    return version


def read_esco(importing: Importing, version: str) -> None:
    """Write all that is read of ESCO.

    Raises:
        DocumentError: the occupations are missing, a table lacks a column, or a row is wrong.
    """
    release = importing.release
    for kind, tables in release.tables.items():
        for table in tables:
            check_columns(kind, table, ESCO_LAYOUTS)
    release.need("occupations", "occupations_en.csv")
    for layout in ESCO_LAYOUTS:
        if release.one(layout.kind) is None:
            importing.defects.add("files that the release does not have", layout.file, release.place)
    concepts = EscoConcepts(importing)
    _write_schemes(importing, concepts, version)
    _read_isco(importing, concepts)
    _read_occupations(importing, concepts)
    _read_skills(importing, concepts)
    read_relations(importing, concepts)


def _write_schemes(importing: Importing, concepts: EscoConcepts, version: str) -> None:
    own = {
        OCCUPATIONS: Scheme(OCCUPATIONS, ESCO, "ESCO Occupations", version),
        ISCO: Scheme(ISCO, "isco", "ISCO 2008", ISCO_VINTAGE),
        SKILLS: Scheme(SKILLS, "esco-skills", "ESCO skills", version),
    }
    for scheme in own.values():
        write_scheme(importing.triples, scheme)
    table = importing.release.one("concept schemes")
    if table is None:
        return
    columns = ("conceptSchemeUri", "preferredLabel", "description", "hasTopConcept")
    for line, (iri, label, description, tops) in importing.records(table, *columns):
        check_iri(table, line, iri)
        if iri not in own:
            importing.triples.a(iri, Borrowed.CONCEPT_SCHEME)
            importing.triples.text(iri, Borrowed.PREF_LABEL, label, concepts.language)
        importing.triples.text(iri, Borrowed.CONCEPT_DESCRIPTION, description, concepts.language)
        for top in tops.replace(",", " ").split():
            importing.triples.link(check_iri(table, line, top), Borrowed.TOP_CONCEPT_OF, iri)


def _read_isco(importing: Importing, concepts: EscoConcepts) -> None:
    table = importing.release.one("ISCO groups")
    if table is None:
        return
    for concept in concepts.read(table, "code"):
        (code,) = concept.cells
        importing.count("ISCO groups")
        concepts.isco_groups.add(concept.iri)
        importing.triples.a(concept.iri, RG.OCCUPATION)
        importing.triples.text(concept.iri, Borrowed.NOTATION, code or concept.iri.rpartition("/C")[2])
        importing.triples.text(concept.iri, RG.GROUP_LEVEL, f"isco-{len(code)}" if code else "")
        # ESCO counts its groups among its occupations' scheme too; a code is looked for in one scheme.
        importing.triples.link(concept.iri, Borrowed.IN_SCHEME, ISCO)
        concepts.write_other_labels(concept)


def _read_occupations(importing: Importing, concepts: EscoConcepts) -> None:
    table = importing.release.need("occupations", "occupations_en.csv")
    triples, what = importing.triples, "alternative labels of occupations"
    importing.counts |= {"occupations": 0, what: 0}
    for concept in concepts.read(table, "code", "iscoGroup", "inScheme"):
        code, group, schemes = concept.cells
        importing.count("occupations")
        concepts.occupations.add(concept.iri)
        triples.a(concept.iri, RG.OCCUPATION, Esco.OCCUPATION)
        triples.text(concept.iri, Borrowed.NOTATION, code or concept.iri.rpartition("/")[2])
        concepts.write_schemes(table, concept, schemes or OCCUPATIONS)
        if group:
            iri = f"http://data.europa.eu/esco/isco/C{group.removeprefix('C')}"
            triples.link(concept.iri, Esco.MEMBER_OF_ISCO_GROUP, check_iri(table, concept.line, iri))
            if importing.release.one("broader relations") is None:
                triples.link(concept.iri, Borrowed.BROADER, iri)
        for title in concepts.alternatives(table, concept, what):
            label = importing.namer.occupation_title(concept.iri, title)
            triples.a(label, Borrowed.XL_LABEL)
            triples.text(label, Borrowed.LITERAL_FORM, title, concepts.language)
            triples.text(label, RG.ALIAS_TYPE, "alternate")
            triples.link(label, RG.HAS_OCCUPATION, concept.iri)
            triples.link(concept.iri, Borrowed.XL_ALT_LABEL, label)
            triples.text(concept.iri, Borrowed.ALT_LABEL, title, concepts.language)


def _read_skills(importing: Importing, concepts: EscoConcepts) -> None:
    triples, what = importing.triples, "alternative labels of skills"
    table = importing.release.one("skills")
    if table is not None:
        for concept in concepts.read(table, "skillType", "reuseLevel", "inScheme"):
            kind, reuse, schemes = concept.cells
            importing.count("skills")
            concepts.skills.add(concept.iri)
            triples.a(concept.iri, Esco.SKILL)
            if kind:
                kind_iri = _TYPES + ("knowledge" if kind == "knowledge" else "skill")
                triples.link(concept.iri, Esco.SKILL_TYPE, kind_iri)
            if reuse:
                triples.link(concept.iri, Esco.SKILL_REUSE_LEVEL, check_iri(table, concept.line, _REUSE + reuse))
            concepts.write_schemes(table, concept, schemes or SKILLS)
            for title in concepts.alternatives(table, concept, what):
                triples.text(concept.iri, Borrowed.ALT_LABEL, title, concepts.language)
    groups = importing.release.one("skill groups")
    if groups is not None:
        for concept in concepts.read(groups, "code", "inScheme"):
            code, schemes = concept.cells
            importing.count("skill groups")
            concepts.skill_groups.add(concept.iri)
            triples.text(concept.iri, Borrowed.NOTATION, code)
            concepts.write_schemes(groups, concept, schemes or SKILLS)
            concepts.write_other_labels(concept)
