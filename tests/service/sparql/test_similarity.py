from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from service.sparql.similarity import Similarity
from store.encoder import FloatArray, OnnxEncoder


def test_a_score_is_the_cosine_of_the_encoders_vectors(encoder: OnnxEncoder) -> None:
    texts = [
        "Influences C-level sponsors long before the contract ends",
        "who influences C-level renewals",
        "Files letters",
    ]
    near, words, far = encoder.encode(texts)
    similarity = Similarity(encoder.encode)
    assert similarity.score(texts[0], texts[1]) == pytest.approx(float(near @ words), abs=1e-6)
    assert similarity.score(texts[2], texts[1]) == pytest.approx(float(far @ words), abs=1e-6)
    assert similarity.score(texts[0], texts[1]) > 0.4 > similarity.score(texts[2], texts[1])
    assert similarity.score(texts[1], texts[0]) == similarity.score(texts[0], texts[1])


def test_a_text_is_as_near_to_itself_as_can_be(encoder: OnnxEncoder) -> None:
    similarity = Similarity(encoder.encode)
    for text in ("renewals", "who influences C-level renewals", "a" * 3000):
        assert 0.999 < similarity.score(text, text) <= 1.0


class Counting:
    """Gives every text a vector of its own, and notes which it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.asked += texts
        return np.asarray([[0.6, 0.8] if "x" in text else [0.0, 0.0] for text in texts], dtype=np.float32)


def test_a_text_is_encoded_once() -> None:
    counting = Counting()
    similarity = Similarity(counting.encode)
    for text in ("x1", "x2", "x1"):
        assert similarity.score(text, "x words") == pytest.approx(1.0)
    assert counting.asked == ["x1", "x words", "x2"]


def test_a_text_without_words_is_near_to_nothing() -> None:
    assert Similarity(Counting().encode).score("", "x") == 0.0


def test_long_texts_are_not_kept() -> None:
    counting = Counting()
    similarity = Similarity(counting.encode)
    long = "x" * 3000
    similarity.score(long, "words")
    similarity.score(long, "words")
    assert counting.asked == [long, "words", long]
