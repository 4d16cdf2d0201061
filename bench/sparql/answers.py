"""Whether servers give the same answer, however they write it down."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Hashable

import rdflib

from bench.sparql.queries import SOLUTIONS, Query

_STRING = "http://www.w3.org/2001/XMLSchema#string"  # may be left out


def to_comparable(query: Query, body: bytes) -> Hashable:
    """Return what ``body`` says: a truth value, a bag of solutions, or a set of triples."""
    if query.accept != SOLUTIONS:
        return frozenset(rdflib.Graph().parse(data=body, format="nt"))
    content = json.loads(body)
    if "boolean" in content:
        return bool(content["boolean"])
    return frozenset(Counter(frozenset(map(_to_term, row.items())) for row in content["results"]["bindings"]).items())


def _to_term(item: tuple[str, dict[str, str]]) -> Hashable:
    name, term = item
    kind = "literal" if term["type"] == "typed-literal" else term["type"]
    datatype = term.get("datatype")
    return name, kind, term["value"], None if datatype == _STRING else datatype, term.get("xml:lang")
