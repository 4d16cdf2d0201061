from __future__ import annotations

from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from ingest.mapping.quads import QuadWriter, escape_literal

GRAPH, SUBJECT, PREDICATE = "https://example.org/graph/a%20b", "https://example.org/s", "https://example.org/p"
XSD = "http://www.w3.org/2001/XMLSchema#"
texts = st.text(st.characters(exclude_categories=["Cs"]))


def read_back(quads: QuadWriter) -> list[ox.Quad]:
    return list(ox.parse(quads.to_nquads(), format=ox.RdfFormat.N_QUADS))


def object_of(quads: QuadWriter) -> ox.Literal:
    [quad] = read_back(quads)
    assert isinstance(quad.object, ox.Literal)
    return quad.object


@given(texts)
def test_any_text_comes_back_from_oxigraph_as_it_was(text: str) -> None:
    quads = QuadWriter(GRAPH)
    quads.text(SUBJECT, PREDICATE, text)
    found = object_of(quads)
    assert found.value == text
    assert found.datatype.value == XSD + "string"


@given(texts)
def test_any_text_comes_back_from_rdflib_as_it_was(text: str) -> None:
    line = f'<{SUBJECT}> <{PREDICATE}> "{escape_literal(text)}" .\n'
    [(_, _, found)] = Graph().parse(data=line, format="nt")
    assert str(found) == text


@given(st.lists(texts, unique=True))
def test_each_text_is_one_quad_on_one_line(several: list[str]) -> None:
    quads = QuadWriter(GRAPH)
    for text in several + several:
        quads.text(SUBJECT, PREDICATE, text)
    assert len(quads) == len(several)
    assert quads.to_nquads().count("\n") == len(several)
    assert {quad.object.value for quad in read_back(quads) if isinstance(quad.object, ox.Literal)} == set(several)


@given(st.integers())
def test_any_whole_number_comes_back(number: int) -> None:
    quads = QuadWriter(GRAPH)
    quads.integer(SUBJECT, PREDICATE, number)
    found = object_of(quads)
    assert int(found.value) == number
    assert found.datatype.value == XSD + "integer"


@given(st.floats(min_value=0, max_value=5))
def test_a_decimal_comes_back_to_six_places_without_an_exponent(number: float) -> None:
    quads = QuadWriter(GRAPH)
    quads.decimal(SUBJECT, PREDICATE, number)
    found = object_of(quads)
    assert abs(Decimal(found.value) - Decimal(number)) <= Decimal("0.0000005")
    assert set(found.value) <= set("0123456789.")
    assert found.datatype.value == XSD + "decimal"


@pytest.mark.parametrize(
    ("number", "written"),
    [(0.68, "0.68"), (1.0, "1.0"), (0, "0.0"), (4, "4.0"), (3.5, "3.5"), (1e-7, "0.0"), (1 / 3, "0.333333")],
)
def test_a_decimal_is_written_as_a_person_would(number: float, written: str) -> None:
    quads = QuadWriter(GRAPH)
    quads.decimal(SUBJECT, PREDICATE, number)
    assert object_of(quads).value == written


@pytest.mark.parametrize(("value", "written"), [(True, "true"), (False, "false")])
def test_a_truth_value_is_a_boolean(value: bool, written: str) -> None:
    quads = QuadWriter(GRAPH)
    quads.boolean(SUBJECT, PREDICATE, value)
    assert object_of(quads) == ox.Literal(written, datatype=ox.NamedNode(XSD + "boolean"))


def test_a_time_is_a_date_time() -> None:
    quads = QuadWriter(GRAPH)
    quads.date_time(SUBJECT, PREDICATE, "2026-01-31T12:00:00Z")
    assert object_of(quads) == ox.Literal("2026-01-31T12:00:00Z", datatype=ox.NamedNode(XSD + "dateTime"))


def test_a_link_is_in_the_graph_that_the_writer_is_for() -> None:
    quads = QuadWriter(GRAPH)
    quads.link(SUBJECT, PREDICATE, "https://example.org/o")
    assert read_back(quads) == [
        ox.Quad(
            ox.NamedNode(SUBJECT), ox.NamedNode(PREDICATE), ox.NamedNode("https://example.org/o"), ox.NamedNode(GRAPH)
        )
    ]


def test_quads_keep_the_order_in_which_they_were_said_first() -> None:
    quads = QuadWriter(GRAPH)
    for text in ("b", "a", "c", "a"):
        quads.text(SUBJECT, PREDICATE, text)
    assert [quad.object.value for quad in read_back(quads) if isinstance(quad.object, ox.Literal)] == ["b", "a", "c"]


def test_no_quads_are_no_text() -> None:
    assert QuadWriter(GRAPH).to_nquads() == ""
    assert len(QuadWriter(GRAPH)) == 0
