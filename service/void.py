"""The description of the published graph as a dataset: what it is about, how much there is, and where to ask.

Source: https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.vocabulary import PREFIXES, Borrowed
from service.census import Census
from service.occupations.entry import Taxonomy
from store.syntax import RdfSyntax
from store.triples import Triples

PATH = "/.well-known/void"
VOID = "http://rdfs.org/ns/void#"
_FORMATS = "http://www.w3.org/ns/formats/"
GRAPH_FORMATS = {
    RdfSyntax.TURTLE: f"{_FORMATS}Turtle",
    RdfSyntax.NTRIPLES: f"{_FORMATS}N-Triples",
    RdfSyntax.NQUADS: f"{_FORMATS}N-Quads",
    RdfSyntax.TRIG: f"{_FORMATS}TriG",
    RdfSyntax.JSONLD: f"{_FORMATS}JSON-LD",
    RdfSyntax.RDFXML: f"{_FORMATS}RDF_XML",
}
_DATA_FORMATS = (RdfSyntax.TURTLE, RdfSyntax.NTRIPLES, RdfSyntax.JSONLD, RdfSyntax.RDFXML)  # of /data/
_TITLE = "Job-levelling profiles"
_DESCRIPTION = (
    "Job-levelling profiles (career ladders) as a graph: profiles, roles and levels, the sentences that documents "
    "state about each, and where every sentence was read."
)
_NAMED_WITHOUT_HASH = ("rg", "owl", "skos", "skosxl")  # ontologies whose IRI is their namespace's without the #
_DCTERMS = PREFIXES["dcterms"]
_FOAF = "http://xmlns.com/foaf/0.1/"
_DOCUMENT_PREFIXES = {**PREFIXES, "void": VOID, "foaf": _FOAF, "formats": _FORMATS}


@dataclass(frozen=True, slots=True)
class DatasetFacts:
    """What a description tells of the published snapshot."""

    public_url: str  # of this service
    base: str  # of data IRIs
    snapshot: str
    created: str  # ISO 8601, when the snapshot was made
    census: Census
    taxonomies: tuple[Taxonomy, ...] = ()  # parts of the dataset that others published

    @property
    def dataset(self) -> str:
        """The IRI of the dataset."""
        return f"{self.public_url}{PATH}#dataset"


def describe_dataset(facts: DatasetFacts, syntax: RdfSyntax) -> bytes:
    """Return the VoID document, in ``syntax``."""
    triples = Triples()
    document = f"{facts.public_url}{PATH}"
    triples.link(document, Borrowed.TYPE, f"{VOID}DatasetDescription")
    triples.text(document, Borrowed.TITLE, f"{_TITLE}: a description of the dataset", language="en")
    triples.link(document, f"{_FOAF}primaryTopic", facts.dataset)
    _add_dataset(triples, facts)
    for taxonomy in facts.taxonomies:
        _add_taxonomy(triples, facts, taxonomy)
    _add_partitions(triples, facts)
    return triples.serialize(syntax, _DOCUMENT_PREFIXES)


def add_size(triples: Triples, graph: str, size: int, vocabularies: Iterable[str] = ()) -> None:
    """Say how many triples ``graph`` has, and which vocabularies they use."""
    triples.integer(graph, f"{VOID}triples", size)
    triples.link(graph, f"{VOID}vocabulary", *vocabularies)


def add_licence(triples: Triples, subject: str, taxonomy: Taxonomy) -> None:
    """Say under which licence ``subject`` holds what is of ``taxonomy``, and which words the licence asks for."""
    if taxonomy.licence is not None:
        triples.link(subject, Borrowed.LICENSE, taxonomy.licence)
    if taxonomy.attribution is not None:
        triples.text(subject, Borrowed.RIGHTS, taxonomy.attribution, language="en")


def find_vocabularies(census: Census) -> list[str]:
    """Return the IRIs of the vocabularies in use, of those that have a prefix here."""
    names = (*census.classes, *census.properties)
    return [
        namespace.removesuffix("#") if prefix in _NAMED_WITHOUT_HASH else namespace
        for prefix, namespace in PREFIXES.items()
        if any(name.startswith(namespace) for name in names)
    ]


def _add_dataset(triples: Triples, facts: DatasetFacts) -> None:
    dataset, census = facts.dataset, facts.census
    triples.link(dataset, Borrowed.TYPE, f"{VOID}Dataset")
    triples.text(dataset, Borrowed.TITLE, _TITLE, language="en")
    triples.text(dataset, f"{_DCTERMS}description", _DESCRIPTION, language="en")
    triples.date_time(dataset, f"{_DCTERMS}modified", facts.created)
    triples.text(dataset, f"{_DCTERMS}identifier", facts.snapshot)
    triples.link(dataset, f"{_FOAF}homepage", f"{facts.public_url}/")
    triples.link(dataset, f"{VOID}sparqlEndpoint", f"{facts.public_url}/sparql")
    triples.text(dataset, f"{VOID}uriSpace", facts.base)
    triples.link(dataset, f"{VOID}exampleResource", *census.examples)
    triples.link(dataset, f"{VOID}feature", *(GRAPH_FORMATS[syntax] for syntax in _DATA_FORMATS))
    add_size(triples, dataset, census.triples, find_vocabularies(census))
    for name, count in (
        ("entities", census.entities),
        ("classes", len(census.classes)),
        ("properties", len(census.properties)),
        ("distinctSubjects", census.subjects),
        ("distinctObjects", census.objects),
    ):
        if count is not None:
            triples.integer(dataset, VOID + name, count)


def _add_taxonomy(triples: Triples, facts: DatasetFacts, taxonomy: Taxonomy) -> None:
    triples.link(facts.dataset, f"{VOID}subset", taxonomy.iri)
    triples.link(taxonomy.iri, Borrowed.TYPE, f"{VOID}Dataset")
    triples.text(taxonomy.iri, Borrowed.TITLE, taxonomy.title, language="en")
    if taxonomy.version is not None:
        triples.text(taxonomy.iri, Borrowed.VERSION, taxonomy.version)
    if taxonomy.publisher is not None:
        triples.text(taxonomy.iri, Borrowed.PUBLISHER, taxonomy.publisher)
    if taxonomy.source is not None:
        triples.link(taxonomy.iri, Borrowed.SOURCE, taxonomy.source)
    add_licence(triples, taxonomy.iri, taxonomy)
    triples.integer(taxonomy.iri, f"{VOID}triples", facts.census.graphs.get(taxonomy.graph, 0))


def _add_partitions(triples: Triples, facts: DatasetFacts) -> None:
    for kind, counts, unit in (
        ("class", facts.census.classes, "entities"),
        ("property", facts.census.properties, "triples"),
    ):
        parts = {triples.blank(): name for name in counts}
        triples.link(facts.dataset, f"{VOID}{kind}Partition", *parts)
        for part, name in parts.items():
            triples.link(part, VOID + kind, name)
            triples.integer(part, VOID + unit, counts[name])
