"""What a job description says of each dimension of the rubric, with the sentence that says it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from service.grades.experience import read_years
from service.inference.ladder import Cell, RoleLadder
from service.inference.levels import Floats, contrast, softmax
from service.inference.reading import Reading
from service.inference.result import DimensionEvidence, Match, Quote
from service.inference.sentences import Sentence
from store.encoder import FloatArray

_LEAST_SIMILARITY = 0.35  # cosine: a sentence that is farther from every cell does not speak of the dimension
_LEAST_CONFIDENCE = 0.35  # a level that is less sure is not named
_SHOWN_CELLS = 3


def read_dimensions(
    reading: Reading, quoted: str, ladder: RoleLadder, vectors: FloatArray, years: Floats, weight: float
) -> tuple[DimensionEvidence, ...]:
    """Return what ``reading`` of the description ``quoted`` says of each dimension, in the order of the rubric.

    ``years`` (k,) is how well each level fits the experience asked for; ``weight`` sharpens the distribution.
    """
    groups: dict[str, list[Cell]] = {}
    for cell in ladder.cells:
        groups.setdefault(cell.dimension, []).append(cell)
    return tuple(
        _read_years(name, cells, reading, quoted, ladder, years)
        if all(read_years(cell.text) for cell in cells)
        else _read_dimension(name, cells, reading, quoted, ladder, vectors, weight)
        for name, cells in groups.items()
    )


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
    if not len(reading.vectors):
        return _nothing(name)
    cosines = reading.vectors @ vectors[[cell.row for cell in cells]].T
    near = np.full((len(cosines), len(ladder.rungs)), np.nan, dtype=np.float32)
    for column, cell in enumerate(cells):
        near[:, cell.rung] = np.fmax(near[:, cell.rung], cosines[:, column])
    speaks = cosines.max(axis=1) >= _LEAST_SIMILARITY
    apart = np.where(speaks[:, None], contrast(near), 0.0)
    distribution = softmax(weight * apart.sum(axis=0) / max(speaks.sum(), 1) ** 0.5)
    best = int(distribution.argmax())
    sentence = int(apart[:, best].argmax())
    if not speaks[sentence] or distribution[best] < _LEAST_CONFIDENCE:
        return _nothing(name)
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
