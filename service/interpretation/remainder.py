"""What is left of a question to search for, when the words that became filters are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.grades.words import split_words
from service.interpretation.english import FRAME

# Articles and prepositions that led to what was taken out, and lead nowhere now.
_DANGLING = re.compile(r"(?:\b(?:an?|the|of|for|at|in|as|with|by|from|to|on|within)\s+)+$", re.IGNORECASE)
_EDGES = " \t\n,;:–—-"


def without_spans(query: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return ``query`` without ``spans``; all of it where nothing would be left but the frame of a question."""
    kept = []
    end = 0
    for start, stop in sorted(spans):
        if start >= end:
            kept.append(_DANGLING.sub("", query[end:start]))
        end = max(end, stop)
    kept.append(query[end:])
    left = " ".join(" ".join(kept).split()).strip(_EDGES)
    if all(word.key in FRAME for word in split_words(left)):
        return query.strip()
    return left
