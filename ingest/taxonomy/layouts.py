"""Which table of which release a file is, told by its header and first row; its name only helps to name what is wrong.

Sources: https://www.onetcenter.org/dictionary/ (O*NET's text files), https://www.bls.gov/soc/2018/ and
https://esco.ec.europa.eu/en/use-esco/download (CSV).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.taxonomy.members import Member
from ingest.taxonomy.tables import Table, first_record, sniff

ONET, SOC, ESCO, ONET_CROSSWALK, SOC_CROSSWALK = "onet", "soc", "esco", "onet-crosswalk", "soc-crosswalk"
ONET_CODE = "O*NET-SOC Code"
_SOC_LEVELS = frozenset(("major", "minor", "broad", "detailed"))
_STRUCTURE = ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation")
_OLD_AND_NEW = {
    ONET_CROSSWALK: re.compile(r"O\*NET-SOC (20\d\d) Code"),
    SOC_CROSSWALK: re.compile(r"(20\d\d) SOC Code"),
}


@dataclass(frozen=True, slots=True)
class Layout:
    """One table of a release."""

    kind: str
    file: str  # what it is called in the release
    columns: frozenset[str]  # that nothing can be read without
    tells: frozenset[str]  # columns that no other table has all of
    lacks: frozenset[str] = frozenset()  # columns that it never has


def _layout(
    kind: str, file: str, columns: Sequence[str], *, more: Sequence[str] = (), lacks: Sequence[str] = ()
) -> Layout:
    """Return a layout that is told by its ``columns`` and ``more``."""
    return Layout(kind, file, frozenset(columns), frozenset((*columns, *more)), frozenset(lacks))


_SCALED = ("Element ID", "Scale ID", "Data Value", "Category")
_RATING = (ONET_CODE, "Element ID", "Scale ID", "Data Value")
_NO_RATING = ("Category", "Task ID")
ONET_LAYOUTS = (
    _layout("occupations", "Occupation Data.txt", (ONET_CODE, "Title", "Description"), lacks=_SCALED),
    _layout("alternate titles", "Alternate Titles.txt", (ONET_CODE, "Alternate Title")),
    _layout("reported titles", "Sample of Reported Titles.txt", (ONET_CODE, "Reported Job Title")),
    _layout("tasks", "Task Statements.txt", (ONET_CODE, "Task ID", "Task"), lacks=_SCALED),
    _layout("job zones", "Job Zones.txt", (ONET_CODE, "Job Zone")),
    _layout("zones", "Job Zone Reference.txt", ("Job Zone", "Name"), lacks=(ONET_CODE,)),
    _layout(
        "related occupations",
        "Related Occupations.txt",
        (ONET_CODE, "Related O*NET-SOC Code"),
        more=("Relatedness Tier",),
    ),
    _layout("skills", "Skills.txt", _RATING, lacks=_NO_RATING),
    _layout("knowledge", "Knowledge.txt", _RATING, lacks=_NO_RATING),
    _layout(
        "technology skills",
        "Technology Skills.txt",
        (ONET_CODE, "Example", "Commodity Code"),
        more=("Hot Technology",),
    ),
    _layout(
        "elements", "Content Model Reference.txt", ("Element ID", "Element Name", "Description"), lacks=(ONET_CODE,)
    ),
)
_CONCEPT = ("conceptUri", "preferredLabel")
ESCO_LAYOUTS = (
    _layout("occupations", "occupations.csv", (*_CONCEPT, "iscoGroup")),
    _layout("skills", "skills.csv", (*_CONCEPT, "skillType", "reuseLevel"), lacks=("broaderConceptUri",)),
    _layout(
        "ISCO groups",
        "ISCOGroups.csv",
        ("conceptType", *_CONCEPT, "code"),
        more=("inScheme",),  # shares of green tasks lack it
        lacks=("iscoGroup", "skillType"),
    ),
    _layout("concept schemes", "conceptSchemes.csv", ("conceptSchemeUri", "preferredLabel")),
    _layout(
        "occupation-skill relations", "occupationSkillRelations.csv", ("occupationUri", "relationType", "skillUri")
    ),
    _layout(
        "skill-skill relations", "skillSkillRelations.csv", ("originalSkillUri", "relationType", "relatedSkillUri")
    ),
    _layout("broader relations", "broaderRelationsOccPillar.csv", ("conceptUri", "broaderUri")),
)
_SOC_LAYOUTS = (
    _layout("definitions", "definitions", ("SOC Group", "SOC Code", "SOC Title")),
    _layout("structure", "structure", _STRUCTURE),
    _layout("list", "structure", ("level", "code", "title")),
)
_ELEMENT_KINDS = {"2.A": "skills", "2.B": "skills", "2.C": "knowledge"}


@dataclass(frozen=True, slots=True)
class Found:
    """A table of a release."""

    taxonomy: str
    kind: str | None  # None: of the release, but nothing is read from it
    table: Table


def recognise(member: Member) -> Found | None:
    """Tell which table of which release ``member`` is; None if it is of none.

    Raises:
        DocumentError: its zip is damaged.
    """
    table = sniff(member, _is_header)
    if table is None:
        return None
    for taxonomy, code in _OLD_AND_NEW.items():
        if len({name for name in table.header if code.fullmatch(name)}) > 1:
            return Found(taxonomy, "crosswalk", table)
    if ONET_CODE in table.header or table.has("Element ID", "Element Name") or table.has("Job Zone", "Name"):
        return Found(ONET, _onet_kind(table), table)
    for layout in _SOC_LAYOUTS:
        if table.has(*layout.tells) and (layout.kind != "list" or _lists_groups(table)):
            return Found(SOC, layout.kind, table)
    if _is_esco(table.header):
        return Found(ESCO, _esco_kind(table), table)
    return None


def check_columns(kind: str, table: Table, layouts: Sequence[Layout]) -> None:
    """Make sure that ``table`` has all columns that a table of ``kind`` cannot be read without.

    Raises:
        DocumentError: one is missing.
    """
    for layout in layouts:
        if layout.kind == kind:
            table.require(*sorted(layout.columns))


def _is_header(cells: Sequence[str]) -> bool:
    names = set(cells)
    return (
        ONET_CODE in names
        or {"Element ID", "Element Name"} <= names
        or {"Job Zone", "Name"} <= names
        or any(layout.tells <= names for layout in _SOC_LAYOUTS)
        or any(code.fullmatch(name) for code in _OLD_AND_NEW.values() for name in names)
        or _is_esco(cells)
    )


def _is_esco(cells: Sequence[str]) -> bool:
    names = set(cells)
    uris = ("conceptUri", "conceptSchemeUri", "occupationUri", "originalSkillUri")
    return any(name in names for name in uris) and len(names) > 1


def _onet_kind(table: Table) -> str | None:
    for layout in ONET_LAYOUTS:
        if layout.file.lower() == table.member.name.lower():
            return layout.kind
    for layout in ONET_LAYOUTS:
        if table.has(*layout.tells) and not layout.lacks & set(table.header):
            if layout.kind in ("skills", "knowledge"):  # abilities, work styles and others look the same
                return _ELEMENT_KINDS.get(first_record(table, "Element ID")[0][:3])
            return layout.kind
    return None


def _esco_kind(table: Table) -> str | None:
    stem = table.member.name.partition(".")[0].partition("_")[0].lower()
    for layout in ESCO_LAYOUTS:
        if layout.file.lower() == f"{stem}.csv" and layout.kind != "broader relations":
            return layout.kind
    for layout in ESCO_LAYOUTS:
        if table.has(*layout.tells) and not layout.lacks & set(table.header):
            if layout.kind == "ISCO groups":
                kinds = {"ISCOGroup": "ISCO groups", "SkillGroup": "skill groups"}
                return kinds.get(first_record(table, "conceptType")[0])
            return layout.kind
    return None


def _lists_groups(table: Table) -> bool:
    level, code = first_record(table, "level", "code")
    return level.lower() in _SOC_LEVELS and re.fullmatch(r"\d\d-\d{4}", code) is not None
