"""Where W3C's test suite is, and what its manifests list; it is not part of the project.

Source: https://github.com/w3c/rdf-tests
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rdflib import RDF, BNode, Graph, Namespace, URIRef
from rdflib.term import Node as RdfNode

SUITE = Path(os.environ.get("W3C_RDF_TESTS") or Path(__file__).parents[3] / "shared" / "rdf-tests") / "sparql11"
# Where W3C keeps the files, and so what relative IRIs in them mean; nothing is fetched from there.
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
RDFS_LABEL = URIRef("http://www.w3.org/2000/01/rdf-schema#label")
# The second is deprecated and in no other manifest; it asks for some things that the rest of the suite does not.
_ROOTS = ("manifest-all.ttl", "http-rdf-update/manifest.ttl")

needs_suite = pytest.mark.skipif(
    not SUITE.is_dir(), reason="W3C's SPARQL 1.1 tests are not on this machine (W3C_RDF_TESTS names their folder)"
)


@dataclass(frozen=True, slots=True)
class Description:
    """A node of a manifest, and what is said of it."""

    graph: Graph
    node: RdfNode

    def all(self, predicate: URIRef) -> list[Description]:
        """Return the values of ``predicate``."""
        return [Description(self.graph, value) for value in self.graph.objects(self.node, predicate)]

    def find(self, predicate: URIRef) -> Description | None:
        """Return the value of ``predicate``, or None."""
        return next(iter(self.all(predicate)), None)

    def get(self, predicate: URIRef) -> Description:
        """Return the value of ``predicate``, which must be there."""
        found = self.find(predicate)
        assert found is not None, f"{self.node} has no {predicate}"
        return found

    def items(self) -> list[Description]:
        """Return the members of a list."""
        return [Description(self.graph, item) for item in self.graph.items(self.node)]

    @property
    def text(self) -> str:
        """An IRI or a literal's text."""
        return str(self.node)

    @property
    def is_blank(self) -> bool:
        """Whether the node is a blank node."""
        return isinstance(self.node, BNode)


@dataclass(frozen=True, slots=True)
class Case:
    """One test of the suite."""

    id: str  # such as aggregates/agg01
    kind: str  # such as QueryEvaluationTest
    about: Description

    @property
    def directory(self) -> str:
        """The manifest's directory."""
        return self.id.partition("/")[0]


def read_cases() -> list[Case]:
    """Return all tests in the manifests' order; none where the suite is not on this machine."""
    return [case for root in _ROOTS if SUITE.is_dir() for case in _walk(root)]


def read_file(iri: str) -> bytes:
    """Return a file of the suite."""
    return (SUITE / iri.removeprefix(BASE)).read_bytes()


def _walk(manifest: str) -> Iterator[Case]:
    graph = Graph().parse(SUITE / manifest, format="turtle", publicID=BASE + manifest)
    about = Description(graph, URIRef(BASE + manifest))
    for included in about.all(MF.include):
        for item in included.items():
            yield from _walk(item.text.removeprefix(BASE))
    for entries in about.all(MF.entries):
        for entry in entries.items():
            name = entry.text.rpartition("#")[2]
            kind = entry.get(RDF.type).text.rpartition("#")[2]
            yield Case(f"{manifest.partition('/')[0]}/{name}", kind, entry)
