"""How levels are named in a text, and how texts lose their markup and nothing else."""

from __future__ import annotations

import pytest

from ingest.ladder.wording import clean, clean_name, split_sentences
from ingest.ladder.words import Words, is_match

WORDS = Words(
    {
        "IC1": ["IC1", "Engineer", "1", "All levels"],
        "IC2": ["IC2", "Senior Engineer", "Senior Engineer 2", "2", "All levels"],
        "IC12": ["IC12"],
    }
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("ic1", ("IC1",)),
        ("🚀 Engineer:", ("IC1",)),
        ("Senior Engineer", ("IC2",)),
        ("Senior Engineer (Berlin)", ("IC2",)),
        ("IC2: what we expect", ("IC2",)),
        ("Senior Engineer 2 (IC2)", ("IC2",)),
        ("IC12", ("IC12",)),
        ("All Levels", ("IC1", "IC2")),
        ("2", ("IC2",)),
        ("Principal Engineer", ()),
        ("1:1 meetings", ()),
        ("From IC1 to IC2", ()),
        ("XIC1", ()),
        ("", ()),
    ],
)
def test_a_text_names_a_level_as_a_whole_or_by_a_code_inside_it(text: str, codes: tuple[str, ...]) -> None:
    assert WORDS.find(text) == codes


def test_words_that_disagree_are_ambiguous() -> None:
    assert WORDS.is_ambiguous("From IC1 to IC2")
    assert not WORDS.is_ambiguous("IC2, or Senior Engineer 2")
    assert not Words({}).is_ambiguous("IC1")


def test_patterns_have_stars_and_nothing_else() -> None:
    assert is_match("About [us]\nand you", ("about [US]*you",))
    assert not is_match("About us", ("about",))
    assert not is_match("About us", ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**Leads** _small_ [teams](t.md) ![a](b.png)", "Leads small teams"),
        ("Ships it :rocket: at 10:30, ratio 3:1:2", "Ships it at 10:30, ratio 3:1:2"),
        ("Leads <b>the</b> <team> and<br/>more", "Leads the <team> and more"),
        ("Uses `snake_case` &amp; 2 * 3 * 4", "Uses snake_case & 2 * 3 * 4"),
        ("- Plans <!-- not\n yet --> days", "Plans days"),
        ("-5 degrees", "-5 degrees"),
        ("–Plans", "Plans"),
        ("a\u00a0 b\u200b", "a b"),
        ("![only](picture.png)", ""),
    ],
)
def test_texts_lose_their_markup_and_nothing_else(text: str, said: str) -> None:
    assert clean(text) == said


def test_names_lose_pictures_and_colons_at_their_ends() -> None:
    assert clean_name("🕵🏽‍♂️ Quality 🛠️ and care ✨:") == "Quality 🛠️ and care"
    assert clean_name("✨") == ""


def test_sentences_end_at_full_stops_that_end_no_abbreviation() -> None:
    text = 'Plans days, e.g. Mondays. Says "no." Why? (Because of etc. Rules.) 2 more'
    assert split_sentences(text) == [
        "Plans days, e.g. Mondays.",
        'Says "no."',
        "Why?",
        "(Because of etc. Rules.)",
        "2 more",
    ]
    assert split_sentences("") == []
