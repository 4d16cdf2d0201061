"""What is made once for all processes of a test run."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """A directory of this run, the same in all its processes."""

    root: Path

    @contextmanager
    def turn(self, name: str) -> Iterator[None]:
        """Wait until no other process has the turn called ``name``, and have it."""
        with (self.root / f"{name}.turn").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file is closed
            yield

    def make(self, name: str, make: Callable[[Path], object]) -> Path:
        """Return the directory called ``name`` (absent at first), which the first process to ask fills with ``make``.

        Nobody may change it afterwards.
        """
        directory = self.root / name
        whole = self.root / f"{name}.whole"
        with self.turn(name):
            if not whole.exists():
                make(directory)
                whole.touch()
        return directory
