"""What the graph says of a release itself: its document, version, licence and the words that the licence asks for."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.taxonomy.layouts import ESCO, ONET, ONET_CROSSWALK, SOC, SOC_CROSSWALK
from ingest.taxonomy.triples import TripleFiles
from ontology.iris import Namer
from ontology.vocabulary import RG, Borrowed

_PUBLIC_DOMAIN = "https://www.usa.gov/government-works"
_CC_BY = "https://creativecommons.org/licenses/by/4.0/"
_USDOL = "U.S. Department of Labor, Employment and Training Administration"
_BLS = "U.S. Bureau of Labor Statistics"


@dataclass(frozen=True, slots=True)
class About:
    """Who publishes a classification, where, and on which terms."""

    title: str
    publisher: str
    source: str  # where it is downloaded
    licence: str
    rights: str  # the sentence that whoever shows the data has to show; ``{version}`` is its version

    def credit(self, version: str) -> str:
        """Return the sentence for one version."""
        return self.rights.format(version=version)


ABOUT = {
    ONET: About(
        "O*NET Database",
        _USDOL,
        "https://www.onetcenter.org/database.html",
        _CC_BY,
        "This product includes information from the O*NET {version} Database by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark "
        "of USDOL/ETA.",
    ),
    ONET_CROSSWALK: About(
        "O*NET-SOC crosswalk",
        _USDOL,
        "https://www.onetcenter.org/taxonomy.html",
        _CC_BY,
        "This product includes information from the O*NET-SOC {version} crosswalk by the U.S. Department of Labor, "
        "Employment and Training Administration (USDOL/ETA). Used under the CC BY 4.0 license. O*NET® is a trademark "
        "of USDOL/ETA.",
    ),
    SOC: About(
        "Standard Occupational Classification",
        _BLS,
        "https://www.bls.gov/soc/2018/",
        _PUBLIC_DOMAIN,
        "Standard Occupational Classification {version}, U.S. Bureau of Labor Statistics: a U.S. government work, in "
        "the public domain.",
    ),
    SOC_CROSSWALK: About(
        "SOC crosswalk",
        _BLS,
        "https://www.bls.gov/soc/2018/",
        _PUBLIC_DOMAIN,
        "Crosswalk of the Standard Occupational Classification {version}, U.S. Bureau of Labor Statistics: a U.S. "
        "government work, in the public domain.",
    ),
    ESCO: About(
        "European Skills, Competences, Qualifications and Occupations (ESCO)",
        "European Commission",
        "https://esco.ec.europa.eu/en/use-esco/download",
        "http://data.europa.eu/eli/dec/2011/833/oj",
        "This service uses the ESCO classification of the European Commission.",
    ),
}


@dataclass(frozen=True, slots=True)
class Scheme:
    """A scheme of codes."""

    iri: str
    slug: str
    label: str
    vintage: str


def write_about(
    triples: TripleFiles, namer: Namer, taxonomy: str, version: str, sha256: str, media_type: str, ingested_at: str
) -> None:
    """Say which document was read when, and what the classification in it is."""
    name = f"taxonomy/{taxonomy}"
    document, ingest, about = namer.document(name), namer.ingest(name, sha256), ABOUT[taxonomy]
    triples.a(document, RG.DOCUMENT)
    triples.text(document, Borrowed.TITLE, name)
    triples.text(document, RG.SHA256, sha256)
    triples.text(document, Borrowed.FORMAT, media_type)
    triples.a(ingest, RG.INGEST)
    triples.link(ingest, Borrowed.USED, document)
    triples.date_time(ingest, Borrowed.ENDED_AT, ingested_at)
    triples.link(namer.graph(name), Borrowed.GENERATED_BY, ingest)
    node = namer.taxonomy(taxonomy)
    triples.a(node, RG.TAXONOMY, Borrowed.DATASET)
    triples.text(node, Borrowed.TITLE, about.title)
    triples.text(node, Borrowed.VERSION, version)
    triples.link(node, Borrowed.LICENSE, about.licence)
    triples.text(node, Borrowed.RIGHTS, about.credit(version))
    triples.text(node, Borrowed.PUBLISHER, about.publisher)
    triples.link(node, Borrowed.SOURCE, about.source)
    triples.link(node, Borrowed.DERIVED_FROM, document)


def write_scheme(triples: TripleFiles, scheme: Scheme, language: str = "en") -> None:
    """Say what a scheme of codes is called, and of which vintage it is."""
    triples.a(scheme.iri, Borrowed.CONCEPT_SCHEME)
    triples.text(scheme.iri, Borrowed.PREF_LABEL, scheme.label, language)
    triples.text(scheme.iri, Borrowed.NOTATION, scheme.slug)
    triples.text(scheme.iri, RG.VINTAGE, scheme.vintage)
