"""Words, letters and heads of titles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.occupations.titles.tokens import cut_letters, find_head, fold_title, number


@pytest.mark.parametrize(
    ("title", "folded", "head"),
    [
        ("Lighthouse Keepers", "lighthouse keeper", "keeper"),
        ("Keeper, Lighthouse (Night)", "keeper lighthouse night", "keeper"),
        ("Technician in Puppetry", "technician in puppetry", "technician"),
        ("Puppetry", "puppetry", "puppetry"),
        ("!!!", "", ""),
    ],
)
def test_the_head_of_a_title_is_its_last_word_for_a_person_or_else_its_last(title: str, folded: str, head: str) -> None:
    assert (fold_title(title), find_head(fold_title(title))) == (folded, head)


@given(st.lists(st.text(alphabet="abcé ", max_size=8), max_size=4))
def test_runs_of_four_letters_are_those_of_each_title_and_never_of_two(titles: list[str]) -> None:
    folded = [title.replace("é", "e") for title in titles]
    tokens, places = cut_letters(folded)
    expected = [
        (int.from_bytes(f" {title} "[start : start + 4].encode()), place)
        for place, title in enumerate(folded)
        for start in range(len(title) - 1)
    ]
    assert list(zip(tokens.tolist(), places.tolist(), strict=True)) == expected


def test_equal_values_have_equal_numbers() -> None:
    tokens, numbers = number(["puppet", "maker", "puppet"])
    assert (tokens.tolist(), numbers) == ([0, 1, 0], {"puppet": 0, "maker": 1})
