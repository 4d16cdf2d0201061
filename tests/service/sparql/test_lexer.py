from __future__ import annotations

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.errors import QueryError
from service.sparql.lexer import Kind, decode_codepoints, decode_string, explain_doubt, tokenize


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind.value, token.text) for token in tokenize(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \t\r\n# all comment", []),
        ("a # b\nc", [("word", "a"), ("word", "c")]),
        ("a # b\rc", [("word", "a"), ("word", "c")]),
        ("a # b\u2028c", [("word", "a")]),
        ("<http://a/b#c>", [("iri", "<http://a/b#c>")]),
        ("<http://a/\\u0062>", [("iri", "<http://a/\\u0062>")]),
        ("?a<?b", [("variable", "?a"), ("sign", "<"), ("variable", "?b")]),
        ("?a <?b> ?c", [("variable", "?a"), ("iri", "<?b>"), ("variable", "?c")]),
        ("'a' \"b\"", [("string", "'a'"), ("string", '"b"')]),
        (r"'it\'s' 'b'", [("string", r"'it\'s'"), ("string", "'b'")]),
        ("'' \"\"", [("string", "''"), ("string", '""')]),
        ("'''a'b''c\nd'''", [("string", "'''a'b''c\nd'''")]),
        ('"""a"b""c\\""""', [("string", '"""a"b""c\\""""')]),
        ("'a\nb'", [("ambiguous", "'"), ("word", "a"), ("word", "b"), ("ambiguous", "'")]),
        ("'''a", [("string", "''"), ("ambiguous", "'"), ("word", "a")]),
        ("'''a'", [("string", "''"), ("string", "'a'")]),
        (
            "'''\\x'''",
            [
                *[("string", "''"), ("ambiguous", "'")],
                ("ambiguous", "\\"),
                ("word", "x"),
                ("string", "''"),
                ("ambiguous", "'"),
            ],
        ),
        ("'a'@en-GB", [("string", "'a'"), ("language", "@en-GB")]),
        ("'1'^^xsd:int", [("string", "'1'"), ("sign", "^^"), ("name", "xsd:int")]),
        ("?a $b ?1", [("variable", "?a"), ("variable", "$b"), ("variable", "?1")]),
        ("_:a.b _:c.", [("blank", "_:a.b"), ("blank", "_:c"), ("sign", ".")]),
        ("ex:a.b. ex: :c", [("name", "ex:a.b"), ("sign", "."), ("name", "ex:"), ("name", ":c")]),
        ("ex:.a", [("name", "ex:"), ("sign", "."), ("word", "a")]),
        (r"ex:a%20\,b", [("name", r"ex:a%20\,b")]),
        (
            "ex:a\u0301\\'b ?a\u0301<'b'",
            [("name", "ex:a\u0301\\'b"), ("variable", "?a\u0301"), ("sign", "<"), ("string", "'b'")],
        ),
        ("\U00010000:\U000effff\u00b7", [("name", "\U00010000:\U000effff\u00b7")]),
        ("\u00aaex:a", [("sign", "\u00aa"), ("name", "ex:a")]),
        ("ex:a.b ex:a..b a.b:c", [("name", "ex:a.b"), ("name", "ex:a..b"), ("name", "a.b:c")]),
        (r"ex:a.b.c ex:a.b\.c", [("ambiguous", "ex:a.b.c"), ("name", r"ex:a.b\.c")]),
        ("a" * 300 + ":b", [("word", "a" * 300), ("name", ":b")]),
        ("20. ;", [("number", "20"), ("sign", "."), ("sign", ";")]),
        ("1.5 1e3 .5", [("number", "1.5"), ("number", "1"), ("word", "e3"), ("number", ".5")]),
        ("trueSERVICE<x>", [("word", "trueSERVICE"), ("iri", "<x>")]),
        ("1SERVICE", [("number", "1"), ("word", "SERVICE")]),
        ("a\u00a0b", [("word", "a"), ("sign", "\u00a0"), ("word", "b")]),
    ],
)
def test_tokens_are_told_apart(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    ("text", "ambiguous"),
    [
        ("FILTER(1<2#>", "<2#>"),
        ("FILTER(?a<ex:b#>", "<ex:b#>"),
        ("FILTER(?a <?b)SERVICE#>", "<?b)SERVICE#>"),
        ("1<<#b>", "<#b>"),
        ("<<ex:a#> ?p ?o>>", "<ex:a#>"),
        ("FILTER(true<#b>)", "<#b>"),
        ("FILTER(1e5<#b>)", "<#b>"),
        ("FILTER(EXISTS{}<#b>)", "<#b>"),
        ("FILTER('a'@en--ltr<#b>)", "<#b>"),
        ("FILTER(<<(1 2 3)>><#b>)", "<#b>"),
        ("FILTER(?a\u0301<'>)", "<'>"),
        ("FILTER(1<(?c>?d)&&1<2#>)", "<2#>"),
        ("FILTER(?a<f(?b>?c)&&1<2#>)", "<2#>"),
        ("FILTER(EXISTS{(1<x)>)}&&1<2#>)", "<2#>"),
        ("FILTER(?a<http://b'c>)", None),
        ("FILTER(?a=<#b>||!<#c>)", None),
        ("<< <ex:a#> ?p ?o>>", None),
        ("FILTER(?a<http://b#c>)", None),
        ("?s <#p> <#o>", None),
        ("BASE <#b>", None),
        ("VALUES ?x { <#a> <#b> }", None),
        ("?x IN (<#a>, <#b>)", None),
    ],
)
def test_an_iri_that_may_be_a_comparison_says_so(text: str, ambiguous: str | None) -> None:
    assert [token.text for token in tokenize(text) if token.kind is Kind.AMBIGUOUS] == (
        [ambiguous] if ambiguous else []
    )


