"""What came of one question: what search said, and whether that was right."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.errors import QueryError
from service.evaluation.calibration import Judged
from service.evaluation.question import LevelOfRole, Question, QuestionType
from service.search.result import Answer, Hit, Interpretation, Mode
from service.search.searcher import Searcher
from store.encoder import Encoder

DEPTH = 10  # hits that are looked at


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question, asked."""

    question: Question
    answers: tuple[Answer, ...]
    nearest: Answer | None  # the first answer, or what would have been it, were nothing ever refused
    hits: tuple[Hit, ...]
    gains: tuple[int, ...]  # of the hits, in their order; 0 is not right
    ideal: tuple[int, ...]  # gains of all that is right
    reads: Mapping[str, frozenset[str]]  # what was read in the question, by filter
    seconds: float  # that the search took
    encoding_seconds: float  # that encoding its text takes by itself

    @property
    def is_refused(self) -> bool:
        """Whether there was no confident answer."""
        return not self.answers

    @property
    def is_level_right(self) -> bool:
        """Whether the first answer is one of those that are right."""
        return not self.is_refused and self.is_right(self.answers[0])

    @property
    def is_nearest_level_right(self) -> bool:
        """Whether the first answer would be right, were nothing ever refused."""
        return self.nearest is not None and self.is_right(self.nearest)

    @property
    def judged(self) -> Judged | None:
        """The first answer's confidence, and whether it was right; None where that cannot be said."""
        is_known = bool(self.question.answers) or self.question.type is QuestionType.UNANSWERABLE
        return None if self.is_refused or not is_known else (self.answers[0].confidence, self.is_level_right)

    @property
    def is_read_right(self) -> bool:
        """Whether exactly those filters were read that the question names."""
        return all(self.reads[name] == wanted for name, wanted in self.question.reads.items())

    def is_right(self, answer: Answer) -> bool:
        """Return whether ``answer`` is one of those that are right."""
        return LevelOfRole(answer.role, answer.level) in self.question.answers


class Judge:
    """Knows which statements have the same text: search may show one for all of them."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Judge by ``texts``: the text of each right statement that the snapshot has, by IRI."""
        self._texts = {iri: " ".join(text.casefold().split()) for iri, text in texts.items()}

    def judge(self, gains: Mapping[str, int], hits: Sequence[Hit]) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the gains of ``hits``, and the gains of all that is right; a text that comes again gains nothing."""
        groups: dict[str, int] = {}
        for iri, gain in gains.items():
            group = self._texts.get(iri, iri)
            groups[group] = max(gain, groups.get(group, 0))
        left = dict(groups)
        found = []
        for hit in hits:
            iris = [place.id for place in hit.places]
            right = {self._texts.get(iri, iri) for iri in iris if iri in gains}
            found.append(max((left.pop(group, 0) for group in right), default=0))
        return tuple(found), tuple(groups.values())


def to_reads(interpretation: Interpretation) -> dict[str, frozenset[str]]:
    """Return what was read in a question, by the name of the filter."""
    read, comparison = interpretation.read, interpretation.comparison
    return {
        "level": frozenset(read.level),
        "kind": frozenset(read.kind),
        "role": frozenset(read.role),
        "track": frozenset(read.track),
        "comparison": frozenset(comparison.profiles if comparison else ()),
    }


def ask(
    question: Question, searcher: Searcher, encoder: Encoder, judge: Judge, *, limit: int = DEPTH, mode: Mode
) -> Outcome:
    """Ask ``question`` and judge what comes.

    Raises:
        QueryError: it cannot be asked; names its file and line.
    """
    started = time.perf_counter()
    try:
        result = searcher.search(question.text, limit=limit, mode=mode)
    except QueryError as error:
        raise QueryError(f"{question.place}: {error}") from error
    searched = time.perf_counter()
    encoder.encode([result.interpretation.text])
    encoded = time.perf_counter()
    nearest = result.answers or (result.refusal.nearest if result.refusal else ())
    gains, ideal = judge.judge(question.gains, result.hits)
    return Outcome(
        question=question,
        answers=result.answers,
        nearest=nearest[0] if nearest else None,
        hits=result.hits,
        gains=gains,
        ideal=ideal,
        reads=to_reads(result.interpretation),
        seconds=searched - started,
        encoding_seconds=encoded - searched,
    )
