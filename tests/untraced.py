"""Other people's Python, run unwatched by coverage: before Python 3.12 its tracer is called for each line of theirs too.

Measured on the check of the shapes of all examples: 9 s, and 24 s while pyshacl was watched. No line of ours runs
in there, so that coverage is the same.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from types import TracebackType
from typing import ParamSpec, TypeVar

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


def _be_called() -> None:
    """A call is what lets a tracer come back into force in the functions that are running."""
