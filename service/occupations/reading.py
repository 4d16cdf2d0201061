"""Occupations, their schemes and the imported classifications, read from the graphs of the classifications alone.

What a company's documents say of a code is no part of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from service.occupations.entry import OccupationEntry, Taxonomy
from store.graph import GraphStore, Row

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
_NAMES = """
SELECT ?thing ?code ?label WHERE { GRAPH <%s> { ?thing a rg:Occupation ; skos:notation ?code ; skos:prefLabel ?label } }
"""
# A plain look-up for each other property: one query with all that is optional takes longer.
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
    graph: GraphStore, graphs: Iterable[str], to_scheme: Callable[[str], str | None]
) -> dict[str, OccupationEntry]:
    """Return the occupations in ``graphs`` by their IRIs, in order of scheme and code.

    ``to_scheme`` tells the slug of an IRI's scheme: what an IRI says need not be looked up.
    """
    names: dict[str, tuple[str, str]] = {}
    descriptions: Texts = {}
    broader: Texts = {}
    levels: Texts = {}
    retired: Texts = {}
    for held in graphs:
        for row in graph.select(_NAMES % held):
            named = (str(row["code"]), str(row["label"]))
            iri = str(row["thing"])
            names[iri] = min(names.get(iri, named), named)
        _keep(descriptions, graph.select(_OF_OCCUPATIONS % (held, "dcterms:description")))
        _keep(broader, graph.select(_OF_OCCUPATIONS % (held, "skos:broader")))
        _keep(levels, graph.select(_OF_ALL % (held, "rg:groupLevel")))
        _keep(retired, graph.select(_OF_ALL % (held, "rg:retired")))
    entries = [
        OccupationEntry(
            iri=iri,
            scheme=scheme,
            code=code,
            label=label,
            description=descriptions.get(iri),
            group_level=levels.get(iri),
            broader=broader.get(iri),
            retired=retired.get(iri) == "True",
        )
        for iri, (code, label) in names.items()
        if (scheme := to_scheme(iri)) is not None
    ]
    return {entry.iri: entry for entry in sorted(entries, key=lambda entry: (entry.scheme, entry.code, entry.iri))}


def read_links(graph: GraphStore, graphs: Iterable[str], properties: Iterable[str]) -> list[tuple[str, str, str]]:
    """Return the links by ``properties`` (prefixed names) in ``graphs``: from, property, to."""
    return sorted(
        {
            (str(row["thing"]), wanted, str(row["value"]))
            for held in graphs
            for wanted in properties
            for row in graph.select(_OF_ALL % (held, wanted))
        }
    )


def _keep(texts: Texts, rows: Iterable[Row]) -> None:
    for row in rows:
        iri, value = str(row["thing"]), str(row["value"])
        texts[iri] = min(texts.get(iri, value), value)
