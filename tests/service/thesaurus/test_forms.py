from __future__ import annotations

import pytest

from service.thesaurus.forms import find_bases


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("clients", "client"),
        ("policies", "policy"),
        ("movies", "movie"),
        ("processes", "process"),
        ("databases", "database"),
        ("branches", "branch"),
        ("hires", "hire"),
        ("hiring", "hire"),
        ("hired", "hire"),
        ("teaching", "teach"),
        ("planning", "plan"),
        ("planned", "plan"),
        ("selling", "sell"),
        ("applied", "apply"),
        ("lying", "lie"),
        ("paying", "pay"),
        ("agreed", "agree"),
        ("taught", "teach"),
        ("chosen", "choose"),
        ("criteria", "criterion"),
    ],
)
def test_an_inflected_word_leads_to_its_base(form: str, base: str) -> None:
    assert base in find_bases(form)


@pytest.mark.parametrize("word", ["boss", "status", "analysis", "bring", "string", "feed", "us", "gas", "manager", ""])
def test_a_word_that_only_looks_inflected_is_left_alone(word: str) -> None:
    assert find_bases(word) == []


def test_a_short_word_with_one_vowel_has_lost_an_e() -> None:
    assert find_bases("rating") == ["rate", "rat"]
    assert find_bases("caring") == ["care", "car"]
