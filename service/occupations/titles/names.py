"""The names of one scheme's occupations as the reference index holds them: what titles are compared with.

n occupations, N names, T tasks, P passages of the reference index, d dimensions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontology import kinds
from service.occupations.entry import OccupationEntry
from store.encoder import FloatArray
from store.passage_index import PassageIndex

Ids = NDArray[np.int32]
Rows = NDArray[np.int64]
NO_ROW = -1  # of a name that the index has no vector of its own for: an occupation's label stands with its description


@dataclass(frozen=True, slots=True)
class SchemeNames:
    """Occupations with their names, descriptions and tasks."""

    occupations: tuple[OccupationEntry, ...]  # (n)
    texts: tuple[str, ...]  # (N) names, each occupation's together, its label first
    owners: Ids  # (N) places in ``occupations``, ascending
    rows: Rows  # (N) of their vectors
    descriptions: Rows  # (n) of the vectors of label and description
    tasks: Rows  # (T)
    task_owners: Ids  # (T)
    vectors: FloatArray  # (P, d), read-only


def read_names(
    reference: PassageIndex,
    entries: Mapping[str, OccupationEntry],
    scheme: str,
    is_kept: Callable[[str], bool] = lambda _: True,
) -> SchemeNames:
    """Return the names of the occupations of ``scheme`` that are no group of others.

    ``is_kept`` tells of a name whether it may be used; whoever measures takes names out.
    """
    groups = {entry.broader for entry in entries.values() if entry.scheme == scheme}
    titles: dict[str, list[tuple[str, int]]] = {}
    tasks: dict[str, list[int]] = {}
    described: dict[str, int] = {}
    for row, kind, text, owner in reference.passages.of_scheme(scheme):
        entry = entries.get(owner) if owner is not None else None
        if owner is None or entry is None or (entry.group_level is not None and owner in groups):
            continue
        if kind == kinds.OCCUPATION_NAME:
            described[owner] = row
        elif kind == kinds.ALIAS_NAME and is_kept(text):
            titles.setdefault(owner, []).append((text, row))
        elif kind == kinds.TASK.name:
            tasks.setdefault(owner, []).append(row)
    held = sorted(described, key=lambda iri: (entries[iri].code, iri))
    named = [
        (place, *name)
        for place, iri in enumerate(held)
        for name in [*_label(entries[iri].label, is_kept), *titles.get(iri, ())]
    ]
    return SchemeNames(
        occupations=tuple(entries[iri] for iri in held),
        texts=tuple(text for _, text, _ in named),
        owners=np.array([place for place, _, _ in named], np.int32),
        rows=np.array([row for _, _, row in named], np.int64),
        descriptions=np.array([described[iri] for iri in held], np.int64),
        tasks=np.array([row for iri in held for row in tasks.get(iri, ())], np.int64),
        task_owners=np.array([place for place, iri in enumerate(held) for _ in tasks.get(iri, ())], np.int32),
        vectors=reference.vectors.vectors,
    )


def _label(text: str, is_kept: Callable[[str], bool]) -> list[tuple[str, int]]:
    return [(text, NO_ROW)] if is_kept(text) else []
