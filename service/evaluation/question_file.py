"""Questions as JSON lines, one object a line; docs/quality.md describes the fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ontology.errors import DocumentError
from service.evaluation.lines import read_lines
from service.evaluation.question import LevelOfRole, Question, QuestionType

_Text = Annotated[str, Field(min_length=1)]
_Codes = list[_Text]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Answer(_Line):
    role: _Text | None
    level: _Text


class _Reads(_Line):
    level: _Codes | None = None
    kind: _Codes | None = None
    role: _Codes | None = None
    track: _Codes | None = None
    comparison: _Codes | None = None


class _QuestionLine(_Line):
    id: _Text
    question: _Text
    type: QuestionType
    split: Literal["development", "test"]
    answers: list[_Answer] = []
    statements: _Codes = []
    paraphrased: bool | None = None
    reads: _Reads = _Reads()
    note: str | None = None


def read_questions(paths: Sequence[Path], base: str) -> list[Question]:
    """Return the questions in ``paths``; a statement without a scheme is completed with ``base``.

    Raises:
        DocumentError: a line is no such object, or an id stands twice; names file and line.
    """
    questions: dict[str, Question] = {}
    for path in paths:
        for number, text in read_lines(path):
            question = _read_question(path, number, text, base)
            first = questions.setdefault(question.id, question)
            if first is not question:
                raise DocumentError(str(path), f"the id {question.id!r} stands in {first.place} already", line=number)
    return list(questions.values())


def _read_question(path: Path, number: int, text: str, base: str) -> Question:
    try:
        line = _QuestionLine.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        field = ".".join(str(part) for part in first["loc"])
        raise DocumentError(str(path), f"{field + ': ' if field else ''}{first['msg']}", line=number) from error
    if line.type is QuestionType.UNANSWERABLE and (line.answers or line.statements):
        raise DocumentError(
            str(path), "an unanswerable question has answers or statements", line=number, remedy="leave them out"
        )
    reads = {name: frozenset(codes) for name, codes in line.reads if codes is not None}
    return Question(
        id=line.id,
        text=line.question,
        place=f"{path}:{number}",
        type=line.type,
        split=line.split,
        answers=frozenset(LevelOfRole(answer.role, answer.level) for answer in line.answers),
        gains={to_iri(statement, base): 1 for statement in line.statements},
        paraphrased=line.paraphrased,
        reads=reads,
    )


def to_iri(name: str, base: str) -> str:
    """Return the IRI that ``name``, an IRI or the part of one after ``base``, stands for."""
    return name if "://" in name else base + name
