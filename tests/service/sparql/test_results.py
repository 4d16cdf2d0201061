from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from ontology.vocabulary import PREFIXES
from service.sparql.results import MAX_ROWS, read_results
from service.sparql.values import Solutions

INTEGER = PREFIXES["xsd"] + "integer"


def results(names: list[str], *rows: Mapping[str, object]) -> bytes:
    return json.dumps({"head": {"vars": names}, "results": {"bindings": rows}}).encode()


def test_terms_of_all_kinds_are_read() -> None:
    row = {
        "a": {"type": "uri", "value": "http://x/y"},
        "b": {"type": "literal", "value": 'say "hi"'},
        "c": {"type": "literal", "value": "hallo", "xml:lang": "de"},
        "d": {"type": "literal", "value": "1", "datatype": INTEGER},
        "e": {"type": "typed-literal", "value": "2", "datatype": INTEGER},
    }
    found = read_results(results(["a", "b", "c", "d", "e", "f"], row), "abcdef")
    terms = ("<http://x/y>", '"say \\"hi\\""', '"hallo"@de', f'"1"^^<{INTEGER}>', f'"2"^^<{INTEGER}>', None)
    assert found == Solutions(("a", "b", "c", "d", "e", "f"), [terms])


def test_only_the_variables_that_were_asked_for_are_taken() -> None:
    row = {name: {"type": "uri", "value": "http://x/y"} for name in ("a", "b", "c) {} #")}
    assert read_results(results(["b", "c) {} #", "a", "a"], row), {"a"}) == Solutions(("a",), [("<http://x/y>",)])


def test_no_rows_and_no_variables_are_results_too() -> None:
    assert read_results(results(["a"]), "a") == Solutions(("a",), [])
    assert read_results(results([]), "a") == Solutions((), [])
    assert read_results(results([], {}, {}), "a") == Solutions((), [(), ()])


def test_blank_nodes_become_iris_one_for_each_label_of_one_answer() -> None:
    def node(label: str) -> dict[str, object]:
        return {"a": {"type": "bnode", "value": label}}

    body = results(["a"], node("b0"), node("b1"), node("b0"))
    (first,), (second,), (third,) = read_results(body, "a").rows
    assert first == third != second
    assert str(first).startswith("<urn:uuid:")
    assert {first, second}.isdisjoint(cell for (cell,) in read_results(body, "a").rows)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<sparql/>",
        b"\xff",
        b"[]",
        b"null",
        b'{"head": {}, "boolean": true}',
        b'{"head": {"vars": [1, []]}, "results": {"bindings": []}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [1]}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": "b"}]}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "uri"}}]}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "literal", "value": 1}}]}}',
        b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "bnode", "value": null}}]}}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_result_in_json_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match="it sent no SPARQL results in JSON"):
        read_results(body, "a")


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ({"type": "uri", "value": "a b"}, "'a b' is no absolute IRI"),
        ({"type": "literal", "value": "a", "xml:lang": "not a language"}, "is no language tag"),
        ({"type": "literal", "value": "\ud800"}, "holds half a character"),
        ({"type": "triple", "value": {}}, "it sent a term of type 'triple'"),
    ],
)
def test_a_term_that_cannot_be_written_is_refused(term: dict[str, object], problem: str) -> None:
    with pytest.raises(ValueError, match=problem):
        read_results(results(["a"], {"a": term}), "a")


def test_too_many_rows_are_refused() -> None:
    with pytest.raises(ValueError, match="it yields 100,001 rows; 100,000 are allowed"):
        read_results(results(["a"], *[{}] * (MAX_ROWS + 1)), "a")
