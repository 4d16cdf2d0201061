from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from service.labels.index import LabelIndex
from service.labels.label import Label


def alias(text: str, profile: str, *, approved: bool | None = None) -> Label:
    return Label(text, "alias", f"https://labels.test/{profile}/{text}", profile, profile=profile, approved=approved)


LABELS = [
    Label("Customer Success", "role", "https://labels.test/role", "CUS.GEN", role="CUS.GEN"),
    Label("Customer Success Director", "title", "https://labels.test/d", "CUS.MGT.M4"),
    alias("Customer Success Manager", "CUS.GEN.P3"),
    alias("Customer Success Manager", "CUS.MGT.M2", approved=False),
    alias("Senior Customer Success Manager", "CUS.GEN.P4", approved=True),
    alias("Lead Engineer", "SWE.GEN.P4", approved=True),
    alias("Full-Stack Developer", "SWE.GEN.P2"),
    alias("Frontend Developer", "SWE.GEN.P3", approved=True),
    Label("P4", "level", "https://labels.test/P4", "P4", level="P4"),
    Label("CUS.GEN.P4", "profile", "https://labels.test/p4", "CUS.GEN.P4"),
    Label("C++", "skill", "https://labels.test/cpp"),
    Label("Information technology", "function", "https://labels.test/f", "IT"),
    Label("IT", "function", "https://labels.test/f", "IT"),
    Label("…", "skill", "https://labels.test/none"),
]


@pytest.fixture(scope="module")
def index() -> LabelIndex:
    return LabelIndex(LABELS, is_word={"leader", "customers", "costumer"}.__contains__)


def suggest(index: LabelIndex, text: str, **options: object) -> list[tuple[str, str | None]]:
    return [(hit.label.text, hit.label.code) for hit in index.suggest(text, **options)]  # type: ignore[arg-type]


def test_a_label_without_words_cannot_be_found_and_is_left_out(index: LabelIndex) -> None:
    assert len(index) == len(LABELS) - 1


def test_what_is_typed_so_far_suggests_whole_labels_first_then_asserted_then_short_ones(index: LabelIndex) -> None:
    assert suggest(index, "customer success") == [
        ("Customer Success", "CUS.GEN"),
        ("Customer Success Director", "CUS.MGT.M4"),
        ("Customer Success Manager", "CUS.GEN.P3"),
        ("Customer Success Manager", "CUS.MGT.M2"),
        ("Senior Customer Success Manager", "CUS.GEN.P4"),
    ]


def test_scores_fall_in_the_order_of_suggestions(index: LabelIndex) -> None:
    scores = [hit.score for hit in index.suggest("customer success")]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
    assert 0 < scores[-1] < scores[0] == 1


def test_the_last_word_goes_on_and_the_others_stand_in_any_order(index: LabelIndex) -> None:
    assert [code for _, code in suggest(index, "manager cust")] == ["CUS.GEN.P4", "CUS.GEN.P3", "CUS.MGT.M2"]
    assert suggest(index, "cust manager") == []


@pytest.mark.parametrize("typed", ["custmer succes mana", "Custoemr success manager", "customer succsess man"])
def test_words_may_be_typed_wrong(index: LabelIndex, typed: str) -> None:
    hits = index.suggest(typed)
    assert hits[0].label.code == "CUS.GEN.P3"
    assert hits[0].score < 0.7


@pytest.mark.parametrize("typed", ["fullstack dev", "full stack dev", "Full-Stack"])
def test_compounds_are_found_with_and_without_a_gap(index: LabelIndex, typed: str) -> None:
    assert suggest(index, typed) == [("Full-Stack Developer", "SWE.GEN.P2")]
    assert suggest(index, "front end dev") == [("Frontend Developer", "SWE.GEN.P3")]


def test_suggestions_can_be_of_some_kinds_only(index: LabelIndex) -> None:
    assert suggest(index, "cus", kinds=["profile", "title"]) == [
        ("CUS.GEN.P4", "CUS.GEN.P4"),
        ("Customer Success Director", "CUS.MGT.M4"),
    ]
    assert suggest(index, "cus", limit=1) == [("CUS.GEN.P4", "CUS.GEN.P4")]


