from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ontology.errors import QueryError
from ontology.vocabulary import RG
from service.engine import Engine
from service.search.result import Filters, Hit, SearchResult
from service.sparql.endpoint import complete
from service.sparql.federation import AllowList, Federation
from service.sparql.search_clause import SearchClause
from service.sparql.search_service import SearchService
from store.graph import Row
from tests.service.mapping_filters import CASES

QUESTION = "who influences C-level renewals"
LEVEL = "https://w3id.org/rolegraph/id/level/P/4"
PAGE = Path(__file__).parents[3] / "docs" / "sparql-search.md"
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def ask(engine: Engine, query: str) -> list[Row]:
    return list(engine.snapshot.graph.select(complete(engine, query, Federation(AllowList(()), 1, 1), None)))


def search(engine: Engine, filters: Filters = Filters(), limit: int = 10) -> list[Hit]:  # noqa: B008 - frozen
    return list(engine.searcher.search(QUESTION, filters, limit=limit).hits)


def test_hits_are_those_of_the_search_box_in_its_order(engine: Engine) -> None:
    rows = ask(
        engine,
        f'SELECT * {{ SERVICE rg:search {{ ?hit rg:query "{QUESTION}" ; rg:limit 100 ; rg:score ?score ; rg:rank ?rank '
        "; rg:snippet ?text ; rg:kind ?kind ; rg:level ?level } } ORDER BY ?rank",
    )
    hits = search(engine, limit=100)
    places = [(hit, place) for hit in hits for place in hit.places]
    assert [(row["hit"], row["score"], row["text"], row["kind"]) for row in rows] == [
        (place.id, hit.score, hit.text, place.kind) for hit, place in places
    ]
    assert {row["rank"] for row in rows} == set(range(1, 101))
    assert len(rows) > 100  # a text of several levels has a row for each
    codes = {
        code["l"]: code["c"] for code in engine.snapshot.graph.select("SELECT * { ?l a rg:Level ; skos:notation ?c }")
    }
    assert [row["level"] and codes[row["level"]] for row in rows] == [place.level for _, place in places]


def test_ten_hits_come_unless_the_clause_says_otherwise(engine: Engine) -> None:
    query = f'SELECT ?hit {{ SERVICE rg:search {{ ?hit rg:query "{QUESTION}" }} }}'
    assert [row["hit"] for row in ask(engine, query)] == [hit.id for hit in search(engine)]


@pytest.mark.parametrize(
    ("clause", "filters"),
    [
        ('rg:level "P4"', Filters(level=("P4",))),
        (f"rg:level <{LEVEL}>", Filters(level=("P4",))),
        (f'rg:level "M1" , <{LEVEL}>', Filters(level=("M1", "P4"))),
        ('rg:kind "task", "output"', Filters(kind=("task", "output"))),
        ('rg:level "P5" ; rg:kind "responsibility"', Filters(level=("P5",), kind=("responsibility",))),
    ],
)
def test_constants_are_the_filters_of_the_search_box(engine: Engine, clause: str, filters: Filters) -> None:
    query = f'SELECT ?hit {{ SERVICE rg:search {{ ?hit rg:query "{QUESTION}" ; {clause} }} }}'
    found = [row["hit"] for row in ask(engine, query)]
    assert found == [hit.id for hit in search(engine, filters)]
    assert len(found) == 10


@pytest.mark.parametrize(("filters", "profiles"), CASES)
def test_filters_of_mappings_are_those_of_the_search_box(
    occupations_engine: Engine, filters: Filters, profiles: frozenset[str]
) -> None:
    stated = [
        *(f'rg:occupation "{code}"' for code in filters.occupation),
        *(f'rg:socGroup "{code}"' for code in filters.soc_group),
        *(f'rg:mappingStatus "{status}"' for status in filters.mapping_status),
        *([] if filters.min_confidence is None else [f"rg:minConfidence {filters.min_confidence}"]),
    ]
    rows = ask(
        occupations_engine,
        f'SELECT DISTINCT ?code {{ SERVICE rg:search {{ ?hit rg:query "work" ; rg:limit 100 ; {" ; ".join(stated)} }}'
        " ?hit rg:profile/skos:notation ?code }",
    )
    assert {row["code"] for row in rows} == profiles


def test_what_classifications_say_is_found_by_its_kind_and_has_no_level(occupations_engine: Engine) -> None:
    rows = ask(
        occupations_engine,
        'SELECT * { SERVICE rg:search { ?hit rg:query "storm surges" ; rg:kind "occupation", ?kind ; rg:level ?level ;'
        ' rg:rank ?rank ; rg:occupation "71-2011.01" } ?hit skos:notation ?code }',
    )
    assert [(row["code"], row["kind"], row["level"], row["rank"]) for row in rows] == [
        ("71-2011.01", "occupation", None, 1)
    ]


