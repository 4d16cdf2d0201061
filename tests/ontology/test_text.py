from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology.text import normalise_text, to_slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Files letters.", "files letters"),
        ("Files  \n letters", "Files letters"),
        ("ﬁles letters", "files letters"),
        ("Straße", "STRASSE"),
        ("Files letters ;", "Files letters"),
        ("Files\u00a0letters", "Files letters"),
    ],
)
def test_spellings_of_one_sentence_are_equal(one: str, other: str) -> None:
    assert normalise_text(one) == normalise_text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Uses C", "Uses C#"), ("Uses C++", "Uses C"), ("No. 1", "No 1"), ("Files letters?", "Files letters")],
)
def test_different_sentences_stay_different(one: str, other: str) -> None:
    assert normalise_text(one) != normalise_text(other)


@pytest.mark.parametrize(
    ("label", "slug"),
    [
        ("SQL / data querying", "sql-data-querying"),
        ("Café  Management", "cafe-management"),
        ("C++", "c++"),
        ("C#", "c#"),
        ("8+ years of experience", "8+-years-of-experience"),
        ("snake_case", "snake-case"),
        ("日本語", "日本語"),
        ("!?", ""),
        ("", ""),
    ],
)
def test_a_slug_is_readable(label: str, slug: str) -> None:
    assert to_slug(label) == slug


@given(st.text())
def test_a_slug_has_no_spaces_and_no_slashes(label: str) -> None:
    assert not set(" /\t\n?%") & set(to_slug(label))
