"""Lexical search, held against BM25 worked out in Python."""

from __future__ import annotations

import math
import shutil
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ontology.errors import SnapshotError, StorageError
from ontology.passage import Passage
from store.files import link_tree
from store.text_index import TextHit, TextIndex

K1, B = 1.2, 0.75  # https://docs.rs/tantivy/latest/src/tantivy/query/bm25.rs.html
LARGEST_EXACT_LENGTH = 40  # tantivy keeps a text's length in a byte; up to here it is the length itself


def make_passage(number: int, text: str, **facets: str | None) -> Passage:
    return Passage(**{"iri": f"https://example.org/{number}", "kind": "skill", "text": text, **facets})  # type: ignore[arg-type]


def make_index(directory: Path, texts: Sequence[str]) -> TextIndex:
    TextIndex.create(directory)
    TextIndex.change(directory, [], [(row, make_passage(row, text)) for row, text in enumerate(texts)])
    return TextIndex(directory)


def score_with_bm25(texts: Sequence[Sequence[str]], words: Sequence[str]) -> dict[int, float]:
    """BM25 of each of ``texts`` (lists of terms) that has one of ``words``, as its inventors wrote it."""
    average = sum(map(len, texts)) / len(texts)
    scores: dict[int, float] = {}
    for word in words:
        having = sum(word in text for text in texts)
        weight = math.log(1 + (len(texts) - having + 0.5) / (having + 0.5))
        for row, text in enumerate(texts):
            if count := Counter(text)[word]:
                share = count * (K1 + 1) / (count + K1 * (1 - B + B * len(text) / average))
                scores[row] = scores.get(row, 0) + weight * share
    return scores


def find_rows(index: TextIndex, text: str, filters: dict[str, list[str]] | None = None) -> set[int]:
    return {hit.row for hit in index.search(text, 100, filters or {})}


# Ranking

TERMS = ["renew", "account", "forecast", "team", "plan", "bake", "bread"]


@settings(max_examples=40)
@given(
    texts=st.lists(st.lists(st.sampled_from(TERMS), max_size=LARGEST_EXACT_LENGTH), min_size=1, max_size=12),
    words=st.lists(st.sampled_from(TERMS), min_size=1, max_size=5, unique=True),
)
def test_scores_are_bm25(tmp_path_factory: pytest.TempPathFactory, texts: list[list[str]], words: list[str]) -> None:
    index = make_index(tmp_path_factory.mktemp("text"), [" ".join(text) for text in texts])

    found = index.search(" ".join(words), 100, {})

    assert len(index) == len(texts)
    assert {hit.row: hit.score for hit in found} == pytest.approx(score_with_bm25(texts, words), rel=1e-5)
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)


def test_a_rare_word_counts_more_than_a_common_one_and_a_short_text_more_than_a_long_one(tmp_path: Path) -> None:
    index = make_index(
        tmp_path,
        ["owns account plans", "owns account forecasts", "owns account plans of many large regional teams", "bakes"],
    )

    found = index.search("account forecasts", 10, {})

    # 4 texts of 3, 3, 7 and 1 terms (“of” counts for nothing); "account" is in 3 of them, "forecast" in 1.
    rare, common = math.log(1 + 3.5 / 1.5), math.log(1 + 1.5 / 3.5)
    share = {length: 2.2 / (1 + 1.2 * (0.25 + 0.75 * length / 3.5)) for length in (3, 7)}
    assert [hit.row for hit in found] == [1, 0, 2]
    assert [hit.score for hit in found] == pytest.approx(
        [(rare + common) * share[3], common * share[3], common * share[7]], rel=1e-5
    )


def test_a_word_said_twice_in_the_question_counts_once(tmp_path: Path) -> None:
    index = make_index(tmp_path, ["account renewals", "team plans"])

    assert index.search("account account ACCOUNTS", 5, {}) == index.search("account", 5, {})


