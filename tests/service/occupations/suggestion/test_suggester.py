from __future__ import annotations

import pytest

from ontology.errors import NotFoundError, QueryError
from service.engine import Engine
from service.occupations.suggestion.suggester import MappingSuggester


@pytest.fixture(scope="module")
def suggester(occupations_engine: Engine) -> MappingSuggester:
    return occupations_engine.mapping_suggester


def test_the_occupation_that_a_profile_describes_comes_first_in_each_scheme(suggester: MappingSuggester) -> None:
    found = suggester.suggest("TIDE.GEN.P2", limit=1)
    assert not found.abstained
    assert [(one.scheme, one.code) for one in found.candidates][:2] == [("onet-soc", "71-2011.00"), ("soc", "71-2011")]
    assert suggester.schemes == ("onet-soc", "soc", "esco", "isco")


def test_a_suggestion_says_which_title_and_which_statements_speak_for_it(suggester: MappingSuggester) -> None:
    [first] = suggester.suggest("TIDE.GEN.P2", schemes=["onet-soc"], limit=1).candidates
    assert first.title_match is not None
    assert (first.title_match.name, first.title_match.matched, first.title_match.similarity) == (
        "Tide Forecaster",
        "Tide Forecaster",
        1.0,
    )
    assert [(match.text, match.task_text) for match in first.task_matches] == [
        ("Publishes tables of high and low water", "Publish tables of high and low water."),
        ("Checks tide gauge readings for errors", "Analyse tide gauge readings for errors."),
    ]
    assert first.task_matches[0].task.endswith("/occupation/onet-soc/71-2011.00/task/302")
    assert first.task_matches[0].similarity > first.task_matches[1].similarity > 0.8
    assert first.why[0] == "the alias “Tide Forecaster” has the words of its title “Tide Forecaster”"
    assert first.url == "http://roles.test/id/occupation/onet-soc/71-2011.00"


def test_shares_of_a_scheme_add_up_to_one_and_fall(suggester: MappingSuggester) -> None:
    found = suggester.suggest("REN.GEN.P3", schemes=["soc"], limit=50).candidates
    shares, sure = [one.share for one in found], [one.confidence for one in found]
    assert sure == sorted(sure, reverse=True)
    assert sum(shares) == pytest.approx(1.0, abs=0.01)
    assert shares == sorted(shares, reverse=True)
    assert len(shares) == 7


def test_profiles_are_suggested_for_together_as_alone(suggester: MappingSuggester) -> None:
    codes = suggester.profiles
    told: list[int] = []
    together = list(suggester.suggest_many(codes, limit=2, progress=told.append))
    assert [one.profile for one in together] == list(codes)
    assert told == [1] * len(codes)
    for one in together:
        alone = suggester.suggest(one.profile, limit=2)
        assert [c.iri for c in alone.candidates] == [c.iri for c in one.candidates]


def test_a_scheme_that_is_not_loaded_is_refused(suggester: MappingSuggester) -> None:
    with pytest.raises(QueryError, match="scheme=noc is not loaded; onet-soc, soc, esco, isco can be suggested"):
        suggester.suggest("TIDE.GEN.P2", schemes=["noc"])
    with pytest.raises(QueryError, match="limit=0 cannot be used"):
        suggester.suggest("TIDE.GEN.P2", limit=0)
    with pytest.raises(NotFoundError, match="there is no profile"):
        suggester.suggest("NONE.SUCH")


def test_without_a_classification_it_says_what_to_ingest(engine: Engine) -> None:
    with pytest.raises(QueryError, match="ingest O\\*NET, SOC or ESCO first"):
        engine.mapping_suggester.suggest("CUS.GEN.P3")
