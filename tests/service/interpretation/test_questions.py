"""The questions of the development set that say what must be read from them, and what must not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from service.engine import Engine

TRAPS = Path(__file__).parents[3] / "bench" / "questions" / "traps.jsonl"


def read_traps() -> list[Any]:
    questions = [json.loads(line) for line in TRAPS.read_text().splitlines()]
    return [
        pytest.param(question["question"], question["reads"], id=question["id"])
        for question in questions
        if question["split"] == "development" and question.get("reads")
    ]


@pytest.mark.parametrize(("question", "reads"), read_traps())
def test_a_question_is_read_as_its_author_meant_it(engine: Engine, question: str, reads: dict[str, list[str]]) -> None:
    interpretation = engine.interpreter.interpret(question)
    read = {facet: list(getattr(interpretation.read, facet)) for facet in ("level", "role", "kind", "track")}
    read["comparison"] = list(interpretation.comparison.profiles) if interpretation.comparison else []
    assert {facet: read[facet] for facet in reads} == reads
