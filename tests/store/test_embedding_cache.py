"""Vectors that are computed once."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import store.embedding_cache
from ontology.errors import StorageError
from store.embedding_cache import EmbeddingCache
from store.encoder import EncoderIdentity, FloatArray, OnnxEncoder
from tests.tiny_encoder import make_tiny_encoder

TEXTS = ["Owns renewals", "", "Bakes bread", "東京 🎉"]


class CountingEncoder:
    """An encoder that notes which texts it was given."""

    def __init__(self, encoder: OnnxEncoder, identity: EncoderIdentity | None = None) -> None:
        self._encoder = encoder
        self._identity = identity or encoder.identity
        self.encoded: list[str] = []

    @property
    def identity(self) -> EncoderIdentity:
        return self._identity

    def encode(self, texts: Sequence[str]) -> FloatArray:
        self.encoded.extend(texts)
        return self._encoder.encode(texts)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> OnnxEncoder:
    root = tmp_path_factory.mktemp("tiny")
    return make_tiny_encoder(root / "tiny", root / "encoders")


@pytest.fixture
def counting(tiny: OnnxEncoder) -> CountingEncoder:
    return CountingEncoder(tiny)


def encode(directory: Path, encoder: CountingEncoder, texts: Sequence[str]) -> tuple[FloatArray, int]:
    """Encode in a run of its own."""
    cache = EmbeddingCache(directory, encoder)
    try:
        return cache.encode(texts)
    finally:
        cache.close()


def find_file(directory: Path) -> Path:
    (path,) = directory.glob("*.sqlite")
    return path


def test_vectors_are_what_the_encoder_gives_row_by_row(
    tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder
) -> None:
    vectors, encoded = encode(tmp_path, counting, TEXTS)

    assert vectors.shape == (4, 16)
    assert vectors.dtype == np.float32
    assert encoded == 4
    np.testing.assert_array_equal(vectors, tiny.encode(TEXTS))


def test_only_unknown_texts_are_encoded_each_once(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    first = ["Owns renewals", "Bakes bread", "Owns renewals"]
    assert encode(tmp_path, counting, first)[1] == 2
    assert counting.encoded == ["Owns renewals", "Bakes bread"]

    second = ["Mends pumps", "Bakes bread", "Bakes  bread", "Mends pumps", "Owns renewals"]
    vectors, encoded = encode(tmp_path, counting, second)
    assert encoded == 2
    assert counting.encoded[2:] == ["Mends pumps", "Bakes  bread"]
    np.testing.assert_allclose(vectors, tiny.encode(second), atol=1e-6)

    again, encoded = encode(tmp_path, counting, second)
    assert encoded == 0
    assert len(counting.encoded) == 4
    np.testing.assert_array_equal(again, vectors)


def test_no_texts_need_no_encoder(tmp_path: Path, counting: CountingEncoder) -> None:
    vectors, encoded = encode(tmp_path, counting, [])

    assert vectors.shape == (0, 16)
    assert encoded == 0
    assert counting.encoded == []


def test_progress_counts_every_text_found_or_encoded(
    tmp_path: Path, counting: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.embedding_cache, "_BATCH", 10)
    encode(tmp_path, counting, [f"text {number}" for number in range(7)])
    steps: list[int] = []

    cache = EmbeddingCache(tmp_path, counting)
    cache.encode([f"text {number}" for number in range(30)], steps.append)
    cache.close()

    assert steps == [7, 10, 10, 3]


def test_what_was_encoded_before_a_run_died_is_not_encoded_again(
    tmp_path: Path, tiny: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    class DyingEncoder(CountingEncoder):
        def encode(self, texts: Sequence[str]) -> FloatArray:
            if len(self.encoded) >= 20:
                raise KeyboardInterrupt
            return super().encode(texts)

    monkeypatch.setattr(store.embedding_cache, "_BATCH", 10)
    texts = [f"text {number}" for number in range(30)]
    with pytest.raises(KeyboardInterrupt):
        encode(tmp_path, DyingEncoder(tiny), texts)

    counting = CountingEncoder(tiny)
    assert encode(tmp_path, counting, texts)[1] == 10
    assert counting.encoded == texts[20:]


def test_more_texts_than_a_statement_has_variables_are_found(tmp_path: Path, counting: CountingEncoder) -> None:
    texts = [f"text {number}" for number in range(1300)]
    vectors, _ = encode(tmp_path, counting, texts)

    again, encoded = encode(tmp_path, counting, texts)
    assert encoded == 0
    np.testing.assert_array_equal(again, vectors)


def test_another_model_has_a_cache_of_its_own(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    encode(tmp_path, counting, TEXTS)
    other = CountingEncoder(tiny, replace(tiny.identity, sha256="1" * 64))

    assert encode(tmp_path, other, TEXTS)[1] == 4
    assert sorted(path.name for path in tmp_path.glob("*.sqlite")) == sorted(
        [f"{tiny.identity.sha256[:16]}.sqlite", "1111111111111111.sqlite"]
    )
    assert encode(tmp_path, CountingEncoder(tiny), TEXTS)[1] == 0


def test_vectors_of_another_width_are_not_taken(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    encode(tmp_path, counting, TEXTS)
    connection = sqlite3.connect(find_file(tmp_path))
    connection.execute("UPDATE embedding SET vector = substr(vector, 1, 31)")
    connection.commit()
    connection.close()

    vectors, encoded = encode(tmp_path, counting, TEXTS)
    assert encoded == 4
    np.testing.assert_allclose(vectors, tiny.encode(TEXTS), atol=1e-6)


def test_a_file_that_is_no_cache_is_made_anew(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    encode(tmp_path, counting, TEXTS)
    find_file(tmp_path).write_bytes(b"no database at all, whatever its name may say" * 100)

    vectors, encoded = encode(tmp_path, counting, TEXTS)
    assert encoded == 4
    np.testing.assert_array_equal(vectors, tiny.encode(TEXTS))
    assert encode(tmp_path, counting, TEXTS)[1] == 0


def test_a_cache_damaged_within_is_made_anew(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    texts = [f"text {number}" for number in range(1000)]
    encode(tmp_path, counting, texts)
    path = find_file(tmp_path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xee" * (len(content) - 4096)  # all but the first page, which opening reads
    path.write_bytes(content)

    vectors, encoded = encode(tmp_path, counting, texts)
    assert encoded == 1000
    np.testing.assert_allclose(vectors, tiny.encode(texts), atol=1e-6)
    assert encode(tmp_path, counting, texts)[1] == 0


def test_a_cache_that_somebody_else_holds_is_told_and_kept(
    tmp_path: Path, counting: CountingEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encode(tmp_path, counting, TEXTS)
    really_connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path: really_connect(path, timeout=0))
    holder = really_connect(find_file(tmp_path))
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("SELECT * FROM embedding").fetchall()

    with pytest.raises(StorageError) as caught:
        encode(tmp_path, counting, ["Mends pumps"])
    holder.rollback()
    holder.close()
    assert "database is locked" in str(caught.value)
    assert encode(tmp_path, counting, TEXTS)[1] == 0


def test_a_cache_that_cannot_be_made_is_told(tmp_path: Path, tiny: OnnxEncoder, counting: CountingEncoder) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError) as caught:
        EmbeddingCache(tmp_path / "file", counting)
    assert str(caught.value) == f"{tmp_path}/file cannot be made: File exists"

    name = f"{tiny.identity.sha256[:16]}.sqlite"
    (tmp_path / name).mkdir()
    with pytest.raises(StorageError) as caught:
        EmbeddingCache(tmp_path, counting)
    assert str(caught.value) == f"the embedding cache {tmp_path}/{name} cannot be opened: unable to open database file"
    assert (tmp_path / name).is_dir()
