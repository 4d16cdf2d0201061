from __future__ import annotations

import pytest

from ontology.errors import NotFoundError, QueryError
from service.engine import Engine
from service.titles.resolution import TitleResolution
from service.titles.resolver import MAX_TITLES, TitleResolver


@pytest.fixture(scope="module")
def resolver(engine: Engine) -> TitleResolver:
    return engine.titles


def first(resolution: TitleResolution) -> tuple[str, str | None, str, str | None]:
    candidate = resolution.candidates[0]
    return candidate.role, candidate.level, candidate.matched, candidate.approval


@pytest.mark.parametrize(
    ("title", "profile", "matched", "approval"),
    [
        ("Senior CSM", "CUS.GEN.P4", "Senior Customer Success Manager", "pending"),
        ("CSM II", "CUS.GEN.P3", "Customer Success Manager II", "pending"),
        ("CSM", "CUS.GEN.P3", "CSM", "pending"),
        ("VP of CS", "CUS.MGT.M5", "Vice President, Customer Success", None),
        ("Mgr, Customer Success", "CUS.MGT.M2", "Manager, Customer Success", None),
        ("Sr. Software Developer (m/f/d) - Berlin", "SWE.GEN.P4", "Software Developer", "pending"),
        ("Staff Software Enginer", "SWE.GEN.P5", "Staff Software Engineer", None),
        ("Jr Dev", "SWE.GEN.P1", "Junior Developer", "approved"),
        ("Software Engineer P5", "SWE.GEN.P5", "Staff Software Engineer", None),
        ("Analyst, Data - L3", "DATA.ANA.L3", "Data Analyst II", "approved"),
    ],
)
def test_a_title_resolves_to_its_profile_with_the_label_that_fits(
    resolver: TitleResolver, title: str, profile: str, matched: str, approval: str | None
) -> None:
    candidate = resolver.resolve(title).candidates[0]
    assert (candidate.profile, candidate.approval) == (profile, approval), candidate
    assert candidate.matched == matched
    assert candidate.confidence > 0.6


def test_two_grades_that_point_apart_are_ambiguous(resolver: TitleResolver) -> None:
    found = resolver.resolve("Sr. CSM II - Remote (Contract), EMEA")
    assert found.candidates[0].profile == "CUS.GEN.P4"
    assert "CUS.GEN.P3" in [candidate.profile for candidate in found.candidates]
    assert (found.ambiguous, found.reason) == (
        True,
        "“Senior” and “II” point to different levels: CUS.GEN.P4 and CUS.GEN.P3",
    )


def test_an_alias_of_several_profiles_is_all_of_them(resolver: TitleResolver) -> None:
    found = resolver.resolve("Business Analyst")
    assert found.ambiguous
    assert found.reason == "“Business Analyst” is a name of DATA.ANA.L3 and PM.GEN.P2"
    assert {candidate.profile for candidate in found.candidates[:2]} == {"DATA.ANA.L3", "PM.GEN.P2"}


def test_a_title_without_a_grade_leaves_the_level_open_beside_the_likeliest(resolver: TitleResolver) -> None:
    found = resolver.resolve("Web Developer")
    assert [(one.role, one.profile, one.level) for one in found.candidates] == [
        ("SWE.GEN", None, None),
        ("SWE.GEN", "SWE.GEN.P3", "P3"),
    ]
    assert (found.ambiguous, found.reason) == (True, "no level is stated")


def test_a_grade_that_the_role_has_not_is_said(resolver: TitleResolver) -> None:
    found = resolver.resolve("Director of Software Engineering")
    assert (found.candidates[0].role, found.candidates[0].level) == ("SWE.GEN", None)
    assert found.reason == "SWE.GEN has no level that the title's grade means"


@pytest.mark.parametrize(
    ("title", "profile"), [("Lead Generation Specialist", "CUS.GEN.P2"), ("Executive Assistant", "PPL.GEN.P1")]
)
def test_a_rejected_alias_is_shown_as_such_and_never_believed(
    resolver: TitleResolver, title: str, profile: str
) -> None:
    found = resolver.resolve(title)
    assert [(candidate.profile, candidate.approval) for candidate in found.candidates] == [(profile, "rejected")]
    assert found.candidates[0].confidence < 0.35
    assert found.reason == f"the alias “{title}” reads so, but was rejected as a name of {profile}"


