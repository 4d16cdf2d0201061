"""How well each unit fits a profile, by each part of what both say.

b profiles, u units, f measures, d dimensions. A measure is a cosine less its mean over all units: what is as near to
every occupation ("prepare reports") tells nothing, and a part that a profile or a unit lacks speaks neither for nor
against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from service.occupations.suggestion.profile_text import Name, ProfileText
from service.occupations.suggestion.rows import OccupationRows, to_unit
from store.encoder import FloatArray

MEASURES = (
    "title",  # with the nearest title of the occupation
    "aliases",  # the same, on average by trust
    "same_words",  # title or alias has the words of one of its titles: 1, less where other occupations have it too
    "summary",  # with what the occupation is said to be
    "described",  # statements, with what the occupation is said to be
    "work",  # statements, with its tasks: each statement's cosines with all of them count alike
    "whole",  # all of the one with all of the other
)


def measure(texts: Sequence[ProfileText], rows: OccupationRows) -> FloatArray:
    """Return the MEASURES of each of ``texts`` and each unit (b, u, f)."""
    result: FloatArray = np.zeros((len(texts), rows.units, len(MEASURES)), dtype=np.float32)
    names = {id(name): name for text in texts for name in _names_of(text)}
    nearest = dict(zip(names, _centre(rows.titles.find_nearest(_stack(tuple(names.values()), rows))), strict=True))
    no_tasks = ~rows.tasks.has_any
    for number, text in enumerate(texts):
        held = result[number]
        if text.name is not None:
            held[:, 0] = text.name.trust * nearest[id(text.name)]
        if text.aliases:
            trust = max(sum(alias.trust for alias in text.aliases), 1.0)  # one that is pending counts but in part
            held[:, 1] = sum(alias.trust * nearest[id(alias)] for alias in text.aliases) / trust
        for name in _names_of(text):
            same = rows.find_named(name.text)
            for unit in same:
                held[unit, 2] = max(held[unit, 2], name.trust / np.sqrt(len(same)))
        if text.summary is not None:
            held[:, 3] = _centre(rows.meanings @ text.summary)
        if text.statements:
            middle = to_unit(text.vectors.mean(axis=0))
            held[:, 4] = _centre(rows.meanings @ middle)
            held[:, 5] = _centre(np.where(no_tasks, -1.0, rows.work @ middle))
        if (whole := _to_whole(text)) is not None:
            held[:, 6] = _centre(rows.wholes @ whole)
    return result


def _names_of(text: ProfileText) -> tuple[Name, ...]:
    return (*((text.name,) if text.name is not None else ()), *text.aliases)


def _stack(names: Sequence[Name], rows: OccupationRows) -> FloatArray:
    if not names:
        return np.zeros((0, rows.meanings.shape[1]), dtype=np.float32)
    return np.stack([name.vector for name in names])


def _to_whole(text: ProfileText) -> FloatArray | None:
    parts = [part for part in (text.name.vector if text.name else None, text.summary) if part is not None]
    if text.statements:
        parts.append(to_unit(text.vectors.mean(axis=0)))
    if not parts and text.aliases:
        parts = [alias.vector for alias in text.aliases]
    return to_unit(np.sum(parts, axis=0)) if parts else None


def _centre(cosines: FloatArray) -> FloatArray:
    """Return ``cosines`` (..., u) less their mean; 0 where one is -1, for nothing to compare with."""
    known = cosines > -1.0
    counts = np.maximum(known.sum(axis=-1, keepdims=True), 1)
    means = np.where(known, cosines, 0.0).sum(axis=-1, keepdims=True) / counts
    return cast(FloatArray, np.where(known, cosines - means, 0.0).astype(np.float32))
