from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.inference.sentences import MAX_SENTENCES, read_sentences

ADVERTISEMENT = """ABOUT US
We make software for plumbers.

What you do:
- Plans renewals with e.g. Finance and Sales
* Leads the weekly review; writes
  down what was decided
1) Tells the owner of an account which customers have gone quiet
Your profile
You have five years of practice. You like people!
"""


def quote(text: str) -> list[str]:
    return [text[start:end] for start, end in (sentence.span for sentence in read_sentences(text))]


def test_bullets_and_sentences_are_read_one_by_one_without_their_marks() -> None:
    assert quote(ADVERTISEMENT) == [
        "We make software for plumbers.",
        "Plans renewals with e.g. Finance and Sales",
        "Leads the weekly review;",
        "writes\n  down what was decided",
        "Tells the owner of an account which customers have gone quiet",
        "You have five years of practice.",
        "You like people!",
    ]


def test_a_sentence_knows_the_heading_that_it_stands_under() -> None:
    assert [sentence.heading for sentence in read_sentences(ADVERTISEMENT)] == [
        "ABOUT US",
        *["What you do"] * 4,
        "Your profile",
        "Your profile",
    ]


def test_lines_that_were_wrapped_are_one_sentence() -> None:
    text = "Owns a portfolio of accounts from the launch to the\nrenewal of the contract without\r\ndirection."
    [sentence] = read_sentences(text)
    assert sentence.text == " ".join(text.split())
    assert sentence.span == (0, len(text))


def test_markup_is_left_out_and_an_item_of_a_list_is_a_sentence() -> None:
    text = "<h2>Your tasks</h2><ul class='a'><li>Plans &amp; runs the reviews</li><li>Trains new crews</li></ul>"
    sentences = read_sentences(text)
    assert [sentence.text for sentence in sentences] == ["Plans & runs the reviews", "Trains new crews"]
    assert quote(text) == ["Plans &amp; runs the reviews", "Trains new crews"]


def test_a_long_sentence_that_names_several_duties_is_read_in_parts() -> None:
    text = (
        "Support the team with paperwork for newcomers, scheduling of interviews with candidates, "
        "records of every employee in the system and answers to questions about holidays."
    )
    assert quote(text) == [
        "Support the team with paperwork for newcomers",
        "scheduling of interviews with candidates",
        "records of every employee in the system",
        "answers to questions about holidays.",
    ]


def test_a_sentence_of_one_or_two_words_says_too_little() -> None:
    assert quote("Apply now. Send your letter today. Thanks.") == ["Send your letter today."]


def test_no_more_sentences_are_read_than_can_be_encoded_at_once() -> None:
    assert len(read_sentences("Plans the renewals well. " * (MAX_SENTENCES + 50))) == MAX_SENTENCES


@pytest.mark.parametrize("text", ["", " \n ", "---\n***", "<ul><li></li></ul>", "1.\n2.\n", "<" * 1000])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert read_sentences(text) == []


@given(st.text(alphabet="aB é1.;:,-•\n\r<>/li&amp", max_size=300))
def test_sentences_stand_in_the_text_in_order_and_apart(text: str) -> None:
    spans = [sentence.span for sentence in read_sentences(text)]
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
