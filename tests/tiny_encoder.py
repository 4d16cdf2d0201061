"""A compiled encoder of 40 kB for tests about bookkeeping: real files, read by the real code, in a millisecond.

A text's vector is the sum of its bytes' random vectors, each weighted by a random number of its position, made a unit
vector. It says nothing about meaning.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from tokenizers import Tokenizer, models, pre_tokenizers

from ingest.encoder.compile import ensure_encoder
from ingest.encoder.model import find_model
from store.encoder import EncoderIdentity, EncoderManifest, OnnxEncoder
from store.files import hash_file

DIMENSIONS = 16
MAX_TOKENS = 400


def make_tiny_encoder(model: Path, encoders: Path, seed: int = 7) -> OnnxEncoder:
    """Write a model into ``model`` (absent), and what compiling it gives into ``encoders``: ``--model`` takes both."""
    chance = np.random.default_rng(seed)
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    weights = chance.normal(size=(len(alphabet), DIMENSIONS)).astype(np.float32)
    places = chance.normal(size=(MAX_TOKENS, 1)).astype(np.float32)
    model.mkdir(parents=True)
    (model / "weights.bin").write_bytes(weights.tobytes() + places.tobytes())
    found = find_model(str(model))

    compiled = encoders / f"{found.sha256[:16]}-{model.name}"
    compiled.mkdir(parents=True)
    (compiled / "model.onnx").write_bytes(_make_onnx(weights, places).SerializeToString())
    tokenizer = Tokenizer(models.BPE({character: row for row, character in enumerate(alphabet)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    tokenizer.enable_truncation(MAX_TOKENS)
    tokenizer.save(str(compiled / "tokenizer.json"))
    identity = EncoderIdentity(found.name, found.sha256, DIMENSIONS, MAX_TOKENS)
    files = {path.name: hash_file(path) for path in sorted(compiled.iterdir())}
    EncoderManifest(identity, prompt="", files=files).write(compiled)
    return ensure_encoder(str(model), encoders)


def _make_onnx(weights: np.ndarray, places: np.ndarray) -> onnx.ModelProto:
    nodes = [
        helper.make_node("Gather", ["weights", "input_ids"], ["bytes"]),  # (b, t, d)
        helper.make_node("Shape", ["input_ids"], ["width"], start=1, end=2),
        helper.make_node("Slice", ["places", "zero", "width"], ["place"]),  # (t, 1)
        helper.make_node("Mul", ["bytes", "place"], ["placed"]),
        helper.make_node("Cast", ["attention_mask"], ["mask"], to=TensorProto.FLOAT),
        helper.make_node("Unsqueeze", ["mask", "last"], ["column"]),  # (b, t, 1)
        helper.make_node("Mul", ["placed", "column"], ["kept"]),
        helper.make_node("ReduceSum", ["kept", "one"], ["sum"], keepdims=0),  # (b, d)
        helper.make_node("LpNormalization", ["sum"], ["vectors"], axis=-1, p=2),
    ]
    tokens = ["texts", "tokens"]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.INT64, tokens) for name in ("input_ids", "attention_mask")],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", DIMENSIONS])],
        [
            numpy_helper.from_array(weights, "weights"),
            numpy_helper.from_array(places, "places"),
            numpy_helper.from_array(np.array([0]), "zero"),
            numpy_helper.from_array(np.array([1]), "one"),
            numpy_helper.from_array(np.array([-1]), "last"),
        ],
    )
    return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
