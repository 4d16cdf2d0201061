"""Which passages come, go and stay between two snapshots, and at which rows.

Rows stay dense (0..n-1) because vectors stand in a matrix: new passages take the rows of those that went, and where
fewer come than go, passages from the end move into the holes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ontology.passage import Passage
from store.passages import PassageTable


@dataclass(frozen=True, slots=True)
class PassageChanges:
    """What has to be done to the rows of the last snapshot."""

    removed: tuple[int, ...]  # rows whose content goes, moved or dropped
    written: tuple[tuple[int, Passage], ...]  # rows whose content comes
    size: int  # rows afterwards

    @property
    def any(self) -> bool:
        """Whether any row changes."""
        return bool(self.removed or self.written)


def plan_changes(
    table: PassageTable, size: int, subjects: Iterable[str], passages: Iterable[Passage]
) -> PassageChanges:
    """Return how a ``table`` of ``size`` rows changes when ``subjects`` come to have just ``passages``."""
    fresh = {passage.iri: passage for passage in passages}
    old = table.find(set(subjects) | set(fresh))
    removed: set[int] = set()
    written: dict[int, Passage] = {}
    for iri, (row, passage) in old.items():
        if iri not in fresh:
            removed.add(row)
        elif fresh[iri] != passage:
            removed.add(row)
            written[row] = fresh[iri]
    free = sorted(removed - set(written))
    added = [fresh[iri] for iri in sorted(set(fresh) - set(old))]
    for passage in added:
        if free:
            written[free.pop(0)] = passage
        else:
            written[size] = passage
            size += 1
    while free:
        last = size - 1
        if free[-1] == last:
            free.pop()
        else:
            hole = free.pop(0)
            written[hole] = written.pop(last) if last in written else table.get([last])[0]
            removed.add(last)
        size -= 1
    return PassageChanges(tuple(sorted(removed)), tuple(sorted(written.items(), key=lambda item: item[0])), size)
