"""Other people's Python, run unwatched by coverage: before Python 3.12 its tracer is called for their lines too.

Measured on the check of the shapes of all examples: 9 s, and 24 s while pyshacl was watched. No line of ours runs
in there that does not run elsewhere too, so that coverage is the same.
"""

from __future__ import annotations

import importlib
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from types import TracebackType
from typing import ParamSpec, TypeVar

import pytest

P = ParamSpec("P")
T = TypeVar("T")


class Untraced:
    """What is done within ``with Untraced():`` is not traced."""

    def __enter__(self) -> None:
        """Stop tracing; the tracer has seen the call of this function, and misses its return."""
        self._tracer = sys.gettrace()
        sys.settrace(None)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Trace on; the tracer missed the call of this function, and sees its return: so its own count is right."""
        sys.settrace(self._tracer)
        _be_called()


def untraced(function: Callable[P, T]) -> Callable[P, T]:
    """Return ``function``, not traced."""

    @wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        with Untraced():
            return function(*args, **kwargs)

    return run


@contextmanager
def unwatched(module: str, function: str) -> Iterator[None]:
    """Keep coverage, where there is any, from watching ``function`` of ``module``, and the import of that."""
    if sys.gettrace() is None:
        yield
        return
    with Untraced(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = importlib.import_module(module)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(found, function, untraced(getattr(found, function)))
        yield


def _be_called() -> None:
    """A call is what lets a tracer come back into force in the functions that are running."""
