"""Text to vectors: a sentence encoder compiled to ONNX, run without torch.

n texts, d dimensions. A vector is float32 with Euclidean length 1, so that an inner product is a cosine; a text that
the model pools to nothing gets a row of zeros (never NaN). A compiled encoder is a directory:

    model.onnx      the whole model, tokens to unit vectors: transformer, pooling, dense layers and normalisation alike
    tokenizer.json  its tokenizer, with its truncation to max_tokens and its padding token
    encoder.json    who it is, and the sha256 of every other file; written last

``ingest.encoder`` compiles it. Source: https://onnxruntime.ai/docs/api/python/api_summary.html and
https://huggingface.co/docs/tokenizers/api/tokenizer.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

import numpy as np
from numpy.typing import NDArray

from ontology.errors import EncoderError
from store.files import hash_file

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Encoding, Tokenizer

FloatArray: TypeAlias = NDArray[np.float32]

FORMAT_VERSION = 1  # of the directory; one that differs is compiled anew

MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"
ENCODER_FILE = "encoder.json"

# What transformers calls a text model's inputs; a graph has the first two, and BERT's family the third.
_INPUT_NAMES = ("input_ids", "attention_mask", "token_type_ids")

# Padded tokens in one run of the model. Measured with 2 cores on texts of 2 to 40 words: 256 and 512 tokens give 220
# texts/s, 1,024 gives 170 and 2,048 gives 130: what passes between layers outgrows the cache. Memory grows with it too.
_BATCH_TOKENS = 512

# Texts tokenized at a time, then sorted by length: enough that rows of a batch have nearly the same length, and few
# enough that their tokens weigh nothing.
_WINDOW_TEXTS = 2048

# No tokenizer stops early, so a text of 100 MB would be tokenized whole to keep its first tokens. Natural language has
# 1 to 10 characters a token; what lies past 100 times max_tokens could only count if it were nearly all white space.
_CHARACTERS_PER_TOKEN = 100


@dataclass(frozen=True, slots=True)
class EncoderIdentity:
    """Which model made a vector; vectors of different identities must never be compared."""

    name: str
    sha256: str  # of the model's weights; of the list of its files, where it is not the default model
    dimensions: int
    max_tokens: int  # with the tokenizer's own, such as [CLS] and [SEP]; the rest of a text is not read


class Encoder(Protocol):
    """Whatever turns texts into unit vectors."""

    @property
    def identity(self) -> EncoderIdentity:
        """Which model this is."""
        ...

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Return unit rows (n, d), row i for ``texts[i]``."""
        ...


