"""Errors on their way from a worker process: by name, and back."""

from __future__ import annotations

from ontology import errors
from ontology.errors import RolegraphError
from service.sparql.guard import ForbiddenQueryError

_CLASSES: dict[str, type[RolegraphError]] = {
    kind.__name__: kind
    for kind in (
        ForbiddenQueryError,
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
    names = [kind.__name__ for kind in type(error).__mro__ if kind.__name__ in _CLASSES]
    if not names:
        raise TypeError(f"a worker cannot report {type(error).__name__}: add it to service/sparql/errors.py") from error
    return names[0]


def from_name(name: str, message: str) -> RolegraphError:
    """Return the error that a worker reported."""
    if name == "BusyError":
        return errors.BusyError(message, retry_after_seconds=10)
    return _CLASSES[name](message)
