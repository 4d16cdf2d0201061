"""The service description of the endpoint: what it speaks, in Turtle.

Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

_TEMPLATE = """\
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix formats: <http://www.w3.org/ns/formats/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<{url}> a sd:Service ;
    sd:endpoint <{url}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML, formats:SPARQL_Results_CSV,
        formats:SPARQL_Results_TSV, formats:Turtle, formats:N-Triples, formats:JSON-LD, formats:RDF_XML ;
    sd:defaultDataset [
        a sd:Dataset ;
        sd:defaultGraph [
            a sd:Graph ;
            dcterms:identifier "{snapshot}" ;
            void:triples {triples} ;
            void:vocabulary <https://w3id.org/rolegraph/ns>
        ]
    ] .
"""


def describe_service(url: str, snapshot: str, triples: int) -> str:
    """Return the description of the endpoint at ``url``, answering from ``snapshot`` with ``triples`` triples."""
    return _TEMPLATE.format(url=url, snapshot=snapshot, triples=triples)
