"""Which role a job description is of: by what its sentences are near to, and by its title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.inference.ladder import WORK_KINDS, Rows
from service.search.columns import FacetColumns
from service.titles.resolution import TitleResolution
from store.encoder import FloatArray
from store.snapshot import Snapshot

_CANDIDATES = 20  # roles that are compared sentence by sentence
_TITLE = 0.3  # what a title that surely names a role adds to its fit; two roles rarely differ by more
_UNNAMED = -0.2  # what a title that names no role adds to all
_ABOUT = (*WORK_KINDS, "story", "definition", "focus")


@dataclass(frozen=True, slots=True)
class RoleFit:
    """One role, and how well a description fits it."""

    role: str
    text: float  # 0-2: how near the sentences are to what is said of the role, each and as a whole
    title: float | None  # 0-1: how surely the title names the role; None without a title

    @property
    def total(self) -> float:
        """What roles are ordered by."""
        return self.text + (0.0 if self.title is None else _TITLE * self.title or _UNNAMED)


class RoleFinder:
    """Knows what the roles of one snapshot are about; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, columns: FacetColumns) -> None:
        self._vectors = snapshot.vectors.vectors
        said = columns.having("kind", _ABOUT)
        rows: dict[str, list[int]] = {}
        for row in np.flatnonzero(said).tolist():
            role = columns.value("role", row)
            if role is not None:
                rows.setdefault(role, []).append(row)
        self._rows: dict[str, Rows] = {role: np.asarray(found, dtype=np.int64) for role, found in rows.items()}
        self._centres = _unit(np.asarray([self._vectors[found].mean(axis=0) for found in self._rows.values()]))

    def find(self, sentences: FloatArray, title: TitleResolution | None) -> list[RoleFit]:
        """Return the roles that ``sentences`` (n, d) and ``title`` fit, best first."""
        named = _read_roles(title)
        if not len(sentences) or not self._rows:
            return [RoleFit(role, 0.0, sure) for role, sure in named.items()]
        whole = dict(zip(self._rows, self._near_centres(sentences).tolist(), strict=True))
        near = sorted(whole, key=lambda role: (-whole[role], role))[:_CANDIDATES]
        near += [role for role in named if role in whole and role not in near]
        default = None if title is None else 0.0
        fits = [RoleFit(role, whole[role] + self._near(sentences, role), named.get(role, default)) for role in near]
        return sorted(fits, key=lambda fit: (-fit.total, fit.role))

    def measure(self, sentences: FloatArray, role: str, title: TitleResolution | None) -> RoleFit:
        """Return how well ``sentences`` (n, d) and ``title`` fit ``role``; a title that names another does no harm."""
        text = 0.0
        if role in self._rows and len(sentences):
            whole = float(self._near_centres(sentences)[list(self._rows).index(role)])
            text = whole + self._near(sentences, role)
        return RoleFit(role, text, _read_roles(title).get(role))

    def _near_centres(self, sentences: FloatArray) -> FloatArray:
        near: FloatArray = self._centres @ _unit(sentences.mean(axis=0, keepdims=True))[0]
        return near

    def _near(self, sentences: FloatArray, role: str) -> float:
        """Return how near the sentences are to the nearest statements of ``role``, on average."""
        return float((sentences @ self._vectors[self._rows[role]].T).max(axis=1).mean())


def _read_roles(title: TitleResolution | None) -> dict[str, float]:
    """Return the roles that the title may mean, with how surely it does."""
    sure: dict[str, float] = {}
    for candidate in title.candidates if title is not None else ():
        sure[candidate.role] = max(sure.get(candidate.role, 0.0), candidate.confidence)
    return sure


def to_confidence(fits: Sequence[RoleFit], weight: float) -> float:
    """Return how sure it is that the first of ``fits`` is the role."""
    totals: NDArray[np.float64] = np.asarray([fit.total for fit in fits])
    shares = np.exp(weight * (totals - totals[0]))
    return float(1.0 / shares.sum())


def _unit(vectors: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: FloatArray = (vectors / np.where(lengths > 0, lengths, 1.0)).astype(np.float32)
    return unit
