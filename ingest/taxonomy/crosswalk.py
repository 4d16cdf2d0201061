"""Crosswalks: which codes of an older vintage became which, so that a retired code is known for what it is."""

from __future__ import annotations

import re

from ingest.taxonomy.about import Scheme, write_scheme
from ingest.taxonomy.importing import Importing, check_onet_code, check_soc_code
from ingest.taxonomy.layouts import ONET_CROSSWALK
from ingest.taxonomy.onet import VINTAGE as ONET_VINTAGE
from ingest.taxonomy.soc import VINTAGE as SOC_VINTAGE
from ingest.taxonomy.tables import Table
from ontology.errors import DocumentError
from ontology.vocabulary import RG, Borrowed

_YEAR = re.compile(r"20\d\d")
_NAMES = {"onet-soc": "O*NET-SOC", "soc": "Standard Occupational Classification"}
_CURRENT = {"onet-soc": ONET_VINTAGE, "soc": SOC_VINTAGE}


def _slug(importing: Importing) -> str:
    return "onet-soc" if importing.release.taxonomy == ONET_CROSSWALK else "soc"


def _columns(importing: Importing) -> tuple[Table, list[str]]:
    """Return the table, and its two columns of codes, the older first."""
    table = importing.release.need("crosswalk", "crosswalk")
    codes = sorted((name for name in table.header if name.endswith("Code") and _YEAR.search(name)), key=_to_year)
    if len(codes) != len(("old", "new")):
        problem = f"two columns of codes are wanted, there are {', '.join(codes)}"
        raise DocumentError(table.place, problem, line=table.header_line)
    return table, codes


def _to_year(column: str) -> str:
    found = _YEAR.search(column)
    return found[0] if found else ""


def find_crosswalk_version(importing: Importing) -> str:
    """Return the vintages that the crosswalk leads from and to: ``2010 to 2018``.

    Raises:
        DocumentError: it has no two columns of codes.
    """
    old, new = _columns(importing)[1]
    return f"{_to_year(old)} to {_to_year(new)}"


def read_crosswalk(importing: Importing, _version: str) -> None:
    """Write the older codes, and what took their places.

    Raises:
        DocumentError: a row is wrong.
    """
    table, (old, new) = _columns(importing)
    slug, check = _slug(importing), check_onet_code if _slug(importing) == "onet-soc" else check_soc_code
    year = _to_year(old)
    older = f"{slug}-{year}"
    newer = slug if _to_year(new) == _CURRENT[slug] else f"{slug}-{_to_year(new)}"
    scheme = Scheme(importing.namer.occupation_scheme(older), older, f"{_NAMES[slug]} {year}", year)
    write_scheme(importing.triples, scheme)
    titles: dict[str, str] = {}
    successors: dict[str, list[str]] = {}
    for line, (code, title, successor) in importing.records(table, old, old.replace("Code", "Title"), new):
        if not code:
            continue  # a note below the table
        titles.setdefault(check(table, line, code), title)
        follows = successors.setdefault(code, [])
        if successor:
            follows.append(check(table, line, successor))
        importing.count("pairs")
    current = {code for codes in successors.values() for code in codes}
    for code, title in titles.items():
        iri = importing.namer.occupation(older, code)
        importing.triples.a(iri, RG.OCCUPATION, Borrowed.CONCEPT)
        importing.triples.text(iri, Borrowed.NOTATION, code)
        importing.triples.text(iri, Borrowed.PREF_LABEL, title, "en")
        importing.triples.link(iri, Borrowed.IN_SCHEME, scheme.iri)
        for successor in dict.fromkeys(successors[code]):
            importing.triples.link(iri, Borrowed.REPLACED_BY, importing.namer.occupation(newer, successor))
        if code not in current:
            importing.triples.boolean(iri, RG.RETIRED, True)
            importing.count("retired codes")
        importing.count("older codes")
