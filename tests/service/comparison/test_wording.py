from __future__ import annotations

import pytest

from service.comparison.wording import mark_changes


def marked(text: str, spans: tuple[tuple[int, int], ...]) -> list[str]:
    return [text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("a", "b", "in_a", "in_b"),
    [
        ("Leads small projects", "leads large projects", ["small"], ["large"]),
        ("Debugs production issues", "Debugs complex production issues at speed", [], ["complex", "at speed"]),
        ("5–8 years", "8–12 years", ["5–8"], ["8–12"]),
        ("Answers e-mail from customers.", "Answers letters from customers.", ["e-mail"], ["letters"]),
        ("plans a week of work", "sells a tool of steel", ["plans a week of work"], ["sells a tool of steel"]),
        ("Überprüft Pläne der Gruppe", "Überprüft Ziele der Gruppe", ["Pläne"], ["Ziele"]),
        ("Is on call", "Is at bay", ["on call"], ["at bay"]),
        ("call is on", "duty is on", ["call"], ["duty"]),
        ("", "Something", [], ["Something"]),
        ("Same", "Same", [], []),
    ],
)  # fmt: skip
def test_words_that_the_other_lacks_are_marked(a: str, b: str, in_a: list[str], in_b: list[str]) -> None:
    spans_a, spans_b = mark_changes(a, b)
    assert (marked(a, spans_a), marked(b, spans_b)) == (in_a, in_b)


def test_one_changed_word_of_a_long_text_is_found() -> None:
    a = " ".join(f"word{number} of the" for number in range(150))
    b = a.replace("word75 ", "another ")
    spans_a, spans_b = mark_changes(a, b)
    assert (marked(a, spans_a), marked(b, spans_b)) == (["word75"], ["another"])


def test_a_text_too_long_for_a_statement_is_marked_as_a_whole() -> None:
    a, b = "the plan of the week " * 101, "the plan of the month " * 101
    spans_a, spans_b = mark_changes(a, b)
    assert (spans_a, spans_b) == (((0, len(a) - 1),), ((0, len(b) - 1),))