def test_no_more_than_k_are_found_the_best_first(tmp_path: Path) -> None:
    index = make_index(tmp_path, ["plan " * count + "bread" for count in range(1, 8)])

    everything = index.search("plan", 100, {})
    assert [hit.row for hit in everything] == [6, 5, 4, 3, 2, 1, 0]
    assert index.search("plan", 3, {}) == everything[:3]
    assert index.search("plan", 0, {}) == []
    assert index.search("plan", -1, {}) == []


@pytest.mark.parametrize("question", ["", "   ", "?!", "who does what", "what is the", "When and where?", "—"])
def test_a_question_without_words_finds_nothing(tmp_path: Path, question: str) -> None:
    index = make_index(tmp_path, ["who does what and where", "the", ""])

    assert index.terms(question) == []
    assert index.search(question, 5, {}) == []


def test_an_empty_index_finds_nothing(tmp_path: Path) -> None:
    index = make_index(tmp_path, [])

    assert len(index) == 0
    assert index.search("account", 5, {}) == []


# Words


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Renewals renewing RENEWED", ["renew"]),
        ("who influences the renewals?", ["influenc", "renew"]),
        ("C-level, 13-1161.00", ["c", "level", "13", "1161", "00"]),
        ("naïve Cafés, Führungskraft", ["naiv", "cafe", "fuhrungskraft"]),
        ("東京 顧客", ["東京", "顧客"]),
        ("Ελλάδα и Москва", ["ελλάδα", "и", "москва"]),
        ("x" * 64 + " short", ["short"]),
        ("x" * 63 + " short", ["x" * 63, "short"]),
    ],
)
def test_terms_are_folded_stemmed_and_without_stop_words(tmp_path: Path, text: str, terms: list[str]) -> None:
    assert make_index(tmp_path, []).terms(text) == terms


def test_a_question_has_64_terms_at_most(tmp_path: Path) -> None:
    index = make_index(tmp_path, ["word63", "word64"])
    question = " ".join(f"word{number}" for number in range(200))

    assert index.terms(question) == [f"word{number}" for number in range(64)]
    assert find_rows(index, question) == {0}


@pytest.mark.parametrize(
    "question", ["(", "a:b AND", '"', "text:account", "kind:[* TO *]", "account^9 -renewals", "\\"]
)
def test_a_question_is_words_and_never_syntax(tmp_path: Path, question: str) -> None:
    index = make_index(tmp_path, ["account renewals"])

    assert find_rows(index, question) == ({0} if "account" in question else set())


@pytest.mark.parametrize(
    ("text", "question", "words"),
    [
        ("Café — naïve 東京 renewals; 🎉 Renewal", "renewing cafe 東京", ["Café", "東京", "renewals", "Renewal"]),
        ("🎉🎉 Ünï plans\n\tthe plan", "plan uni", ["Ünï", "plans", "plan"]),
        ("C-level C++", "c", ["C", "C"]),
        ("e\u0301quipe account", "account", ["account"]),
        ("nothing here", "account", []),
        ("nothing here", "", []),
        ("", "account", []),
    ],
)
def test_matched_words_are_told_by_their_place_in_characters(
    tmp_path: Path, text: str, question: str, words: list[str]
) -> None:
    index = make_index(tmp_path, [])
    terms = index.terms(question)

    matches = index.match(text, terms)

    assert [text[match.span[0] : match.span[1]] for match in matches] == words
    assert all(match.term in terms for match in matches)


# Filters


@pytest.fixture
def faceted(tmp_path: Path) -> TextIndex:
    """Nine plans: three kinds, three levels, two of them of no role."""
    TextIndex.create(tmp_path / "text")
    passages = [
        make_passage(
            row,
            "plan " * (1 + row % 2) + "work",
            kind=["skill", "task", "core-output"][row % 3],
            level_code=f"P{row // 3}",
            role_code="CUS.GEN" if row < 7 else None,
            track_code="P",
        )
        for row in range(9)
    ]
    TextIndex.change(tmp_path / "text", [], enumerate(passages))
    return TextIndex(tmp_path / "text")


