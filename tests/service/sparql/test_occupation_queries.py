"""The example queries on occupations give what the invented classifications say, here and in another engine."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rdflib import Dataset

from service.engine import Engine
from store.syntax import RdfSyntax, ResultSyntax
from tests.service.sparql.test_example_queries import QUERIES, RESULTS, to_rows

FOLDER = RESULTS / "occupations"
NAMES = sorted(path.stem for path in FOLDER.glob("*.csv"))
INVENTED = {"13-1161.00": "75-1011.00", "2431.11": "2811.2"}  # for the codes that the queries name


def read_query(name: str) -> str:
    text = (QUERIES / f"{name}.rq").read_text(encoding="utf-8")
    for code, invented in INVENTED.items():
        text = text.replace(f'"{code}"', f'"{invented}"')
    return text


def read_rows(name: str) -> list[list[str]]:
    return to_rows((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def elsewhere(occupations_engine: Engine) -> Dataset:
    """The same graphs in rdflib."""
    graph = occupations_engine.snapshot.graph
    dataset = Dataset(default_union=True)
    dataset.parse(data=graph.dump(RdfSyntax.NQUADS, graph.graphs()), format="nquads")
    return dataset


def test_every_query_on_occupations_is_tested() -> None:
    assert sorted(path.stem for path in Path(QUERIES).glob("occupation-*.rq")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_what_the_classifications_say(occupations_engine: Engine, name: str) -> None:
    output = io.BytesIO()
    graph = occupations_engine.snapshot.graph
    graph.answer(read_query(name), output, results=ResultSyntax.CSV, graph=None)
    assert to_rows(output.getvalue().decode()) == read_rows(name)


@pytest.mark.filterwarnings(
    "ignore:Dataset.(default_context|contexts) is deprecated:DeprecationWarning:rdflib"
)  # rdflib's own
@pytest.mark.parametrize("name", NAMES)
def test_a_query_answers_the_same_elsewhere(elsewhere: Dataset, name: str) -> None:
    serialized = elsewhere.query(read_query(name)).serialize(format="csv")
    assert serialized is not None
    assert to_rows(serialized.decode()) == read_rows(name)