def test_an_intern_of_the_cto_s_office_is_no_executive(resolver: TitleResolver) -> None:
    found = resolver.resolve("Intern - Office of the CTO")
    assert first(found) == ("SWE.GEN", "P1", "Intern, Office of the CTO", "pending")


@pytest.mark.parametrize(
    "title",
    [
        "Helicopter Mechanic",
        "Middle East Editor",
        "Internal Auditor",
        "Executive Assistant to the CEO",
        "Registered Nurse - Night Shift",
        "Store Manager",
        "School Principal",
        "Chief Financial Officer",
        "Head Chef",
        "Paris",
    ],
)
def test_a_title_of_another_trade_resolves_to_none_and_says_why(resolver: TitleResolver, title: str) -> None:
    found = resolver.resolve(title)
    assert found.candidates == ()
    assert not found.ambiguous
    assert found.reason is not None
    assert found.reason.startswith(("no title, alias or role shares a word with", "nothing fits: the nearest,"))


def test_an_approved_name_is_surer_than_a_pending_one(resolver: TitleResolver) -> None:
    approved, pending = resolver.resolve("Principal Engineer"), resolver.resolve("Distinguished Engineer")
    assert first(approved) == ("SWE.GEN", "P6", "Principal Engineer", "approved")
    assert first(pending) == ("SWE.GEN", "P6", "Distinguished Engineer", "pending")
    assert approved.candidates[0].confidence > pending.candidates[0].confidence


def test_a_candidate_explains_itself(resolver: TitleResolver) -> None:
    candidate = resolver.resolve("Sr. SWE").candidates[0]
    assert candidate.role_label == "Software Engineering"
    assert candidate.level_label == "Senior Professional"
    assert candidate.title == "Senior Software Engineer"
    assert candidate.why == (
        "the alias “Sr. SWE” has the same words",
        "it has the same grade",
        "the alias is approved, confidence 0.79",
    )


def test_a_profile_s_code_is_a_title_too(resolver: TitleResolver) -> None:
    (candidate,) = resolver.resolve("cus.gen.p4").candidates
    assert (candidate.profile, candidate.matched_kind, candidate.confidence) == ("CUS.GEN.P4", "profile", 1.0)


def test_a_role_can_be_asked_for(resolver: TitleResolver) -> None:
    found = resolver.resolve("Business Analyst", role="PM.GEN")
    assert {candidate.role for candidate in found.candidates} == {"PM.GEN"}
    with pytest.raises(NotFoundError, match="there is no role 'PM"):
        resolver.resolve("Business Analyst", role="PM.GENN")


def test_many_titles_resolve_as_each_does_alone_and_a_bad_one_stands_in_its_place(resolver: TitleResolver) -> None:
    titles = ["CSM II", "", "Helicopter Mechanic", "x" * 301, "CSM II"]
    found = resolver.resolve_many(titles)
    assert [one.title for one in found] == titles
    assert found[0] == found[4] == resolver.resolve("CSM II")
    assert found[2] == resolver.resolve("Helicopter Mechanic")
    assert [one.problem for one in found] == [
        None,
        "the title is empty: give one such as Senior Customer Success Manager",
        None,
        "the title has 301 characters; 300 are allowed",
        None,
    ]
    assert resolver.resolve_many([]) == []


def test_what_cannot_be_read_is_refused(resolver: TitleResolver) -> None:
    with pytest.raises(QueryError, match="the title is empty"):
        resolver.resolve(" - ")
    with pytest.raises(QueryError, match="501 titles are too many"):
        resolver.resolve_many(["CSM"] * (MAX_TITLES + 1))
    with pytest.raises(QueryError, match="limit=0"):
        resolver.resolve("CSM", limit=0)


def test_no_more_candidates_than_asked_for(resolver: TitleResolver) -> None:
    assert len(resolver.resolve("Business Analyst", limit=1).candidates) == 1
