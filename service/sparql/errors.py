"""Errors on their way from a worker process: by name, and back."""

from __future__ import annotations

from ontology import errors
from ontology.errors import RolegraphError

_CLASSES: dict[str, type[RolegraphError]] = {
    kind.__name__: kind
    for kind in (
        errors.QueryError,
        errors.MemoryLimitError,
        errors.SizeLimitError,
        errors.TimeLimitError,
        errors.NotAcceptableError,
        errors.NotFoundError,
        errors.ForbiddenError,
        errors.SnapshotError,
        errors.StorageError,
        errors.EncoderError,
    )
}


def to_name(error: RolegraphError) -> str:
    """Return the name that ``from_name`` knows."""
    name = type(error).__name__
    if name not in _CLASSES:
        raise TypeError(f"a worker cannot report {name}: add it to service/sparql/errors.py") from error
    return name


def from_name(name: str, message: str) -> RolegraphError:
    """Return the error that a worker reported."""
    if name == "BusyError":
        return errors.BusyError(message, retry_after_seconds=10)
    return _CLASSES[name](message)
