"""N-Quads as they are written: the quickest way from records to the graph engine.

Lines of text cost a fraction of what term objects do (docs/decisions/0003-records-to-quads.md), and the engine parses
them in native code. IRIs come from ``ontology.iris``, which quotes them; literals are escaped here.
Source: https://www.w3.org/TR/n-quads/
"""

from __future__ import annotations

import re

from ontology.vocabulary import PREFIXES

_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
}
_TO_ESCAPE = re.compile(r'[\\"\n\r]')
_INTEGER = f'"^^<{PREFIXES["xsd"]}integer>'
_DECIMAL = f'"^^<{PREFIXES["xsd"]}decimal>'
_BOOLEAN = f'"^^<{PREFIXES["xsd"]}boolean>'
_DATE_TIME = f'"^^<{PREFIXES["xsd"]}dateTime>'


def escape_literal(text: str) -> str:
    """Return ``text`` as it stands between the quotes of an N-Quads literal."""
    return _TO_ESCAPE.sub(lambda match: _ESCAPES[match[0]], text) if _TO_ESCAPE.search(text) else text


class QuadWriter:
    """Collects the quads of one graph as lines of N-Quads; a quad said twice is written once.

    Lines are joined by ``+``: most predicates are members of an enumeration, which f-strings format three times slower.
    """

    def __init__(self, graph: str) -> None:
        """Write into the graph named ``graph`` (an IRI)."""
        self._end = f" <{graph}> .\n"
        self._lines: dict[str, None] = {}

    def link(self, subject: str, predicate: str, target: str) -> None:
        """Add a triple whose object is an IRI."""
        self._lines["<" + subject + "> <" + predicate + "> <" + target + ">"] = None

    def text(self, subject: str, predicate: str, text: str) -> None:
        """Add a triple whose object is a plain string."""
        self._lines["<" + subject + "> <" + predicate + '> "' + escape_literal(text) + '"'] = None

    def integer(self, subject: str, predicate: str, number: int) -> None:
        """Add a triple whose object is an xsd:integer."""
        self._lines["<" + subject + "> <" + predicate + '> "' + str(number) + _INTEGER] = None

    def decimal(self, subject: str, predicate: str, number: float) -> None:
        """Add a triple whose object is an xsd:decimal."""
        digits = f"{number:.6f}".rstrip("0")
        self._lines[f'<{subject}> <{predicate}> "{digits + "0" if digits.endswith(".") else digits}{_DECIMAL}'] = None

    def boolean(self, subject: str, predicate: str, value: bool) -> None:
        """Add a triple whose object is an xsd:boolean."""
        self._lines[f'<{subject}> <{predicate}> "{"true" if value else "false"}{_BOOLEAN}'] = None

    def date_time(self, subject: str, predicate: str, iso: str) -> None:
        """Add a triple whose object is an xsd:dateTime, given in ISO 8601."""
        self._lines[f'<{subject}> <{predicate}> "{escape_literal(iso)}{_DATE_TIME}'] = None

    def __len__(self) -> int:
        return len(self._lines)

    def to_nquads(self) -> str:
        """Return all quads, in the order in which they were first added."""
        return self._end.join((*self._lines, "")) if self._lines else ""

    def to_ntriples(self) -> str:
        """Return the same without the graph."""
        return " .\n".join((*self._lines, "")) if self._lines else ""
