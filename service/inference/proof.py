"""The sentences that speak for a level, beside the statements of that level that they are nearest to."""

from __future__ import annotations

import numpy as np

from service.inference.dimensions import to_quote
from service.inference.ladder import RoleLadder
from service.inference.levels import Evidence, Floats
from service.inference.reading import Reading
from service.inference.result import LevelEvidence, Match, StatementEvidence
from store.snapshot import Snapshot

_LEVELS = 3  # that are proved at most
_LEAST_PROBABILITY = 0.05
_SENTENCES = 3


def read_evidence(
    reading: Reading, quoted: str, ladder: RoleLadder, evidence: Evidence, distribution: Floats, snapshot: Snapshot
) -> tuple[LevelEvidence, ...]:
    """Return what speaks for the most probable levels, in ``reading`` of the description ``quoted``."""
    order = sorted(range(len(distribution)), key=lambda number: -distribution[number])[:_LEVELS]
    probable = [number for number in order if distribution[number] >= _LEAST_PROBABILITY]
    return tuple(
        LevelEvidence(
            level=ladder.rungs[number].level,
            statements=_read_statements(reading, quoted, ladder, evidence.contrasts[:, number], number, snapshot),
            other=evidence.said[number],
        )
        for number in probable
    )


def _read_statements(
    reading: Reading, quoted: str, ladder: RoleLadder, apart: Floats, number: int, snapshot: Snapshot
) -> tuple[StatementEvidence, ...]:
    rung = ladder.rungs[number]
    strongest = [n for n in np.argsort(-apart, kind="stable").tolist() if apart[n] > 0][:_SENTENCES]
    if not strongest or not len(rung.rows):
        return ()
    cosines = reading.vectors[strongest] @ snapshot.vectors.vectors[rung.rows].T
    nearest = cosines.argmax(axis=1)
    passages = snapshot.passages.get(rung.rows[nearest].tolist())
    return tuple(
        StatementEvidence(
            quote=to_quote(reading.sentences[n], quoted),
            match=Match(passage.iri, passage.kind, passage.text, rung.level, round(float(cosines[place].max()), 4)),
        )
        for place, (n, passage) in enumerate(zip(strongest, passages, strict=True))
    )
