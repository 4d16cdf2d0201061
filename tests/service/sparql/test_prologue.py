from __future__ import annotations

import pytest

from ontology.errors import QueryError
from ontology.vocabulary import PREFIXES
from service.sparql.lexer import Kind, Token, tokenize
from service.sparql.prologue import read_parts, read_prologue


def resolve(text: str, base: str | None = None) -> str | None:
    """Resolve the first token after the prologue of ``text``."""
    tokens = list(tokenize(text))
    prologue, start = read_prologue(tokens, base=base)
    return prologue.resolve(tokens[start])


@pytest.mark.parametrize(
    ("text", "iri"),
    [
        ("<http://a/b>", "http://a/b"),
        ("rg:Profile", PREFIXES["rg"] + "Profile"),
        ("PREFIX rg: <http://a/> rg:b", "http://a/b"),
        ("prefix ex: <http://a/> # c\n ex:", "http://a/"),
        ("PREFIX : <http://a/> :b", "http://a/b"),
        ("PREFIX: <http://a/> :b", "http://a/b"),
        ("PREFIXex:<http://a/>ex:b", "http://a/b"),
        ("PREFIX prefix: <http://a/> prefix:b", "http://a/b"),
        ("PREFIX a.b: <http://a/> a.b:c.d", "http://a/c.d"),
        (r"PREFIX ex: <http://a/> ex:b\,c\.d%20e", "http://a/b,c.d%20e"),
        (r"<http://a/\u0062\U00000063>", "http://a/bc"),
        ("BASE <http://a/b/> <c>", "http://a/b/c"),
        ("BASE <http://a/b/> BASE <c/> <d>", "http://a/b/c/d"),
        ("BASE <http://a/b/> PREFIX ex: <c#> BASE <http://x/> ex:d", "http://a/b/c#d"),
        ('VERSION "1.2" PREFIX ex: <http://a/> ex:b', "http://a/b"),
        ("PREFIX ex: <http://a/> PREFIX ex: <http://b/> ex:c", "http://b/c"),
        ("ex:a", None),
        ("<a>", None),
        ("PREFIX ex: <http://a:> ex:b", None),
        ("PREFIX ex: <http://a/> ?ex", None),
    ],
)
def test_an_iri_or_name_means_what_the_prologue_says(text: str, iri: str | None) -> None:
    assert resolve(text) == iri


def test_a_relative_iri_is_resolved_against_the_base_that_the_caller_gives() -> None:
    assert resolve("<c>", "http://a/b/") == "http://a/b/c"
    assert resolve("BASE <d/> <c>", "http://a/b/") == "http://a/b/d/c"


def test_an_escape_that_is_no_character_is_refused() -> None:
    with pytest.raises(QueryError, match="is no character"):
        resolve(r"<http://a/\uD800>")


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("PREFIX ex: <http://a/> SELECT", "SELECT"),
        ("PREFIX ex: <a> SELECT", "PREFIX"),
        ("BASE <a> SELECT", "BASE"),
        ("PREFIX ex:a <http://a/>", "PREFIX"),
        ("PREFIX ex: ex:", "PREFIX"),
        ("PREFIX ex:", "PREFIX"),
        ("BASE", "BASE"),
        ("SELECT", "SELECT"),
    ],
)
def test_a_declaration_that_declares_nothing_ends_the_prologue(text: str, rest: str) -> None:
    tokens = list(tokenize(text))
    assert tokens[read_prologue(tokens)[1]].text == rest


def test_a_prologue_can_be_written_again() -> None:
    prologue, _ = read_prologue(list(tokenize("BASE <http://a/> PREFIX ex: <b#> PREFIX : <c>")), prefixes={"x": "y:z"})
    assert str(prologue) == "BASE <http://a/>\nPREFIX x: <y:z>\nPREFIX ex: <http://a/b#>\nPREFIX : <http://a/c>\n"
    again, _ = read_prologue(list(tokenize(str(prologue))), prefixes={})
    assert again == prologue


def test_each_operation_of_an_update_has_the_prologues_of_those_before_and_its_own() -> None:
    text = (
        "PREFIX a: <http://a/> INSERT { a:x a:p 1 ; a:q 2 } WHERE {} ; PREFIX b: <http://b/> PREFIX a: <http://c/>"
        " DELETE WHERE { b:x a:p ?o } ; CLEAR ALL ;"
    )
    tokens = list(tokenize(text))
    parts = list(read_parts(tokens))
    assert [[token.text for token in tokens[part.start : part.end]][:2] for part in parts] == [
        ["INSERT", "{"],
        ["DELETE", "WHERE"],
        ["CLEAR", "ALL"],
        [],
    ]
    name = Token(Kind.PREFIXED_NAME, "a:x", 0)
    assert [part.prologue.resolve(name) for part in parts[:3]] == ["http://a/x", "http://c/x", "http://c/x"]
    assert [part.prologue.prefixes.get("b") for part in parts] == [None, "http://b/", "http://b/", "http://b/"]
