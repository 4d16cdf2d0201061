"""W3C's SPARQL 1.1 test suite, asked over HTTP as a user would (docs/conformance.md)."""
