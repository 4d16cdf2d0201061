"""Which statements of two profiles say the same: by equal text first, then by meaning.

Pairs are made greedily, the most alike first, so none of two paired statements has a better partner that would take it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ontology.text import normalise_text
from service.comparison.meaning import read_vectors
from service.comparison.view import Marks, StatementPair
from service.comparison.wording import mark_changes
from service.profiles.view import StatementView
from store.encoder import FloatArray
from store.snapshot import Snapshot

ALIKE = 0.55  # cosine from which two statements are taken as one that changed; docs/comparison.md has the measurement
ANY = -1.0  # every cosine reaches it
_DIGITS = 4

Statements = tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Matching:
    """Two lists of statements, paired."""

    pairs: tuple[StatementPair, ...]  # in the order of the second list
    only_a: Statements
    only_b: Statements


def match(snapshot: Snapshot, a: Statements, b: Statements, least: float = ALIKE) -> Matching:
    """Pair statements of ``a`` and ``b`` that have equal texts, or a cosine of at least ``least``."""
    partners = _match_texts(a, b)
    similarity = dict.fromkeys(partners.items(), 1.0)
    left_a = [row for row in range(len(a)) if row not in partners]
    left_b = sorted(set(range(len(b))) - set(partners.values()))
    vectors_a, vectors_b = (read_vectors(snapshot, said) for said in (a, b))
    for row, other in partners.items():
        if not _is_equal(a[row], b[other]):
            similarity[row, other] = float(vectors_a[row] @ vectors_b[other])
    for row, other, cosine in _match_meanings(vectors_a[left_a] @ vectors_b[left_b].T, least):
        partners[left_a[row]] = left_b[other]
        similarity[left_a[row], left_b[other]] = cosine
    pairs = [_to_pair(a[row], b[other], similarity[row, other]) for row, other in _by_second(partners)]
    taken = set(partners.values())
    return Matching(
        tuple(pairs),
        tuple(said for row, said in enumerate(a) if row not in partners),
        tuple(said for row, said in enumerate(b) if row not in taken),
    )


def _match_texts(a: Statements, b: Statements) -> dict[int, int]:
    """Return the rows of ``a`` and ``b`` that have the same text, each used once; the same description goes first."""
    partners: dict[int, int] = {}
    for told in (_to_words, _to_name):
        waiting: dict[object, list[int]] = {}
        taken = set(partners.values())
        for row, said in enumerate(b):
            if row not in taken:
                waiting.setdefault(told(said), []).append(row)
        for row, said in enumerate(a):
            if row not in partners and waiting.get(told(said)):
                partners[row] = waiting[told(said)].pop(0)
    return partners


def _match_meanings(cosines: FloatArray, least: float) -> list[tuple[int, int, float]]:
    """Return rows and columns of ``cosines`` that belong together, each used once."""
    rows, columns = np.nonzero(cosines >= least)
    found: list[tuple[int, int, float]] = []
    taken_rows, taken_columns = set(), set()
    for place in np.argsort(-cosines[rows, columns], kind="stable"):
        row, column = int(rows[place]), int(columns[place])
        if row not in taken_rows and column not in taken_columns:
            taken_rows.add(row)
            taken_columns.add(column)
            found.append((row, column, float(cosines[row, column])))
    return found


def _by_second(partners: dict[int, int]) -> list[tuple[int, int]]:
    return sorted(partners.items(), key=lambda pair: pair[1])


def _to_pair(a: StatementView, b: StatementView, similarity: float) -> StatementPair:
    text_a, text_b = mark_changes(a.text, b.text)
    more_a, more_b = mark_changes(a.description or "", b.description or "")
    equal = _is_equal(a, b)
    return StatementPair(
        a,
        b,
        1.0 if equal else round(similarity, _DIGITS),
        equal,
        Marks(() if equal else text_a, () if equal else more_a),
        Marks(() if equal else text_b, () if equal else more_b),
    )


def _to_name(statement: StatementView) -> str:
    return normalise_text(statement.text)


def _to_words(statement: StatementView) -> tuple[str, str]:
    return normalise_text(statement.text), normalise_text(statement.description or "")


def _is_equal(a: StatementView, b: StatementView) -> bool:
    return _to_words(a) == _to_words(b)
