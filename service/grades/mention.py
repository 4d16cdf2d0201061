"""A word that grades the holder of a title."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GradeMention:
    """One grade that a text gives to the holder."""

    grade: str  # canonical: "senior", "vice_president", ...; a numeral in digits: "2"
    text: str  # as written
    span: tuple[int, int]  # characters of the text: start and end