def test_signs_that_mean_something_are_found(index: LabelIndex) -> None:
    assert suggest(index, "c++") == [("C++", None)]


@pytest.mark.parametrize("typed", ["", "   ", "%%%", "\x00", "x" * 10_000, "a " * 10_000, "\ud800"])
def test_empty_long_and_hostile_texts_find_nothing_and_do_no_harm(index: LabelIndex, typed: str) -> None:
    assert index.suggest(typed) == []
    assert index.find_in(typed) == []
    assert index.match(typed) == []


def test_an_index_may_be_empty() -> None:
    index = LabelIndex([])
    assert index.suggest("a") == index.match("a") == []
    assert index.find_in("a") == []


def test_a_whole_label_matches_in_any_order_and_rare_words_weigh_more(index: LabelIndex) -> None:
    hits = index.match("Manager of senior customer success")
    assert (hits[0].label.code, hits[0].score) == ("CUS.GEN.P4", hits[0].score)
    assert index.match("success customer director")[0].score == 1
    assert [hit.label.code for hit in index.match("enginer lead")] == ["SWE.GEN.P4"]
    assert index.match("enginer lead", min_score=0.95) == []
    assert index.match("helicopter mechanic") == []


def test_labels_are_found_inside_a_question_the_longest_first(index: LabelIndex) -> None:
    text = "does a Senior Customer Success Manager at P4 know C++?"
    found = index.find_in(text)
    assert [(span.text, [hit.label.code for hit in span.hits]) for span in found] == [
        ("Senior Customer Success Manager", ["CUS.GEN.P4"]),
        ("P4", ["P4"]),
        ("C++", [None]),
    ]
    assert all(text[span.start : span.end] == span.text for span in found)


def test_an_alias_of_several_profiles_is_found_as_all_of_them(index: LabelIndex) -> None:
    (span,) = index.find_in("what do customer success managers do")
    assert [(hit.label.code, hit.label.approved) for hit in span.hits] == [("CUS.GEN.P3", None), ("CUS.MGT.M2", False)]


def test_a_mention_may_be_misspelt_but_a_known_word_is_never_taken_for_another(index: LabelIndex) -> None:
    (span,) = index.find_in("the customer sucess team")
    assert (span.text, span.hits[0].label.code, span.hits[0].score) == ("customer sucess", "CUS.GEN", 0.85)
    assert index.find_in("the costumer success team") == []
    assert index.find_in("leeds engineer") == []


def test_abbreviations_that_are_small_words_count_in_capitals_only(index: LabelIndex) -> None:
    assert index.find_in("is it hard") == []
    assert [span.text for span in index.find_in("is IT hard")] == ["IT"]


words = st.sampled_from(["customer", "customers", "success", "manager", "lead", "p4", "of", "x"])


@settings(max_examples=60)
@given(
    st.lists(st.lists(words, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=8), st.lists(words, max_size=8)
)
def test_labels_in_a_text_are_those_that_a_search_word_by_word_finds(texts: list[str], said: list[str]) -> None:
    index = LabelIndex([Label(text, "skill", f"https://labels.test/{n}") for n, text in enumerate(texts)])

    def plain(words: list[str]) -> list[str]:
        return [word.removesuffix("s") if word == "customers" else word for word in words]

    wanted = {tuple(plain(text.split())) for text in texts}
    longest: list[tuple[int, int]] = []
    for length in range(len(said), 0, -1):
        for start in range(len(said) - length + 1):
            run = set(range(start, start + length))
            taken = {n for first, size in longest for n in range(first, first + size)}
            small = said[start : start + length] == ["of"]
            if tuple(plain(said[start : start + length])) in wanted and not run & taken and not small:
                longest.append((start, length))
    assert [span.text for span in index.find_in(" ".join(said))] == [" ".join(said[s : s + n]) for s, n in longest]
