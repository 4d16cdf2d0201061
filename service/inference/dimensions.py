"""What a job description says of each dimension of the rubric, with the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from service.grades.experience import read_years
from service.inference.ladder import Cell, RoleLadder
from service.inference.levels import Floats, contrast, softmax
from service.inference.reading import Reading
from service.inference.result import DimensionEvidence, Match, Quote
from service.inference.sentences import Sentence
from store.encoder import FloatArray

_RELATED = 0.2  # cosine of a sentence and a cell that have nothing in common, about
_LEAST_SIMILARITY = 0.35  # cosine: a sentence that is farther from every cell does not speak of the dimension
_LEAST_CONFIDENCE = 0.35  # a level that is less sure is not named
_SHOWN_CELLS = 3


def read_dimensions(
    reading: Reading, quoted: str, ladder: RoleLadder, vectors: FloatArray, years: Floats, weight: float
) -> tuple[DimensionEvidence, ...]:
    """Return what ``reading`` of the description ``quoted`` says of each dimension, in the order of the rubric.

    ``years`` (k,) is how well each level fits the experience asked for; ``weight`` sharpens the distribution.
    """
    return tuple(
        _read_years(name, cells, reading, quoted, ladder, years)
        if _tells_years(cells)
        else _read_dimension(name, cells, reading, quoted, ladder, vectors, weight)
        for name, cells in _group(ladder.cells).items()
    )


def weigh_cells(reading: Reading, ladder: RoleLadder, vectors: FloatArray) -> list[Floats]:
    """Return how much speaks for each level (k,) in each dimension, but for those of years."""
    groups = _group(ladder.cells).values()
    return [_weigh(cells, reading, ladder, vectors).total for cells in groups if not _tells_years(cells)]


@dataclass(frozen=True, slots=True)
class _Weighed:
    """n sentences beside the m cells of one dimension."""

    cosines: FloatArray  # (n, m)
    apart: Floats  # (n, k): zero where a sentence does not speak of the dimension

    @property
    def total(self) -> Floats:
        """What all sentences say together (k,)."""
        speaking = int(self.apart.any(axis=1).sum())
        total: Floats = self.apart.sum(axis=0) / max(speaking, 1) ** 0.5
        return total


def _weigh(cells: Sequence[Cell], reading: Reading, ladder: RoleLadder, vectors: FloatArray) -> _Weighed:
    cosines = reading.vectors @ vectors[[cell.row for cell in cells]].T
    near = np.full((len(cosines), len(ladder.rungs)), np.nan, dtype=np.float32)
    for column, cell in enumerate(cells):
        near[:, cell.rung] = np.fmax(near[:, cell.rung], cosines[:, column])
    speaks = cosines.max(axis=1, initial=-1.0) >= _LEAST_SIMILARITY
    return _Weighed(cosines, np.where(speaks[:, None], contrast(near, _RELATED), 0.0))


def _group(cells: Sequence[Cell]) -> dict[str, list[Cell]]:
    groups: dict[str, list[Cell]] = {}
    for cell in cells:
        groups.setdefault(cell.dimension, []).append(cell)
    return groups


def _tells_years(cells: Sequence[Cell]) -> bool:
    return all(read_years(cell.text) for cell in cells)


def to_quote(sentence: Sentence, description: str) -> Quote:
    """Return ``sentence`` as it stands in ``description``."""
    start, end = sentence.span
    return Quote(description[start:end], sentence.span)


def _read_dimension(
    name: str,
    cells: Sequence[Cell],
    reading: Reading,
    quoted: str,
    ladder: RoleLadder,
    vectors: FloatArray,
    weight: float,
) -> DimensionEvidence:
    weighed = _weigh(cells, reading, ladder, vectors)
    if not weighed.apart.any():
        return _nothing(name)
    distribution = softmax(weight * weighed.total)
    best = int(distribution.argmax())
    if distribution[best] < _LEAST_CONFIDENCE:
        return _nothing(name)
    sentence = int(weighed.apart[:, best].argmax())
    cosines = weighed.cosines
    nearest = sorted(range(len(cells)), key=lambda column: -cosines[sentence, column])[:_SHOWN_CELLS]
    return DimensionEvidence(
        dimension=name,
        level=ladder.rungs[best].level,
        level_label=ladder.rungs[best].level_label,
        confidence=round(float(distribution[best]), 3),
        quote=to_quote(reading.sentences[sentence], quoted),
        matches=tuple(_to_match(cells[n], ladder, float(cosines[sentence, n])) for n in nearest),
    )


def _read_years(
    name: str, cells: Sequence[Cell], reading: Reading, quoted: str, ladder: RoleLadder, years: Floats
) -> DimensionEvidence:
    """Return what is said of a dimension whose cells are years: numbers are compared, not meanings."""
    if reading.years_sentence is None or not years.any():
        return _nothing(name)
    best = int(years.argmax())
    return DimensionEvidence(
        dimension=name,
        level=ladder.rungs[best].level,
        level_label=ladder.rungs[best].level_label,
        confidence=round(float(years[best] / years.sum()), 3),
        quote=to_quote(reading.years_sentence, quoted),
        matches=tuple(_to_match(cell, ladder, 1.0) for cell in cells if cell.rung == best),
    )


def _to_match(cell: Cell, ladder: RoleLadder, similarity: float) -> Match:
    return Match(cell.id, cell.kind, cell.text, ladder.rungs[cell.rung].level, round(similarity, 4))


def _nothing(name: str) -> DimensionEvidence:
    return DimensionEvidence(name, None, None, None, None, ())
