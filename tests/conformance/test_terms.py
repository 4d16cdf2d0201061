"""Tables are compared as W3C's suite has it: as multisets, up to the names of blank nodes."""

from __future__ import annotations

import pytest

from tests.conformance.terms import XSD, Row, Table, Term, same, to_literal


def _read(*lines: str) -> Table:
    """Return a table of IRIs, and of blank nodes where a name starts with ``_:``."""

    def to_term(name: str) -> Term | None:
        if name == "-":
            return None
        return Term("bnode", name[2:]) if name.startswith("_:") else Term("uri", name)

    rows: list[Row] = [tuple(map(to_term, line.split())) for line in lines]
    return Table(tuple(f"v{place}" for place in range(len(rows[0]))), tuple(rows))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a b", "c d"], ["c d", "a b"]),
        (["_:x p _:y", "_:y p _:x"], ["_:1 p _:2", "_:2 p _:1"]),
        (["_:a p _:b", "_:b p _:c", "_:c p _:a"], ["_:2 p _:1", "_:1 p _:3", "_:3 p _:2"]),
        (["_:a -", "_:b x"], ["_:b -", "_:a x"]),
    ],
)
def test_tables_are_the_same_in_any_order_and_with_other_blank_nodes(first: list[str], second: list[str]) -> None:
    assert same(_read(*first), _read(*second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["a b", "a b"], ["a b", "c d"]),
        (["a b"], ["a b", "a b"]),
        (["a -"], ["a b"]),
        (["_:a x"], ["a x"]),
        (["_:a p _:a", "_:b p _:b"], ["_:a p _:b", "_:b p _:a"]),
        # Two triangles are no hexagon, though each node of both has one arrow in and one out.
        (
            ["_:1 p _:2", "_:2 p _:3", "_:3 p _:1", "_:4 p _:5", "_:5 p _:6", "_:6 p _:4"],
            ["_:1 p _:2", "_:2 p _:3", "_:3 p _:4", "_:4 p _:5", "_:5 p _:6", "_:6 p _:1"],
        ),
    ],
)
def test_tables_differ(first: list[str], second: list[str]) -> None:
    assert not same(_read(*first), _read(*second))


def test_columns_are_matched_by_name() -> None:
    row = (Term("uri", "a"), Term("uri", "b"))
    assert same(Table(("x", "y"), (row,)), Table(("y", "x"), (row[::-1],)))
    assert not same(Table(("x", "y"), (row,)), Table(("x", "z"), (row,)))


def test_numbered_rows_are_the_same_in_the_same_order_only() -> None:
    assert not same(_read("a", "b").number_rows(), _read("b", "a").number_rows())
    assert same(_read("a", "_:b").number_rows(), _read("a", "_:c").number_rows())


@pytest.mark.parametrize(
    ("first", "second", "datatype", "expected"),
    [
        ("1.0", "1.00", "decimal", True),
        ("1.0E6", "1000000", "double", True),
        ("+01", "1", "integer", True),
        ("1", "true", "boolean", True),
        ("1", "2", "integer", False),
        ("one", "1", "integer", False),
        ("1.0", "1.00", "string", False),
    ],
)
def test_numbers_are_the_same_by_value(first: str, second: str, datatype: str, expected: bool) -> None:
    terms = [to_literal(text, datatype=XSD + datatype).to_value() for text in (first, second)]
    assert (terms[0] == terms[1]) is expected


def test_the_same_number_of_another_type_is_another_term() -> None:
    assert to_literal("1", datatype=XSD + "integer").to_value() != to_literal("1", datatype=XSD + "decimal").to_value()
