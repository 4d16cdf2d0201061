"""Aligning a ladder's responsibilities with its levels, where the page lists them in level order without headings.

Where they divide evenly among the levels, position decides. Where they do not, the levels cut the list into consecutive
segments, and ``ingest.level_signals`` says how likely each cut is by what the responsibilities and the guidelines mean.

n responsibilities, L levels, d dimensions. A confidence is the probability of the level under those signals (0-1).
What was measured: docs/decisions/0004-aligning-bullets-to-levels.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ingest.example_ladders import EXAMPLE_LADDERS
from ingest.level_signals import LevelSignals
from ingest.segmentation import choose_segments
from ontology.records import Basis
from store.encoder import FloatArray


@dataclass(frozen=True, slots=True)
class LevelText:
    """A level, by its code, and what its guidelines say; ``texts`` is empty where the page has none."""

    code: str
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """The level of one responsibility; ``confidence`` is 0-1, and None where position decided."""

    level: str
    basis: Basis
    confidence: float | None


def align_to_levels(
    bullets: Sequence[str], levels: Sequence[LevelText], encode: Callable[[Sequence[str]], FloatArray]
) -> list[Alignment]:
    """Return the level of each of ``bullets``, which stand in the order of ``levels`` (lowest first).

    ``encode`` turns texts into unit rows (texts, d); it is not called where position decides. A level may get none of
    the bullets. Where the page has no guidelines, the example ladders alone say what senior is.

    Raises:
        ValueError: there are bullets, but no levels.
    """
    if not bullets:
        return []
    if not levels:
        raise ValueError(f"{len(bullets)} responsibilities cannot be aligned: there are no levels")
    if len(bullets) % len(levels) == 0:
        return _align_by_position(len(bullets), levels)
    return LevelAligner(levels, encode).align(bullets)


class LevelAligner:
    """The levels of one page, read once, so that several lists of responsibilities can be aligned with them."""

    def __init__(self, levels: Sequence[LevelText], encode: Callable[[Sequence[str]], FloatArray]) -> None:
        """Read the guidelines of ``levels`` (lowest first, at least one) and the example ladders, in one encoding."""
        self._levels = levels
        self._encode = encode
        clauses = [(j, clause) for j, level in enumerate(levels) for clause in _split_clauses(level)]
        examples = [text for ladder in EXAMPLE_LADDERS for level in ladder for text in level]
        vectors = np.asarray(encode([clause for _, clause in clauses] + examples), dtype=np.float64)
        self._signals = LevelSignals(
            guidelines=vectors[: len(clauses)],
            guideline_levels=np.array([j for j, _ in clauses], dtype=np.intp),
            level_count=len(levels),
            examples=vectors[len(clauses) :],
        )

    def align(self, bullets: Sequence[str]) -> list[Alignment]:
        """Return the level of each of ``bullets``, by position if they divide evenly, otherwise by meaning."""
        if len(bullets) % len(self._levels) == 0:
            return _align_by_position(len(bullets), self._levels)
        marginals = self._signals.compute_marginals(np.asarray(self._encode(bullets), dtype=np.float64))
        return [
            Alignment(self._levels[j].code, Basis.INFERRED, float(marginal[j]))
            for j, marginal in zip(choose_segments(marginals), marginals, strict=True)
        ]


def _align_by_position(count: int, levels: Sequence[LevelText]) -> list[Alignment]:
    size = count // len(levels)
    return [Alignment(level.code, Basis.POSITIONAL, None) for level in levels for _ in range(size)]


def _split_clauses(level: LevelText) -> list[str]:
    """Return the thoughts of a level's guideline cells, which semicolons set apart; a bullet resembles one of them."""
    return [clause.strip() for text in level.texts for clause in text.split(";") if clause.strip()]
