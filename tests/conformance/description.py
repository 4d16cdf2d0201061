"""Tests of what the service says of itself.

Source: https://www.w3.org/TR/sparql11-service-description/
"""

from __future__ import annotations

from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from tests.conformance.services import AUTHORITY, Service
from tests.conformance.suite import Case

_SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
# Properties of the vocabulary, with the class of what they speak of; None: anything.
_DOMAINS = {
    "endpoint": "Service",
    "feature": "Service",
    "defaultEntailmentRegime": "Service",
    "defaultSupportedEntailmentProfile": "Service",
    "extensionFunction": "Service",
    "extensionAggregate": "Service",
    "languageExtension": "Service",
    "supportedLanguage": "Service",
    "propertyFeature": "Service",
    "defaultDataset": "Service",
    "availableGraphs": "Service",
    "resultFormat": "Service",
    "inputFormat": "Service",
    "defaultGraph": "Dataset",
    "namedGraph": "Dataset",
    "name": "NamedGraph",
    "graph": "NamedGraph",
    "entailmentRegime": "NamedGraph",
    "supportedEntailmentProfile": "NamedGraph",
}
_CLASSES = {
    "Service",
    "Dataset",
    "Graph",
    "NamedGraph",
    "GraphCollection",
    "Feature",
    "Language",
    "Function",
    "Aggregate",
}
# Properties whose values are of a class that has to be said; other values are named by well-known IRIs.
_RANGES = {"defaultDataset": "Dataset", "defaultGraph": "Graph", "namedGraph": "NamedGraph", "graph": "Graph"}
KIND = "ServiceDescriptionTest"
_TYPES = {"text/turtle": "turtle", "application/rdf+xml": "xml", "application/n-triples": "nt"}


def check_description(case: Case, service: Service) -> None:
    """Get the endpoint without a query.

    Raises:
        AssertionError: it does not describe itself as it should.
    """
    graphs = [_get(service, media_type, syntax) for media_type, syntax in _TYPES.items()]
    if case.id.endswith("returns-rdf"):
        assert all(len(graph) > 0 for graph in graphs)
    elif case.id.endswith("has-endpoint-triple"):
        assert all((None, _SD.endpoint, URIRef(f"http://{AUTHORITY}/sparql")) in graph for graph in graphs)
    else:
        assert case.id.endswith("conforms-to-schema"), case.id
        for graph in graphs:
            _check_schema(graph)


def _get(service: Service, media_type: str, syntax: str) -> Graph:
    response = service.client.get("/sparql", headers={"Accept": media_type})
    assert response.status_code == 200, response.text
    assert response.mimetype == media_type, response.content_type
    return Graph().parse(data=response.data, format=syntax)


def _check_schema(graph: Graph) -> None:
    for subject, predicate, value in graph:
        name = str(predicate).removeprefix(_SD)
        if predicate == RDF.type and str(value).startswith(_SD):
            assert str(value).removeprefix(_SD) in _CLASSES, value
        elif name != str(predicate):
            assert name in _DOMAINS, f"sd:{name} is no property"
            assert _is_a(graph, subject, _DOMAINS[name]), f"sd:{name} of {subject}, which is no sd:{_DOMAINS[name]}"
            assert not isinstance(value, Literal), f"sd:{name} {value!r} is no resource"
            assert name not in _RANGES or _is_a(graph, value, _RANGES[name]), f"sd:{name} {value} is no {_RANGES[name]}"


def _is_a(graph: Graph, node: Node, name: str) -> bool:
    return (node, RDF.type, _SD[name]) in graph
