"""The verdict on one question: the levels that answer it, or why none does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ontology.passage import Passage
from service.search.answers import TELLING, Evidence, LevelAnswer, Question, answer_levels
from service.search.candidates import Candidates
from service.search.catalog import Catalog
from service.search.found import Found
from service.search.ranking import Ranked
from service.search.result import Answer, Interpretation, Refusal
from service.search.signals import SIGNALS
from service.search.weights import Weights

EVIDENCE_TEXTS = 10  # texts that are weighed, however few hits are wanted
_NEAREST = 3
_LEAST_BESIDE = 0.1  # a further answer that is less sure is no answer
_TOLD = [SIGNALS.index(name) for name in TELLING]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Answers, or why there are none."""

    answers: tuple[Answer, ...]
    refusal: Refusal | None


class Judge:
    """Judges what was found in one snapshot."""

    def __init__(self, catalog: Catalog, weights: Weights) -> None:
        self._catalog = catalog
        self._weights = weights

    def judge(
        self,
        found: Sequence[Found],
        candidates: Candidates,
        ranked: Ranked,
        rarities: Mapping[str, float],
        unknown: Mapping[str, str],
        interpretation: Interpretation,
        nothing: str | None = None,
    ) -> Verdict:
        """Return the verdict on ``found`` (best first).

        ``rarities`` has each term of the question with its inverse document frequency; ``unknown`` those
        that no passage has, with the question's own word; ``nothing`` is why nothing was found, where that is known.
        """
        weighed = found[:EVIDENCE_TEXTS]
        question = read_question(weighed, candidates, ranked, rarities, unknown)
        evidence = read_evidence(weighed, candidates, ranked, rarities, self._role_of(interpretation))
        answers = answer_levels(evidence, question, self._weights)
        if answers and answers[0].answerable >= self._weights.least_answerable:
            kept = [answer for place, answer in enumerate(answers) if not place or answer.confidence >= _LEAST_BESIDE]
            return Verdict(tuple(self._to_answer(answer, answer.confidence) for answer in kept), None)
        # The curve of the confidence takes for granted that there is an answer.
        nearest = tuple(self._to_answer(answer, answer.confidence * answer.answerable) for answer in answers[:_NEAREST])
        words = tuple(unknown.values())
        return Verdict((), Refusal(_say_why(found, words, interpretation, nothing), words, nearest))

    def _role_of(self, interpretation: Interpretation) -> str | None:
        """Return the one role that is asked for, to which what is said of a level in general then applies."""
        roles = interpretation.filters.role
        return roles[0] if len(roles) == 1 else None

    def _to_answer(self, answer: LevelAnswer, confidence: float) -> Answer:
        return Answer(
            level=answer.level,
            level_label=self._catalog.level_label(answer.level),
            role=answer.role,
            role_label=self._catalog.role_label(answer.role),
            profile=answer.profile,
            confidence=round(confidence, 3),
            evidence=answer.evidence,
        )


def read_question(
    found: Sequence[Found],
    candidates: Candidates,
    ranked: Ranked,
    rarities: Mapping[str, float],
    unknown: Iterable[str],
) -> Question:
    """Return what of the question tells how well it can be answered."""
    total = sum(rarities.values())
    far = found[-1].place if found else None
    return Question(
        unknown=sum(rarities[term] for term in unknown) / total if total > 0 else 1.0,
        far_score=float(ranked.scores[far]) if far is not None else 0.0,
        far_dense=float(candidates.dense[far]) if far is not None else 0.0,
        terms=len(rarities),
    )


def read_evidence(
    found: Sequence[Found],
    candidates: Candidates,
    ranked: Ranked,
    rarities: Mapping[str, float],
    role: str | None,
) -> list[Evidence]:
    """Return what ``found`` says of levels, best first; what is said of a level in general counts for ``role``."""
    total = sum(rarities.values())
    signals, scores = ranked.signals[:, _TOLD].tolist(), ranked.scores.tolist()
    evidence = []
    for text in found:
        coverage = sum(rarities[term] for term in {match.term for match in text.matches}) / total if total > 0 else 0.0
        dense = float(candidates.dense[text.place])
        here: list[tuple[int | None, Passage]] = [(text.place, text.passage), *text.also]
        for place, passage in here:
            if passage.level_code is None or place is None:
                continue  # a place that is no candidate has a hundred better ones before it
            evidence.append(
                Evidence(
                    id=passage.iri,
                    role=passage.role_code or role,
                    level=passage.level_code,
                    profile=passage.profile_code,
                    score=scores[place],
                    dense=dense,
                    coverage=coverage,
                    signals=dict(zip(TELLING, signals[place], strict=True)),
                )
            )
    evidence.sort(key=lambda item: -item.score)
    return evidence


def _say_why(
    found: Sequence[Found], unknown: Sequence[str], interpretation: Interpretation, nothing: str | None
) -> str:
    if interpretation.comparison is not None:
        return f"The question compares {' and '.join(interpretation.comparison.profiles)}: no one level answers it."
    if not found:
        return nothing or "No passage fits what is asked for."
    if unknown:
        return (
            f"Nothing here speaks of {' or '.join(repr(word) for word in unknown[:3])}, and no passage is near enough."
        )
    return "No passage says this clearly enough to name a level."
