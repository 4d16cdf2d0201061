"""Titles matched with the occupations of one scheme."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from service.labels.words import fold_words
from service.occupations.entry import OccupationEntry
from service.occupations.titles.confidence import is_title, to_confidences, to_scores, to_shares
from service.occupations.titles.features import FEATURES, CandidateFinder, Candidates
from service.occupations.titles.meaning import Meaning
from service.occupations.titles.names import NO_ROW, SchemeNames
from service.occupations.titles.reading import TitleReader
from service.occupations.titles.weights import SchemeWeights
from service.occupations.titles.wording import Wording
from service.titles.spelling import Speller
from store.encoder import FloatArray

_COVERAGE = FEATURES.index("coverage")
_LEAST = 0.01  # confidence of what adds to a group's


@dataclass(frozen=True, slots=True)
class Meant:
    """One occupation that a title may mean."""

    occupation: OccupationEntry
    matched: str
    is_label: bool  # what matched is the occupation's own label
    same: bool  # it reads as the title does
    cosine: float  # of the nearest name
    coverage: float  # share of the title's words that its names have
    confidence: float
    score: float


class SchemeMatcher:
    """Matches titles with occupations; safe to use from several threads."""

    def __init__(self, names: SchemeNames, stem: Callable[[str], list[str]], weights: SchemeWeights) -> None:
        """Read ``names``; ``stem`` gives the terms of a text, as they are compared."""
        self._names = names
        self._weights = weights
        wording = Wording(names, stem)
        self._finder = CandidateFinder(names, wording, Meaning(names))
        words = {word for text in names.texts for word in fold_words(text)}
        self._reader = TitleReader(wording.is_word, wording.is_name, Speller(words, wording.is_word))

    def read(self, title: str) -> str:
        """Return what of ``title`` is compared, and to be encoded; empty where nothing is."""
        return self._reader.read(title) if self._names.occupations else ""

    def find(self, title: str, vector: FloatArray) -> Candidates:
        """Return the candidates of a title that was read, with what speaks for them; ``vector`` (d,) is its own."""
        return self._finder.find(title, vector)

    def match(self, title: str, vector: FloatArray) -> list[Meant]:
        """Return what a title that was read may mean, the surest first; none where it is no title."""
        candidates = self.find(title, vector)
        scores = to_scores(candidates, self._weights.ranking)
        if not is_title(candidates, scores, self._weights):
            return []
        confidences = to_confidences(candidates, to_shares(scores), self._weights)
        order = np.lexsort((candidates.occupations, -scores, -confidences))
        return [
            self._to_meant(candidates, place, float(confidences[place]), float(scores[place]))
            for place in order.tolist()
            if confidences[place] >= _LEAST
        ]

    def _to_meant(self, candidates: Candidates, place: int, confidence: float, score: float) -> Meant:
        name = int(candidates.best[place])
        return Meant(
            occupation=self._names.occupations[int(candidates.occupations[place])],
            matched=self._names.texts[name],
            is_label=bool(self._names.rows[name] == NO_ROW),
            same=bool(candidates.same[place]),
            cosine=float(candidates.cosines[place]),
            coverage=float(candidates.features[place, _COVERAGE]),
            confidence=confidence,
            score=score,
        )
