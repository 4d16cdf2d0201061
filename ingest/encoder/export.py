"""A sentence-transformers model written as ONNX, and held against the original.

b texts, t tokens, d dimensions. The whole model is exported, from token ids (b, t) to unit vectors (b, d), so that any
pooling, dense layer or normalisation runs as it was trained. Only this module imports torch and sentence-transformers,
inside functions: they take 6 to 9 s to import, and most runs need neither.

Source: https://docs.pytorch.org/docs/stable/onnx_export.html.
"""

from __future__ import annotations

import importlib.util
import logging
import math
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ingest.encoder.model import INSTALL_INGEST, Model
from ontology.errors import EncoderError
from store.encoder import MODEL_FILE, TOKENIZER_FILE, EncoderIdentity, EncoderManifest, OnnxEncoder
from store.files import hash_file

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

# Measured over 200 texts: 0.9999996 at worst. The first token pooled in place of the mean gives 0.35 to 0.59, and
# a lost attention mask 0.14 to 0.55.
LEAST_COSINE = 0.999

# A protobuf file ends at 2 GiB; above this the weights lie in files of their own, beside model.onnx.
_SINGLE_FILE_BYTES = 1_900_000_000

# transformers says 1e30, and sentence-transformers infinity, where a model sets no limit.
_MOST_TOKENS = 1_000_000

_INPUT_NAMES = {"input_ids", "attention_mask", "token_type_ids"}

# Two lengths, so that the example batch is padded and the export keeps the attention mask.
_EXAMPLES = ["Owns renewals.", "Builds a success plan with the executive sponsor of each customer in the region."]

_CHECKS = [
    "renewals",
    "Who influences C-level renewals?",
    "Ünïcode – naïve café, 東京, Ελλάδα 🎉",
    "Leads the plan for 12 accounts worth $3.4M in 2025; 8+ years.",
    "Coaches managers on difficult conversations and documents what was agreed. " * 3,
    "Escalates product risks to engineering, " * 200,
]


def require_packages(model: Model) -> None:
    """Raise EncoderError unless the packages that exporting ``model`` needs are installed."""
    for package in ("sentence_transformers", "torch", "onnx", "onnxscript"):
        if importlib.util.find_spec(package) is None:
            raise EncoderError(f"{package} is not installed, and compiling {model.name} needs it; {INSTALL_INGEST}")


def write_encoder(model: Model, directory: Path) -> None:
    """Write the files of ``model``'s encoder into ``directory`` (empty), without a word, and compare the two.

    Raises:
        EncoderError: the model does not load, cannot be exported, or the result strays from it.
        OSError: the disk refused.
    """
    with _quiet():
        _write_encoder(model, directory)


def _write_encoder(model: Model, directory: Path) -> None:
    original = _load(model)
    prompt = original.prompts.get(original.default_prompt_name or "", "") or ""
    max_tokens = _find_max_tokens(original, model)
    _write_tokenizer(original, model, max_tokens, directory / TOKENIZER_FILE)
    try:
        dimensions = _export(original, prompt, directory / MODEL_FILE)
    except OSError:
        raise  # the disk's fault, not the model's
    except Exception as error:  # tracing can raise anything that a model's classes can
        raise EncoderError(f"{model.name} cannot be compiled to ONNX: {_first_line(error)}") from error
    identity = EncoderIdentity(model.name, model.sha256, dimensions, max_tokens)
    files = {path.name: hash_file(path) for path in sorted(directory.iterdir())}
    EncoderManifest(identity=identity, prompt=prompt, files=files).write(directory)
    _compare(original, OnnxEncoder.open(directory))


def _load(model: Model) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        original = SentenceTransformer(str(model.directory), device="cpu", local_files_only=True)
    except Exception as error:  # a model's classes raise what they like about its files
        raise EncoderError(
            f"{model.directory} does not load as a sentence-transformers model: {_first_line(error)}"
        ) from error
    return original.float().eval()  # half-precision weights too: the vectors are float32


def _find_max_tokens(original: SentenceTransformer, model: Model) -> int:
    """Return how many tokens the model reads; a model without a setting reads what its positions allow."""
    config = getattr(original[0], "config", None)
    limits = [original.max_seq_length, getattr(config, "max_position_embeddings", None)]
    least = min((limit for limit in limits if limit), default=math.inf)
    if least > _MOST_TOKENS:
        raise EncoderError(f"{model.name} cannot be compiled: it sets no max_seq_length (sentence_bert_config.json)")
    return int(least)


