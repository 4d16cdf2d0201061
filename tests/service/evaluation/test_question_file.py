from __future__ import annotations

from pathlib import Path

import pytest

from ontology.errors import DocumentError
from service.evaluation.question import Question, QuestionType
from service.evaluation.question_file import read_questions
from tests.service.evaluation.records import P4

BASE = "https://roles.test/id/"
PLAIN = '{"id": "a", "question": "who?", "type": "unanswerable", "split": "test"}'


def test_a_line_is_a_question(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(
        '{"id": "cus-1", "question": "who plans renewals", "split": "development", "type": "trap",'
        ' "answers": [{"role": "CUS.GEN", "level": "P4"}], "statements": ["s/1", "https://else.test/2"],'
        ' "paraphrased": true, "reads": {"level": [], "comparison": ["CUS.GEN.P3"]}, "note": "why"}\n\n'
        + PLAIN
        + "\r\n",
        encoding="utf-8-sig",
    )
    assert read_questions([path], BASE) == [
        Question(
            id="cus-1",
            text="who plans renewals",
            place=f"{path}:1",
            type=QuestionType.TRAP,
            split="development",
            answers=frozenset({P4}),
            gains={"https://roles.test/id/s/1": 1, "https://else.test/2": 1},
            paraphrased=True,
            reads={"level": frozenset(), "comparison": frozenset({"CUS.GEN.P3"})},
        ),
        Question(id="a", text="who?", place=f"{path}:3", type=QuestionType.UNANSWERABLE, split="test"),
    ]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Invalid JSON"),
        ("[]", "Input should be an object"),
        (PLAIN.replace('"test"', '"train"'), "split: Input should be 'development' or 'test'"),
        (PLAIN.replace('"id"', '"ids"'), "id: Field required"),
        (PLAIN.replace("}", ', "answer": []}'), "answer: Extra inputs are not permitted"),
        (PLAIN.replace("}", ', "answers": [{"level": "P4"}]}'), "answers.0.role: Field required"),
        (PLAIN.replace("}", ', "statements": ["s/1"]}'), "an unanswerable question has answers or statements"),
        (PLAIN, "the id 'a' stands in "),
    ],
)
def test_a_line_that_is_no_question_is_named_with_its_file(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text(f"{PLAIN}\n{line}\n", encoding="utf-8")
    with pytest.raises(DocumentError) as refused:
        read_questions([path], BASE)
    assert str(refused.value).startswith(f"{path}:2: {message}")


@pytest.mark.parametrize(("content", "message"), [(b"\xff", "byte 0 is no UTF-8"), (None, "cannot be read: No such")])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, message: str) -> None:
    path = tmp_path / "questions.jsonl"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(DocumentError) as refused:
        read_questions([path], BASE)
    assert str(refused.value).startswith(f"{path}: {message}")
