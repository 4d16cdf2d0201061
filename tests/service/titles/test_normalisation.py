from __future__ import annotations

import pytest

from service.labels.label import Label
from service.titles.abbreviations import read_abbreviations
from service.titles.normalisation import MAX_CHARACTERS, Normaliser
from service.titles.spelling import Speller


def name(text: str, role: str, kind: str = "alias") -> Label:
    return Label(text, kind, f"https://labels.test/{text}", f"{role}.P1", role=role)


NAMES = [
    name("Customer Success Manager", "CS.GEN"),
    name("Senior CSM", "CS.GEN"),
    name("CS Manager", "CS.GEN"),
    name("Site Safety Officer", "SF.GEN", "role"),
    name("Software Engineer", "SW.GEN"),
    name("SWE II", "SW.GEN"),
    name("Full-Stack Developer", "SW.GEN"),
    name("Chief of Staff", "PX.GEN"),
]


@pytest.fixture(scope="module")
def normaliser() -> Normaliser:
    words = {"software", "engineer", "customer", "success", "manager", "developer"}
    return Normaliser(read_abbreviations(NAMES), ["P4", "L7"], {"fullstack", *words}, Speller(words, lambda _: False))


def test_a_company_s_abbreviations_are_read_from_its_own_names() -> None:
    assert read_abbreviations(NAMES) == {
        "CSM": "customer success manager",
        "CS": "customer success",
        "SSO": "site safety officer",
        "SWE": "software engineer",
    }


@pytest.mark.parametrize(
    ("title", "text", "words", "head", "grades"),
    [
        (
            "Sr. CSM II - Remote (Contract), EMEA",
            "Senior Customer Success Manager II",
            ["customer", "success", "manager"],
            "manager",
            ["senior", "2"],
        ),
        ("Sr SWE", "Senior Software Engineer", ["software", "engineer"], "engineer", ["senior"]),
        ("V.P., CS", "Vice President, Customer Success", ["customer", "success"], None, ["vice_president"]),
        ("SSO P4", "Site Safety Officer P4", ["site", "safety", "officer"], "officer", ["P4"]),
        ("Sofware Enginer", "Software Engineer", ["software", "engineer"], "engineer", []),
        ("Full Stack Dev", "Fullstack Developer", ["fullstack", "developer"], "developer", []),
        (
            "Lead Generation Specialist",
            "Lead Generation Specialist",
            ["lead", "generation", "specialist"],
            "specialist",
            [],
        ),
        ("Executive Assistant", "Executive Assistant", ["executive", "assistant"], "assistant", []),
        (
            "Assistant Vice President, CS",
            "Assistant Vice President, Customer Success",
            ["customer", "success"],
            None,
            ["vice_president", "deputy"],
        ),
        ("Team Lead", "Team Lead", ["team", "lead"], None, ["lead"]),
    ],
)
def test_a_title_is_spelt_out_and_its_grades_set_apart(
    normaliser: Normaliser, title: str, text: str, words: list[str], head: str | None, grades: list[str]
) -> None:
    normal = normaliser.normalise(title)
    assert normal.text == text
    assert list(normal.words) == words
    assert normal.head == head
    assert [grade.grade for grade in normal.grades] == grades


def test_every_step_can_be_checked(normaliser: Normaliser) -> None:
    normal = normaliser.normalise("Sr. CSM (part-time) - Berlin")
    assert [(step.name, step.text, step.changes) for step in normal.steps] == [
        ("noise", "Sr. CSM - Berlin", ("employment: part-time",)),
        ("places", "Sr. CSM", ("place: Berlin",)),
        ("abbreviations", "Senior Customer Success Manager", ("Sr. → senior", "CSM → customer success manager")),
        ("grades", "customer success manager", ("Senior → senior",)),
    ]
    assert normal.employment == ("part-time",)


def test_an_afterthought_counts_less_and_whom_it_serves_least(normaliser: Normaliser) -> None:
    assert normaliser.normalise("Software Engineer, Payments").words == {"software": 1, "engineer": 1, "payments": 0.35}
    assert normaliser.normalise("Engineer - Payments (Kafka)").words == {"engineer": 1, "payments": 0.35, "kafka": 0.35}
    assert normaliser.normalise("Assistant to the Director").words == {"assistant": 1, "director": 0.2}
    assert normaliser.normalise("Director, Payments").words == {"payments": 1}


@pytest.mark.parametrize("title", ["", "   ", "§§§", "(((", "a" * 5000, "(" * 5000, "- " * 5000, "\ud800", "m/f/d"])
def test_a_hostile_title_is_read_without_harm(normaliser: Normaliser, title: str) -> None:
    assert len(normaliser.normalise(title).text) <= MAX_CHARACTERS
