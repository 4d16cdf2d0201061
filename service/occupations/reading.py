"""Occupations, their schemes and the imported classifications, read from the graphs of the classifications alone.

What a company's documents say of a code is no part of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from service.occupations.entry import OccupationEntry, Taxonomy
from store.graph import GraphStore

_TAXONOMIES = "SELECT ?graph ?thing WHERE { GRAPH ?graph { ?thing a rg:Taxonomy } }"
_TAXONOMY_VALUES = """
SELECT ?graph ?thing ?title ?version ?licence ?rights ?publisher ?source WHERE { GRAPH ?graph {
  ?thing a rg:Taxonomy
  OPTIONAL { ?thing dcterms:title ?title } OPTIONAL { ?thing owl:versionInfo ?version }
  OPTIONAL { ?thing dcterms:license ?licence } OPTIONAL { ?thing dcterms:rights ?rights }
  OPTIONAL { ?thing dcterms:publisher ?publisher } OPTIONAL { ?thing dcterms:source ?source }
} }
"""
_SCHEMES = """
SELECT ?graph ?thing ?code ?vintage WHERE { GRAPH ?graph {
  ?thing a skos:ConceptScheme ; skos:notation ?code OPTIONAL { ?thing rg:vintage ?vintage }
} }
"""
# One plain look-up for each property, as quick as any: one query with all that is optional takes longer.
_OF_OCCUPATIONS = "SELECT ?thing ?value WHERE { GRAPH <%s> { ?thing a rg:Occupation ; %s ?value } }"
_OF_ALL = "SELECT ?thing ?value WHERE { GRAPH <%s> { ?thing %s ?value } }"  # where nothing else has the property

Texts = dict[str, str]  # IRI -> the first value in code point order


def read_taxonomies(graph: GraphStore, base: str) -> tuple[Taxonomy, ...]:
    """Return the imported classifications in order of their names; ``base`` is that of data IRIs."""
    found: dict[str, Taxonomy] = {}
    place = f"{base}graph/taxonomy/"
    for held in sorted({str(row["graph"]) for row in graph.select(_TAXONOMIES)}):
        if not held.startswith(place):
            continue
        for row in graph.select(_TAXONOMY_VALUES, {"graph": held}):
            texts = {name: None if value is None else str(value) for name, value in row.items()}
            iri = texts["thing"] or ""
            name = iri.rpartition("/")[2]
            found.setdefault(
                iri,
                Taxonomy(
                    name=name,
                    iri=iri,
                    title=texts["title"] or name,
                    version=texts["version"],
                    licence=texts["licence"],
                    attribution=texts["rights"],
                    publisher=texts["publisher"],
                    source=texts["source"],
                    graph=held,
                ),
            )
    return tuple(sorted(found.values(), key=lambda taxonomy: taxonomy.name))


def read_schemes(graph: GraphStore, graphs: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Return slug and vintage of the schemes in ``graphs`` by their IRIs."""
    found: dict[str, tuple[str, str | None]] = {}
    for held in graphs:
        for row in graph.select(_SCHEMES, {"graph": held}):
            vintage = row["vintage"]
            found[str(row["thing"])] = (str(row["code"]), None if vintage is None else str(vintage))
    return found


def read_entries(
    graph: GraphStore, graphs: Iterable[str], schemes: Mapping[str, tuple[str, str | None]]
) -> dict[str, OccupationEntry]:
    """Return the occupations in ``graphs`` by their IRIs, in order of scheme and code."""
    codes: Texts = {}
    labels: Texts = {}
    descriptions: Texts = {}
    levels: Texts = {}
    broader: Texts = {}
    places: Texts = {}
    retired: Texts = {}
    for held in graphs:
        for query, wanted, texts in (
            (_OF_OCCUPATIONS, "skos:notation", codes),
            (_OF_OCCUPATIONS, "skos:prefLabel", labels),
            (_OF_OCCUPATIONS, "dcterms:description", descriptions),
            (_OF_OCCUPATIONS, "skos:broader", broader),
            (_OF_OCCUPATIONS, "skos:inScheme", places),
            (_OF_ALL, "rg:groupLevel", levels),
            (_OF_ALL, "rg:retired", retired),
        ):
            for row in graph.select(query % (held, wanted)):
                if texts is places and str(row["value"]) not in schemes:
                    continue  # one of a publisher's further schemes, which nobody asks by
                iri, value = str(row["thing"]), str(row["value"])
                if iri not in texts or value < texts[iri]:
                    texts[iri] = value
    entries = [
        OccupationEntry(
            iri=iri,
            scheme=schemes[places[iri]][0],
            code=code,
            label=labels.get(iri, code),
            description=descriptions.get(iri),
            group_level=levels.get(iri),
            broader=broader.get(iri),
            retired=retired.get(iri) == "True",
        )
        for iri, code in codes.items()
        if iri in places
    ]
    return {entry.iri: entry for entry in sorted(entries, key=lambda entry: (entry.scheme, entry.code, entry.iri))}


def read_replacements(graph: GraphStore, graphs: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the IRIs of the occupations that replace each occupation of an older vintage."""
    found: dict[str, set[str]] = {}
    for held in graphs:
        for row in graph.select(_OF_ALL % (held, "dcterms:isReplacedBy")):
            found.setdefault(str(row["thing"]), set()).add(str(row["value"]))
    return {iri: tuple(sorted(values)) for iri, values in found.items()}
