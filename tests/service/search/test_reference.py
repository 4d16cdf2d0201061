"""What classifications say is searched where its kind is asked for, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ontology.errors import QueryError
from ontology.kinds import REFERENCE_KIND_NAMES
from ontology.vocabulary import PREFIXES
from service.engine import Engine
from service.retrieval import format_citation
from service.search.result import Filters, Hit, Mode
from service.sparql.endpoint import complete
from service.sparql.federation import AllowList, Federation
from tests.service.mapping_filters import ESCO, OCCUPATION

SURGES = "who forecasts storm surges"
NEVER = "What was found describes occupations, which have no levels."


def find(engine: Engine, query: str, filters: Filters, mode: Mode = Mode.HYBRID, limit: int = 50) -> tuple[Hit, ...]:
    return engine.searcher.search(query, filters, mode=mode, limit=limit).hits


def is_company(hit: Hit) -> bool:
    return hit.profile is not None


@pytest.mark.parametrize("kind", REFERENCE_KIND_NAMES)
def test_its_kinds_are_found_when_they_are_asked_for(occupations_engine: Engine, kind: str) -> None:
    hits = find(occupations_engine, SURGES, Filters(kind=(kind,)))
    assert {hit.kind for hit in hits} == {kind}
    assert {(hit.citation.document or "").partition("/")[0] for hit in hits if not is_company(hit)} == {"taxonomy"}


@pytest.mark.parametrize("mode", list(Mode))
def test_an_occupation_is_found_with_its_code_label_and_address(occupations_engine: Engine, mode: Mode) -> None:
    best = find(occupations_engine, SURGES, Filters(kind=("occupation",)), mode)[0]
    assert (best.occupation, best.occupation_label, best.scheme) == ("71-2011.01", "Storm Surge Modellers", "onet-soc")
    assert (best.level, best.role, best.profile) == (None, None, None)
    assert best.text.startswith("Storm Surge Modellers: Build models that forecast storm surges")
    assert best.citation.document == "taxonomy/onet"
    assert best.citation.url == "http://roles.test/id/occupation/onet-soc/71-2011.01"
    assert format_citation(best) == "[71-2011.01 occupation, taxonomy/onet]"


@pytest.mark.parametrize("question", ["who keeps customers", "Tide Analyst", "senior tide analyst at P3", SURGES])
def test_where_no_kind_is_asked_for_the_company_alone_answers(occupations_engine: Engine, question: str) -> None:
    hits = find(occupations_engine, question, Filters())
    assert hits
    assert all(map(is_company, hits))


@pytest.mark.parametrize("mode", list(Mode))
def test_both_are_ordered_together(occupations_engine: Engine, mode: Mode) -> None:
    hits = find(occupations_engine, "forecaster of tides", Filters(kind=("alias",)), mode)
    assert {is_company(hit) for hit in hits} == {True, False}
    keys = {Mode.HYBRID: "score", Mode.DENSE: "dense", Mode.LEXICAL: "lexical"}[mode]
    assert [getattr(hit, keys) for hit in hits] == sorted((getattr(hit, keys) for hit in hits), reverse=True)
    assert len(find(occupations_engine, "forecaster of tides", Filters(kind=("alias",)), mode, limit=3)) == 3


@pytest.mark.parametrize(
    "filters",
    [
        Filters(level=("P3",)),
        Filters(role=("TIDE.GEN",)),
        Filters(track=("P",)),
        Filters(mapping_status=("needs_review",)),
        Filters(min_confidence=0.1),
    ],
)
def test_what_only_profiles_have_shuts_classifications_out(occupations_engine: Engine, filters: Filters) -> None:
    hits = occupations_engine.searcher.search("tides", _with_kind(filters, "alias"), limit=50).hits
    assert hits
    assert all(map(is_company, hits))


def test_a_level_that_the_question_names_shuts_them_out_too(occupations_engine: Engine) -> None:
    result = occupations_engine.searcher.search("P3 titles", Filters(kind=("alias",)))
    assert result.interpretation.filters.level == ("P3",)
    assert {hit.level for hit in result.hits} == {"P3"}


def test_who_asks_for_occupations_asks_for_no_level(occupations_engine: Engine) -> None:
    result = occupations_engine.searcher.search("senior tide analyst at P3", Filters(kind=("occupation",)))
    assert result.interpretation.filters == Filters(kind=("occupation",))
    assert result.interpretation.text == "senior tide analyst at P3"
    assert {mention.effect.value for mention in result.interpretation.mentions} == {"none"}
    assert "Tide Analysts" in {hit.occupation_label for hit in result.hits[:3]}


@pytest.mark.parametrize(
    ("filters", "codes"),
    [
        (Filters(occupation=("71-2011",)), {"71-2011", "71-2011.00", "71-2011.01"}),
        (Filters(occupation=("71-2011.01",)), {"71-2011.01"}),
        (Filters(occupation=(ESCO,)), {"2911.1"}),
        (Filters(occupation=(f"{OCCUPATION}/soc/73-1021",)), {"73-1021", "73-1021.00"}),
        (Filters(soc_group=("71-2000",)), {"71-2000", "71-2010", "71-2011", "71-2011.00", "71-2011.01"}),
        (Filters(soc_group=("71-2000",), occupation=("71-2011.00", "73-1021")), {"71-2011.00"}),
    ],
)
def test_occupation_and_group_are_filters_here_too(
    occupations_engine: Engine, filters: Filters, codes: set[str]
) -> None:
    hits = find(occupations_engine, "work", _with_kind(filters, "occupation"))
    assert {place.occupation for hit in hits for place in hit.places} == codes  # SOC and O*NET often say the same


def test_tasks_of_an_occupation_can_be_asked_for_by_its_code(occupations_engine: Engine) -> None:
    hits = find(occupations_engine, "storms", Filters(kind=("task",), occupation=("71-2011.01",)))
    assert {hit.occupation for hit in hits} == {"71-2011.01"}
    assert {hit.kind for hit in hits} == {"task"}


def test_occupations_are_no_answers_and_the_refusal_says_so(occupations_engine: Engine) -> None:
    result = occupations_engine.searcher.search(SURGES, Filters(kind=("occupation", "task")))
    assert (result.answers, result.refusal is not None and result.refusal.reason) == ((), NEVER)
    assert result.refusal is not None
    assert result.refusal.unknown_words == ()  # a classification has them all


def test_answers_come_from_the_company_beside_what_classifications_say(occupations_engine: Engine) -> None:
    result = occupations_engine.searcher.search("Tide Forecaster", Filters(kind=("alias",)))
    assert result.answers[0].profile == "TIDE.GEN.P2"
    assert {answer.profile for answer in result.answers} <= {"TIDE.GEN.P2", "TIDE.GEN.P3"}


def test_facets_count_the_kinds_of_both(occupations_engine: Engine) -> None:
    facets = occupations_engine.searcher.search("tides", Filters(kind=("alias", "occupation"))).facets
    assert facets["kind"]["alias"] > sum(facets["role"].values()) > 0  # what classifications say has no role
    assert facets["kind"]["occupation"] > 0
    assert list(facets["kind"].values()) == sorted(facets["kind"].values(), reverse=True)


def test_a_title_of_several_occupations_lists_them(occupations_engine: Engine) -> None:
    shared = [hit for hit in find(occupations_engine, "titles", Filters(kind=("alias",)), limit=100) if hit.also]
    assert shared
    for hit in shared:
        codes = [place.occupation or place.profile for place in hit.places]
        assert len(set(codes)) == len(codes)
        assert None not in codes


QUESTIONS = [
    (SURGES, Filters(kind=("occupation",))),
    ("keeps a lamp burning", Filters(kind=("occupation", "task"))),
    ("stage work for children", Filters(kind=("occupation", "alias", "task", "skill", "knowledge"))),
    ("marionette artist", Filters(kind=("alias",))),
    ("charts", Filters(kind=("skill", "knowledge"))),
    ("anything", Filters(kind=("task",), soc_group=("71-0000",))),
    ("tides", Filters(kind=("responsibility", "task"), occupation=("71-2011",))),
]


@pytest.mark.parametrize(("question", "filters"), QUESTIONS)
def test_the_query_of_every_hit_finds_the_hit(occupations_engine: Engine, question: str, filters: Filters) -> None:
    hits = find(occupations_engine, question, filters, limit=20)
    assert hits
    for hit in hits:
        query = complete(occupations_engine, hit.explanation.sparql, Federation(AllowList(()), 1, 1), None)
        found = [str(row["passage"]) for row in occupations_engine.snapshot.graph.select(query)]
        assert hit.id in found, hit.explanation.sparql


@pytest.mark.parametrize(("question", "filters"), QUESTIONS)
def test_every_step_of_the_path_is_a_triple_of_the_graph(
    occupations_engine: Engine, question: str, filters: Filters
) -> None:
    for hit in find(occupations_engine, question, filters, limit=20):
        assert bool(hit.explanation.path) == bool(hit.profile or hit.occupation) or hit.kind == "occupation"
        for step in hit.explanation.path:
            prefix, _, name = step.property.partition(":")
            facts = occupations_engine.snapshot.graph.facts(step.subject)
            assert step.object in map(str, facts[PREFIXES[prefix] + name]), step


def test_a_chatbot_gets_them_with_citations(occupations_engine: Engine) -> None:
    found = occupations_engine.retriever.retrieve(SURGES, Filters(kind=("task",)), limit=1)
    [passage] = found.passages
    assert passage.citation == "[71-2011.01 task, taxonomy/onet]"
    assert passage.title == "Storm Surge Modellers, 71-2011.01: task"
    assert passage.url == "http://roles.test/id/occupation/onet-soc/71-2011.01"
    assert (passage.occupation, passage.scheme, passage.profile) == ("71-2011.01", "onet-soc", None)
    assert found.no_answer


def test_without_classifications_nobody_can_ask_for_occupations(engine: Engine) -> None:
    with pytest.raises(QueryError, match="unknown kind 'occupation'; this snapshot has: "):
        engine.searcher.search("renewals", Filters(kind=("occupation",)))


def _with_kind(filters: Filters, kind: str) -> Filters:
    return replace(filters, kind=(kind,))