@pytest.mark.parametrize(
    ("text", "is_comparison"),
    [
        ("FILTER((?a<?b)&&(?c>?d))", True),
        ("FILTER(?a<?b&&?c>?d)", True),
        ("BIND(IF(?a<?b,1>2,3) AS ?c)", True),
        ("FILTER(?a<f(?b>?c))", True),
        ("VALUES (?a ?b) { (1 <urn:b>) }", False),
        ("?s <urn:a,b> <urn:c(d)>", False),
        ("FILTER(?a IN (<urn:a,b>))", False),
    ],
)
def test_less_than_and_an_iri_are_told_apart_by_what_an_expression_can_hold(text: str, is_comparison: bool) -> None:
    assert ("sign", "<") in kinds(text) if is_comparison else ("sign", "<") not in kinds(text)


@pytest.mark.parametrize(
    ("token", "said"),
    [
        ("'a'", "a"),
        ("''", ""),
        ("'''a'b\nc'''", "a'b\nc"),
        ('"""a"b"""', 'a"b'),
        (r"'\t\b\n\r\f\"\'\\'", "\t\b\n\r\f\"'\\"),
        (r"'\u00e9\U0001F600'", "\u00e9\U0001f600"),
        (r"'\\u00e9'", r"\u00e9"),
    ],
)
def test_a_string_says_what_it_says_to_the_engine(token: str, said: str) -> None:
    assert decode_string(token) == said
    rows = ox.Store().query(f"SELECT ({token} AS ?x) {{}}")
    assert isinstance(rows, ox.QuerySolutions)
    assert [row["x"] for row in rows] == [ox.Literal(said)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(1<#b>", "can be read as an IRI or as a comparison"),
        ("'a", "is not closed"),
        ("\\", "can stand only in strings, names and IRIs"),
        ("ex:a.b.c", "can be read as one name or as several"),
    ],
)
def test_what_is_in_doubt_is_explained(text: str, reason: str) -> None:
    assert [reason in explain_doubt(token) for token in tokenize(text) if token.kind is Kind.AMBIGUOUS] == [True]


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("\\u0053ERVICE", "SERVICE"),
        ("\\U00000053", "S"),
        ("\\u005Cu0053", "\\u0053"),
        ("\\u00G0 \\U0041", "\\u00G0 \\U0041"),
    ],
)
def test_escapes_are_decoded_once(text: str, decoded: str) -> None:
    assert decode_codepoints(text) == decoded


@pytest.mark.parametrize("text", ["\\ud800", "\\U00110000", "\\UFFFFFFFF"])
def test_an_escape_that_is_no_character_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="is no character"):
        decode_codepoints(text)


@given(st.text(alphabet=st.sampled_from(list("aS:_<>#'\"\\{}() \n\r\t?.1@-^u0\u00e9")), max_size=60))
def test_nothing_is_lost_between_tokens_but_space_and_comments(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert text[token.start : token.start + len(token.text)] == token.text
        between = text[end : token.start]
        assert all(
            line.lstrip(" \t").startswith("#") or not line.strip(" \t")
            for line in between.replace("\r", "\n").split("\n")
        )
        end = token.start + len(token.text)
