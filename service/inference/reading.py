"""A job description, read: its sentences as vectors, those that speak of work, and the experience it asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.grades.experience import YearRange
from service.inference.boilerplate import Boilerplate
from service.inference.experience import read_required_years
from service.inference.sentences import Sentence, read_sentences
from store.encoder import Encoder, FloatArray
from store.vector_index import VectorIndex


@dataclass(frozen=True, slots=True)
class Reading:
    """What a description says of work."""

    total: int  # sentences that were read
    sentences: tuple[Sentence, ...]  # n that speak of work
    vectors: FloatArray  # (n, d)
    years: YearRange | None
    years_sentence: Sentence | None  # which asks for them


class Reader:
    """Reads descriptions for one snapshot; safe to use from several threads."""

    def __init__(self, encoder: Encoder, vectors: VectorIndex) -> None:
        self._encoder = encoder
        self._index = vectors
        self._boilerplate = Boilerplate(encoder)

    def read(self, description: str) -> Reading:
        """Return what ``description`` says; years of experience are set apart, since meaning cannot tell numbers."""
        found = read_sentences(description)
        years: YearRange | None = None
        years_sentence: Sentence | None = None
        rest = []
        for sentence in found:
            asked = read_required_years(sentence.text)
            if asked is None:
                rest.append(sentence)
            elif years is None or asked.low > years.low:
                years, years_sentence = asked, sentence
        vectors = self._encode(rest)
        kept = np.flatnonzero(~self._boilerplate.find(rest, vectors, self._measure(vectors)))
        return Reading(
            total=len(found),
            sentences=tuple(rest[number] for number in kept.tolist()),
            vectors=vectors[kept],
            years=years,
            years_sentence=years_sentence,
        )

    def _encode(self, sentences: Sequence[Sentence]) -> FloatArray:
        if not sentences:
            return np.zeros((0, self._encoder.identity.dimensions), dtype=np.float32)
        return self._encoder.encode([sentence.text for sentence in sentences])

    def _measure(self, vectors: FloatArray) -> FloatArray:
        """Return the cosine of each of ``vectors`` (n, d) with the nearest passage of the snapshot."""
        best = [max((hit.score for hit in self._index.search(vector, 1)), default=0.0) for vector in vectors]
        return np.asarray(best, dtype=np.float32)
