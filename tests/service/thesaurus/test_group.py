from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import DocumentError
from service.thesaurus.group import THESAURUS_FILE, Group, read_default_groups, read_groups


def _write(directory: Path, text: str) -> Path:
    path = directory / "words.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_line_is_a_group_and_comments_and_empty_lines_are_none(tmp_path: Path) -> None:
    path = _write(tmp_path, "# Pay\npay, salary ,  wage # earned\n\njira, trello => ticket\nP&L, 3D model, résumé\n")

    assert read_groups(path) == (
        Group(("pay", "salary", "wage"), ("pay", "salary", "wage")),
        Group(("jira", "trello"), ("ticket",)),
        Group(("P&L", "3D model", "résumé"), ("P&L", "3D model", "résumé")),
    )


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("pay", "'pay' stands alone"),
        ("pay, salary, pay", "'pay' stands twice"),
        ("SLA, sla", "'sla' stands twice"),
        ("jira => jira, ticket", "'jira' stands twice"),
        ("pay,, salary", "a phrase is empty"),
        ("pay, salary,", "a phrase is empty"),
        ("=> ticket", "a phrase is empty"),
        ("jira =>", "a phrase is empty"),
        ("jira => ticket => case", "=> stands twice"),
        ("pay, Salary", "'Salary' has a capital, but is no abbreviation"),
        ("pay, base  salary", "'base  salary' is no phrase of words with single spaces between them"),
        ("pay; salary, wage", "'pay; salary' is no phrase of words with single spaces between them"),
        ("a1, a2, a3, a4, a5, a6, a7, a8, a9, b1, b2, b3, b4", "there are more than 12 phrases"),
    ],
)
def test_a_malformed_line_is_refused_by_file_and_line(tmp_path: Path, line: str, problem: str) -> None:
    path = _write(tmp_path, f"# first\nboss, manager\n{line}\n")

    with pytest.raises(DocumentError) as refused:
        read_groups(path)

    assert str(refused.value) == f"{path}:3: {problem} (a, b, c or a, b => x, y)"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"missing\.txt: it cannot be read"):
        read_groups(tmp_path / "missing.txt")
    (tmp_path / "latin.txt").write_bytes("résumé, CV".encode("latin-1"))
    with pytest.raises(DocumentError, match=r"latin\.txt: it cannot be read"):
        read_groups(tmp_path / "latin.txt")


def test_no_group_of_ours_repeats_or_lies_within_another() -> None:
    groups = [frozenset(group.asked) for group in read_default_groups() if group.asked == group.said]

    assert len(groups) > 1200
    assert [set(group) for group in groups if sum(group <= other for other in groups) > 1] == []


def test_words_that_say_nothing_alone_are_not_in_ours() -> None:
    general = {
        "do",
        "make",
        "have",
        "work",
        "use",
        "good",
        "thing",
        "get",
        "give",
        "take",
        "find",
        "way",
        "kind",
        "new",
    }
    phrases = {phrase for group in read_default_groups() for phrase in (*group.asked, *group.said)}

    assert phrases & {*general, "role", "level", "job"} == set()


def test_ours_is_written_in_sections() -> None:
    lines = THESAURUS_FILE.read_text(encoding="utf-8").splitlines()

    assert sum(line.startswith("## ") for line in lines) > 15
