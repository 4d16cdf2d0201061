"""Job descriptions beside the ladders of the example company."""

from __future__ import annotations

import pytest

from ontology.errors import NotFoundError, QueryError
from service.engine import Engine
from service.inference.result import LevelInference

ENTERPRISE = """Brightwater is a leading provider of software with offices in many countries.

What you will do
- write success plans over several years for our largest customers
- win over the executives of a customer long before the contract ends
- lead the rescue of an account in danger, with lawyers and engineers
- mentor less experienced colleagues

What we offer
- 30 days of holiday and a gym
We are an equal opportunity employer.
"""
ASSISTANT = """You keep the files and contracts of employees complete, arrange interviews and first days, and pass on
questions that are delicate. A colleague checks what you do."""
NURSE = """Cardiology ward with night shifts. You give infusions, watch vital signs and prepare patients for operations.
Registration as a nurse is needed."""
VAGUE = "You look after customers and speak with them."
PERKS = """What we offer
- 30 days of holiday and a gym
- a pension plan
Send us your application today."""


def infer(engine: Engine, text: str, role: str | None = None, title: str | None = None) -> LevelInference:
    return engine.inferrer.infer(text, role=role, title=title)


def test_role_and_level_are_found_from_the_description_alone(engine: Engine) -> None:
    result = infer(engine, ENTERPRISE)
    assert result.role is not None
    assert (result.role.role, result.role.role_label, result.role.how) == ("CUS.GEN", "Customer Success", "text")
    assert result.best is not None
    assert (result.best.level, result.best.profile, result.abstained) == ("P4", "CUS.GEN.P4", False)
    assert result.snapshot == engine.snapshot.id


def test_the_distribution_is_over_all_levels_of_the_role_in_rank_order(engine: Engine) -> None:
    distribution = infer(engine, ENTERPRISE).distribution
    assert [level.level for level in distribution] == ["P1", "P2", "P3", "P4", "P5", "P6"]
    assert sum(level.probability for level in distribution) == pytest.approx(1.0, abs=5e-4)


def test_levels_are_those_of_the_role_that_is_given(engine: Engine) -> None:
    result = infer(engine, ENTERPRISE, "CUS.MGT")
    assert result.role is not None
    assert (result.role.confidence, result.role.how) == (1.0, "given")
    assert [level.level for level in result.distribution] == ["M1", "M2", "M3", "M4", "M5"]


@pytest.mark.parametrize(("text", "level"), [(ENTERPRISE, "P4"), (ASSISTANT, "P1")])
def test_every_quote_stands_in_the_description_word_for_word(engine: Engine, text: str, level: str) -> None:
    result = infer(engine, text)
    assert result.best is not None
    assert result.best.level == level
    quotes = [item.quote for evidence in result.evidence for item in evidence.statements]
    quotes += [dimension.quote for dimension in result.dimensions if dimension.quote is not None]
    assert quotes
    assert all(text[slice(*quote.span)] == quote.text for quote in quotes)


def test_the_evidence_is_statements_of_the_level_or_of_its_profile(engine: Engine) -> None:
    first = infer(engine, ENTERPRISE).evidence[0]
    assert first.level == "P4"
    passages = engine.snapshot.passages.find([item.match.id for item in first.statements])
    assert len(passages) == len({item.match.id for item in first.statements}) > 0
    for item in first.statements:
        passage = passages[item.match.id][1]
        assert (passage.text, passage.level_code) == (item.match.text, "P4")
        assert passage.role_code in ("CUS.GEN", None)


def test_what_the_company_says_of_itself_is_no_evidence(engine: Engine) -> None:
    result = infer(engine, ENTERPRISE)
    assert (result.sentences, result.used) == (7, 4)


def test_dimensions_are_those_of_the_rubric_and_silent_where_nothing_is_said(engine: Engine) -> None:
    dimensions = {one.dimension: one for one in infer(engine, ENTERPRISE).dimensions}
    leadership = dimensions["Leadership"]
    assert leadership.level == "P4"
    assert leadership.quote is not None
    assert leadership.quote.text == "mentor less experienced colleagues"
    assert leadership.matches[0].text == "Mentors regularly and leads work across teams without line authority"
    years = dimensions["Typical experience"]
    assert (years.level, years.quote, years.confidence, years.matches) == (None, None, None, ())


