"""Names of near meaning: how a title that shares no word with a name may still be found, as a weaker sign.

Aliases have vectors in the snapshot; titles and roles get theirs when first asked, ``MAX_NAMES`` at most.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from service.labels.label import Label
from store.encoder import FloatArray
from store.snapshot import Snapshot

MAX_NAMES = 500  # titles and labels of roles that are encoded: a second and a half
_NEAREST = 12


class Meaning:
    """The names of a snapshot by their meaning; safe to use from several threads."""

    def __init__(self, snapshot: Snapshot, names: Sequence[Label]) -> None:
        self._snapshot = snapshot
        aliases = {label.iri: label for label in names if label.kind == "alias"}
        self._aliases = aliases
        others = {(label.text, label.role): label for label in names if label.kind in ("role", "title")}
        roles_first = sorted(others.values(), key=lambda label: (label.kind, label.text, label.role or ""))
        self._others = [label for label in roles_first if label.text != label.code][:MAX_NAMES]
        self._encoding = threading.Lock()

    @cached_property
    def _vectors(self) -> FloatArray:
        return self._snapshot.encoder.encode([label.text for label in self._others])

    @cached_property
    def _alias_rows(self) -> dict[int, Label]:
        found = self._snapshot.passages.find(self._aliases)
        return {row: self._aliases[iri] for iri, (row, _) in found.items()}

    @cached_property
    def _are_aliases(self) -> NDArray[np.bool_]:
        allowed = np.zeros(len(self._snapshot.vectors), np.bool_)
        allowed[list(self._alias_rows)] = True
        return allowed

    def nearest(self, texts: Sequence[str]) -> list[list[tuple[Label, float]]]:
        """Return for each of ``texts`` the names nearest in meaning, with their cosines, best first."""
        if not texts:
            return []
        with self._encoding:
            queries = self._snapshot.encoder.encode(texts)
            others = self._vectors if self._others else np.zeros((0, queries.shape[1]), np.float32)
            allowed, rows = self._are_aliases, self._alias_rows
        return [self._find(query, others, allowed, rows) for query in queries]

    def _find(
        self, query: FloatArray, others: FloatArray, allowed: NDArray[np.bool_], rows: dict[int, Label]
    ) -> list[tuple[Label, float]]:
        cosines = others @ query
        found = [(self._others[n], float(cosines[n])) for n in np.argsort(-cosines)[:_NEAREST].tolist()]
        if rows and query.any():
            hits = self._snapshot.vectors.search(query, _NEAREST, allowed)
            found += [(rows[hit.row], float(hit.score)) for hit in hits]
        return sorted(found, key=lambda pair: -pair[1])
