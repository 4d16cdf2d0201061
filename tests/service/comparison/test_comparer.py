from __future__ import annotations

import itertools

import pytest

from ontology.errors import NotFoundError, QueryError
from service.comparison.view import Step
from service.engine import Engine


@pytest.fixture(scope="module")
def step(engine: Engine) -> Step:
    return engine.comparer.compare(["CUS.GEN.P3", "CUS.GEN.P4"]).steps[0]


def test_the_rubric_is_compared_dimension_by_dimension(step: Step) -> None:
    assert [(delta.kind, delta.dimension) for delta in step.levels][:5] == [
        ("guideline", "Knowledge & Application"),
        ("guideline", "Complexity & Problem Solving"),
        ("guideline", "Collaboration & Interaction"),
        ("guideline", "Typical Degree & Years"),
        ("attribute", "Scope"),
    ]
    assert all(len(delta.changed) == 1 and not delta.only_a and not delta.only_b for delta in step.levels)
    years = step.levels[-1].changed[0]
    assert (years.a.text, years.b.text) == ("5–8 years", "8–12 years")
    assert (years.marks_a.text, years.marks_b.text) == (((0, 3),), ((0, 4),))


def test_levels_that_are_the_same_are_unchanged_and_shared(engine: Engine) -> None:
    step = engine.comparer.compare(["PPL.GEN.P3", "SWE.GEN.P3"]).steps[0]
    attributes = [delta for delta in step.levels if delta.kind == "attribute"]
    assert len(attributes) == 7
    assert all(delta.unchanged and delta.shared[0].equal for delta in attributes)


def test_statements_are_shared_changed_or_of_one_profile_alone(engine: Engine, step: Step) -> None:
    a, b = (engine.profiles.read(code) for code in ("CUS.GEN.P3", "CUS.GEN.P4"))
    delta = next(delta for delta in step.statements if delta.kind == "responsibility")
    assert [pair.b.text[:10] for pair in delta.changed] == ["Influences", "Steering m"]
    assert all(0.55 <= pair.similarity < 1 and not pair.equal for pair in delta.changed)
    said_a = [pair.a for pair in (*delta.shared, *delta.changed)] + list(delta.only_a)
    said_b = [pair.b for pair in (*delta.shared, *delta.changed)] + list(delta.only_b)
    assert sorted(said.iri for said in said_a) == sorted(said.iri for said in a.responsibilities)
    assert sorted(said.iri for said in said_b) == sorted(said.iri for said in b.responsibilities)
    assert all(said.sources for said in (*said_a, *said_b))


def test_text_that_two_levels_share_is_told_apart(engine: Engine) -> None:
    step = engine.comparer.compare(["PPL.GEN.P4", "PPL.GEN.P5"]).steps[0]
    delta = next(delta for delta in step.statements if delta.kind == "responsibility")
    assert len(delta.shared) == 1
    assert delta.shared[0].a.text == delta.shared[0].b.text
    assert delta.shared[0].a.iri != delta.shared[0].b.iri


def test_components_are_kept_gained_and_lost_under_other_names_too(step: Step) -> None:
    skills = next(delta for delta in step.components if delta.kind == "skill")
    assert [(pair.a.text, pair.b.text) for pair in skills.kept] == [
        ("Negotiation", "Commercial negotiation"),
        ("Mentoring", "Mentoring"),
    ]
    assert "Business case writing" in {said.text for said in skills.gained}
    assert "SQL" in {said.text for said in skills.lost}


def test_the_gap_tells_new_deepened_transferable_and_unknown_apart(engine: Engine, step: Step) -> None:
    gap = step.gap
    assert gap == engine.comparer.find_gap("CUS.GEN.P3", "CUS.GEN.P4")
    assert (gap.holder, gap.target) == ("CUS.GEN.P3", "CUS.GEN.P4")
    assert {said.kind for said in gap.new} == {"skill"}
    # P3 states skills alone: whether its holder has the knowledge that P4 asks for, nobody says.
    assert {said.kind for said in gap.unknown} == {"knowledge", "competency", "qualification"}
    assert [(pair.a.text, pair.b.text) for pair in gap.transferable] == [("Negotiation", "Commercial negotiation")]
    assert [pair.b.text for pair in gap.held] == ["Mentoring"]  # P4 describes it no further
    deepened = engine.comparer.find_gap("SWE.GEN.P3", "SWE.GEN.P4").deepened
    assert [pair.b.text for pair in deepened] == ["Mentoring"]
    assert deepened[0].marks_b.description


def test_several_profiles_are_compared_each_with_the_next(engine: Engine) -> None:
    codes = ["CUS.GEN.P2", "CUS.GEN.P3", "CUS.MGT.M1", "PM.GEN.P4"]
    compared = engine.comparer.compare(codes)
    assert [entry.code for entry in compared.profiles] == codes
    assert [(step.a, step.b) for step in compared.steps] == list(itertools.pairwise(codes))
    assert compared.snapshot == engine.snapshot.id


@pytest.mark.parametrize(
    ("codes", "message"),
    [
        ([], "give 2 to 4 codes of profiles; there are 0"),
        (["CUS.GEN.P3"], "give 2 to 4 codes of profiles; there are 1"),
        (["A", "B", "C", "D", "E"], "give 2 to 4 codes of profiles; there are 5"),
        (["CUS.GEN.P3", "CUS.GEN.P3"], "CUS.GEN.P3 is given 2 times; a profile is compared with another"),
    ],
)
def test_what_cannot_be_compared_is_refused(engine: Engine, codes: list[str], message: str) -> None:
    with pytest.raises(QueryError) as refused:
        engine.comparer.compare(codes)
    assert str(refused.value) == message


def test_unknown_codes_are_refused_with_near_ones(engine: Engine) -> None:
    with pytest.raises(NotFoundError, match=r"did you mean CUS\.GEN\.P4"):
        engine.comparer.compare(["CUS.GEN.P3", "CUS.GEN.P44"])
    with pytest.raises(NotFoundError, match=r"did you mean CUS\.GEN\.P4"):
        engine.comparer.find_gap("CUS.GEN.P44", "CUS.GEN.P3")
    with pytest.raises(QueryError, match=r"^CUS\.GEN\.P4 lacks nothing for itself"):
        engine.comparer.find_gap("CUS.GEN.P4", "CUS.GEN.P4")


def test_any_two_profiles_can_be_compared(engine: Engine) -> None:
    codes = [entry.code for entry in engine.profiles.list_page(0, 100)[1]]
    for a, b in zip(codes[::3], codes[1::3], strict=False):
        step = engine.comparer.compare([a, b]).steps[0]
        assert 0 < step.nearness.distance <= 1
        assert {delta.kind for delta in step.levels} <= {"guideline", "attribute"}