@pytest.mark.parametrize(
    ("filters", "rows"),
    [
        ({}, {0, 1, 2, 3, 4, 5, 6, 7, 8}),
        ({"kind": ["skill"]}, {0, 3, 6}),
        ({"kind": ["skill", "core-output"]}, {0, 2, 3, 5, 6, 8}),
        ({"kind": ["task"], "level_code": ["P0", "P2"]}, {1, 7}),
        ({"role_code": ["CUS.GEN"], "level_code": ["P2"]}, {6}),
        ({"role_code": ["CSM"]}, set()),
        ({"role_code": ["csm.gen"]}, set()),
        ({"kind": ["core"]}, set()),
        ({"track_code": ["P"], "kind": ["nothing"]}, set()),
        ({"kind": []}, set()),
    ],
)
def test_filters_leave_just_the_passages_that_have_one_of_the_values(
    faceted: TextIndex, filters: dict[str, list[str]], rows: set[int]
) -> None:
    found = faceted.search("plan", 100, filters)

    assert {hit.row for hit in found} == rows
    scores = {hit.row: hit.score for hit in faceted.search("plan", 100, {})}
    assert {hit.row: hit.score for hit in found} == {row: scores[row] for row in rows}


# Changing


def test_a_passage_must_fit_one_of_several_filters(faceted: TextIndex) -> None:
    first, second = {"level_code": ["P0"], "kind": ["task"]}, {"kind": ["skill"]}
    assert {hit.row for hit in faceted.search("plan", 100, first, second)} == {1, 0, 3, 6}
    assert {hit.row for hit in faceted.search("plan", 100, first, {})} == set(range(9))


ALTERNATIVES = ["clients sign", "customers renew", "customers renew and renew", "yearly review of business", "business"]


def test_of_alternatives_the_best_counts_and_a_phrase_needs_all_its_words(tmp_path: Path) -> None:
    index = make_index(tmp_path, ALTERNATIVES)
    client, customer = index.terms("client"), index.terms("customer")
    assert {hit.row for hit in index.search_any([[client, customer]], 9)} == {0, 1, 2}
    assert {hit.row for hit in index.search_any([[index.terms("business review")]], 9)} == {3}
    (alone,) = index.search_any([[client]], 9)
    both = {hit.row: hit.score for hit in index.search_any([[client, customer]], 9)}
    assert both[0] == pytest.approx(alone.score)  # the best alternative, not their sum
    assert index.search_any([], 9) == []


def test_what_no_passage_has_is_unknown_and_rare_words_are_rarer(tmp_path: Path) -> None:
    index = make_index(tmp_path, ALTERNATIVES)
    assert [match.span for match in index.find_unknown("who repairs helicopters for customers")] == [(4, 11), (12, 23)]
    assert index.find_unknown("customers renew") == []
    assert index.rarity("custom") == pytest.approx(math.log(1 + (5 - 2 + 0.5) / (2 + 0.5)))
    assert index.rarity("client") > index.rarity("custom")


def test_deleted_passages_are_gone(tmp_path: Path) -> None:
    # Deleting by term on an unsigned field did nothing and said nothing.
    make_index(tmp_path, [f"plan number{row}" for row in range(300)])

    TextIndex.change(tmp_path, [0, 7, 256, 299], [])

    index = TextIndex(tmp_path)
    assert len(index) == 296
    assert find_rows(index, "number0 number7 number256 number299 number8") == {8}


def test_a_replaced_passage_is_found_by_its_new_words_only(tmp_path: Path) -> None:
    make_index(tmp_path, ["owns renewals", "bakes bread"])

    TextIndex.change(tmp_path, [1], [(1, make_passage(1, "mends pumps", kind="task"))])

    index = TextIndex(tmp_path)
    assert len(index) == 2
    assert find_rows(index, "bread") == set()
    assert find_rows(index, "pumps") == {1}
    assert find_rows(index, "pumps", {"kind": ["skill"]}) == set()
    assert find_rows(index, "renewals") == {0}


