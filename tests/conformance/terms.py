"""Terms and tables of terms, and whether two tables say the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

XSD = "http://www.w3.org/2001/XMLSchema#"
_EXACT = {XSD + name for name in ("integer", "decimal")}
_FLOATING = {XSD + name for name in ("double", "float")}


@dataclass(frozen=True, slots=True)
class Term:
    """An IRI, a blank node or a literal; a plain literal has no datatype."""

    kind: Literal["uri", "bnode", "literal"]
    value: str
    language: str = ""
    datatype: str = ""

    def to_value(self) -> Term:
        """Return the term with a number or truth value written in one way for each value: 1.0 and 1.00 are the same."""
        try:
            if self.datatype in _EXACT:
                return replace(self, value=str(Fraction(self.value)))
            if self.datatype == XSD + "boolean":
                return replace(self, value={"1": "true", "0": "false"}.get(self.value, self.value))
            if self.datatype in _FLOATING:
                return replace(self, value=repr(float(self.value)))
        except ValueError:
            pass  # "abc"^^xsd:integer is no number
        return self


def to_literal(value: str, language: str | None = None, datatype: str | None = None) -> Term:
    """Return a literal; xsd:string and language tags in capitals are written in one way."""
    dull = (XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString")
    return Term("literal", value, (language or "").lower(), "" if datatype is None or datatype in dull else datatype)


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Solutions, or the triples of a graph as rows of three terms."""

    variables: tuple[str, ...]
    rows: tuple[Row, ...]

    def to_values(self) -> Table:
        """Return the table with each number written in one way."""
        return replace(self, rows=tuple(tuple(term and term.to_value() for term in row) for row in self.rows))

    def number_rows(self) -> Table:
        """Return the table with each row's place in a column of its own, so that order matters."""
        rows = tuple((Term("literal", str(place)), *row) for place, row in enumerate(self.rows))
        return Table(("#", *self.variables), rows)


def same(first: Table, second: Table) -> bool:
    """Whether both hold the same rows as often, for some one-to-one renaming of blank nodes."""
    if set(first.variables) != set(second.variables) or len(first.rows) != len(second.rows):
        return False
    order = [second.variables.index(name) for name in first.variables]
    rows = [tuple(row[place] for place in order) for row in second.rows]
    return _match(first.rows, rows, dict.fromkeys(_blanks(first.rows), 0), dict.fromkeys(_blanks(rows), 0))


_Colours = dict[Term, int]


def _match(first: Sequence[Row], second: Sequence[Row], left: _Colours, right: _Colours) -> bool:
    """Colour blank nodes by the rows that they are in until no colour splits; then try those of one colour."""
    for _ in range(len(left) + 1):
        kinds = len(set(left.values()))
        left, right = _refine(first, left), _refine(second, right)
        if Counter(left.values()) != Counter(right.values()):
            return False
        if len(set(left.values())) == kinds:
            break
    shared = [colour for colour, count in Counter(left.values()).items() if count > 1]
    if not shared:
        return Counter(_paint(first, left)) == Counter(_paint(second, right))
    node = next(node for node, colour in left.items() if colour == shared[0])
    return any(
        _match(first, second, {**left, node: -1}, {**right, other: -1})
        for other, colour in right.items()
        if colour == shared[0]
    )


def _refine(rows: Sequence[Row], colours: _Colours) -> _Colours:
    seen: dict[Term, list[int]] = {node: [colour] for node, colour in colours.items()}
    for row, painted in zip(rows, _paint(rows, colours), strict=True):
        for place, term in enumerate(row):
            if term in seen:
                seen[term].append(hash((place, painted)))
    return {node: hash(tuple(sorted(hashes))) for node, hashes in seen.items()}


def _paint(rows: Sequence[Row], colours: Mapping[Term, int]) -> list[tuple[object, ...]]:
    return [tuple(term if term is None else colours.get(term, term) for term in row) for row in rows]


def _blanks(rows: Sequence[Row]) -> list[Term]:
    return sorted({term for row in rows for term in row if term and term.kind == "bnode"}, key=lambda term: term.value)
