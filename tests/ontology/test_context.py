from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
import pytest
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.compare import isomorphic

from ontology.files import CONTEXT_IRI, context_path, read_context, read_vocabulary
from ontology.vocabulary import RG, RG_NAMESPACE, Borrowed

ID = "https://w3id.org/rolegraph/id/"

TURTLE = """
@prefix rg: <https://w3id.org/rolegraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix skosxl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix sssom: <https://w3id.org/sssom/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://w3id.org/rolegraph/id/> .

<profile/X.P1> a rg:Profile ; skos:notation "X.P1" ; rdfs:label "Clerk" ; rg:role <role/X> ; rg:level <level/P/1> ;
    rg:responsibility <profile/X.P1/responsibility/1> ; skosxl:altLabel <profile/X.P1/alias/1> ;
    rg:mapping <profile/X.P1/mapping/1> ; rg:outline false .
<level/P/1> a rg:Level ; skos:notation "P1" ; rg:rank 1 ; skos:inScheme <scheme/P> .
<profile/X.P1/responsibility/1> a rg:Responsibility ; rg:text "Files letters" ; rg:basis rg:Inferred ;
    rg:confidence "0.82"^^xsd:decimal ; prov:wasDerivedFrom <document/x.txt#L3> .
<document/x.txt#L3> a rg:LineSpan ; rg:document <document/x.txt> ; rg:firstLine 3 ; rg:lastLine 3 .
<profile/X.P1/alias/1> a skosxl:Label ; skosxl:literalForm "Filing clerk" ; rg:approved true .
<profile/X.P1/mapping/1> a rg:Mapping ; owl:annotatedSource <profile/X.P1> ; owl:annotatedProperty skos:exactMatch ;
    owl:annotatedTarget <occupation/soc/43-4071> ; rg:status rg:NeedsReview ; sssom:confidence 9.0e-1 .
<graph/x.txt> prov:wasGeneratedBy <ingest/1> .
<ingest/1> a rg:Ingest ; prov:endedAtTime "2026-01-31T12:00:00Z"^^xsd:dateTime .
"""

DOCUMENT = [
    {
        "id": ID + "profile/X.P1",
        "type": "Profile",
        "notation": "X.P1",
        "label": "Clerk",
        "outline": False,
        "role": ID + "role/X",
        "level": {
            "id": ID + "level/P/1",
            "type": "Level",
            "notation": "P1",
            "rank": 1,
            "inScheme": ID + "scheme/P",
        },
        "responsibility": {
            "id": ID + "profile/X.P1/responsibility/1",
            "type": "Responsibility",
            "text": "Files letters",
            "basis": "Inferred",
            "confidence": {"@value": "0.82", "@type": "xsd:decimal"},
            "wasDerivedFrom": {
                "id": ID + "document/x.txt#L3",
                "type": "LineSpan",
                "document": ID + "document/x.txt",
                "firstLine": 3,
                "lastLine": 3,
            },
        },
        "approvedAlias": {
            "id": ID + "profile/X.P1/alias/1",
            "type": "Label",
            "literalForm": "Filing clerk",
            "approved": True,
        },
        "mapping": {
            "id": ID + "profile/X.P1/mapping/1",
            "type": "Mapping",
            "annotatedSource": ID + "profile/X.P1",
            "annotatedProperty": "exactMatch",
            "annotatedTarget": ID + "occupation/soc/43-4071",
            "status": "NeedsReview",
            "mappingConfidence": 0.9,
        },
    },
    {
        "id": ID + "graph/x.txt",
        "wasGeneratedBy": {"id": ID + "ingest/1", "type": "Ingest", "endedAtTime": "2026-01-31T12:00:00Z"},
    },
]


@pytest.fixture(scope="module")
def context() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(read_context())["@context"]
    return found


def to_jsonld(context: dict[str, Any]) -> str:
    return json.dumps({"@context": context, "@graph": DOCUMENT})


def test_the_context_is_of_version_1_1_and_has_a_published_iri(context: dict[str, Any]) -> None:
    assert context["@version"] == 1.1
    assert CONTEXT_IRI.endswith("/" + context_path().name)


def test_a_document_with_the_context_says_the_same_as_turtle_to_oxigraph(context: dict[str, Any]) -> None:
    expected = {quad.triple for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)}
    found = {quad.triple for quad in ox.parse(to_jsonld(context), format=ox.RdfFormat.JSON_LD)}
    # 0.9 is a double in JSON-LD; its spelling may differ, its value does not.
    plain = {str(triple).replace("9.0E-1", "9.0e-1").replace('"0.9"', '"9.0e-1"') for triple in found}
    assert plain == {str(triple) for triple in expected}


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning:rdflib")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")
def test_a_document_with_the_context_says_the_same_as_turtle_to_rdflib(context: dict[str, Any]) -> None:
    expected = Graph().parse(data=TURTLE, format="turtle")
    found = Graph().parse(data=to_jsonld(context), format="json-ld")
    assert isomorphic(found, expected)


@pytest.mark.parametrize("term", list(RG))
def test_every_term_has_its_own_name_in_the_context(context: dict[str, Any], term: RG) -> None:
    name = term.removeprefix(RG_NAMESPACE)
    entry = context[name]
    assert (entry["@id"] if isinstance(entry, dict) else entry) == f"rg:{name}"


@pytest.mark.parametrize("term", [term for term in Borrowed if term is not Borrowed.TYPE])
def test_every_borrowed_term_has_a_short_name(context: dict[str, Any], term: Borrowed) -> None:
    named = {entry["@id"] if isinstance(entry, dict) else entry for entry in context.values() if entry != 1.1}
    prefixes = {name: iri for name, iri in context.items() if isinstance(iri, str) and iri.startswith("http")}
    expanded = {
        prefixes[name.split(":")[0]] + name.split(":")[1]
        for name in named
        if not name.startswith(("http", "@")) and ":" in name
    }
    assert term in expanded


def test_types_in_the_context_are_the_ranges_of_the_vocabulary(context: dict[str, Any]) -> None:
    vocabulary = Graph().parse(data=read_vocabulary(), format="turtle")
    for term in RG:
        entry = context[term.removeprefix(RG_NAMESPACE)]
        coerced = entry["@type"] if isinstance(entry, dict) else None
        if (URIRef(term), RDF.type, OWL.ObjectProperty) in vocabulary:
            assert coerced in ("@id", "@vocab"), term
        elif vocabulary.value(URIRef(term), RDFS.range) == XSD.integer:
            assert coerced == "xsd:integer", term
        elif vocabulary.value(URIRef(term), RDFS.range) == XSD.boolean:
            assert coerced == "xsd:boolean", term
        else:
            assert coerced is None, term  # decimals too: JSON-LD writes 0.82 as 8.2E-1, which is no xsd:decimal
