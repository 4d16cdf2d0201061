from __future__ import annotations

import pytest

from service.titles.noise import clean_characters, remove_noise, remove_places


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Software Engineer (m/f/d)", "Software Engineer"),
        ("Software Engineer (w/m/x) - all genders", "Software Engineer"),
        ("Full-time Data Analyst", "Data Analyst"),
        ("Data Analyst - Part Time, 20h/week", "Data Analyst"),
        ("Data Analyst (80-100%)", "Data Analyst"),
        ("Data Analyst | $95k - $110k", "Data Analyst"),
        ("Data Analyst up to €60.000 per year", "Data Analyst"),
        ("Data Analyst, Req ID: 88-213", "Data Analyst"),
        ("Data Analyst #4711 JR10023", "Data Analyst"),
        ("We're hiring! Data Analyst", "Data Analyst"),
        ("Hiring now: Data Analyst - apply today", "Data Analyst"),
        ("Data Analyst (Remote)", "Data Analyst"),
        ("100% remote Data Analyst", "Data Analyst"),
        ("Data Analyst, 6 month contract", "Data Analyst"),
        ("Data Analyst - maternity cover - fixed term", "Data Analyst"),
        ("Temporary HR Assistant", "HR Assistant"),
        ("Data Analyst [Contract] {Night shift}", "Data Analyst"),
        ("Data Analyst - English speaking only", "Data Analyst"),
    ],
)
def test_what_does_not_name_the_job_is_taken_out(title: str, left: str) -> None:
    assert remove_noise(title).text == left


@pytest.mark.parametrize(
    "title",
    [
        "Contract Manager",
        "Shift Supervisor",
        "Remote Sensing Scientist",
        "Office Manager",
        "On-site Operations Lead",
        "Head of Visa Operations",
        "Level 3 Support Engineer",
        "Contract",
        "Engineer P4",
        "UI/UX Designer",
    ],
)
def test_words_that_name_the_job_stay(title: str) -> None:
    assert remove_noise(title).text == title


def test_what_was_taken_out_is_told_with_its_kind() -> None:
    assert remove_noise("Analyst (m/f/d) - Remote - Contract").removed == (
        ("gender", "m/f/d"),
        ("arrangement", "Remote"),
        ("employment", "Contract"),
    )


@pytest.mark.parametrize(
    ("title", "left"),
    [
        ("Data Analyst, EMEA", "Data Analyst"),
        ("Data Analyst - Berlin, Germany", "Data Analyst"),
        ("Data Analyst in New York", "Data Analyst"),
        ("Data Analyst (Austin, TX)", "Data Analyst"),
        ("Data Analyst San Francisco Bay Area", "Data Analyst"),
        ("EMEA Sales Director", "Sales Director"),
        ("Data Analyst, UK & Ireland", "Data Analyst"),
        ("Data Analyst - based in Zürich", "Data Analyst"),
    ],
)
def test_places_are_taken_out(title: str, left: str) -> None:
    assert remove_places(title).text == left


@pytest.mark.parametrize("title", ["Middle East Editor", "Paris", "IT Manager", "Manager, IT", "Europe Desk Editor"])
def test_a_place_that_the_work_is_about_stays(title: str) -> None:
    assert remove_places(title).text == title


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("🚀 R&amp;D  Engineer 🚀", "R&D Engineer"),
        ("\u200bEngineer\x00\n", "Engineer"),
        ("Ｅｎｇｉｎｅｅｒ – ", "Engineer"),
        ("* Engineer *", "Engineer"),
    ],
)
def test_characters_become_plain(title: str, plain: str) -> None:
    assert clean_characters(title) == plain
