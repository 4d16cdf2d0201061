"""What profiles and statements mean, as vectors of the published snapshot; nothing is encoded here.

p profiles, s statements, d dimensions; rows are unit vectors, or zeros where there is no vector.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ontology import kinds
from service.profiles.view import StatementView
from store.encoder import FloatArray
from store.snapshot import Snapshot

# What tells of the work and of what it takes; aliases, notes and evidence tell of the document.
_TELLING = frozenset(
    kind.name
    for kind in (
        kinds.SUMMARY,
        kinds.RESPONSIBILITY,
        kinds.TASK,
        kinds.OUTPUT,
        kinds.GUIDELINE,
        *kinds.COMPONENT_KINDS,
    )
)


def average_profiles(snapshot: Snapshot, profiles: Sequence[str]) -> FloatArray:
    """Return the mean of what each of ``profiles`` (IRIs) states (p, d)."""
    vectors = snapshot.vectors.vectors
    stated: dict[str, list[int]] = {iri: [] for iri in profiles}
    for row, (kind, profile) in enumerate(snapshot.passages.owners()):
        if profile in stated and kind in _TELLING:
            stated[profile].append(row)
    means = np.zeros((len(stated), vectors.shape[1]), dtype=np.float32)
    for number, rows in enumerate(stated.values()):
        if rows:
            means[number] = vectors[rows].mean(axis=0)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    np.divide(means, lengths, out=means, where=lengths > 0)
    return means


def read_vectors(snapshot: Snapshot, statements: Sequence[StatementView]) -> FloatArray:
    """Return the vectors of ``statements`` (s, d)."""
    vectors = snapshot.vectors.vectors
    rows = snapshot.passages.find({statement.iri for statement in statements})
    result = np.zeros((len(statements), vectors.shape[1]), dtype=np.float32)
    for number, statement in enumerate(statements):
        if statement.iri in rows:
            result[number] = vectors[rows[statement.iri][0]]
    return result
