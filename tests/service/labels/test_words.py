from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.labels.words import MAX_CHARACTERS, fold_compounds, fold_words, split_words, to_singular


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Senior Customer-Success Manager", ["senior", "customer", "success", "manager"]),
        ("Sr. Engineer", ["sr", "engineer"]),
        ("C++ and C# developer", ["c++", "and", "c#", "developer"]),
        ("ASP.NET, .NET Core", ["asp", "net", ".net", "core"]),
        ("R&D, M&A; Sales&Marketing", ["r&d", "m&a", "sales", "marketing"]),
        ("Women's Health", ["womens", "health"]),
        ("Women’s Health", ["womens", "health"]),
        ("Señor Müller, Łódź", ["senor", "muller", "lodz"]),
        ("re\u0301sume\u0301", ["resume"]),
        ("Straße ＣＳＭ", ["strasse", "csm"]),
        ("CUS.GEN.P4", ["cus", "gen", "p4"]),
        ("顧客成功 менеджер", ["顧客成功", "менеджер"]),
        ("a_b — (c) / d", ["a", "b", "c", "d"]),
        ("", []),
        ("!!! ... ---", []),
    ],
)
def test_words_are_compared_without_case_accents_and_punctuation(text: str, words: list[str]) -> None:
    assert fold_words(text) == words
    assert [word.text for word in split_words(text)] == words


@given(st.text())
def test_places_of_words_are_where_they_stand(text: str) -> None:
    words = split_words(text)
    assert [word.text for word in words] == fold_words(text)
    assert all(fold_words(text[word.start : word.end]) == [word.text] for word in words)


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    assert len(fold_words("word " * 100_000)) == MAX_CHARACTERS // 5


@pytest.mark.parametrize(
    ("word", "singular"),
    [
        ("managers", "manager"),
        ("companies", "company"),
        ("processes", "process"),
        ("boxes", "box"),
        ("business", "business"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("gas", "gas"),
        ("manager", "manager"),
    ],
)
def test_plurals_are_told_by_their_endings(word: str, singular: str) -> None:
    assert to_singular(word) == singular


def test_compounds_are_read_without_their_hyphens() -> None:
    assert fold_compounds("Full-Stack and Back-end-ish work") == ["fullstack", "backendish"]
