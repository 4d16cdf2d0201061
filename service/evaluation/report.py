"""A whole evaluation: every question asked of one snapshot, and the figures of all and of each group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from service.engine import Engine
from service.evaluation.figures import Figures, to_figures
from service.evaluation.outcome import Judge, Outcome, ask
from service.evaluation.question import LevelOfRole, Question
from service.search.result import Mode

ALL = "all"


@dataclass(frozen=True, slots=True)
class Report:
    """What an evaluation found."""

    snapshot: str
    mode: Mode
    encoder: str
    groups: Mapping[str, Figures]  # "all", each split, "paraphrased" and "not paraphrased"
    unknown: tuple[str, ...]  # a sentence for each expected statement or level that the snapshot lacks
    outcomes: tuple[Outcome, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the report as it stands in JSON, without the outcomes."""
        return {
            "snapshot": self.snapshot,
            "mode": str(self.mode),
            "encoder": self.encoder,
            "unknown": list(self.unknown),
            "groups": {name: asdict(figures) for name, figures in self.groups.items()},
        }


def evaluate(questions: Sequence[Question], engine: Engine, *, limit: int, mode: Mode) -> Report:
    """Ask all ``questions`` and return what came of them.

    Raises:
        QueryError: a question cannot be asked, such as one that is too long.
    """
    snapshot = engine.snapshot
    found = snapshot.passages.find({iri for question in questions for iri in question.gains})
    judge = Judge({iri: passage.text for iri, (_, passage) in found.items()})
    engine.warm_up()
    outcomes = [
        ask(question, engine.searcher, snapshot.encoder, judge, limit=limit, mode=mode) for question in questions
    ]
    return Report(
        snapshot=snapshot.id,
        mode=mode,
        encoder=snapshot.encoder.identity.name,
        groups={name: to_figures(group) for name, group in _group(outcomes).items()},
        unknown=tuple(_find_unknown(questions, set(found), engine)),
        outcomes=tuple(outcomes),
    )


def to_record(outcome: Outcome) -> dict[str, object]:
    """Return one outcome as a line of JSON tells it."""
    question = outcome.question
    return {
        "id": question.id,
        "question": question.text,
        "type": str(question.type),
        "split": question.split,
        "paraphrased": question.paraphrased,
        "wanted_answers": [[answer.role, answer.level] for answer in in_order(question.answers)],
        "answers": [[answer.role, answer.level, answer.confidence] for answer in outcome.answers],
        "level_right": outcome.is_level_right if question.answers else None,
        "nearest_level_right": outcome.is_nearest_level_right if question.answers else None,
        "wanted_statements": list(question.gains),
        "first_right_rank": next((rank for rank, gain in enumerate(outcome.gains, 1) if gain), None),
        "hits": [
            {"id": hit.id, "role": hit.role, "level": hit.level, "text": hit.text, "score": hit.score, "gain": gain}
            for hit, gain in zip(outcome.hits, outcome.gains, strict=True)
        ],
        "wanted_reads": {name: sorted(codes) for name, codes in question.reads.items()},
        "reads": {name: sorted(codes) for name, codes in outcome.reads.items() if codes},
        "reads_right": outcome.is_read_right if question.reads else None,
        "milliseconds": round(outcome.seconds * 1000, 2),
    }


def _group(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    groups = {ALL: list(outcomes)}
    for split in sorted({outcome.question.split for outcome in outcomes if outcome.question.split}):
        groups[split] = [outcome for outcome in outcomes if outcome.question.split == split]
    for name, paraphrased in (("paraphrased", True), ("not paraphrased", False)):
        members = [outcome for outcome in outcomes if outcome.question.paraphrased is paraphrased]
        if members:
            groups[name] = members
    return groups


def _find_unknown(questions: Sequence[Question], known: set[str], engine: Engine) -> list[str]:
    rungs: set[tuple[str | None, str | None]] = {(None, level) for level in engine.catalog.levels}
    rungs |= {(entry.role, entry.level) for ladder in engine.roles.list_ladders() for entry in ladder.profiles}
    sentences = []
    for question in questions:
        where = f"{question.place}: question {question.id}"
        sentences += [f"{where}: the snapshot has no statement {iri}" for iri in question.gains if iri not in known]
        sentences += [
            f"{where}: the snapshot has no level {answer.level} of {answer.role or 'any role'}"
            for answer in in_order(question.answers)
            if (answer.role, answer.level) not in rungs
        ]
    return sentences


def in_order(answers: Iterable[LevelOfRole]) -> list[LevelOfRole]:
    """Return ``answers`` in the order of their codes."""
    return sorted(answers, key=lambda answer: (answer.role or "", answer.level))
