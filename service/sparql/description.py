"""The service description: what the SPARQL endpoint speaks, and which graphs it answers from.

Updates are taken at an address of their own, so they are a service of their own.
Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from ontology.vocabulary import PREFIXES, RG_NAMESPACE, Borrowed
from service.void import GRAPH_FORMATS, VOID, DatasetFacts, add_licence, add_size, find_vocabularies
from store.syntax import RdfSyntax, ResultSyntax
from store.triples import Triples

MAX_GRAPHS = 300  # that are listed; a company has a document for each profile, and a description is to be read
_SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULT_FORMATS = {
    ResultSyntax.JSON: f"{_FORMATS}SPARQL_Results_JSON",
    ResultSyntax.XML: f"{_FORMATS}SPARQL_Results_XML",
    ResultSyntax.CSV: f"{_FORMATS}SPARQL_Results_CSV",
    ResultSyntax.TSV: f"{_FORMATS}SPARQL_Results_TSV",
}
_SIMPLE_ENTAILMENT = "http://www.w3.org/ns/entailment/Simple"
_SEARCH = f"{RG_NAMESPACE}search"
_SIMILARITY = f"{RG_NAMESPACE}similarity"
_COMMENT = PREFIXES["rdfs"] + "comment"
_PREFIXES = {**PREFIXES, "sd": _SD, "void": VOID, "formats": _FORMATS}


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """What a description tells of the service."""

    dataset: DatasetFacts
    writes: bool  # updates are taken from those who have the token
    federates: bool  # SERVICE may reach some endpoints elsewhere

    @property
    def url(self) -> str:
        """The address of the endpoint for queries."""
        return f"{self.dataset.public_url}/sparql"


def describe_service(facts: ServiceFacts, syntax: RdfSyntax) -> bytes:
    """Return the description of the endpoint, in ``syntax``."""
    triples = Triples()
    _add_service(triples, facts, facts.url, "SPARQL11Query")
    triples.link(facts.url, f"{_SD}resultFormat", *_RESULT_FORMATS.values(), *GRAPH_FORMATS.values())
    _add_extensions(triples, facts.url)
    if facts.writes:
        update = f"{facts.dataset.public_url}/update"
        _add_service(triples, facts, update, "SPARQL11Update")
        triples.link(update, f"{_SD}inputFormat", *GRAPH_FORMATS.values())
    _add_dataset(triples, facts.dataset)
    return triples.serialize(syntax, _PREFIXES)


def _add_service(triples: Triples, facts: ServiceFacts, url: str, language: str) -> None:
    triples.link(url, Borrowed.TYPE, f"{_SD}Service")
    triples.link(url, f"{_SD}endpoint", url)
    triples.link(url, f"{_SD}supportedLanguage", f"{_SD}{language}")
    triples.link(url, f"{_SD}feature", f"{_SD}UnionDefaultGraph")
    if facts.federates:
        triples.link(url, f"{_SD}feature", f"{_SD}BasicFederatedQuery")
    triples.link(url, f"{_SD}defaultEntailmentRegime", _SIMPLE_ENTAILMENT)
    triples.link(url, f"{_SD}defaultDataset", facts.dataset.dataset)


def _add_extensions(triples: Triples, url: str) -> None:
    for relation, kind, extension, label, comment in (
        (
            "extensionFunction",
            "Function",
            _SIMILARITY,
            "similarity",
            "How near two texts are in meaning: rg:similarity(text, text) is a cosine, higher is nearer.",
        ),
        (
            "languageExtension",
            "Feature",
            _SEARCH,
            "search",
            "Search by meaning and words inside a query: "
            'SERVICE rg:search { ?hit rg:query "who coaches executives" ; rg:score ?score ; rg:limit 20 }.',
        ),
    ):
        triples.link(url, _SD + relation, extension)
        triples.link(extension, Borrowed.TYPE, _SD + kind)
        triples.text(extension, Borrowed.LABEL, label, language="en")
        triples.text(extension, _COMMENT, comment, language="en")


def _add_dataset(triples: Triples, facts: DatasetFacts) -> None:
    triples.link(facts.dataset, Borrowed.TYPE, f"{_SD}Dataset")
    union = triples.blank()
    triples.link(facts.dataset, f"{_SD}defaultGraph", union)
    triples.link(union, Borrowed.TYPE, f"{_SD}Graph")
    triples.text(union, PREFIXES["dcterms"] + "identifier", facts.snapshot)
    add_size(triples, union, facts.census.triples, find_vocabularies(facts.census))
    parts = {triples.blank(): graph for graph in islice(facts.census.graphs.items(), MAX_GRAPHS)}
    triples.link(facts.dataset, f"{_SD}namedGraph", *parts)
    licensed = {taxonomy.graph: taxonomy for taxonomy in facts.taxonomies}
    for named, (name, size) in parts.items():
        graph = triples.blank()
        triples.link(named, Borrowed.TYPE, f"{_SD}NamedGraph")
        triples.link(named, f"{_SD}name", name)
        triples.link(named, f"{_SD}graph", graph)
        triples.link(graph, Borrowed.TYPE, f"{_SD}Graph")
        add_size(triples, graph, size)
        if name in licensed:
            add_licence(triples, graph, licensed[name])
