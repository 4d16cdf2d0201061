"""Dense search over passages by cosine similarity, in FAISS; the only file that imports faiss.

n passages, q queries, d dimensions. Row i is the unit vector of passage i, so an inner product is a cosine: unitless,
in [-1, 1] up to float32 rounding, higher is closer. Every score returned is exact, from ``vectors.faiss``.

Up to EXACT_ROWS passages every vector is compared. Beyond, ``candidates.faiss`` (inverted lists of 8-bit codes) names
candidates, which are then scored exactly; a filter that leaves few rows is again searched exhaustively.
Source: https://github.com/facebookresearch/faiss/wiki/Faiss-indexes
"""

from __future__ import annotations

import math
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import faiss
import numpy as np
from numpy.typing import NDArray

from ontology.errors import SnapshotError, StorageError
from store.encoder import FloatArray

VECTORS_FILE = "vectors.faiss"
CANDIDATES_FILE = "candidates.faiss"
EXACT_ROWS = 20_000  # about 2 ms on one core with 384 dimensions: half of what encoding the query costs
_GATHER_ROWS = 2_000  # rows that a filter may leave for an exhaustive search of just those
_PROBES = 32  # lists searched of about 4 * sqrt(n); recall is measured in bench/ and held by a test
_OVERSAMPLE = 2  # candidates taken for each hit wanted, since their 8-bit scores are near, not exact
_ROUNDING = 1e-4  # more than two ways of adding up 1,000 products in float32 can differ
_TRAIN_PER_LIST = 40  # FAISS warns below 39 training points a list; more sharpen the lists little

Rows = NDArray[np.int64]


class VectorHit(NamedTuple):
    """One passage near the query; a tuple, since a search makes a hundred of them."""

    row: int
    score: float  # cosine


class VectorIndex:
    """The vectors of the passages of one snapshot."""

    def __init__(self, directory: Path) -> None:
        """Open the index in ``directory``.

        Raises:
            SnapshotError: there is no index in ``directory``, or it is damaged.
        """
        # Mapped, not read: replicas and successive snapshots share the pages, and opening costs nothing.
        self._flat = _read_index(directory / VECTORS_FILE, faiss.IO_FLAG_MMAP_IFC)
        path = directory / CANDIDATES_FILE
        self._candidates = _read_index(path, 0) if path.exists() else None
        self._vectors = _rows_of(self._flat)

    def __len__(self) -> int:
        return int(self._flat.ntotal)

    @property
    def vectors(self) -> FloatArray:
        """All vectors (n, d), read-only."""
        return self._vectors

    def scores(self, query: FloatArray, rows: Sequence[int]) -> FloatArray:
        """Return the cosine of ``query`` (d,) with each of ``rows``."""
        return _cosines(self._vectors[np.asarray(rows, dtype=np.int64)], query)

    def search(self, query: FloatArray, k: int, allowed: NDArray[np.bool_] | None = None) -> list[VectorHit]:
        """Return the best ``k`` rows for ``query`` (d,), best first, ties in row order.

        ``allowed`` (n,) says which rows may be returned; None allows all.
        """
        if k < 1:
            return []
        rows = self._near(query, k, allowed)
        if rows is None:
            kept = _find_best(self._vectors @ query, k)
        else:
            kept = rows[_find_best(self._vectors[rows] @ query, k)]
        scores = _cosines(self._vectors[kept], query)
        order = np.lexsort((kept, -scores))[:k]
        found = zip(kept[order].tolist(), scores[order].tolist(), strict=True)
        return [VectorHit(row, score) for row, score in found]

    def _near(self, query: FloatArray, k: int, allowed: NDArray[np.bool_] | None) -> Rows | None:
        """Return the rows worth scoring exactly; None means all."""
        share = 1.0
        if allowed is not None:
            rows: Rows = np.flatnonzero(allowed)
            if self._candidates is None or len(rows) <= _GATHER_ROWS:
                return rows
            share = len(rows) / len(self)
        if self._candidates is None:
            return None
        # A filter thins every list, so more lists are searched to find as many candidates.
        probes = min(self._candidates.nlist, math.ceil(_PROBES / share))
        parameters = faiss.SearchParametersIVF(nprobe=probes)
        if allowed is not None:
            bits = np.packbits(allowed, bitorder="little")
            parameters = faiss.SearchParametersIVF(nprobe=probes, sel=faiss.IDSelectorBitmap(bits))
        faiss.omp_set_num_threads(1)  # threads that wait in turns take more from the encoder than they give here
        wanted = min(k, len(self)) * _OVERSAMPLE
        _, found = self._candidates.search(query[None, :], wanted, params=parameters)
        near: Rows = found[0][found[0] >= 0]
        if len(near) >= k:
            return near
        # More hits are wanted than the lists searched hold.
        return np.flatnonzero(allowed) if allowed is not None else None


