"""What is wrong in a release and was survived: one warning a kind, with how often and an example."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.report import DocumentWarning


@dataclass(slots=True)
class _Defect:
    count: int
    example: str
    place: str
    line: int | None


class Defects:
    """The defects of one release."""

    def __init__(self) -> None:
        self._found: dict[str, _Defect] = {}

    def add(self, what: str, example: str, place: str, line: int | None = None) -> None:
        """Count one defect of the kind ``what``, a plural such as ``tasks without type``."""
        known = self._found.setdefault(what, _Defect(0, example, place, line))
        known.count += 1

    def count(self, what: str) -> int:
        """Return how many of a kind there are."""
        return self._found[what].count if what in self._found else 0

    def to_warnings(self) -> tuple[DocumentWarning, ...]:
        """Return a warning for each kind, at the place of its first example."""
        return tuple(
            DocumentWarning(found.place, found.line, f"{what}: {found.count:,}, such as {found.example}")
            for what, found in self._found.items()
        )
