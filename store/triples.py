"""Triples put together one by one, and written in any syntax: for what describes a graph and does not stand in it."""

from __future__ import annotations

from collections.abc import Mapping

import pyoxigraph as ox

from ontology.vocabulary import PREFIXES
from store.syntax import FORMATS, RdfSyntax

_XSD = PREFIXES["xsd"]
_BLANK = "_:"
Subject = ox.NamedNode | ox.BlankNode


class Triples:
    """Collects triples; their subjects and targets are IRIs, or what ``blank`` gave."""

    def __init__(self) -> None:
        self._triples: list[ox.Triple] = []
        self._blanks = 0

    def blank(self) -> str:
        """Return a node without a name."""
        self._blanks += 1
        return f"{_BLANK}b{self._blanks}"

    def link(self, subject: str, predicate: str, *targets: str) -> None:
        """Add a triple for each of ``targets``."""
        for target in targets:
            self._add(subject, predicate, _to_node(target))

    def text(self, subject: str, predicate: str, text: str, *, language: str | None = None) -> None:
        """Add a triple whose object is a string."""
        self._add(subject, predicate, ox.Literal(text, language=language))

    def integer(self, subject: str, predicate: str, number: int) -> None:
        """Add a triple whose object is an xsd:integer."""
        self._add(subject, predicate, ox.Literal(number))

    def date_time(self, subject: str, predicate: str, iso: str) -> None:
        """Add a triple whose object is an xsd:dateTime, given in ISO 8601."""
        self._add(subject, predicate, ox.Literal(iso, datatype=ox.NamedNode(f"{_XSD}dateTime")))

    def serialize(self, syntax: RdfSyntax, prefixes: Mapping[str, str] = PREFIXES) -> bytes:
        """Return all triples in ``syntax``, in the order in which they were added."""
        return ox.serialize(self._triples, format=FORMATS[syntax], prefixes=dict(prefixes)) or b""

    def _add(self, subject: str, predicate: str, target: Subject | ox.Literal) -> None:
        self._triples.append(ox.Triple(_to_node(subject), ox.NamedNode(predicate), target))


def _to_node(name: str) -> Subject:
    return ox.BlankNode(name.removeprefix(_BLANK)) if name.startswith(_BLANK) else ox.NamedNode(name)
