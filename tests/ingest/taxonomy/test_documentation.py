"""docs/taxonomies.md: its queries run, and find something in the invented releases."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.ingest.taxonomy.imported import Imported, import_releases
from tests.taxonomies import write_esco, write_onet, write_soc

PAGE = (Path(__file__).parents[3] / "docs" / "taxonomies.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"```sparql\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    folder = tmp_path_factory.mktemp("releases")
    return import_releases(write_onet(folder), write_soc(folder), write_esco(folder))


def test_the_page_has_four_queries() -> None:
    assert len(QUERIES) == 4


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_every_query_finds_something(releases: Imported, query: str) -> None:
    assert releases.select(query)


def test_the_attributions_of_the_page_are_those_of_the_graph(releases: Imported) -> None:
    shown = " ".join(PAGE.split())
    rights = {text for (text,) in releases.select("SELECT ?r { ?t a rg:Taxonomy ; dcterms:rights ?r }")}
    assert {text for text in rights if text in shown} == {text for text in rights if "Standard" not in text}