def _write_tokenizer(original: SentenceTransformer, model: Model, max_tokens: int, path: Path) -> None:
    tokenizer = original.tokenizer
    backend = getattr(tokenizer, "backend_tokenizer", None)
    if backend is None:
        raise EncoderError(f"{model.name} cannot be compiled: it has no fast tokenizer (tokenizer.json)")
    backend.enable_truncation(max_tokens, direction=tokenizer.truncation_side)
    backend.enable_padding(
        direction=tokenizer.padding_side,
        pad_id=tokenizer.pad_token_id,
        pad_type_id=tokenizer.pad_token_type_id,
        pad_token=tokenizer.pad_token,
    )
    path.write_text(backend.to_str(), encoding="utf-8")


def _export(original: SentenceTransformer, prompt: str, path: Path) -> int:
    """Write the whole of ``original`` to ``path`` as ONNX, with b and t left open; return d."""
    import torch

    class TokensToUnitVectors(torch.nn.Module):
        """All modules of a sentence-transformers model in turn, then normalisation."""

        def __init__(self, modules: list[torch.nn.Module], constants: dict[str, Any]) -> None:
            super().__init__()
            self.steps = torch.nn.ModuleList(modules)
            self.constants = constants

        def forward(self, tokens: dict[str, torch.Tensor]) -> torch.Tensor:
            features: dict[str, Any] = {**self.constants, **tokens}
            for step in self.steps:
                features = step(features)
            # eps keeps a row of zeros what it is, instead of NaN
            return torch.nn.functional.normalize(features["sentence_embedding"].float(), p=2, dim=1, eps=1e-12)

    features = original.preprocess(_EXAMPLES, prompt=prompt or None)
    tokens = {name: value for name, value in features.items() if isinstance(value, torch.Tensor)}
    if unknown := set(tokens) - _INPUT_NAMES:
        raise ValueError(f"it reads {', '.join(sorted(unknown))}, not only token ids")
    constants = {name: value for name, value in features.items() if name not in tokens}
    module = TokensToUnitVectors(list(original), constants).eval()
    open_axis = torch.export.Dim.DYNAMIC
    with torch.inference_mode():
        dimensions = int(module(tokens).shape[1])
    with torch.no_grad():
        program = torch.onnx.export(
            module,
            (),
            kwargs={"tokens": tokens},
            dynamo=True,
            dynamic_shapes={"tokens": {name: {0: open_axis, 1: open_axis} for name in tokens}},
            input_names=list(tokens),
            output_names=["unit_vectors"],
            verbose=False,
        )
    assert program is not None  # it is None only without dynamo
    for node in program.model.graph:
        node.metadata_props.clear()  # stack traces: paths of this machine, and other bytes on the next
    size = sum(parameter.numel() * parameter.element_size() for parameter in module.parameters())
    program.save(str(path), external_data=size > _SINGLE_FILE_BYTES)
    return dimensions


def _compare(original: SentenceTransformer, encoder: OnnxEncoder) -> None:
    """Raise EncoderError if ``encoder`` strays from ``original`` on a few texts of many lengths."""
    expected = original.encode(_CHECKS, normalize_embeddings=True, show_progress_bar=False)
    cosines = np.sum(np.asarray(expected, dtype=np.float32) * encoder.encode(_CHECKS), axis=1)
    worst = float(cosines.min())
    if not worst >= LEAST_COSINE:  # so that NaN fails too
        raise EncoderError(
            f"{encoder.identity.name} cannot be compiled: its compiled form gives other vectors than the original "
            f"(cosine {worst:.4f}, at least {LEAST_COSINE} is needed)"
        )


def _first_line(error: BaseException) -> str:
    """Return the first line of the error at the root of ``error``: torch wraps it in advice to torch's developers."""
    while error.__cause__ is not None:
        error = error.__cause__
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the libraries' progress bars, logs and warnings to themselves: none says what a user could act on."""
    loggers = [logging.getLogger(name) for name in ("torch", "torch.onnx", "transformers", "sentence_transformers")]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import torch  # noqa: F401 - it sets up its loggers when it is imported
        from transformers.utils import logging as transformers_logging

        levels = [logger.level for logger in loggers]
        bars = transformers_logging.is_progress_bar_enabled()
        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        try:
            yield
        finally:
            for logger, level in zip(loggers, levels, strict=True):
                logger.setLevel(level)
            if bars:
                transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
