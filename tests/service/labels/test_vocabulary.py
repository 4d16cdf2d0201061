from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from service.labels.vocabulary import Vocabulary

WORDS = ["analyst", "engine", "engineer", "engineering", "lead", "leads", "manager", "managers", "people"]


def find(vocabulary: Vocabulary, numbers: list[int] | range) -> list[str]:
    return [vocabulary[number] for number in numbers]


def test_a_word_is_found_with_its_singular_and_plural() -> None:
    vocabulary = Vocabulary(WORDS)
    assert find(vocabulary, vocabulary.find("manager")) == ["manager", "managers"]
    assert find(vocabulary, vocabulary.find("leads")) == ["leads", "lead"]
    assert vocabulary.find("direct") == []
    assert vocabulary.stem("managers") == vocabulary.stem("manager") != vocabulary.stem("lead")
    assert vocabulary.stem("direct") is None


def test_words_that_start_alike_are_neighbours() -> None:
    vocabulary = Vocabulary(WORDS)
    assert find(vocabulary, vocabulary.starting_with("engin")) == ["engine", "engineer", "engineering"]
    assert find(vocabulary, vocabulary.starting_with("x")) == []


def test_the_nearest_words_come_first_and_short_words_forgive_less() -> None:
    vocabulary = Vocabulary(WORDS)
    assert find(vocabulary, vocabulary.near("enginer")) == ["engineer", "engine"]
    assert find(vocabulary, vocabulary.near("laed")) == ["lead"]
    assert vocabulary.near("lae") == []
    assert vocabulary.near("1234") == []


def test_a_beginning_may_be_misspelt_too() -> None:
    vocabulary = Vocabulary(WORDS)
    assert find(vocabulary, vocabulary.near_prefix("enigne")) == ["engine", "engineer", "engineering"]
    assert vocabulary.near_prefix("abc") == []


def slip(word: str, place: int, letter: str, kind: str) -> str:
    place %= len(word)
    before, after = word[:place], word[place + 1 :]
    swapped = before + after[:1] + word[place] + after[1:]
    return {"miss": before + after, "add": before + letter + word[place:], "swap": swapped}.get(
        kind, before + letter + after
    )


slips = st.tuples(st.integers(0, 9), st.sampled_from("abcde"), st.sampled_from(["miss", "add", "swap", "change"]))


@given(
    st.text(alphabet="abcde", min_size=4, max_size=10), st.lists(st.lists(slips, min_size=1, max_size=3), min_size=1)
)
def test_no_word_within_reach_is_ruled_out_by_its_signature(
    word: str, mistakes: list[list[tuple[int, str, str]]]
) -> None:
    words = {word}
    for made in mistakes:
        other = word
        for place, letter, kind in made:
            other = slip(other, place, letter, kind)
        words.add(other)
    vocabulary = Vocabulary(sorted(words))
    allowed = 2 if len(word) >= 8 else 1
    assert set(find(vocabulary, vocabulary.near(word))) == {one for one in words if OSA.distance(word, one) <= allowed}