@dataclass(frozen=True, slots=True)
class EncoderManifest:
    """The content of ``encoder.json``."""

    identity: EncoderIdentity
    prompt: str  # put before every text, as the model was trained to expect; mostly empty
    files: Mapping[str, str]  # file name -> sha256
    format: int = FORMAT_VERSION

    @classmethod
    def read(cls, directory: Path) -> EncoderManifest:
        """Return the manifest of the compiled encoder in ``directory``.

        Raises:
            EncoderError: there is none, it cannot be read, or it is of another format.
        """
        path = directory / ENCODER_FILE
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            found = content["format"]
            if found != FORMAT_VERSION:
                raise EncoderError(
                    f"{path} has format {found!r}, this version of Rolegraph reads {FORMAT_VERSION}; {_RECOMPILE}"
                )
            identity = EncoderIdentity(
                name=str(content["identity"]["name"]),
                sha256=str(content["identity"]["sha256"]),
                dimensions=int(content["identity"]["dimensions"]),
                max_tokens=int(content["identity"]["max_tokens"]),
            )
            files = {str(name): str(digest) for name, digest in content["files"].items()}
            return cls(identity=identity, prompt=str(content["prompt"]), files=files)
        except FileNotFoundError as error:
            raise EncoderError(f"no encoder in {directory}: {ENCODER_FILE} is missing; {_RECOMPILE}") from error
        except OSError as error:
            raise EncoderError(f"{path} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise EncoderError(f"{path} is damaged; {_RECOMPILE}") from error

    def write(self, directory: Path) -> None:
        """Write the manifest into ``directory``, beside the files that it lists."""
        text = json.dumps(asdict(self), indent=2, ensure_ascii=False)
        (directory / ENCODER_FILE).write_text(text + "\n", encoding="utf-8")

    def verify(self, directory: Path) -> None:
        """Check the bytes of every file in ``directory`` that the manifest lists.

        Raises:
            EncoderError: one is missing, unreadable or not what was compiled.
        """
        for name in sorted({MODEL_FILE, TOKENIZER_FILE, *self.files}):
            path = directory / name
            try:
                digest = hash_file(path)
            except FileNotFoundError as error:
                raise EncoderError(f"no encoder in {directory}: {name} is missing; {_RECOMPILE}") from error
            except OSError as error:
                raise EncoderError(f"{path} cannot be read: {error.strerror}") from error
            if digest != self.files.get(name):
                raise EncoderError(f"{path} is damaged: its sha256 is not the one in {ENCODER_FILE}; {_RECOMPILE}")


_RECOMPILE = "delete the directory, and the next `rolegraph ingest` compiles it again"


class OnnxEncoder:
    """A compiled encoder. Safe to use from several threads at once: nothing is changed after opening."""

    def __init__(
        self, directory: Path, manifest: EncoderManifest, session: InferenceSession, tokenizer: Tokenizer
    ) -> None:
        """Run ``session`` on what ``tokenizer`` makes of a text; ``open`` checks that they belong together."""
        self.directory = directory
        self._manifest = manifest
        self._session = session
        self._tokenizer = tokenizer
        self._inputs = [node.name for node in session.get_inputs()]
        padding = tokenizer.padding or {}
        self._pad_id = int(padding.get("pad_id", 0))
        self._pad_type_id = int(padding.get("pad_type_id", 0))
        self._pad_left = padding.get("direction") == "left"
        tokenizer.no_padding()  # rows are padded here, batch by batch
        self._max_characters = manifest.identity.max_tokens * _CHARACTERS_PER_TOKEN

    @property
    def identity(self) -> EncoderIdentity:
        """Which model this is."""
        return self._manifest.identity

    @classmethod
    def open(cls, directory: Path, threads: int | None = None) -> OnnxEncoder:
        """Open the compiled encoder in ``directory``, after checking the sha256 of its files.

        One run of the model uses ``threads`` threads; None: as many as there are cores that this process may use.

        Raises:
            EncoderError: a file is missing, damaged, of another format, or does not hold what an encoder needs.
        """
        manifest = EncoderManifest.read(directory)
        manifest.verify(directory)
        session = _open_session(directory / MODEL_FILE, threads or _count_usable_cores())
        encoder = cls(directory, manifest, session, _open_tokenizer(directory / TOKENIZER_FILE))
        unknown = set(encoder._inputs) - set(_INPUT_NAMES)
        shape = session.get_outputs()[0].shape
        if unknown or shape[-1] != manifest.identity.dimensions:
            raise EncoderError(
                f"{directory / MODEL_FILE} does not turn tokens into vectors of {manifest.identity.dimensions} "
                f"dimensions: inputs {encoder._inputs}, output {shape}; {_RECOMPILE}"
            )
        return encoder

    def encode(self, texts: Sequence[str]) -> FloatArray:
        """Return unit rows (n, d), row i for ``texts[i]``; (0, d) for no texts.

        A text is cut after ``identity.max_tokens`` tokens, as sentence-transformers does.
        """
        rows = np.zeros((len(texts), self.identity.dimensions), dtype=np.float32)
        for first in range(0, len(texts), _WINDOW_TEXTS):
            window = texts[first : first + _WINDOW_TEXTS]
            tokens = self._tokenizer.encode_batch_fast([self._prepare(text) for text in window])
            for batch in _split_by_length([len(encoding.ids) for encoding in tokens]):
                rows[[first + i for i in batch]] = self._run([tokens[i] for i in batch])
        return rows

    def _prepare(self, text: str) -> str:
        text = self._manifest.prompt + text[: self._max_characters]
        # A lone surrogate (JSON may hold "\ud800") is no Unicode, and tokenizers refuses it.
        return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")

    def _run(self, batch: Sequence[Encoding]) -> FloatArray:
        """Return the vectors (b, d) of ``batch``, padded to its longest row."""
        width = max(1, *(len(encoding.ids) for encoding in batch))
        shape = (len(batch), width)
        ids = np.full(shape, self._pad_id, dtype=np.int64)
        mask = np.zeros(shape, dtype=np.int64)
        types = np.full(shape, self._pad_type_id, dtype=np.int64)
        for row, encoding in enumerate(batch):
            length = len(encoding.ids)
            place = slice(width - length, width) if self._pad_left else slice(0, length)
            ids[row, place] = encoding.ids
            mask[row, place] = 1
            types[row, place] = encoding.type_ids
        arrays = dict(zip(_INPUT_NAMES, (ids, mask, types), strict=True))
        (vectors,) = self._session.run(None, {name: arrays[name] for name in self._inputs})
        return cast(FloatArray, vectors)


def _split_by_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield every index of ``lengths`` once, in batches of like lengths, each within ``_BATCH_TOKENS`` when padded."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and (len(batch) + 1) * lengths[index] > _BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _count_usable_cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _open_session(path: Path, threads: int) -> InferenceSession:
    # Otherwise the first session writes an id and a database of events into the user's home, to be sent to its maker.
    os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1  # a transformer is one chain of operations: there is nothing to run side by side
    options.enable_cpu_mem_arena = False  # the arena keeps the peak of the largest batch for ever, and is no quicker
    # Spinning threads save 0.2 ms a query on an idle machine, and cost 6 ms on a busy one.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3  # errors; the rest are remarks on the graph that no operator can act on
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's errors share no base class but this one
        raise EncoderError(f"{path} cannot be opened by onnxruntime {onnxruntime.__version__}; {_RECOMPILE}") from error


def _open_tokenizer(path: Path) -> Tokenizer:
    from tokenizers import Tokenizer, __version__

    try:
        return Tokenizer.from_file(str(path))
    except Exception as error:  # tokenizers raises Exception itself
        raise EncoderError(f"{path} cannot be read by tokenizers {__version__}; {_RECOMPILE}") from error
