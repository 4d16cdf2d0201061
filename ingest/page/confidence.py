"""Confidences as pages write them: ``medium0.70``, ``high (0.91)``, ``0.7``, ``70%``, ``medium``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.page.lines import has_words

_CONFIDENCE = re.compile(
    r"(?P<band>[^\W\d][^\d(%:,]*?)?\s*[:,·(\[—–-]?\s*(?P<number>\d+(?:[.,]\d+)?)?\s*(?P<percent>%)?\s*[)\]]?"
)
_MAX_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Confidence:
    """A confidence's word and its number from 0 to 1; ``doubt`` says what could not be read."""

    band: str | None = None
    number: float | None = None
    doubt: str | None = None


def read_confidence(text: str) -> Confidence:
    """Return the confidence that ``text`` states; a dash states none."""
    if not has_words(text):
        return Confidence()
    match = _CONFIDENCE.fullmatch(text) if len(text) <= _MAX_LENGTH else None
    if match is None:
        return Confidence(doubt=f"confidence {text!r} is neither a number from 0 to 1 nor a word with one")
    band = match["band"].lower().rstrip() if match["band"] else None
    if match["number"] is None:
        return Confidence(band)
    number = float(match["number"].replace(",", ".")) / (100 if match["percent"] else 1)
    if not 0 <= number <= 1:
        return Confidence(band, doubt=f"confidence {text!r} is not between 0 and 1")
    return Confidence(band, number)
