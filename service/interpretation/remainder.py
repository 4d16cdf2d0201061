"""What is left of a question to search for, when the words that became filters are taken out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from service.grades.words import Word
from service.interpretation.english import FRAME

# Articles and prepositions that led to what was taken out, and lead nowhere now.
_DANGLING = re.compile(
    r"(?:\b(?:an?|the|of|for|at|in|as|with|by|from|to|on|within|between|above|below)\s+)+$", re.IGNORECASE
)
_JOINS = ("and", "or", "but", "vs", "versus", ",", "/")
_JOIN_FIRST = re.compile(r"^\s*(?:and|or|but)\s", re.IGNORECASE)
_LOOSE = re.compile(r"\s([,;:.?!])")
_EDGES = " \t\n,;:–—-"


def without_spans(
    query: str, words: Iterable[Word], spans: Iterable[tuple[int, int]], read: Iterable[tuple[int, int]]
) -> str:
    """Return ``query``, which ``words`` are of, without ``spans``; all of it where nothing would be left to search for.

    ``read`` are the places of what was understood and kept: neither it nor the frame of a question is a topic.
    """
    gone = sorted(spans)
    known = [*gone, *read]
    topics = [
        word for word in words if word.key not in FRAME and not any(start <= word.start < end for start, end in known)
    ]
    if not topics:
        return query.strip()
    kept = []
    end = 0
    for start, stop in gone:
        if start >= end:
            between = _DANGLING.sub("", query[end:start])
            kept.append("" if end and between.strip().lower() in _JOINS else between)
        end = max(end, stop)
    rest = query[end:]
    kept.append(_JOIN_FIRST.sub("", rest) if gone and gone[0][0] == 0 and not "".join(kept).strip() else rest)
    return _LOOSE.sub(r"\1", " ".join(" ".join(kept).split())).strip(_EDGES) or query.strip()
