"""Prevalence and layer that are run together with items, and words that only look so."""

from __future__ import annotations

import pytest

from ingest.page.suffixes import split_suffixes
from tests.ingest.page.pages import notes, read_section, warnings


def split(*items: str) -> list[tuple[str, str | None, str | None]]:
    return [(read.text, read.prevalence, read.layer) for read in split_suffixes(items)]


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("Data entrycommonlevel", ("Data entry", "common", "level")),
        ("Conduct sessions.commonlevel", ("Conduct sessions.", "common", "level")),
        ("Data entrycorerole", ("Data entry", "core", "role")),
        ("Data entryemergingfocus", ("Data entry", "emerging", "focus")),
        ("Data entryuncommonlevel", ("Data entry", "uncommon", "level")),
        ("Data entryuniversalsuperfunction", ("Data entry", "universal", "superfunction")),
        ("Data entryrarebase", ("Data entry", "rare", "base")),
        ("Data entryCommonLevel", ("Data entry", "common", "level")),
        ("Data entry commonlevel", ("Data entry", "common", "level")),
        ("Data entrycommon level", ("Data entry", "common", "level")),
        ("Data entry · common · level", ("Data entry", "common", "level")),
        ("Data entry | common | level", ("Data entry", "common", "level")),
        ("Data entry (common, level)", ("Data entry", "common", "level")),
        ("Data entry [common/level]", ("Data entry", "common", "level")),
        ("Data entry, common, level", ("Data entry", "common", "level")),
        ("Data entry — common — level", ("Data entry", "common", "level")),
        ("Raise service levelcommonlevel", ("Raise service level", "common", "level")),
        ("Set a common levelcommonlevel", ("Set a common level", "common", "level")),
        ("0–1 years (MA)commonlevel", ("0–1 years (MA)", "common", "level")),
    ],
)
def test_badges_that_cannot_be_words_are_split_off_one_item(item: str, expected: tuple[str, str, str]) -> None:
    assert split(item) == [expected]


@pytest.mark.parametrize(
    "item",
    [
        "Raise service level",
        "Set a common level",
        "Reach an uncommon level",
        "Talk to C-level",
        "Know the database",
        "Grow the customer base",
        "Own the core role",
        "commonlevel",
        "Common core",
        "Lead across function",
        "Score",
    ],
)
def test_words_of_an_item_alone_stay(item: str) -> None:
    assert split(item) == [(item, None, None)]


def test_words_that_look_like_badges_stay_where_the_section_has_glued_ones() -> None:
    assert split(
        "Data entrycommonlevel", "Raise service level", "Set a common level", "Score", "Teamworkcorelevel"
    ) == [
        ("Data entry", "common", "level"),
        ("Raise service level", None, None),
        ("Set a common level", None, None),
        ("Score", None, None),
        ("Teamwork", "core", "level"),
    ]


def test_spaced_badges_are_split_where_most_items_have_them() -> None:
    assert split("Data entry common level", "Teamwork core role", "Set a common level common level", "Counting") == [
        ("Data entry", "common", "level"),
        ("Teamwork", "core", "role"),
        ("Set a common level", "common", "level"),
        ("Counting", None, None),
    ]
    assert split("Data entry", "Teamwork", "Set a common level")[2] == ("Set a common level", None, None)


def test_spaced_words_of_some_items_stay() -> None:
    items = ("Set a common level", "Keep a core role", "Data entry", "Teamwork", "Counting", "Packing")
    assert split(*items) == [(item, None, None) for item in items]


def test_single_glued_badge_is_split_where_the_section_uses_the_word() -> None:
    assert split("Data entrycommonlevel", "Teamworkcommonlevel", "Countinglevel", "Know the codebase") == [
        ("Data entry", "common", "level"),
        ("Teamwork", "common", "level"),
        ("Counting", None, "level"),
        ("Know the codebase", None, None),
    ]


def test_single_glued_badge_is_split_where_most_items_have_it() -> None:
    assert split("Data entrycore", "Teamworkcore", "Countingrare", "Scorecore") == [
        ("Data entry", "core", None),
        ("Teamwork", "core", None),
        ("Countingrare", None, None),
        ("Score", "core", None),
    ]
    assert split("Know the database", "Keep the codebase", "Grow the userbase")[0] == ("Know the database", None, None)


def test_unknown_prevalence_before_a_known_layer_is_inferred() -> None:
    items = split_suffixes(
        ["Data entryweeklylevel", "Teamworkweeklylevel", "Countingweeklylevel", "Drivingcommonlevel"]
    )
    assert [(read.text, read.prevalence, read.layer) for read in items] == [
        ("Data entry", "weekly", "level"),
        ("Teamwork", "weekly", "level"),
        ("Counting", "weekly", "level"),
        ("Driving", "common", "level"),
    ]
    assert items[0].doubt == "'weekly' is glued to several items; it is read as their prevalence"


def test_unknown_layer_after_a_known_prevalence_is_inferred() -> None:
    items = split_suffixes(["Data entrycommonregion", "Teamworkcommonregion", "Countingrareregion"])
    assert [(read.text, read.prevalence, read.layer) for read in items] == [
        ("Data entry", "common", "region"),
        ("Teamwork", "common", "region"),
        ("Counting", "rare", "region"),
    ]
    assert items[0].doubt == "'region' is glued to several items; it is read as their layer"


def test_unknown_prevalence_of_one_item_is_doubted() -> None:
    items = split_suffixes(["Data entrycommonlevel", "Teamworkcommonlevel", "Countingweirdlevel"])
    assert (items[2].text, items[2].prevalence, items[2].layer) == ("Countingweird", None, "level")
    assert items[2].doubt == "'Countingweird' has a layer but no known prevalence"


def test_ending_that_is_wholly_unknown_is_kept_as_a_note() -> None:
    reading = read_section(
        "Skills\n- Data entryweeklyregion\n- Teamworkweeklyregion\n- Countingweeklyregion\n- Drivingweeklyregion"
    )
    assert [skill.name for skill in reading.document.skills] == ["Data entry", "Teamwork", "Counting", "Driving"]
    assert notes(reading) == [("Skills", "weeklyregion")] * 4
    assert warnings(reading)[0] == (4, "'weeklyregion' is glued to the items and not known; it is kept as a note")


@pytest.mark.parametrize(
    "items",
    [
        ("Customer management", "Product management", "Team management", "Risk management"),
        ("Onboarding", "Training", "Coaching", "Mentoring"),
        ("Organisation", "Specialisation", "Prioritisation", "Improvisation"),
        ("Leadership", "Ownership", "Partnership", "Stewardship"),
        ("Troubleshooting", "Brainstorming", "Programming", "Modelling"),
    ],
)
def test_words_that_rhyme_have_no_badges(items: tuple[str, ...]) -> None:
    assert [read.text for read in split_suffixes(items)] == list(items)


def test_very_long_items_are_split_quickly() -> None:
    item = "counting core level " * 20_000
    assert split(f"{item}stockcommonlevel") == [(f"{item}stock", "common", "level")]
