"""Text in pieces, some of them marked, as templates show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; marked where a word of the question stands in it."""

    text: str
    marked: bool


def mark(text: str, spans: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """Return ``text`` in pieces, those at ``spans`` marked; spans that overlap are marked once."""
    pieces = []
    done = 0
    for start, end in sorted(spans):
        first, last = max(start, done), min(end, len(text))
        if first >= last:
            continue
        if first > done:
            pieces.append(Piece(text[done:first], marked=False))
        pieces.append(Piece(text[first:last], marked=True))
        done = last
    if done < len(text):
        pieces.append(Piece(text[done:], marked=False))
    return tuple(pieces)
