"""What questions are asked of: the example company, and published ladders where they have been ingested."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingest.run import LazyEncoder, ingest
from ontology.iris import Namer
from service.config import DEFAULT_MODEL, read_settings
from service.engine import Engine
from service.evaluation.question import Question, QuestionType
from service.evaluation.question_file import read_questions
from store.library import Library

_ROOT = Path(__file__).parents[2]
_QUESTIONS = Path("bench") / "questions"
DEVELOPMENT, TEST = "development", "test"


@dataclass(frozen=True, slots=True)
class Corpus:
    """A snapshot and its judged questions."""

    name: str
    engine: Engine
    questions: tuple[Question, ...]

    def select(self, split: str, kind: QuestionType) -> list[Question]:
        """Return the questions of one half and type."""
        return [question for question in self.questions if question.split == split and question.type is kind]


@contextmanager
def open_corpora() -> Iterator[list[Corpus]]:
    """Lend the corpora: the examples always, the ladders where BENCH_LADDERS names a data directory that holds them."""
    with tempfile.TemporaryDirectory(prefix="rolegraph-quality-") as name:
        data = Path(os.environ.get("BENCH_EXAMPLES") or name)
        library = Library(data)
        ingest([_ROOT / "examples"], library, Namer(), LazyEncoder(DEFAULT_MODEL, library.encoders))
        corpora = [_open("examples", data, [Path("examples") / "questions.jsonl"])]
        if ladders := os.environ.get("BENCH_LADDERS"):
            corpora.append(_open("ladders", Path(ladders), [_QUESTIONS / "ladders.jsonl"]))
        yield corpora


def question_files() -> list[Path]:
    """Return all files of questions, from the project's root."""
    return [Path("examples") / "questions.jsonl", *sorted(_QUESTIONS.glob("*.jsonl"))]


def _open(name: str, data: Path, files: list[Path]) -> Corpus:
    engine = Engine(Library(data).open_current(), read_settings({}, data=data))
    base = engine.snapshot.manifest.base
    unanswerable = _QUESTIONS / "unanswerable.jsonl"
    questions = read_questions([_ROOT / file for file in (*files, unanswerable)], base)
    return Corpus(name, engine, tuple(questions))
