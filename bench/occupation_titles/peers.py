"""What titles are found by elsewhere, side by side: BM25 and the nearest vector, over the same names.

n occupations, N names, q titles, w words. The words are those of the snapshot's text index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from service.occupations.titles.names import NO_ROW, SchemeNames
from store.encoder import FloatArray

_K1, _B = 1.2, 0.75  # BM25's usual constants
_PART = 200  # titles at a time

Scores = NDArray[np.float32]
Stem = Callable[[str], list[str]]


def score_all(
    names: SchemeNames, titles: Sequence[str], vectors: FloatArray, stem: Stem
) -> Iterator[tuple[str, Scores]]:
    """Yield each peer's name with its scores (q, n)."""
    vocabulary: dict[str, int] = {}
    named = _count(names.texts, stem, vocabulary)
    described = _count([entry.description or "" for entry in names.occupations], stem, vocabulary)
    asked = _count(titles, stem, vocabulary)
    named.resize(named.shape[0], len(vocabulary))
    described.resize(described.shape[0], len(vocabulary))
    places = np.arange(len(names.owners))
    owned = sparse.csr_matrix((np.ones(len(places)), (names.owners, places)), (len(names.occupations), len(places)))
    whole = owned @ named
    by_title = _weigh(named).T.tocsc()
    yield "BM25, best title", _best_of(names, len(titles), lambda part: (asked[part] @ by_title).toarray())
    yield "BM25, all titles as one text", (asked @ _weigh(whole).T).toarray()
    yield "BM25, titles and description as one text", (asked @ _weigh(whole + described).T).toarray()
    held = names.vectors[np.where(names.rows == NO_ROW, names.descriptions[names.owners], names.rows)]
    yield "dense, nearest title", _best_of(names, len(titles), lambda part: vectors[part] @ held.T)
    yield "dense, label and description", vectors @ names.vectors[names.descriptions].T


def _count(texts: Sequence[str], stem: Stem, vocabulary: dict[str, int]) -> sparse.csr_matrix:
    """Return how often each text has each word (texts, w); ``vocabulary`` learns the words."""
    pairs = [
        (row, vocabulary.setdefault(word, len(vocabulary))) for row, text in enumerate(texts) for word in stem(text)
    ]
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T
    return sparse.csr_matrix((np.ones(len(rows)), (rows, columns)), (len(texts), len(vocabulary)))


def _weigh(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Return BM25's weight of each word in each text."""
    cells = counts.tocoo()
    total = counts.shape[0]
    having = np.bincount(cells.col, minlength=counts.shape[1])
    rarity = np.log(1 + (total - having + 0.5) / (having + 0.5))
    lengths = np.asarray(counts.sum(axis=1)).ravel()
    relative = lengths / max(lengths.mean(), 1e-9)
    weights = cells.data * (_K1 + 1) / (cells.data + _K1 * (1 - _B + _B * relative[cells.row])) * rarity[cells.col]
    return sparse.csr_matrix((weights, (cells.row, cells.col)), counts.shape)


def _best_of(names: SchemeNames, count: int, score: Callable[[slice], NDArray[np.floating]]) -> Scores:
    """Return the score of each occupation's best name (q, n)."""
    starts = np.flatnonzero(np.diff(names.owners, prepend=-1))
    best = np.full((count, len(names.occupations)), -1, np.float32)
    for start in range(0, count, _PART):
        part = slice(start, start + _PART)
        best[part, names.owners[starts]] = np.maximum.reduceat(score(part), starts, axis=1)
    return best
