"""The same answer is read from each format that it can come in."""

from __future__ import annotations

import pytest

from tests.conformance.answers import EXTENSIONS, read_answer
from tests.conformance.terms import XSD, Table, Term, to_literal

_ROWS = Table(
    ("s", "o"),
    (
        (Term("uri", "http://a.test/"), to_literal('x "y"\t', "en")),
        (Term("bnode", "b"), to_literal("1", datatype=XSD + "integer")),
        (Term("bnode", "b"), None),
    ),
)
_JSON = rb"""{"head": {"vars": ["s", "o"]}, "results": {"bindings": [
  {"s": {"type": "uri", "value": "http://a.test/"}, "o": {"type": "literal", "value": "x \"y\"\t", "xml:lang": "en"}},
  {"s": {"type": "bnode", "value": "b"}, "o": {"type": "literal", "value": "1", "datatype": "XSDinteger"}},
  {"s": {"type": "bnode", "value": "b"}}]}}""".replace(b"XSD", XSD.encode())
_XML = b"""<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="s"/><variable name="o"/></head>
<results><result><binding name="s"><uri>http://a.test/</uri></binding>
<binding name="o"><literal xml:lang="en">x "y"&#9;</literal></binding></result>
<result><binding name="s"><bnode>b</bnode></binding>
<binding name="o"><literal datatype="XSDinteger">1</literal></binding></result>
<result><binding name="s"><bnode>b</bnode></binding></result></results></sparql>""".replace(b"XSD", XSD.encode())
_TSV = b'?s\t?o\n<http://a.test/>\t"x \\"y\\"\\t"@en\n_:b\t1\n_:b\t\n'
_GRAPH = b"""@prefix rs: <http://www.w3.org/2001/sw/DataAccess/tests/result-set#> .
[] a rs:ResultSet ; rs:resultVariable "s", "o" ;
  rs:solution [ rs:index 3 ; rs:binding [ rs:variable "s" ; rs:value _:b ] ],
    [ rs:index 2 ; rs:binding [ rs:variable "s" ; rs:value _:b ], [ rs:variable "o" ; rs:value 1 ] ],
    [ rs:index 1 ; rs:binding [ rs:variable "s" ; rs:value </> ],
      [ rs:variable "o" ; rs:value "x \\"y\\"\\t"@en ] ] ."""


@pytest.mark.parametrize(("extension", "data"), [("srj", _JSON), ("srx", _XML), ("tsv", _TSV)])
def test_rows_are_read(extension: str, data: bytes) -> None:
    assert read_answer(data, EXTENSIONS[extension], "") == _ROWS


def test_rows_are_read_from_a_graph_in_the_order_of_their_numbers() -> None:
    answer = read_answer(_GRAPH, EXTENSIONS["ttl"], "http://a.test/x")
    assert isinstance(answer, Table)
    assert answer.variables == ("o", "s")
    assert [row[0] for row in answer.rows] == [row[1] for row in _ROWS.rows]
    assert answer.rows[0][1] == Term("uri", "http://a.test/")


def test_csv_is_text() -> None:
    answer = read_answer(b's,o\r\nhttp://a.test/,"a ""b"""\r\n_:b,\r\n', EXTENSIONS["csv"], "")
    first = (Term("literal", "http://a.test/"), Term("literal", 'a "b"'))
    assert answer == Table(("s", "o"), (first, (Term("bnode", "b"), Term("literal", ""))))


@pytest.mark.parametrize(
    ("extension", "data"),
    [
        ("srj", b'{"head": {}, "boolean": true}'),
        (
            "srx",
            b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head/><boolean>true</boolean></sparql>',
        ),
    ],
)
def test_truth_is_read(extension: str, data: bytes) -> None:
    assert read_answer(data, EXTENSIONS[extension], "") is True
