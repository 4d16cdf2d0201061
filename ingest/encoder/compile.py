"""Compiling a sentence-transformers model to ONNX: once for each model, and never again while its files are whole.

A compiled encoder's directory appears by a rename, when it is whole and was held against the original.
"""

from __future__ import annotations

import secrets
import shutil
import time
from pathlib import Path

from ingest.encoder.export import require_packages, write_encoder
from ingest.encoder.model import DEFAULT_MODEL, DEFAULT_MODEL_SHA256, Model, find_model, is_default_model
from ontology.errors import EncoderError, StorageError
from ontology.text import to_slug
from store.encoder import OnnxEncoder
from store.files import sync_directory, sync_tree

# Hex digits of the weights' sha256 in a directory's name: enough to tell models apart, and still readable.
_NAME_DIGITS = 16

# Leftovers of a compilation that was killed; none takes so long.
_ABANDONED_SECONDS = 3600
_UNFINISHED_PREFIX = ".unfinished-"


def ensure_encoder(model: str, encoders_dir: Path) -> OnnxEncoder:
    """Open the compiled encoder of ``model`` in ``encoders_dir``; compile it first where there is none.

    It lies in ``{encoders_dir}/{first 16 hex digits of its sha256}-{slug}``. Nothing heavy is imported if it is there.

    Raises:
        EncoderError: there is no such model, or it cannot be compiled.
        StorageError: the disk refused.
    """
    if is_default_model(model):  # its digest is known beforehand: a machine that only serves need not have its weights
        directory = _place_encoder(DEFAULT_MODEL, DEFAULT_MODEL_SHA256, encoders_dir)
        return _open_compiled(directory, DEFAULT_MODEL_SHA256) or _compile(find_model(model), directory)
    found = find_model(model)
    directory = _place_encoder(found.name, found.sha256, encoders_dir)
    return _open_compiled(directory, found.sha256) or _compile(found, directory)


def compile_encoder(model: str, directory: Path) -> OnnxEncoder:
    """Compile ``model`` into ``directory``, which appears when it is whole, and replaces one that was there.

    Raises:
        EncoderError: there is no such model, it cannot be compiled, or the result strays from the original.
        StorageError: the disk refused.
    """
    return _compile(find_model(model), directory)


def _place_encoder(name: str, sha256: str, encoders_dir: Path) -> Path:
    return encoders_dir / f"{sha256[:_NAME_DIGITS]}-{to_slug(name) or 'model'}"


def _open_compiled(directory: Path, sha256: str) -> OnnxEncoder | None:
    """Return the encoder in ``directory``; None where there is none, or it is damaged: it is compiled anew then."""
    try:
        encoder = OnnxEncoder.open(directory)
    except EncoderError:
        return None
    return encoder if encoder.identity.sha256 == sha256 else None


def _compile(model: Model, directory: Path) -> OnnxEncoder:
    require_packages(model)
    unfinished = directory.parent / f"{_UNFINISHED_PREFIX}{secrets.token_hex(8)}"
    try:
        _remove_abandoned(directory.parent)
        unfinished.mkdir(parents=True)
        try:
            write_encoder(model, unfinished)
            sync_tree(unfinished)
            _replace_directory(unfinished, directory)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        raise StorageError(f"the encoder cannot be written to {directory}: {error.strerror or error}") from error
    return OnnxEncoder.open(directory)


def _replace_directory(source: Path, target: Path) -> None:
    """Rename ``source`` to ``target``; one already there (damaged, or of another process) is moved away first."""
    aside = source.with_name(f"{source.name}-replaced")
    try:
        if target.exists():
            target.rename(aside)
        source.rename(target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    sync_directory(target.parent)


def _remove_abandoned(encoders_dir: Path) -> None:
    for path in encoders_dir.glob(f"{_UNFINISHED_PREFIX}*"):
        if time.time() - path.stat().st_mtime > _ABANDONED_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
