from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ontology.vocabulary import PREFIXES
from service.sparql.guard import read_tokens, refuse_reach
from service.sparql.lexer import Kind
from service.sparql.values import ONE_EMPTY, Solutions, unite, write_iri, write_literal

TRICKY = st.lists(
    st.sampled_from(
        [
            *"\\u0U2'\"\n\r\t{}<>#;. \x00\x7f\u00e9\ufffe\U0001f600",
            "Service",
            "load",
            "\\u0022",
            "\\u0041",
            "\\U00000022",
        ]
    ),
    max_size=20,
).map("".join)
SUBTAGS = st.one_of(
    st.text(st.sampled_from("aZx1"), min_size=1, max_size=9), st.sampled_from(["en", "x", "a", "latn", "us", "1996"])
)


def read_back(solutions: Solutions) -> list[dict[str, object]]:
    """Return what the engine reads in the VALUES block."""
    text = f"SELECT * {{ {solutions.to_values()} }}"
    rows = ox.Store().query(text)
    assert isinstance(rows, ox.QuerySolutions)
    names = [variable.value for variable in rows.variables]
    return [{name: row[name] for name in names if row[name] is not None} for row in rows]


@given(st.one_of(st.text(), TRICKY))
@example("'''\"\"\"\\")
@example("\\u0022 } SERVICE <http://x/> { ?s ?p ?o } #")
@example("\\\\u0022\\U00000022\\")
@example("a\r\nb\tc\x00\x1f\x7f\x85\u2028")
def test_a_literal_says_the_same_to_the_engine_whatever_it_holds(text: str) -> None:
    term = write_literal(text)
    assert read_back(Solutions(("x",), [(term,)])) == [{"x": ox.Literal(text)}]


@given(st.lists(TRICKY, min_size=1, max_size=4))
def test_no_literal_can_be_read_in_two_ways_nor_hold_a_keyword(texts: list[str]) -> None:
    query = f"SELECT * {{ {Solutions(('x',), [(write_literal(text),) for text in texts]).to_values()} }}"
    assert sum(token.kind is Kind.STRING for token in read_tokens(query)) == len(texts)
    assert "service" not in query.lower()
    assert "load" not in query.lower()
    assert refuse_reach(query) == query


@pytest.mark.parametrize(
    ("term", "meant"),
    [
        (write_iri("http://a/b"), ox.NamedNode("http://a/b")),
        (write_iri("http://a/service#load"), ox.NamedNode("http://a/service#load")),
        (write_iri("urn:\u00e9"), ox.NamedNode("urn:\u00e9")),
        (write_literal("a", None, "en-GB"), ox.Literal("a", language="en-gb")),
        (write_literal("a", PREFIXES["rdf"] + "langString", "en"), ox.Literal("a", language="en")),
        (
            write_literal("0.5", PREFIXES["xsd"] + "double"),
            ox.Literal("0.5", datatype=ox.NamedNode(PREFIXES["xsd"] + "double")),
        ),
        (
            write_literal("x", PREFIXES["xsd"] + "integer"),
            ox.Literal("x", datatype=ox.NamedNode(PREFIXES["xsd"] + "integer")),
        ),
        (write_literal("a", PREFIXES["xsd"] + "string"), ox.Literal("a")),
        (write_literal("a", "http://a/payload"), ox.Literal("a", datatype=ox.NamedNode("http://a/payload"))),
    ],
)
def test_terms_are_to_the_engine_what_they_were(term: str, meant: object) -> None:
    assert read_back(Solutions(("x",), [(term,)])) == [{"x": meant}]


@given(st.lists(SUBTAGS, min_size=1, max_size=5))
def test_a_language_that_is_taken_is_one_to_the_engine(subtags: list[str]) -> None:
    language = "-".join(subtags)
    try:
        term = write_literal("a", None, language)
    except ValueError:
        return
    assert read_back(Solutions(("x",), [(term,)])) == [{"x": ox.Literal("a", language=language.lower())}]


@pytest.mark.parametrize(
    "language", ["en", "de-CH-1996", "zh-Hant-TW", "es-419", "x-klingon", "sl-rozaj-biske", "en-x-y"]
)
def test_languages_that_people_use_are_taken(language: str) -> None:
    assert write_literal("a", None, language) == f'"a"@{language}'


@pytest.mark.parametrize(
    ("text", "datatype", "language", "problem"),
    [
        ("a", None, "en us", "'en us' is no language tag"),
        ("a", None, "en . } SERVICE", "is no language tag"),
        ("a", None, "\u017fr", "is no language tag"),
        ("a", "integer", None, "'integer' is no absolute IRI"),
        ("a", "http://a/> . <b", None, "is no absolute IRI"),
        ("a\ud800", None, None, "holds half a character"),
    ],
)
def test_what_cannot_be_written_is_refused(text: str, datatype: str | None, language: str | None, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        write_literal(text, datatype, language)


def test_an_iri_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="'http://a/ b' is no absolute IRI"):
        write_iri("http://a/ b")


def test_solutions_are_a_values_block() -> None:
    assert (
        Solutions(("a", "b"), [("1", None), (None, "<x:y>")]).to_values()
        == "VALUES (?a ?b) { (1 UNDEF) (UNDEF <x:y>) }"
    )
    one, two = ox.Literal(1), ox.Literal(2)
    assert read_back(Solutions(("a", "b"), [("1", None), ("2", "1")])) == [{"a": one}, {"a": two, "b": one}]
    assert read_back(Solutions(("a",), [])) == []
    assert read_back(Solutions((), [])) == []
    assert read_back(Solutions((), [(), ()])) == [{}, {}]
    assert read_back(ONE_EMPTY) == [{}]


def test_a_variable_is_bound_where_it_is_not_and_kept_where_it_is_the_same() -> None:
    solutions = Solutions(("a", "b"), [("1", None), ("2", "<x:y>"), ("3", "<x:z>")])
    assert solutions.bind("b", "<x:y>") == Solutions(("a", "b"), [("1", "<x:y>"), ("2", "<x:y>")])
    assert Solutions(("a",), [("1",)]).bind("b", "2") == Solutions(("a", "b"), [("1", "2")])


def test_solutions_of_different_variables_are_united() -> None:
    assert unite([Solutions(("a",), [("1",)]), Solutions(("b", "a"), [("2", "3")]), ONE_EMPTY]) == Solutions(
        ("a", "b"), [("1", None), ("3", "2"), (None, None)]
    )
