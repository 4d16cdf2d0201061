"""Titles resolved to the occupations of invented classifications."""

from __future__ import annotations

import pytest

from ontology.errors import QueryError
from service.engine import Engine
from service.occupations.titles.candidate import OccupationCandidate
from service.occupations.titles.resolver import SCHEMES, OccupationResolver


@pytest.fixture(scope="module")
def resolver(occupations_engine: Engine) -> OccupationResolver:
    return occupations_engine.occupation_titles


def resolve(resolver: OccupationResolver, title: str, scheme: str) -> tuple[OccupationCandidate, ...]:
    (found,) = resolver.resolve_many([title], schemes=(scheme,))
    return found


@pytest.mark.parametrize(
    "title",
    ["Lamp Keeper", "LAMP KEEPERS", "lamp-keeper (part-time) - Remote", "Sr. Lamp Keeper", "Lamp Keeper II, Senior"],
)
def test_a_title_of_one_occupation_means_it_however_it_is_written(resolver: OccupationResolver, title: str) -> None:
    first = resolve(resolver, title, "onet-soc")[0]
    assert (first.scheme, first.code, first.label) == ("onet-soc", "71-1011.00", "Lighthouse Keepers")
    assert (first.matched, first.matched_kind) == ("Lamp Keeper", "alias")
    assert first.why == ("the title “Lamp Keeper” of 71-1011.00 reads the same",)
    assert first.confidence > 0.9
    assert first.iri.endswith("/occupation/onet-soc/71-1011.00")


def test_the_occupation_s_own_label_counts_as_a_title(resolver: OccupationResolver) -> None:
    first = resolve(resolver, "Puppeteer", "onet-soc")[0]
    assert (first.code, first.matched, first.matched_kind) == ("73-1021.00", "Puppeteers", "occupation")


def test_occupations_that_share_a_title_share_what_is_sure(resolver: OccupationResolver) -> None:
    found = resolve(resolver, "Signal Officer", "onet-soc")[:2]
    assert {one.code for one in found} == {"71-1011.00", "71-1012.00"}
    assert 0.9 < sum(one.confidence for one in found) <= 1.0
    assert all(one.matched == "Signal Officer" for one in found)
    assert all(one.why[-1] == "2 occupations have it" for one in found)


def test_a_title_that_nobody_lists_is_found_by_its_words_and_meaning(resolver: OccupationResolver) -> None:
    first = resolve(resolver, "Maker of Wooden Marionettes", "onet-soc")[0]
    assert (first.code, first.matched) == ("73-1011.00", "Marionette Maker")
    assert first.why[0].startswith("the title “Marionette Maker” of 73-1011.00 is the nearest of its names in meaning")
    assert first.why[1].startswith("its names have ")


def test_misspelt_and_shortened_words_are_read_as_what_they_mean(resolver: OccupationResolver) -> None:
    first = resolve(resolver, "Subscripton Renewal Mgr", "onet-soc")[0]
    assert (first.code, first.matched) == ("75-1011.00", "Subscription Renewal Manager")


def test_a_soc_code_is_as_sure_as_the_codes_that_refine_it_together(resolver: OccupationResolver) -> None:
    (finer,) = resolver.resolve_many(["Coast Forecast Modeller"], schemes=("onet-soc",))
    (coarser,) = resolver.resolve_many(["Coast Forecast Modeller"], schemes=("soc",))
    below = [one.confidence for one in finer if one.code.startswith("71-2011")]
    first = coarser[0]
    assert len(below) == 2
    assert (first.code, first.label) == ("71-2011", "Tide Analysts")
    assert first.confidence == pytest.approx(min(sum(below), 0.99), abs=0.002)
    assert first.why[-1] == "it is the soc code of 71-2011.01, 71-2011.00"


def test_an_isco_group_follows_from_esco_s_occupations(resolver: OccupationResolver) -> None:
    esco = resolve(resolver, "puppeteer", "esco")[0]
    isco = resolve(resolver, "puppeteer", "isco")[0]
    assert esco.iri.startswith("http://data.europa.eu/esco/occupation/")
    assert (isco.code, isco.label) == ("2811", "Puppet makers and players")
    assert isco.matched == esco.matched


def test_all_schemes_answer_where_none_is_named_and_each_within_the_limit(resolver: OccupationResolver) -> None:
    (found,) = resolver.resolve_many(["Signal Officer"], limit=1)
    assert [one.scheme for one in found] == [scheme for scheme in SCHEMES if scheme in {one.scheme for one in found}]
    assert {"soc", "onet-soc"} <= {one.scheme for one in found}


@pytest.mark.parametrize("title", ["", "  ", "12345", "!!!", "🙂", "asdf", "qwrtz plmnk", "xx yy zz"])
def test_what_is_no_title_means_nothing(resolver: OccupationResolver, title: str) -> None:
    assert resolver.resolve_many([title]) == [()]


def test_many_titles_come_back_in_their_order_as_they_do_alone(resolver: OccupationResolver) -> None:
    titles = ["Puppet Master", "asdf", "Lamp Keeper", "Puppet Master", "", "Buoy Technician"]
    alone = [resolver.resolve_many([title])[0] for title in titles]
    assert resolver.resolve_many(titles) == alone
    assert resolver.resolve_many([]) == []


def test_nothing_is_known_where_nothing_was_imported(engine: Engine) -> None:
    assert engine.occupation_titles.resolve_many(["Lamp Keeper", ""]) == [(), ()]
    assert engine.occupation_titles.matcher("onet-soc") is None


def test_what_was_made_of_the_same_taxonomies_is_kept_for_the_next_snapshot(
    resolver: OccupationResolver, occupations_engine: Engine, engine: Engine
) -> None:
    made = resolver.matcher("onet-soc")
    following = OccupationResolver(occupations_engine.snapshot, occupations_engine.occupations)
    following.take_over(engine.occupation_titles)  # of other data: nothing is kept
    following.take_over(resolver)
    assert following.matcher("onet-soc") is made
    other = OccupationResolver(engine.snapshot, engine.occupations)
    other.take_over(resolver)
    assert other.matcher("onet-soc") is None


def test_a_scheme_that_is_not_there_is_refused(resolver: OccupationResolver) -> None:
    with pytest.raises(QueryError, match="titles cannot be resolved in 'sic'; in soc, onet-soc, esco, isco they can"):
        resolver.resolve_many(["Lamp Keeper"], schemes=("sic",))
