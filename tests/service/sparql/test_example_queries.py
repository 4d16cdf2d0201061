"""Each query in ``examples/queries`` gives what a reader of ``examples/`` would answer.

The rows in ``example_results`` were written down from the documents; the service must give them, and so must another
engine, since the queries are to run anywhere.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from rdflib import Dataset, Graph
from rdflib.plugins.sparql import prepareQuery
from werkzeug.test import TestResponse

from service.engine import Engine
from service.sparql.examples import load_examples
from store.syntax import RdfSyntax
from tests.workspace import EXAMPLES

QUERIES = EXAMPLES / "queries"
RESULTS = Path(__file__).parent / "example_results"
NAMES = sorted(path.stem for path in QUERIES.glob("*.rq"))
WITH_ROWS = sorted(path.stem for path in RESULTS.glob("*.csv"))
OCCUPATIONS = sorted(path.stem for path in (RESULTS / "occupations").glob("*.csv"))
OTHERS = ["documents", "mappings-approved", "renewals-by-meaning", "title-is-approved"]
Rows = list[list[str]]
APPROVED = [
    ("CUS.GEN.P5", "broadMatch", "13-1199"),
    ("CUS.MGT.M2", "broadMatch", "11-9199"),
    ("DATA.ANA.L4", "closeMatch", "15-2051"),
    ("PM.GEN.P4", "closeMatch", "11-2021"),
    ("PPL.GEN.P1", "exactMatch", "43-4161"),
    ("PPL.GEN.P5", "closeMatch", "13-1141"),
    ("SWE.GEN.P1", "broadMatch", "15-1252"),
    ("SWE.GEN.P4", "closeMatch", "15-1252"),
]


def read_query(name: str) -> str:
    return (QUERIES / f"{name}.rq").read_text(encoding="utf-8")


def read_rows(name: str) -> Rows:
    return to_rows((RESULTS / f"{name}.csv").read_text(encoding="utf-8"))


def to_rows(text: str) -> Rows:
    return list(csv.reader(io.StringIO(text, newline="")))


def ask(client: FlaskClient, name: str, accept: str) -> TestResponse:
    headers = {"Accept": accept}
    response = client.post("/sparql", data=read_query(name), content_type="application/sparql-query", headers=headers)
    assert (response.status_code, response.mimetype) == (200, accept), response.text
    return response


@pytest.fixture(scope="module")
def elsewhere(engine: Engine) -> Dataset:
    """The same graphs in rdflib."""
    graph = engine.snapshot.graph
    dataset = Dataset(default_union=True)
    dataset.parse(data=graph.dump(RdfSyntax.NQUADS, graph.graphs()), format="nquads")
    return dataset


def test_every_query_is_tested() -> None:
    assert sorted([*WITH_ROWS, *OCCUPATIONS, *OTHERS]) == NAMES
    assert len(NAMES) >= 18


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_query_answers_what_the_documents_say(client: FlaskClient, name: str) -> None:
    assert to_rows(ask(client, name, "text/csv").text) == read_rows(name)


@pytest.mark.filterwarnings(
    "ignore:Dataset.(default_context|contexts) is deprecated:DeprecationWarning:rdflib"
)  # rdflib's own
@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_query_answers_the_same_elsewhere(elsewhere: Dataset, name: str) -> None:
    serialized = elsewhere.query(read_query(name)).serialize(format="csv")
    assert serialized is not None
    assert to_rows(serialized.decode()) == read_rows(name)


def test_documents_are_listed_with_the_time_at_which_they_were_read(client: FlaskClient, engine: Engine) -> None:
    header, *rows = to_rows(ask(client, "documents", "text/csv").text)
    assert header == ["document", "profile", "readAt"]
    folders = ("customer-success", "data-analytics", "people", "product-management", "software-engineering")
    files = sorted(path for folder in folders for path in (EXAMPLES / folder).iterdir())
    assert [row[:2] for row in rows] == [[f"examples/{path.parent.name}/{path.name}", path.stem] for path in files]
    assert len(rows) == 34
    created = datetime.fromisoformat(engine.snapshot.manifest.created)
    assert all(datetime.fromisoformat(row[2]) <= created for row in rows)


@pytest.mark.parametrize("accept", ["text/turtle", "application/rdf+xml"])
def test_approved_mappings_come_as_plain_skos(client: FlaskClient, engine: Engine, accept: str) -> None:
    base, skos = engine.links.base, "http://www.w3.org/2004/02/skos/core#"
    got = Graph().parse(data=ask(client, "mappings-approved", accept).data, format=accept)
    triples = {tuple(str(term) for term in triple) for triple in got}
    expected: set[tuple[str, ...]] = set()
    for profile, relation, code in APPROVED:
        mapped, occupation = f"{base}profile/{profile}", f"{base}occupation/soc/{code}"
        expected |= {
            (mapped, f"{skos}notation", profile),
            (mapped, f"{skos}{relation}", occupation),
            (occupation, f"{skos}notation", code),
        }
    assert triples == expected


def test_the_search_finds_who_influences_renewals(client: FlaskClient) -> None:
    header, best, *others = to_rows(ask(client, "renewals-by-meaning", "text/csv").text)
    assert header == ["profile", "level", "text", "score"]
    assert best[:3] == [
        "CUS.GEN.P4",
        "Senior Professional",
        "Influences C-level sponsors at the customer long before the contract ends, so that renewals are decided on "
        "proven value rather than on price",
    ]
    assert 0 < len(others) < 20
    scores = [float(row[3]) for row in (best, *others)]
    assert scores == sorted(scores, reverse=True)


def test_nobody_approved_customer_success_manager(client: FlaskClient) -> None:
    response = ask(client, "title-is-approved", "application/sparql-results+json")
    assert response.get_json(force=True)["boolean"] is False


@pytest.mark.parametrize("name", NAMES)
def test_a_query_says_what_it_answers_and_declares_its_prefixes(name: str) -> None:
    text = read_query(name)
    title, first, *_ = text.splitlines()
    assert title.startswith("# ")
    assert title.endswith("?")
    assert first.startswith("PREFIX ")
    prepareQuery(text)  # knows no prefix that the text does not declare
    assert max(map(len, text.splitlines())) <= 120


def test_the_documentation_lists_every_query_with_its_title() -> None:
    listed = [
        f"| [`{name}`](../examples/queries/{name}.rq) | {read_query(name).splitlines()[0][2:]} |" for name in NAMES
    ]
    text = (EXAMPLES.parent / "docs" / "sparql.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "](../examples/queries/" in line and line.startswith("|")] == listed


def test_the_examples_are_shipped_in_order_with_their_titles() -> None:
    texts = [read_query(name) for name in NAMES]
    assert [f"# {title}\n{query}" for title, query in load_examples()] == texts
    titles = [title for title, _ in load_examples()]
    assert titles[0] == "Which titles do two profiles claim, and how does each stand?"
    assert len(set(titles)) == len(titles)