def test_years_of_experience_are_compared_as_numbers(engine: Engine) -> None:
    result = infer(engine, ENTERPRISE.replace("- mentor", "- 8 to 12 years with large customers\n- mentor"))
    assert (result.sentences, result.used, len(result.evidence[0].statements)) == (8, 5, 3)
    years = {one.dimension: one for one in result.dimensions}["Typical experience"]
    assert (years.level, [match.text for match in years.matches]) == ("P4", ["8–12 years"])
    assert years.quote is not None
    assert years.quote.text == "8 to 12 years with large customers"
    assert result.evidence[0].other == ("experience: P4 asks for 8–12 years",)
    assert probability(result, "P4") > probability(infer(engine, ENTERPRISE), "P4")


def test_the_title_speaks_for_its_level_and_its_role(engine: Engine) -> None:
    junior = infer(engine, VAGUE, title="Junior Customer Success Manager")
    senior = infer(engine, VAGUE, title="Senior Customer Success Manager")
    assert junior.role is not None
    assert (junior.role.role, junior.role.how) == ("CUS.GEN", "title and text")
    assert probability(junior, "P1") > probability(senior, "P1")
    assert probability(senior, "P4") > probability(junior, "P4")


def probability(result: LevelInference, level: str) -> float:
    return {one.level: one.probability for one in result.distribution}[level]


@pytest.mark.parametrize(
    ("text", "role", "reason"),
    [
        (NURSE, None, "The text fits no role of this snapshot."),
        (NURSE, "CUS.GEN", "The text does not fit the role CUS.GEN."),
        (PERKS, None, "The text says nothing that a level could be told from."),
        (PERKS, "CUS.GEN", "The text says nothing that a level could be told from."),
        ("Apply now!", None, "The text says nothing that a level could be told from."),
    ],
)
def test_no_level_is_named_where_the_text_does_not_tell(
    engine: Engine, text: str, role: str | None, reason: str
) -> None:
    result = infer(engine, text, role)
    assert (result.abstained, result.reason, result.best, result.distribution) == (True, reason, None, ())


def test_where_levels_cannot_be_told_apart_the_distribution_is_given_and_none_named(engine: Engine) -> None:
    result = infer(engine, VAGUE, "CUS.GEN")
    assert (result.abstained, result.best) == (True, None)
    assert result.reason == "The text says too little to tell the levels apart."
    assert max(level.probability for level in result.distribution) < 0.5


def test_a_title_that_names_no_role_makes_the_role_less_sure(engine: Engine) -> None:
    text = "Month end close, consolidation of five companies, cash flow forecasts and talks with auditors."
    assert infer(engine, text, title="Financial Controller").role is None


@pytest.mark.parametrize(
    ("text", "arguments", "error", "message"),
    [
        (" \n", {}, QueryError, "the text is empty"),
        ("x" * 50_001, {}, QueryError, "the text has 50,001 characters; 50,000 are allowed"),
        (ENTERPRISE, {"role": "CUS.GEM"}, NotFoundError, "there is no role 'CUS.GEM'; did you mean CUS.GEN"),
        (ENTERPRISE, {"title": "!!"}, QueryError, "the title is empty"),
    ],
)
def test_what_cannot_be_asked_is_said(
    engine: Engine, text: str, arguments: dict[str, str], error: type[Exception], message: str
) -> None:
    with pytest.raises(error) as refused:
        engine.inferrer.infer(text, **arguments)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize(
    "text", ["<li>" * 12_000, "renewals " * 5_000, "\x00\ufeff owner of accounts \U0001f600", "٣٤٥ " * 99]
)
def test_hostile_descriptions_are_answered(engine: Engine, text: str) -> None:
    assert infer(engine, text).snapshot == engine.snapshot.id