def test_a_level_that_a_hit_has_none_of_is_unbound(engine: Engine) -> None:
    query = (
        'SELECT ?kind ?level { SERVICE rg:search { ?hit rg:query "Customer Success" ; rg:kind "definition", ?kind ;'
        " rg:level ?level } }"
    )
    assert {(row["kind"], row["level"]) for row in ask(engine, query)} == {("definition", None)}


def test_hits_join_with_the_graph_around_them(engine: Engine) -> None:
    text = f'SERVICE rg:search {{ ?hit rg:query "{QUESTION}" ; rg:score ?score }}'
    rows = ask(
        engine,
        f"SELECT ?code ?score {{ {text} ?hit a rg:Responsibility ; rg:profile/skos:notation ?code "
        "FILTER(?score > 0.35) } ORDER BY DESC(?score)",
    )
    expected = [(h.profile, h.score) for h in search(engine) if h.kind == "responsibility" and h.score > 0.35]
    assert [(row["code"], row["score"]) for row in rows] == expected
    assert expected[0][0] == "CUS.GEN.P4"


def test_hits_join_in_optional_parts_subqueries_and_with_each_other(engine: Engine) -> None:
    renewals = f'SERVICE rg:search {{ ?hit rg:query "{QUESTION}" ; rg:limit 100 }}'
    coaching = 'SERVICE rg:search { ?hit rg:query "coaches executives" ; rg:limit 100 }'
    first = {place.id for hit in search(engine, limit=100) for place in hit.places}
    others = engine.searcher.search("coaches executives", limit=100).hits
    second = {place.id for hit in others for place in hit.places}
    assert {row["hit"] for row in ask(engine, f"SELECT ?hit {{ {renewals} {coaching} }}")} == first & second != set()
    assert {row["hit"] for row in ask(engine, f"SELECT ?hit {{ {renewals} MINUS {{ {coaching} }} }}")} == first - second
    rows = ask(
        engine, f"SELECT ?p ?hit {{ ?p skos:notation 'CUS.GEN.P4' OPTIONAL {{ ?p rg:task ?hit . {renewals} }} }}"
    )
    tasks = {hit.id for hit in search(engine, limit=100) if hit.kind == "task" and hit.profile == "CUS.GEN.P4"}
    assert {row["hit"] for row in rows} == tasks != set()
    (row,) = ask(engine, f"SELECT ?n {{ {{ SELECT (COUNT(*) AS ?n) {{ {renewals} }} }} }}")
    assert row["n"] == len(first)


def test_a_hit_that_no_query_can_name_is_left_out(engine: Engine) -> None:
    def answer(words: str, filters: Filters, limit: int) -> SearchResult:
        found = engine.searcher.search(words, filters, limit=limit)
        first, *others = found.hits
        return replace(found, hits=(replace(first, id="http://x/no iri"), *others))

    clause = SearchClause(0, "hit", QUESTION, 3, variables={RG.RANK: "rank"})
    rows = SearchService(answer, engine.snapshot.passages.find, engine.snapshot.graph.facts).answer(clause).rows
    assert [row[1] for row in rows] == ["2", "3"]


@pytest.mark.parametrize(
    ("clause", "message"),
    [
        ('rg:query " "', r"SERVICE rg:search at character 12: the query is empty"),
        (
            'rg:query "a" ; rg:level "P77"',
            r"SERVICE rg:search at character 12: unknown level 'P77'; this snapshot has: ",
        ),
        (
            'rg:query "a" ; rg:kind "tasks"',
            r"SERVICE rg:search at character 12: unknown kind 'tasks'; this snapshot has: ",
        ),
        ('rg:query "a" ; rg:level rg:Level', r"<https://w3id.org/rolegraph/ns#Level> is no level of this snapshot"),
        (f'rg:query "{"a" * 2001}"', r"the query has 2,001 characters; 2,000 are allowed"),
    ],
)
def test_what_the_search_box_refuses_is_refused_with_its_place(engine: Engine, clause: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        ask(engine, f"SELECT * {{ SERVICE rg:search {{ ?hit {clause} }} }}")


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_every_query_of_the_page_on_search_finds_something(client: FlaskClient, query: str) -> None:
    response = client.get("/sparql", query_string={"query": query}, headers={"Accept": "text/csv"})
    assert response.status_code == 200, response.text
    assert len(response.text.splitlines()) > 1
