"""What taxonomies say beside what a company says: none of it comes into the company's labels, lists or answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, Settings
from service.engine import Engine
from service.search.columns import FacetColumns
from store.encoder import OnnxEncoder
from store.library import Library
from tests.occupation_profiles import write_profiles
from tests.workspace import make_data_directory


@pytest.fixture(scope="module")
def alone(
    tmp_path_factory: pytest.TempPathFactory, encoders_dir: Path, encoder: OnnxEncoder, occupations_settings: Settings
) -> Engine:
    """The same company without taxonomies."""
    root = tmp_path_factory.mktemp("alone")
    library = Library(make_data_directory(root / "data", encoders_dir))
    ingest([write_profiles(root / "profiles")], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
    return Engine(library.open_current(), occupations_settings)


def test_taxonomies_are_there_and_counted_apart(alone: Engine, occupations_engine: Engine) -> None:
    counts, before = occupations_engine.snapshot.manifest.counts, alone.snapshot.manifest.counts
    assert counts["occupations"] > 0
    assert counts["reference"] > counts["occupations"]
    assert (before["occupations"], before["reference"]) == (0, 0)
    assert {name: counts[name] for name in ("profiles", "passages")} == {
        name: before[name] for name in ("profiles", "passages")
    }
    assert alone.snapshot.reference is None


def test_passages_and_facets_are_the_companys(alone: Engine, occupations_engine: Engine) -> None:
    one, other = alone.snapshot, occupations_engine.snapshot
    assert dict(other.passages.all()) == dict(one.passages.all())
    known = [FacetColumns(snapshot.passages).known("kind") for snapshot in (one, other)]
    assert known[0] == known[1]


def test_a_word_is_as_rare_as_it_is_in_the_company(alone: Engine, occupations_engine: Engine) -> None:
    one, other = alone.snapshot.text, occupations_engine.snapshot.text
    terms = one.terms("tide lighthouse renewals puppets of harbours")
    assert [other.rarity(term) for term in terms] == [one.rarity(term) for term in terms]


def test_labels_places_and_profiles_are_the_companys(alone: Engine, occupations_engine: Engine) -> None:
    assert occupations_engine.label_list == alone.label_list
    for name in ("roles", "levels", "tracks"):
        assert getattr(occupations_engine.catalog, name) == getattr(alone.catalog, name)
    assert occupations_engine.roles.list_ladders() == alone.roles.list_ladders()


@pytest.mark.parametrize(
    "question",
    [
        "who publishes tables of high and low water",
        "renewals of subscriptions",
        "lighthouse keeper",
        "storm surge skills",
        "what does a tide forecaster do at P3",
    ],
)
def test_answers_are_what_they_were(alone: Engine, occupations_engine: Engine, question: str) -> None:
    one, other = (engine.searcher.search(question) for engine in (alone, occupations_engine))
    assert [(hit.id, hit.score) for hit in other.hits] == [(hit.id, hit.score) for hit in one.hits]
    assert (other.answers, other.facets, other.interpretation) == (one.answers, one.facets, one.interpretation)


@pytest.mark.parametrize("title", ["Senior Tide Analyst", "Lamp Keeper", "Puppet Master", "Wave Counter"])
def test_titles_mean_what_they_meant(alone: Engine, occupations_engine: Engine, title: str) -> None:
    assert occupations_engine.titles.resolve(title).candidates == alone.titles.resolve(title).candidates
