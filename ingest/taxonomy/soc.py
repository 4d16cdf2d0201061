"""SOC: the hierarchy of groups from its structure, what they mean from its definitions; either file has all groups."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.taxonomy.about import Scheme, write_scheme
from ingest.taxonomy.importing import Importing, check_soc_code
from ingest.taxonomy.layouts import SOC
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import RG, Borrowed

VINTAGE = "2018"
LEVELS = ("major", "minor", "broad", "detailed")
_NAMES = ("major groups", "minor groups", "broad groups", "detailed occupations")
_STRUCTURE = ("Major Group", "Minor Group", "Broad Group", "Detailed Occupation")
_YEAR = re.compile(r"(?<!\d)(20[012]\d)(?!\d)")
_TITLED = re.compile(r"(20\d\d) Standard Occupational Classification")


@dataclass(slots=True)
class _Group:
    level: str
    title: str
    definition: str
    place: str
    line: int


def find_soc_version(importing: Importing) -> str:
    """Return the vintage of the release: 2018, unless a file says another.

    Raises:
        DocumentError: it is of another vintage, whose codes mean other things.
    """
    for table in importing.release.all_tables:
        named = [*_TITLED.findall("".join(table.above)), *_YEAR.findall(table.member.name)]
        if named and VINTAGE not in named:
            problem = f"this is SOC {named[0]}, whose codes mean other things than those of SOC {VINTAGE}"
            raise DocumentError(table.place, problem, remedy="give SOC 2018, and the crosswalk from 2010 for old codes")
    return VINTAGE


def read_soc(importing: Importing, version: str) -> None:
    """Write all groups of SOC.

    Raises:
        DocumentError: a row is wrong.
    """
    groups: dict[str, _Group] = {}
    for table in importing.release.all_tables:
        for line, level, code, title, definition in _read_groups(importing, table):
            check_soc_code(table, line, code)
            if not title:
                raise DocumentError(table.place, f"the group {code} has no title", line=line)
            _add(importing, groups, code, _Group(level, title, definition, table.place, line))
    scheme = Scheme(
        importing.namer.occupation_scheme(SOC), SOC, f"Standard Occupational Classification {version}", version
    )
    write_scheme(importing.triples, scheme)
    for code, group in groups.items():
        _write(importing, scheme, groups, code, group)


def _read_groups(importing: Importing, table: Table) -> list[tuple[int, str, str, str, str]]:
    if not table.has(*_STRUCTURE):
        columns = ("level", "code", "title") if table.has("level") else ("SOC Group", "SOC Code", "SOC Title")
        rows = importing.records(table, *columns, "SOC Definition")
        return [
            (line, _to_level(table, line, level), code, title, definition)
            for line, (level, code, title, definition) in rows
            if code  # a note below the table has none
        ]
    found = []
    for line, cells in importing.records(table, *_STRUCTURE, *_title_columns(table)):
        codes, titles = cells[:4], [title for title in cells[4:] if title]
        named = [(level, code) for level, code in zip(LEVELS, codes, strict=True) if code]
        if len(named) == 1 and titles:
            found.append((line, *named[0], titles[0], ""))
    return found


def _title_columns(table: Table) -> tuple[str, ...]:
    """Return the columns after the codes: in the spreadsheet the titles' has no name."""
    return tuple(dict.fromkeys(name for name in table.header if name not in _STRUCTURE))


def _to_level(table: Table, line: int, level: str) -> str:
    if level.lower() not in LEVELS:
        problem = f"{level!r} is no level of SOC"
        raise DocumentError(table.place, problem, line=line, remedy="one of Major, Minor, Broad, Detailed")
    return level.lower()


def _add(importing: Importing, groups: dict[str, _Group], code: str, group: _Group) -> None:
    known = groups.setdefault(code, group)
    if known is group:
        return
    if (known.level, known.title) != (group.level, group.title):
        importing.defects.add("groups that two files tell of differently", code, group.place, group.line)
    known.definition = known.definition or group.definition


def _write(importing: Importing, scheme: Scheme, groups: dict[str, _Group], code: str, group: _Group) -> None:
    triples, iri = importing.triples, importing.namer.occupation(SOC, code)
    triples.a(iri, RG.OCCUPATION, Borrowed.CONCEPT)
    triples.text(iri, Borrowed.NOTATION, code)
    triples.text(iri, Borrowed.PREF_LABEL, group.title, "en")
    triples.text(iri, Borrowed.CONCEPT_DESCRIPTION, group.definition, "en")
    triples.link(iri, Borrowed.IN_SCHEME, scheme.iri)
    triples.text(iri, RG.GROUP_LEVEL, group.level)
    if group.level == LEVELS[0]:
        triples.link(iri, Borrowed.TOP_CONCEPT_OF, scheme.iri)
    else:
        parent = next((parent for parent in _parents(code) if _is_above(groups.get(parent), group)), None)
        if parent is None:
            importing.defects.add("groups that no wider group holds", code, group.place, group.line)
        else:
            triples.link(iri, Borrowed.BROADER, importing.namer.occupation(SOC, parent))
    importing.count("groups")
    importing.count(_NAMES[LEVELS.index(group.level)])
    if group.definition:
        importing.count("definitions")


def _parents(code: str) -> list[str]:
    """Return the codes that may stand above ``code``, the nearest first."""
    return [code[:kept] + "0000"[kept - 3 :] for kept in (6, 5, 4, 3)]


def _is_above(group: _Group | None, below: _Group) -> bool:
    return group is not None and LEVELS.index(group.level) < LEVELS.index(below.level)
