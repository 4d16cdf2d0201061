"""One text at several levels is one hit that lists them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.json_document import to_json
from ontology.records import Component, ProfileDocument, Statement
from service.config import read_settings
from service.engine import Engine
from service.search.result import Filters
from tests.ingest.conftest import make_workspace

SHARED = "Tunes the church organ before the Easter concert"


@pytest.fixture(scope="module")
def organs(tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path) -> Engine:
    """Three levels of an organ builder, two of which share a task in different spelling."""
    workspace = make_workspace(tmp_path_factory.mktemp("organs"), encoders_dir)
    documents = [
        ProfileDocument("ORG.GEN.P1", tasks=(Statement("Sweeps the workshop every evening"),)),
        ProfileDocument("ORG.GEN.P2", tasks=(Statement(SHARED), Statement("Carves wooden pipes by hand"))),
        ProfileDocument("ORG.GEN.P3", tasks=(Statement(f"{SHARED.upper()}."),), skills=(Component("Pipe voicing"),)),
    ]
    for document in documents:
        (workspace.documents / f"{document.profile}.json").write_text(to_json([document]))
    workspace.ingest()
    return Engine(workspace.library.open_current(), read_settings({}, data=workspace.library.data))


def test_a_text_of_two_levels_is_one_hit_that_lists_both(organs: Engine) -> None:
    result = organs.searcher.search("who tunes the organ before Easter")
    first = result.hits[0]
    assert {(place.profile, place.kind) for place in first.places} == {("ORG.GEN.P2", "task"), ("ORG.GEN.P3", "task")}
    assert (first.places[0].profile, first.places[0].id) == (first.profile, first.id)
    assert [hit.text.upper().rstrip(".") for hit in result.hits].count(SHARED.upper()) == 1


def test_each_level_that_says_it_is_an_answer(organs: Engine) -> None:
    answers = organs.searcher.search("who tunes the organ before Easter").answers
    assert {(answer.role, answer.level) for answer in answers[:2]} == {("ORG.GEN", "P2"), ("ORG.GEN", "P3")}


def test_a_filter_leaves_out_the_places_that_it_excludes(organs: Engine) -> None:
    first = organs.searcher.search("who tunes the organ before Easter", Filters(level=("P3",))).hits[0]
    assert (first.profile, first.also) == ("ORG.GEN.P3", ())


def test_a_text_of_one_level_has_no_other_place(organs: Engine) -> None:
    first = organs.searcher.search("who carves pipes").hits[0]
    assert (first.profile, first.also) == ("ORG.GEN.P2", ())
