"""Which profiles fit a filter of mappings, and that search keeps to them."""

from __future__ import annotations

import pytest

from ontology.errors import QueryError
from service.engine import Engine
from service.search.result import Filters, Hit, Mode
from tests.service.mapping_filters import CASES
from tests.workspace import EXAMPLES

QUESTION = "tides, renewals and puppets"


def owners(hits: tuple[Hit, ...]) -> set[str | None]:
    return {place.profile for hit in hits for place in hit.places}


@pytest.mark.parametrize(("filters", "profiles"), CASES)
def test_one_mapping_of_a_profile_must_fit_all_that_is_asked(
    occupations_engine: Engine, filters: Filters, profiles: frozenset[str]
) -> None:
    found = occupations_engine.mapped_profiles.find(filters)
    assert found is not None
    assert found.keys() == profiles


def test_without_a_filter_of_mappings_nothing_is_chosen(occupations_engine: Engine) -> None:
    assert occupations_engine.mapped_profiles.find(Filters(level=("P3",))) is None


@pytest.mark.parametrize("mode", list(Mode))
@pytest.mark.parametrize(("filters", "profiles"), CASES)
def test_search_finds_passages_of_these_profiles_alone(
    occupations_engine: Engine, filters: Filters, profiles: frozenset[str], mode: Mode
) -> None:
    result = occupations_engine.searcher.search(QUESTION, filters, ignore=("all",), mode=mode, limit=100)
    assert owners(result.hits) == profiles
    assert {answer.profile for answer in result.answers} <= profiles
    assert sum(result.facets["kind"].values()) >= len(result.hits)


def test_other_filters_hold_beside_those_of_mappings(occupations_engine: Engine) -> None:
    hits = occupations_engine.searcher.search(
        "tides", Filters(level=("P3",), soc_group=("71-0000",)), ignore=("all",)
    ).hits
    assert owners(hits) == {"TIDE.GEN.P3"}


def test_a_role_that_the_question_names_lets_in_nothing_else(occupations_engine: Engine) -> None:
    result = occupations_engine.searcher.search("what does a renewal manager do", Filters(min_confidence=0.9))
    assert result.interpretation.filters.role == ("REN.GEN",)
    assert owners(result.hits) == {"REN.GEN.P3"}


def test_a_hit_says_which_mapping_let_it_pass_and_where_that_stands(occupations_engine: Engine) -> None:
    hits = occupations_engine.searcher.search("tide gauges", Filters(soc_group=("71-2000",))).hits
    said = {
        (mapping.profile, mapping.code, mapping.scheme, mapping.status, mapping.confidence)
        for hit in hits
        for mapping in hit.explanation.mappings
    }
    assert said == {
        ("TIDE.GEN.P2", "71-2011.00", "onet-soc", "needs_review", 0.84),
        ("TIDE.GEN.P3", "71-2011", "soc", "approved", 0.9),
    }
    assert all(hit.explanation.mappings for hit in hits)
    listed = {entry.id for entry in occupations_engine.mappings.list()[1]}
    assert {mapping.id for hit in hits for mapping in hit.explanation.mappings} <= listed


def test_without_such_a_filter_no_hit_speaks_of_mappings(occupations_engine: Engine) -> None:
    assert not any(hit.explanation.mappings for hit in occupations_engine.searcher.search("tide gauges").hits)


@pytest.mark.parametrize(
    ("filters", "reason"),
    [
        (Filters(occupation=("2911.1",)), "No profile has a mapping to 2911.1."),
        (
            Filters(soc_group=("73-1010", "73-1020"), mapping_status=("approved", "needs_review"), min_confidence=0.5),
            "No profile has a mapping in the group 73-1010 or 73-1020 that is approved or needs review and at least "
            "0.5 sure.",
        ),
        (Filters(occupation=("71-2011",), level=("P1",)), "No passage fits what is asked for."),
    ],
)
def test_where_nothing_fits_the_refusal_says_why(occupations_engine: Engine, filters: Filters, reason: str) -> None:
    result = occupations_engine.searcher.search(QUESTION, filters)
    assert (result.hits, result.answers) == ((), ())
    assert result.refusal is not None
    assert result.refusal.reason == reason


@pytest.mark.parametrize(
    ("filters", "message"),
    [
        (Filters(occupation=("71-2099",)), "unknown occupation: there is no occupation '71-2099'; did you mean "),
        (Filters(occupation=("71-2011.77",)), "unknown occupation: there is no occupation '71-2011.77'; did you mean "),
        (
            Filters(occupation=("onet-soc:71-2011",)),
            "unknown occupation: there is no occupation '71-2011' in onet-soc; ",
        ),
        (Filters(occupation=("naics:71",)), "unknown occupation: there is no occupation 'naics:71'"),
        (Filters(occupation=("http://x/y",)), "unknown occupation: there is no occupation 'http://x/y'"),
        (Filters(soc_group=("71",)), "soc_group='71' cannot be used; a SOC code can: of a major group such as "),
        (Filters(soc_group=("71-2011.00",)), "soc_group='71-2011.00' cannot be used; "),
        (Filters(soc_group=("81-0000",)), "unknown soc_group '81-0000': no occupation is in it; "),
        (
            Filters(mapping_status=("open",)),
            "unknown mapping_status 'open'; one of needs_review, approved, rejected, superseded can be used",
        ),
        (Filters(min_confidence=1.5), "min_confidence=1.5 cannot be used; a number from 0 to 1 can, such as 0.5"),
        (Filters(min_confidence=float("nan")), "min_confidence=nan cannot be used; "),
    ],
)
def test_what_cannot_be_asked_for_is_named(occupations_engine: Engine, filters: Filters, message: str) -> None:
    with pytest.raises(QueryError) as refused:
        occupations_engine.searcher.search(QUESTION, filters)
    assert str(refused.value).startswith(message)


def test_without_classifications_codes_that_profiles_have_can_be_asked_for(engine: Engine) -> None:
    found = engine.mapped_profiles.find(Filters(occupation=("15-1252",), mapping_status=("approved",)))
    assert found is not None
    assert found.keys() == {"SWE.GEN.P1", "SWE.GEN.P4"}
    for filters in (Filters(occupation=("13-9999",)), Filters(soc_group=("99-0000",))):
        with pytest.raises(QueryError, match="and no classification of occupations was imported"):
            engine.mapped_profiles.find(filters)


@pytest.mark.parametrize(
    ("query", "filters"),
    [
        (
            "profiles-by-mapping",
            Filters(soc_group=("15-0000",), mapping_status=("approved",), min_confidence=0.5),
        ),
        ("profiles-by-occupation", Filters(occupation=("15-1252",))),
    ],
)
def test_the_example_queries_choose_the_same_profiles(engine: Engine, query: str, filters: Filters) -> None:
    text = (EXAMPLES / "queries" / f"{query}.rq").read_text(encoding="utf-8")
    found = engine.mapped_profiles.find(filters)
    assert found
    assert {row["profile"] for row in engine.snapshot.graph.select(text)} == found.keys()
