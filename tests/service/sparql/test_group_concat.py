from __future__ import annotations

import io

import pyoxigraph as ox
import pytest

from service.sparql.group_concat import make_plain
from store.graph import GraphStore
from store.syntax import ResultSyntax


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("SELECT (GROUP_CONCAT(?o) AS ?g) {}", "SELECT (STR(GROUP_CONCAT(?o)) AS ?g) {}"),
        (
            "SELECT (group_concat (DISTINCT (?o) ; SEPARATOR = ')') AS ?g) {} HAVING (GROUP_CONCAT(STR(?o)) = 'a')",
            "SELECT (STR(group_concat (DISTINCT (?o) ; SEPARATOR = ')')) AS ?g) {} "
            "HAVING (STR(GROUP_CONCAT(STR(?o))) = 'a')",
        ),
    ],
)
def test_the_aggregate_is_made_plain(text: str, plain: str) -> None:
    assert make_plain(text) == plain


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p 'GROUP_CONCAT(?o)' } # GROUP_CONCAT(",
        "SELECT * { ?s <http://a/group_concat> ?group_concat }",
        "SELECT (GROUP_CONCAT(?o {}",
        "SELECT (GROUP_CONCAT AS ?g) {}",
    ],
)
def test_all_else_stays_as_it_was_written(text: str) -> None:
    assert make_plain(text) == text


def test_texts_of_one_language_are_joined_to_a_plain_text() -> None:
    store = ox.Store()
    store.update("INSERT DATA { <http://a> <http://b> 'x'@en, 'y'@en }")
    output = io.BytesIO()
    query = "SELECT (GROUP_CONCAT(?o; SEPARATOR='+') AS ?g) { SELECT ?o { ?s ?p ?o } ORDER BY ?o }"
    GraphStore(store).answer(make_plain(query), output, results=ResultSyntax.TSV, graph=None)
    assert output.getvalue() == b'?g\n"x+y"\n'
