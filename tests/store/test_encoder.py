from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import store.encoder
from ontology.errors import EncoderError
from store.encoder import OnnxEncoder, _split_by_length

REPOSITORY = Path(__file__).parents[2]

RECOMPILE = "delete the directory, and the next `rolegraph ingest` compiles it again"

TEXTS = [
    "Influences C-level renewals.",
    "",
    "Reads",
    "Builds a success plan with the executive sponsor of each customer in the region, and keeps it current.",
    "東京 – naïve café 🎉",
    "Owns the renewal forecast of 12 accounts.",
]


def test_rows_are_float32_of_length_one_in_the_order_of_the_texts(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode(TEXTS)

    assert vectors.shape == (6, 384)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
    alone = np.concatenate([encoder.encode([text]) for text in TEXTS])
    np.testing.assert_allclose(vectors, alone, atol=1e-6)


def test_no_texts_give_no_rows_of_the_right_width(encoder: OnnxEncoder) -> None:
    vectors = encoder.encode([])

    assert vectors.shape == (0, 384)
    assert vectors.dtype == np.float32


def test_a_paraphrase_is_nearer_than_another_subject(encoder: OnnxEncoder) -> None:
    question, paraphrase, other = encoder.encode(
        ["who influences C-level renewals", "Persuades executives to renew", "Bakes bread before dawn"]
    )

    # computed with sentence-transformers 6.2.0
    assert float(question @ paraphrase) == pytest.approx(0.6012, abs=1e-3)
    assert float(question @ other) == pytest.approx(0.0890, abs=1e-3)


def test_many_texts_pass_through_windows_and_batches_unmixed(
    encoder: OnnxEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [f"{'very ' * (i % 7)}important account {i}" for i in range(40)]
    expected = encoder.encode(texts)

    monkeypatch.setattr(store.encoder, "_WINDOW_TEXTS", 9)
    monkeypatch.setattr(store.encoder, "_BATCH_TOKENS", 20)

    np.testing.assert_allclose(encoder.encode(texts), expected, atol=1e-6)


def test_tokens_past_max_tokens_change_nothing(encoder: OnnxEncoder) -> None:
    words = encoder.identity.max_tokens - 2  # [CLS] and [SEP] count
    full, longer, shorter = encoder.encode(
        ["plan " * words, "plan " * words + "surfing " * 50, "plan " * (words - 1) + "surfing"]
    )

    np.testing.assert_array_equal(full, longer)
    assert float(full @ shorter) < 0.999


def test_a_text_is_not_tokenized_past_a_hundred_characters_a_token(encoder: OnnxEncoder) -> None:
    limit = 100 * 256
    at_the_end, beyond, nothing = encoder.encode([" " * (limit - 8) + "renewals", " " * limit + "renewals", ""])

    assert float(at_the_end @ nothing) < 0.9
    np.testing.assert_allclose(beyond, nothing, atol=1e-6)


@pytest.mark.parametrize("text", ["\ud800", "half \udfff a pair", "nul \x00 byte", "\N{ZERO WIDTH SPACE}", "   \n\t "])
def test_odd_text_has_a_direction_too(encoder: OnnxEncoder, text: str) -> None:
    assert np.linalg.norm(encoder.encode([text])) == pytest.approx(1.0, abs=1e-6)


def test_threads_share_one_encoder(encoder: OnnxEncoder) -> None:
    expected = encoder.encode(TEXTS)
    jobs = [TEXTS[i % 6 :] + TEXTS[: i % 6] for i in range(24)]

    with ThreadPoolExecutor(max_workers=4) as pool:
        results = list(pool.map(encoder.encode, jobs))

    for i, vectors in enumerate(results):
        np.testing.assert_allclose(vectors, np.roll(expected, -(i % 6), axis=0), atol=1e-6)


def test_one_thread_gives_the_same_vectors(encoder: OnnxEncoder, encoder_directory: Path) -> None:
    single = OnnxEncoder.open(encoder_directory, threads=1)

    np.testing.assert_allclose(single.encode(TEXTS), encoder.encode(TEXTS), atol=1e-5)


@given(st.lists(st.integers(min_value=0, max_value=700), max_size=200))
def test_batches_hold_each_text_once_and_stay_within_the_token_budget(lengths: list[int]) -> None:
    batches = list(_split_by_length(lengths))

    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(lengths[i] for i in batch) <= 512


def test_importing_is_cheap_and_running_needs_no_torch(encoder_directory: Path) -> None:
    program = f"""
import sys
from pathlib import Path
import store.encoder
assert not {{"onnxruntime", "tokenizers"}} & set(sys.modules), "import is not lazy"
encoder = store.encoder.OnnxEncoder.open(Path({str(encoder_directory)!r}))
print(encoder.encode(["renewals"]).shape)
assert not {{"torch", "transformers", "sentence_transformers"}} & set(sys.modules), "serving needs no torch"
"""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=False, cwd=REPOSITORY, capture_output=True, text=True
    )

    assert (done.stdout, done.stderr) == ("(1, 384)\n", "")


@pytest.fixture
def spoiled(encoder_directory: Path, tmp_path: Path) -> Path:
    """A copy of the compiled encoder to damage; big files are links until they are replaced."""
    directory = tmp_path / "spoiled"
    directory.mkdir()
    for path in encoder_directory.iterdir():
        (directory / path.name).symlink_to(path)
    return directory


def replace_file(path: Path, content: bytes) -> None:
    path.unlink()
    path.write_bytes(content)


def edit_manifest(directory: Path, edit: Callable[[dict[str, object]], object]) -> None:
    manifest = json.loads((directory / "encoder.json").read_bytes())
    edit(manifest)
    replace_file(directory / "encoder.json", json.dumps(manifest).encode())


def read_error(directory: Path) -> str:
    with pytest.raises(EncoderError) as caught:
        OnnxEncoder.open(directory)
    return str(caught.value)


@pytest.mark.parametrize("name", ["encoder.json", "model.onnx", "tokenizer.json"])
def test_a_missing_file_is_named(spoiled: Path, name: str) -> None:
    (spoiled / name).unlink()

    assert read_error(spoiled) == f"no encoder in {spoiled}: {name} is missing; {RECOMPILE}"


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json"])
def test_one_changed_byte_is_found(spoiled: Path, name: str) -> None:
    content = bytearray((spoiled / name).read_bytes())
    content[len(content) // 2] ^= 1
    replace_file(spoiled / name, bytes(content))

    assert read_error(spoiled) == (
        f"{spoiled / name} is damaged: its sha256 is not the one in encoder.json; {RECOMPILE}"
    )


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": 1}', b'{"format": 1, "identity": 7}'])
def test_a_manifest_that_says_nothing_is_damaged(spoiled: Path, content: bytes) -> None:
    replace_file(spoiled / "encoder.json", content)

    assert read_error(spoiled) == f"{spoiled / 'encoder.json'} is damaged; {RECOMPILE}"


def test_another_format_is_named(spoiled: Path) -> None:
    edit_manifest(spoiled, lambda manifest: manifest.update(format=2))

    assert read_error(spoiled) == (
        f"{spoiled / 'encoder.json'} has format 2, this version of Rolegraph reads 1; {RECOMPILE}"
    )


def test_a_file_in_place_of_a_directory_cannot_be_read(spoiled: Path) -> None:
    (spoiled / "encoder.json").rename(spoiled / "file")

    assert read_error(spoiled / "file") == f"{spoiled / 'file' / 'encoder.json'} cannot be read: Not a directory"


@pytest.mark.parametrize(
    ("name", "reader"), [("model.onnx", "be opened by onnxruntime"), ("tokenizer.json", "be read by tokenizers")]
)
def test_a_whole_file_of_the_wrong_kind_is_named(spoiled: Path, name: str, reader: str) -> None:
    replace_file(spoiled / name, b"not what it should be")
    digest = hashlib.sha256(b"not what it should be").hexdigest()
    edit_manifest(spoiled, lambda manifest: manifest["files"].update({name: digest}))  # type: ignore[attr-defined]

    message = read_error(spoiled)

    assert message.startswith(f"{spoiled / name} cannot {reader} ")
    assert message.endswith(f"; {RECOMPILE}")


def test_a_model_of_other_dimensions_than_the_manifest_says_is_refused(spoiled: Path) -> None:
    edit_manifest(spoiled, lambda manifest: manifest["identity"].update(dimensions=768))  # type: ignore[attr-defined]

    assert read_error(spoiled).startswith(
        f"{spoiled / 'model.onnx'} does not turn tokens into vectors of 768 dimensions: inputs ['input_ids', "
    )
