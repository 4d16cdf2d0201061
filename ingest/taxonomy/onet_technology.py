"""O*NET's technology skills: which tools occupations use, of which class of products, and how wanted they are."""

from __future__ import annotations

from ingest.taxonomy.importing import Importing
from ingest.taxonomy.onet_occupation import OnetOccupations
from ontology.vocabulary import RG, Borrowed

_FLAGS = {"Y": True, "N": False}


def read_technology(importing: Importing, occupations: OnetOccupations) -> None:
    """Write the technologies, and which occupation uses which.

    Raises:
        DocumentError: a row is wrong.
    """
    table = importing.release.one("technology skills")
    if table is None:
        return
    triples, namer = importing.triples, importing.namer
    known: set[str] = set()
    classed: set[tuple[str, str]] = set()
    uses: set[str] = set()
    columns = ("Example", "Commodity Code", "Commodity Title", "Hot Technology", "In Demand")
    for line, code, iri, (name, commodity, commodity_title, hot, wanted) in occupations.records(table, *columns):
        importing.count("technology skills")
        if not name:
            importing.defects.add("technology skills without words", code, table.place, line)
            continue
        technology = namer.technology(name)
        use = namer.statement(iri, "technology", name)
        if use in uses:
            importing.defects.add("technologies that an occupation has twice", f"{name!r} of {code}", table.place, line)
        uses.add(use)
        triples.a(use, RG.TECHNOLOGY_USE)
        triples.link(use, RG.HAS_OCCUPATION, iri)
        triples.link(use, RG.USES, technology)
        triples.link(iri, RG.HAS_TECHNOLOGY, use)
        for predicate, flag in ((RG.HOT_TECHNOLOGY, hot), (RG.IN_DEMAND, wanted)):
            if flag in _FLAGS:
                triples.boolean(use, predicate, _FLAGS[flag])
        if technology not in known:
            known.add(technology)
            triples.a(technology, RG.TECHNOLOGY, Borrowed.CONCEPT)
            triples.text(technology, Borrowed.PREF_LABEL, name, "en")
        if commodity and (technology, commodity) not in classed:
            classed.add((technology, commodity))
            product = namer.commodity(commodity)
            triples.link(technology, RG.HAS_COMMODITY, product)
            if product not in known:
                known.add(product)
                triples.a(product, Borrowed.CONCEPT)
                triples.text(product, Borrowed.NOTATION, commodity)
                triples.text(product, Borrowed.PREF_LABEL, commodity_title, "en")
    occupations.report_absent("technology skills")
