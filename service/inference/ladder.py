"""The ladder of one role as vectors: what each of its levels says, and the cells of its rubric.

k levels in rank order; a level's rows are the passages of its profile, and what is said of the level whatever the role.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ontology import kinds
from ontology.errors import NotFoundError
from service.profiles.role import RoleReader
from service.profiles.view import RungView
from service.search.columns import FacetColumns
from store.encoder import FloatArray
from store.snapshot import Snapshot

# What describes the work; aliases, stories and remarks on sources do not.
WORK_KINDS = (
    kinds.RESPONSIBILITY.name,
    kinds.TASK.name,
    kinds.OUTPUT.name,
    kinds.GUIDELINE.name,
    kinds.SUMMARY.name,
    kinds.SKILL.name,
    kinds.KNOWLEDGE.name,
    kinds.COMPETENCY.name,
    kinds.QUALIFICATION.name,
)
_BACKGROUND_ROWS = 500
_SHARPNESS = 20.0  # of the soft maximum: about the best two or three statements of a level count
_KEPT = 64  # ladders

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the rubric: what a level asks for in one dimension."""

    dimension: str
    rung: int  # which level, from 0
    id: str  # IRI
    kind: str
    text: str
    row: int  # of the passage


@dataclass(frozen=True, slots=True)
class Rung:
    """One level of the role."""

    level: str  # code; label beside it
    level_label: str | None
    profile: str | None  # code
    rows: Rows


@dataclass(frozen=True, slots=True)
class RoleLadder:
    """A role's levels, lowest first."""

    role: str
    rungs: tuple[Rung, ...]
    cells: tuple[Cell, ...]
    background: FloatArray  # (k,): how near each level is to work of other roles, on average

    def measure(self, vectors: FloatArray, sentences: FloatArray) -> FloatArray:
        """Return how near each of ``sentences`` (n, d) is to each level (n, k), beyond what any text would be."""
        return measure_rungs(vectors, self.rungs, sentences) - self.background


def measure_rungs(vectors: FloatArray, rungs: tuple[Rung, ...], sentences: FloatArray) -> FloatArray:
    """Return the soft maximum of the cosines of each of ``sentences`` (n, d) with the rows of each level: (n, k).

    A level without rows has NaN.
    """
    near = [
        np.log(np.exp(_SHARPNESS * (sentences @ vectors[rung.rows].T)).mean(axis=1)) / _SHARPNESS
        if len(rung.rows)
        else np.full(len(sentences), np.nan)
        for rung in rungs
    ]
    return np.asarray(near, dtype=np.float32).T


class LadderReader:
    """Reads ladders of one snapshot and keeps those last used; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, roles: RoleReader, columns: FacetColumns) -> None:
        self._snapshot = snapshot
        self._roles = roles
        self._columns = columns
        self._kept: dict[str, RoleLadder] = {}
        self._keeping = threading.Lock()

    def read(self, role: str) -> RoleLadder:
        """Return the ladder of the role with the code ``role``.

        Raises:
            NotFoundError: there is no such role, or it has no levels.
        """
        with self._keeping:
            ladder = self._kept.pop(role, None) or self._read(role)
            self._kept[role] = ladder
            while len(self._kept) > _KEPT:
                del self._kept[next(iter(self._kept))]
        return ladder

    def _read(self, role: str) -> RoleLadder:
        view = self._roles.read(role)
        if not view.rungs:
            raise NotFoundError(f"the role {role!r} has no levels to tell apart")
        said = {
            statement.iri
            for rung in view.rungs
            for statement in (*rung.level.sentences, *rung.level.attributes, *rung.guidelines)
        }
        rows = {iri: row for iri, (row, _) in self._snapshot.passages.find(said).items()}
        described = self._columns.having("role", [role]) & self._columns.having("kind", WORK_KINDS)
        rungs = tuple(self._to_rung(rung, described, rows) for rung in view.rungs)
        return RoleLadder(
            role=role,
            rungs=rungs,
            cells=tuple(cell for n, rung in enumerate(view.rungs) for cell in _to_cells(n, rung, rows)),
            background=self._measure_background(role, rungs),
        )

    def _to_rung(self, rung: RungView, described: NDArray[np.bool_], rows: dict[str, int]) -> Rung:
        own: Rows = np.flatnonzero(described & self._columns.having("level", [rung.level.code]))
        general = [rows[s.iri] for s in (*rung.level.sentences, *rung.level.attributes) if s.iri in rows]
        return Rung(
            level=rung.level.code,
            level_label=rung.level.label,
            profile=rung.profile.code,
            rows=np.concatenate([own, np.asarray(general, dtype=np.int64)]),
        )

    def _measure_background(self, role: str, rungs: tuple[Rung, ...]) -> FloatArray:
        """Return how near work of other roles is to each level: a level that says more is nearer to anything."""
        columns = self._columns
        others: Rows = np.flatnonzero(columns.having("kind", WORK_KINDS) & ~columns.having("role", [role]))
        if not len(others):  # there is no other role
            return np.zeros(len(rungs), dtype=np.float32)
        sample = others[:: -(-len(others) // _BACKGROUND_ROWS)]
        vectors = self._snapshot.vectors.vectors
        mean: FloatArray = measure_rungs(vectors, rungs, vectors[sample]).mean(axis=0)
        return mean


def _to_cells(number: int, rung: RungView, rows: dict[str, int]) -> list[Cell]:
    return [
        Cell(statement.dimension, number, statement.iri, statement.kind, statement.text, rows[statement.iri])
        for statement in (*rung.level.attributes, *rung.guidelines)
        if statement.dimension is not None and statement.iri in rows
    ]