def test_deleting_a_row_that_is_not_there_changes_nothing(tmp_path: Path) -> None:
    make_index(tmp_path, ["owns renewals"])

    TextIndex.change(tmp_path, [5], [])

    assert find_rows(TextIndex(tmp_path), "renewals") == {0}


def test_many_small_changes_come_to_the_same_as_one(tmp_path: Path) -> None:
    make_index(tmp_path / "many", [])
    texts = [f"plan number{row}" for row in range(12)]
    for row, text in enumerate(texts):
        TextIndex.change(tmp_path / "many", [row - 3] if row >= 3 else [], [(row, make_passage(row, text))])

    index = TextIndex(tmp_path / "many")
    assert len(index) == 3
    assert [find_rows(index, f"number{row}") for row in range(12)] == [*[set()] * 9, {9}, {10}, {11}]


def test_a_changed_copy_made_of_hard_links_leaves_the_original_as_it_was(tmp_path: Path) -> None:
    original = tmp_path / "original"
    make_index(original, ["owns renewals", "bakes bread"])
    before = {path.name: path.read_bytes() for path in original.iterdir()}
    link_tree(original, tmp_path / "copy")
    for number in range(10):  # enough for tantivy to merge what it has
        TextIndex.change(tmp_path / "copy", [0, 2 + number], [(0, make_passage(0, f"mends pump{number}"))])

    assert {path.name: path.read_bytes() for path in original.iterdir()} == before
    assert find_rows(TextIndex(original), "renewals bread pump9") == {0, 1}
    copy = TextIndex(tmp_path / "copy")
    assert [find_rows(copy, word) for word in ("renewals", "bread", "pump9")] == [set(), {1}, {0}]


# Opening


def test_an_open_index_answers_after_its_directory_was_removed(tmp_path: Path) -> None:
    index = make_index(tmp_path / "text", ["owns renewals", "bakes bread"])
    shutil.rmtree(tmp_path / "text")

    (hit,) = index.search("bread", 5, {"kind": ["skill"]})
    assert hit == TextHit(1, hit.score)
    assert hit.score == pytest.approx(math.log(2), rel=1e-5)


def test_opening_writes_nothing_beside_the_index(tmp_path: Path) -> None:
    make_index(tmp_path, ["owns renewals"])
    for lock in tmp_path.glob(".*.lock"):
        lock.unlink()
    before = sorted(tmp_path.iterdir())

    assert find_rows(TextIndex(tmp_path), "renewals") == {0}
    assert sorted(tmp_path.iterdir()) == before


def test_a_directory_name_may_hold_any_letter(tmp_path: Path) -> None:
    assert find_rows(make_index(tmp_path / "Köln ?#% 東京", ["owns renewals"]), "renewals") == {0}


@pytest.mark.parametrize("suffix", [".term", ".idx", ".fast", ".fieldnorm", "meta.json"])
def test_a_damaged_index_is_told_by_its_directory(tmp_path: Path, suffix: str) -> None:
    make_index(tmp_path, ["owns renewals"])
    (path,) = (path for path in tmp_path.iterdir() if path.name.endswith(suffix))
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    with pytest.raises(SnapshotError) as caught:
        TextIndex(tmp_path)
    assert str(caught.value).startswith(f"the text index in {tmp_path} cannot be opened: ")


def test_a_missing_index_is_told_by_its_directory(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=f"^the text index in {tmp_path}/none cannot be opened: "):
        TextIndex(tmp_path / "none")
    with pytest.raises(StorageError, match=f"^the text index in {tmp_path}/none cannot be written: "):
        TextIndex.change(tmp_path / "none", [], [])
