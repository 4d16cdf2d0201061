"""How far a question names a role, or a level of one: by its label, titles and aliases, their initials and synonyms.

Softer than what interpretation reads: "Android engineer" names a role called "Mobile" a little, and shuts out no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.labels.label import Label
from service.search.columns import FacetColumns
from store.encoder import FloatArray

_KINDS = ("role", "title", "alias")
_UNSURE = 2.0  # added to a name's weight: a name of common words is hardly named by saying them
_MIN_INITIALS, _MAX_INITIALS = 2, 5

Place = tuple[str, str | None]  # role and level, in codes; None: the role as a whole


class Names:
    """The names of roles and of levels of roles, and which of them each of n rows belongs to."""

    def __init__(
        self,
        labels: Iterable[Label],
        columns: FacetColumns,
        to_terms: Callable[[str], Sequence[str]],
        to_rarity: Callable[[str], float],
    ) -> None:
        """Index ``labels`` by their indexed terms, each weighted by its inverse document frequency."""
        named: dict[tuple[str, ...], set[Place]] = {}
        for label in labels:
            if label.kind in _KINDS and label.role is not None:
                for terms in _to_names(label.text, to_terms):
                    named.setdefault(terms, set()).add((label.role, label.level))
        weights = {term: to_rarity(term) for terms in named for term in terms}
        self._weights = weights
        self._totals = np.asarray([sum(weights[t] for t in terms) + _UNSURE for terms in named], dtype=np.float32)
        having: dict[str, list[int]] = {}
        for number, terms in enumerate(named):
            for term in terms:
                having.setdefault(term, []).append(number)
        self._having = {term: np.asarray(numbers, dtype=np.int64) for term, numbers in having.items()}
        roles, self._role_rows = _number(columns.values("role"))
        places, self._place_rows = _number(zip(columns.values("role"), columns.values("level"), strict=True))
        self._roles = len(roles)
        self._places = len(places)
        self._of_roles = _pair(((role for role, _ in found) for found in named.values()), roles)
        self._of_places = _pair(named.values(), places)

    def read(self, terms: Mapping[str, float], rows: NDArray[np.int64]) -> tuple[FloatArray, FloatArray]:
        """Return how far ``terms``, each with how sure it is, name the role of each of ``rows``, and its level: 0-1."""
        matched = np.zeros(len(self._totals), dtype=np.float32)
        for term, sure in terms.items():
            numbers = self._having.get(term)
            if numbers is not None:
                matched[numbers] += sure * self._weights[term]
        scores = np.minimum(matched / self._totals, 1.0) if len(matched) else matched
        return (
            _spread(scores, self._of_roles, self._roles)[self._role_rows[rows]],
            _spread(scores, self._of_places, self._places)[self._place_rows[rows]],
        )


def _to_names(text: str, to_terms: Callable[[str], Sequence[str]]) -> Iterable[tuple[str, ...]]:
    terms = tuple(dict.fromkeys(to_terms(text)))
    if terms:
        yield terms
    words = [word for word in text.replace("-", " ").split() if word[:1].isalpha()]
    if _MIN_INITIALS <= len(words) <= _MAX_INITIALS:
        initials = to_terms("".join(word[0] for word in words))
        if initials:
            yield tuple(initials)


def _number(values: Iterable[object]) -> tuple[dict[object, int], NDArray[np.int32]]:
    """Return the distinct ``values`` with their numbers, and the number of each."""
    known: dict[object, int] = {}
    rows = np.fromiter((known.setdefault(value, len(known)) for value in values), dtype=np.int32)
    return known, rows


def _pair(
    groups: Iterable[Iterable[object]], known: Mapping[object, int]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return which name goes with which of ``known``, as two arrays of the same length."""
    pairs = [(number, known[value]) for number, group in enumerate(groups) for value in group if value in known]
    array = np.asarray(pairs, dtype=np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _spread(scores: FloatArray, pairs: tuple[NDArray[np.int64], NDArray[np.int64]], count: int) -> FloatArray:
    """Return the best score of the names of each of ``count`` things."""
    best = np.zeros(count, dtype=np.float32)
    found = scores[pairs[0]]
    said = np.flatnonzero(found)  # few of thousands
    np.maximum.at(best, pairs[1][said], found[said])
    return best
