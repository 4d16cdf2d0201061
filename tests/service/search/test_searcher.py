"""Questions to the example company, answered by the real encoder and real indexes."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from ontology.errors import QueryError
from service.config import read_settings
from service.engine import Engine
from service.search.result import Filters, Mode
from store.encoder import OnnxEncoder
from store.library import Library
from tests.ingest.conftest import make_workspace
from tests.seeds import SEEDS, needs_seeds
from tests.workspace import EXAMPLES


def open_engine(library: Library) -> Engine:
    return Engine(library.open_current(), read_settings({}, data=library.data))


@pytest.fixture(scope="module")
def engine(snapshot_data: Path) -> Engine:
    return open_engine(Library(snapshot_data))


@pytest.mark.parametrize(
    ("question", "role", "level"),
    [
        ("who influences C-level renewals", "CUS.GEN", "P4"),
        ("who negotiates standard renewals", "CUS.GEN", "P3"),
        ("who approves discounts on renewals", "CUS.MGT", "M2"),
        ("who presents the roadmap to C-level sponsors", "PM.GEN", "P5"),
        ("who coaches executives through a reorganisation", "PPL.GEN", "P4"),
        ("who follows up work permit renewals", "PPL.GEN", "P2"),
        ("who designs pay bands and levelling", "PPL.GEN", "P5"),
        ("who estimates which customers will not renew", "DATA.ANA", "L4"),
    ],
)
def test_a_question_is_answered_with_the_level_whose_statement_proves_it(
    engine: Engine, question: str, role: str, level: str
) -> None:
    result = engine.searcher.search(question)
    assert (result.answers[0].role, result.answers[0].level) == (role, level)
    assert result.answers[0].evidence[0] == result.hits[0].id


@pytest.mark.parametrize(
    "question", ["who repairs espresso machines", "who repairs helicopters", "asdf qwer zxcv", "weather in Lisbon"]
)
def test_what_the_company_does_not_say_is_not_answered(engine: Engine, question: str) -> None:
    result = engine.searcher.search(question)
    assert result.answers == ()
    assert result.refusal is not None
    assert len(result.hits) == 10  # the nearest passages are shown all the same


def test_a_refusal_names_the_words_that_nothing_speaks_of(engine: Engine) -> None:
    refusal = engine.searcher.search("who repairs helicopters").refusal
    assert refusal is not None
    assert refusal.unknown_words == ("helicopters",)
    assert refusal.reason == "Nothing here speaks of 'helicopters', and no passage is near enough."
    assert all(answer.confidence < 0.5 for answer in refusal.nearest)


def test_a_hit_cites_the_line_that_says_it(engine: Engine) -> None:
    hit = engine.searcher.search("who influences C-level renewals").hits[0]
    assert hit.citation.document == "examples/customer-success/CUS.GEN.P3.txt"
    assert hit.citation.lines is not None
    text = (EXAMPLES / "customer-success" / "CUS.GEN.P3.txt").read_text(encoding="utf-8")
    assert text.splitlines()[hit.citation.lines[0] - 1] == f"- {hit.text}"
    assert hit.citation.iri == hit.id
    assert hit.citation.url == hit.id.replace("https://w3id.org/rolegraph/id/", "http://127.0.0.1:8000/id/")


def test_highlights_mark_the_words_of_the_question(engine: Engine) -> None:
    hit = engine.searcher.search("who influences C-level renewals").hits[0]
    assert [hit.text[start:end] for start, end in hit.highlights] == ["Influences", "C", "level", "renewals"]


@pytest.mark.parametrize(
    ("filters", "facet", "value"),
    [
        (Filters(level=("P5",)), "level", "P5"),
        (Filters(role=("PPL.GEN",)), "role", "PPL.GEN"),
        (Filters(kind=("skill",)), "kind", "skill"),
    ],
)
@pytest.mark.parametrize("mode", list(Mode))
def test_a_filter_holds_for_every_hit_in_every_mode(
    engine: Engine, filters: Filters, facet: str, value: str, mode: Mode
) -> None:
    result = engine.searcher.search("who plans renewals with customers and executives", filters, mode=mode)
    assert {getattr(hit, facet) for hit in result.hits} == {value}
    assert set(result.facets[facet]) == {value}


def test_a_track_filter_keeps_managers_only(engine: Engine) -> None:
    result = engine.searcher.search("who approves budgets", Filters(track=("M",)))
    assert {hit.role for hit in result.hits} == {"CUS.MGT"}


def test_filters_of_several_facets_must_all_hold(engine: Engine) -> None:
    hits = engine.searcher.search("renewals", Filters(level=("P3", "P4"), kind=("responsibility",))).hits
    assert {(hit.level, hit.kind) for hit in hits} == {("P3", "responsibility"), ("P4", "responsibility")}


def test_dense_scores_are_the_cosines_of_question_and_passage(engine: Engine, encoder: OnnxEncoder) -> None:
    question = "who estimates which customers will not renew"
    hits = engine.searcher.search(question, mode=Mode.DENSE).hits
    vectors = encoder.encode([question, *(hit.text for hit in hits)])
    np.testing.assert_allclose([hit.dense for hit in hits], vectors[1:] @ vectors[0], atol=1e-4)
    assert [hit.dense for hit in hits] == sorted((hit.dense for hit in hits), reverse=True)


def test_lexical_mode_finds_only_passages_that_share_a_word(engine: Engine) -> None:
    hits = engine.searcher.search("certificates", mode=Mode.LEXICAL).hits
    assert hits
    assert all("certificat" in hit.text.lower() for hit in hits)


def test_facets_count_the_candidates(engine: Engine) -> None:
    facets = engine.searcher.search("renewals", Filters(kind=("responsibility",))).facets
    assert sum(facets["kind"].values()) == sum(facets["role"].values()) == sum(facets["level"].values())
    assert list(facets["level"].values()) == sorted(facets["level"].values(), reverse=True)


def test_the_result_is_plain_json(engine: Engine) -> None:
    result = engine.searcher.search("who influences C-level renewals", limit=2).to_dict()
    assert json.loads(json.dumps(result)) == result
    assert set(result) == {
        "query",
        "mode",
        "snapshot",
        "took_ms",
        "interpretation",
        "answers",
        "refusal",
        "hits",
        "facets",
    }
    assert isinstance(result["hits"], list)
    assert len(result["hits"]) == 2


@pytest.mark.parametrize(
    ("query", "arguments", "message"),
    [
        ("  ", {}, "the query is empty"),
        ("x" * 2_001, {}, "the query has 2,001 characters; 2,000 are allowed"),
        ("renewals", {"limit": 0}, "limit=0 cannot be used; 1 to 100 can"),
        ("renewals", {"filters": Filters(level=("P9",))}, "unknown level 'P9'; this snapshot has: "),
        ("renewals", {"filters": Filters(kind=("Skill",))}, "unknown kind 'Skill'; this snapshot has: alias, "),
    ],
)
def test_a_question_that_cannot_be_asked_says_what_would_be_right(
    engine: Engine, query: str, arguments: dict[str, object], message: str
) -> None:
    with pytest.raises(QueryError) as refused:
        engine.searcher.search(query, **arguments)  # type: ignore[arg-type]
    assert str(refused.value).startswith(message)


@needs_seeds
def test_on_the_real_pages_p4_of_customer_success_influences_c_level_renewals(
    tmp_path: Path, encoders_dir: Path
) -> None:
    workspace = make_workspace(tmp_path, encoders_dir)
    workspace.ingest(SEEDS)
    result = open_engine(workspace.library).searcher.search("who influences C-level renewals")
    answer = result.answers[0]
    assert (answer.level, answer.role_label) == ("P4", "Customer Success Management")
    [proof] = [hit for hit in result.hits if hit.id == answer.evidence[0]]
    assert proof.kind == "responsibility"
    assert "influences C-level conversations" in proof.text
    assert proof.citation.lines == (27, 27)


def test_a_question_that_only_compares_is_searched_for_as_it_stands(engine: Engine) -> None:
    result = engine.searcher.search("diffrence between P2 and P3 software engineer")
    assert result.interpretation.comparison is not None
    assert result.interpretation.text == "diffrence between P2 and P3 software engineer"
    assert {(hit.role or "SWE.GEN", hit.level) for hit in result.hits} == {("SWE.GEN", "P2"), ("SWE.GEN", "P3")}


def test_a_comparison_that_no_level_answers_says_so(engine: Engine) -> None:
    refusal = engine.searcher.search("P2 vs P3 software engineer: zxcv qwerty asdf").refusal
    assert refusal is not None
    assert refusal.reason == "The question compares SWE.GEN.P2 and SWE.GEN.P3: no one level answers it."
