"""One INSERT or DELETE, taken apart where its braces stand; the engine has parsed it before.

Source: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ontology.errors import QueryError

_TOKEN = re.compile(
    r"""
    \#[^\r\n]*                                              # a comment
  | (?P<iri> <(?:[^<>"{}|^`\\\x00-\x20]|\\[uU][0-9A-Fa-f]+)*> )
  | (?P<string> \"{3}(?:\"{0,2}(?:[^"\\]|\\.))*\"{3} | '{3}(?:'{0,2}(?:[^'\\]|\\.))*'{3}
              | "(?:[^"\\\r\n]|\\.)*" | '(?:[^'\\\r\n]|\\.)*' )
  | (?P<brace> [{}] )
  | (?P<word> (?:\\.|[^\s<>"'{}\#\\])+ )
    """,
    re.VERBOSE | re.DOTALL,
)
_UPDATES = ("WITH", "INSERT", "DELETE")


@dataclass(frozen=True, slots=True)
class UpdateText:
    """The parts of one operation, as they were written."""

    prologue: str
    operation: str  # all but the prologue
    target: str  # WITH and a graph; may be empty
    deleted: str | None  # the template in its braces
    inserted: str | None
    using: tuple[str, ...]  # the graphs that USING names, as they were written
    using_named: tuple[str, ...]
    pattern: str | None  # in its braces; None with DATA

    @classmethod
    def read(cls, text: str) -> UpdateText:
        """Take ``text`` apart.

        Raises:
            QueryError: it is not one INSERT or DELETE.
        """
        return _Reader(text).read()


@dataclass(frozen=True, slots=True)
class _Part:
    """A word, an IRI or a group at the top level."""

    text: str
    start: int
    end: int

    @property
    def keyword(self) -> str:
        return self.text.upper()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._parts = list(_split(text))

    def read(self) -> UpdateText:
        while self._parts and self._parts[0].keyword not in _UPDATES:
            self._take()
        start = self._parts[0].start if self._parts else len(self._text)
        target = f"{self._take()} {self._take()} " if self._next() == "WITH" else ""
        first = self._take().upper()
        is_data = self._next() == "DATA"
        if is_data:
            self._take()
        deleted = inserted = pattern = None
        if first == "DELETE":
            deleted = None if self._next() == "WHERE" else self._take()
        if first == "INSERT" or (deleted is not None and self._next() == "INSERT"):
            if first != "INSERT":
                self._take()
            inserted = self._take()
        using, using_named = self._read_using()
        if not is_data:
            self._expect("WHERE")
            pattern = self._take()
            if deleted is None and inserted is None:
                deleted = pattern
        while self._next() == ";":
            self._take()
        if self._parts:
            raise QueryError("an update is run one operation at a time")
        prologue, operation = self._text[:start], self._text[start:]
        return UpdateText(prologue, operation, target, deleted, inserted, using, using_named, pattern)

    def _read_using(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        using: list[str] = []
        using_named: list[str] = []
        while self._next() == "USING":
            self._take()
            graphs = using
            if self._next() == "NAMED":
                self._take()
                graphs = using_named
            graphs.append(self._take())
        return tuple(using), tuple(using_named)

    def _next(self) -> str:
        return self._parts[0].keyword if self._parts else ""

    def _take(self) -> str:
        if not self._parts:
            raise QueryError("this is no INSERT or DELETE that can be run")
        return self._parts.pop(0).text

    def _expect(self, keyword: str) -> None:
        if self._take().upper() != keyword:
            raise QueryError("this is no INSERT or DELETE that can be run")


def _split(text: str) -> Iterator[_Part]:
    depth = start = 0
    for token in _TOKEN.finditer(text):
        brace = token["brace"]
        if brace == "{":
            start = start if depth else token.start()
            depth += 1
        elif brace == "}":
            depth -= 1
            if depth == 0:
                yield _Part(text[start : token.end()], start, token.end())
        elif depth == 0 and (token["iri"] or token["word"] or token["string"]):
            yield _Part(token[0], token.start(), token.end())
