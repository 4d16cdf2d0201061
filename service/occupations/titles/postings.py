"""Which occupations have which tokens in their names, and how likely a title's tokens are of each of them.

n occupations. A title's score at an occupation is its log likelihood ratio: how much likelier its tokens are among the
names of that occupation than among all names, unitless, higher is likelier. Smoothed as a language model with Dirichlet
prior is: https://doi.org/10.1145/984321.984322.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.occupations.titles.names import Ids

Tokens = NDArray[np.int64]
Floats = NDArray[np.float32]


class Postings:
    """Tokens (whole numbers) by occupation."""

    def __init__(self, tokens: Tokens, owners: Ids, size: int, prior: float) -> None:
        """Take the occupation of each token (both of one length) among ``size`` occupations.

        ``prior`` is the weight of all names together beside an occupation's own, in tokens.
        """
        self._size = size
        pairs, counts = np.unique(tokens * size + owners, return_counts=True)
        held = pairs // size
        self.tokens, self._starts = np.unique(held, return_index=True)
        self._ends = np.append(self._starts[1:], len(pairs))
        self._owners = (pairs % size).astype(np.int32)
        totals = np.add.reduceat(counts, self._starts) if len(pairs) else np.zeros(0)
        expected = np.repeat(totals / max(len(tokens), 1), self._ends - self._starts)
        self._gains = np.log1p(counts / (prior * expected)).astype(np.float32)
        own = np.bincount(owners, minlength=size)
        self._cost = np.log((own + prior) / prior).astype(np.float32)

    def score(self, tokens: Tokens) -> Floats:
        """Return the score of a title with ``tokens`` at each occupation (n,)."""
        known = self.find(tokens)
        scores: Floats = -len(known) * self._cost
        for place in known:
            run = slice(self._starts[place], self._ends[place])
            scores[self._owners[run]] += self._gains[run]
        return scores

    def find(self, tokens: Tokens) -> Sequence[int]:
        """Return the places of those of ``tokens`` that any name has."""
        if not len(self.tokens):
            return []
        places = np.minimum(np.searchsorted(self.tokens, tokens), len(self.tokens) - 1)
        found: list[int] = places[self.tokens[places] == tokens].tolist()
        return found

    def owners(self, place: int) -> Ids:
        """Return the occupations that have the token at ``place``."""
        owners: Ids = self._owners[self._starts[place] : self._ends[place]]
        return owners