def write_vectors(directory: Path, vectors: FloatArray, previous: Path | None, changed: Sequence[int]) -> None:
    """Write the index of ``vectors`` (n, d) into ``directory``.

    Where ``previous`` holds an index of nearly as many rows, its lists are kept and only ``changed`` rows move.

    Raises:
        StorageError: the directory cannot be written.
    """
    n, d = vectors.shape
    try:
        directory.mkdir(parents=True, exist_ok=True)
        flat = faiss.IndexFlatIP(d)
        flat.add(vectors)
        _write_index(flat, directory / VECTORS_FILE)
        if n > EXACT_ROWS:
            _write_index(_make_candidates(vectors, previous, changed), directory / CANDIDATES_FILE)
    except OSError as error:
        raise StorageError(f"the vectors in {directory} cannot be written: {error.strerror}") from error


def _read_index(path: Path, flags: int) -> faiss.Index:
    try:
        with path.open("rb"):
            return faiss.read_index(str(path), flags)
    except OSError as error:
        raise SnapshotError(f"{path} cannot be read: {error.strerror}") from error
    except RuntimeError as error:
        raise SnapshotError(f"{path} is damaged: it is no whole FAISS index") from error


def _write_index(index: faiss.Index, path: Path) -> None:
    # FAISS's own writer does not tell when a disk is full as it closes a file.
    with path.open("wb") as file:
        faiss.write_index(index, faiss.PyCallbackIOWriter(file.write))


def _make_candidates(vectors: FloatArray, previous: Path | None, changed: Sequence[int]) -> faiss.IndexIVF:
    n, d = vectors.shape
    old_path = previous / CANDIDATES_FILE if previous is not None else None
    if old_path is not None and old_path.exists():
        old = _read_index(old_path, 0)
        # Lists trained on half as many or twice as many rows still divide them well; beyond that, train anew.
        if old.d == d and old.nlist / 2 <= _list_count(n) <= old.nlist * 2 and len(changed) < n // 4:
            # Each row once: FAISS would keep a row that is added twice in two places, and find it twice.
            moved = np.union1d(np.asarray(changed, dtype=np.int64), np.arange(min(n, old.ntotal), max(n, old.ntotal)))
            old.remove_ids(faiss.IDSelectorBatch(moved))
            kept = moved[moved < n]
            old.add_with_ids(vectors[kept], kept)
            return old
    lists = _list_count(n)
    index = faiss.IndexIVFScalarQuantizer(
        faiss.IndexFlatIP(d), d, lists, faiss.ScalarQuantizer.QT_8bit, faiss.METRIC_INNER_PRODUCT
    )
    sample = np.random.default_rng(0).permutation(n)[: lists * _TRAIN_PER_LIST]
    faiss.omp_set_num_threads(os.cpu_count() or 1)
    index.train(vectors[np.sort(sample)])
    index.add_with_ids(vectors, np.arange(n, dtype=np.int64))
    return index


def _list_count(n: int) -> int:
    return max(1, min(int(4 * math.sqrt(n)), n // _TRAIN_PER_LIST))


class _LentRows:
    """Lends numpy the rows of a flat index, and keeps the index while numpy has them: without it they are unmapped.

    Source: https://numpy.org/doc/stable/reference/arrays.interface.html
    """

    def __init__(self, flat: faiss.IndexFlat) -> None:
        self._flat = flat
        address = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * flat.d).ctypes.data
        self.__array_interface__ = {
            "shape": (flat.ntotal, flat.d),
            "typestr": "<f4",
            "data": (address, True),  # read-only
            "version": 3,
        }


def _rows_of(flat: faiss.IndexFlat) -> FloatArray:
    """Return a view of the vectors inside a flat index, without copying."""
    if flat.ntotal == 0:
        return np.zeros((0, flat.d), dtype=np.float32)
    return np.asarray(_LentRows(flat))


def _find_best(rough: FloatArray, k: int) -> Rows:
    """Return the positions of all that may be among the best ``k`` once scored again, in no order."""
    if k >= len(rough):
        return np.arange(len(rough), dtype=np.int64)
    least = np.partition(rough, len(rough) - k)[len(rough) - k]
    best: Rows = np.flatnonzero(rough >= least - _ROUNDING)
    return best


def _cosines(vectors: FloatArray, query: FloatArray) -> FloatArray:
    """Return the inner product of each row with ``query`` (d,).

    Equal rows get equal results, which ``@`` does not promise: BLAS adds up the last rows of a matrix in another order.
    """
    scores: FloatArray = np.einsum("ij,j->i", vectors, query)
    return scores
