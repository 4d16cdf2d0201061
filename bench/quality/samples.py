"""What the weights and the confidence are fitted on: candidates with their signals, answers with their features."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.quality.corpora import Corpus
from service.evaluation.question import LevelOfRole, Question, QuestionType
from service.search.answers import RIVALS, group_evidence, read_features, to_strength
from service.search.duplicates import TextGroups
from service.search.found import TextFinder
from service.search.ranking import rank
from service.search.result import Mode
from service.search.searcher import Retrieved
from service.search.verdict import EVIDENCE_TEXTS, read_evidence, read_question
from service.search.weights import Weights
from store.encoder import FloatArray

_GROUPS = 5  # answers of one question that the confidence is fitted on


@dataclass(frozen=True, slots=True)
class Sample:
    """One question with its candidates."""

    question: Question
    corpus: Corpus
    retrieved: Retrieved
    right: NDArray[np.bool_]  # (n,) which candidates say what is right


@dataclass(frozen=True, slots=True)
class Judged:
    """One answer to one question."""

    features: dict[str, float]
    right: bool
    first: bool  # it is the first answer
    answerable: bool


def collect(corpora: Iterable[Corpus], split: str, *types: QuestionType) -> list[Sample]:
    """Return the candidates of the questions of ``split``."""
    samples = []
    for corpus in corpora:
        passages = corpus.engine.snapshot.passages
        groups = TextGroups(passages)
        for kind in types:
            for question in corpus.select(split, kind):
                retrieved = corpus.engine.searcher.retrieve(question.text)
                rows = [row for row, _ in passages.find(question.gains).values()]
                alike = {other for row in rows for other in groups.rows_like(row)}
                right = np.asarray([row in alike for row in retrieved.candidates.rows.tolist()])
                samples.append(Sample(question, corpus, retrieved, right))
    return samples


def judge(samples: Iterable[Sample], weights: Weights) -> list[Judged]:
    """Return the answers that ``weights`` give, each judged."""
    finders: dict[str, TextFinder] = {}
    judged = []
    for sample in samples:
        corpus, retrieved = sample.corpus, sample.retrieved
        finder = finders.setdefault(corpus.name, TextFinder(corpus.engine.snapshot))
        candidates, terms = retrieved.candidates, retrieved.terms
        ranked = rank(candidates, retrieved.signals, len(terms), weights, Mode.HYBRID)
        found = finder.find(candidates, ranked, retrieved.mask, terms, EVIDENCE_TEXTS)
        question = read_question(found, candidates, ranked, terms, retrieved.unknown)
        roles = retrieved.interpretation.filters.role
        evidence = read_evidence(found, candidates, ranked, terms, roles[0] if len(roles) == 1 else None)
        groups = group_evidence(evidence)
        strengths = [to_strength(group) for group in groups[:RIVALS]]
        answerable = sample.question.type is QuestionType.ANSWERABLE
        for place, group in enumerate(groups[:_GROUPS]):
            features = dict(read_features(group, strengths, question))
            right = LevelOfRole(group[0].role, group[0].level) in sample.question.answers
            judged.append(Judged(features, right, place == 0, answerable))
        if not groups:
            judged.append(Judged({}, right=False, first=True, answerable=answerable))
    return judged


def to_matrix(judged: Iterable[Judged], names: Iterable[str]) -> FloatArray:
    """Return the features called ``names`` of each answer (n, names)."""
    names = tuple(names)
    return np.asarray([[answer.features.get(name, 0.0) for name in names] for answer in judged], dtype=np.float32)
