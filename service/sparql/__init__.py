"""SPARQL over the published snapshot."""
