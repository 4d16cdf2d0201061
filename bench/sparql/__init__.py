"""SPARQL over HTTP on a million triples, beside rdflib-endpoint and Oxigraph's own server in the same run."""

from bench.sparql.run import run

__all__ = ["run"]
