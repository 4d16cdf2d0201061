"""What speaks for each candidate occupation of a title, as numbers.

c candidates.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from service.occupations.titles.meaning import Meaning
from service.occupations.titles.names import Ids, SchemeNames
from service.occupations.titles.postings import Floats
from service.occupations.titles.wording import Wording
from store.encoder import FloatArray

FEATURES = (
    "nearest",  # cosine of the nearest name
    "near",  # mean cosine of the three nearest names
    "centre",  # cosine with the middle of all names
    "description",  # cosine with label and description
    "tasks",  # cosine with the middle of all tasks
    "words",  # log likelihood ratio of the words
    "letters",  # of runs of four letters
    "head",  # of the word that says what the holder is
    "coverage",  # share of the title's words that names have, by rarity
    "names",  # log of the number of names: an occupation with many is often meant
)
_PER_SIGN = 20  # candidates for each sign that is looked at first
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """The occupations that a title may mean."""

    occupations: Ids  # (c) places in the scheme
    features: Floats  # (c, features)
    best: Ids  # (c) the name of each that is nearest
    cosines: Floats  # (c) of that name
    same: NDArray[np.bool_]  # (c) that name reads as the title does
    headed: float  # log of how many names in a thousand have the title's head


class CandidateFinder:
    """Finds candidates among the occupations of one scheme; safe to use from several threads."""

    def __init__(self, names: SchemeNames, wording: Wording, meaning: Meaning) -> None:
        self._names = names
        self._wording = wording
        self._meaning = meaning
        size = len(names.occupations)
        self._starts = np.searchsorted(names.owners, np.arange(size + 1)).astype(np.int64)
        self._counts = np.log1p(np.diff(self._starts)).astype(np.float32)

    def find(self, title: str, vector: FloatArray) -> Candidates:
        """Return the candidates of ``title``, whose vector is ``vector`` (d,), in no order."""
        worded = self._wording.read(title)
        placed = self._meaning.place(vector)
        centres, described, tasks = self._meaning.compare_occupations(vector, placed)
        signs = (worded.words, worded.letters, centres, described)
        chosen = np.unique(np.concatenate([*map(_find_highest, signs), self._names.owners[worded.same]]))
        counts = (self._starts[chosen + 1] - self._starts[chosen]).astype(np.int64)
        names = _join_runs(self._starts[chosen], counts)
        cosines = self._meaning.compare_names(placed, names)
        table = _to_table(cosines, counts)
        highest = np.sort(table, axis=1)[:, ::-1][:, :_NEAREST]
        shown = _to_table(cosines + np.isin(names, worded.same), counts)
        places = shown.argmax(axis=1)
        best = (self._starts[chosen] + np.minimum(places, np.maximum(counts - 1, 0))).astype(np.int32)
        columns = {
            "nearest": highest[:, 0],
            "near": highest.sum(axis=1) / _NEAREST,
            "centre": centres[chosen],
            "description": described[chosen],
            "tasks": tasks[chosen],
            "words": worded.words[chosen],
            "letters": worded.letters[chosen],
            "head": worded.head[chosen],
            "coverage": worded.coverage[chosen],
            "names": self._counts[chosen],
        }
        return Candidates(
            occupations=chosen,
            features=np.stack([columns[name] for name in FEATURES], axis=1).astype(np.float32),
            best=best,
            cosines=highest[:, 0],
            same=np.isin(chosen, self._names.owners[worded.same]),
            headed=worded.headed,
        )


def _find_highest(scores: Floats) -> Ids:
    if len(scores) <= _PER_SIGN:
        return np.arange(len(scores), dtype=np.int32)
    return np.argpartition(-scores, _PER_SIGN)[:_PER_SIGN].astype(np.int32)


def _join_runs(starts: NDArray[np.int64], counts: NDArray[np.int64]) -> Ids:
    """Return ``counts[i]`` numbers from ``starts[i]`` on, for each i, one after another."""
    before = np.repeat(np.cumsum(counts) - counts, counts)
    return (np.repeat(starts, counts) + np.arange(counts.sum()) - before).astype(np.int32)


def _to_table(values: Floats, counts: NDArray[np.int64]) -> Floats:
    """Return the values of each candidate's names as a row, filled up with 0; at least three wide."""
    width = max(int(counts.max(initial=0)), _NEAREST)
    table = np.zeros((len(counts), width), np.float32)
    table[np.arange(width) < counts[:, None]] = values
    return table
