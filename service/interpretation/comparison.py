"""Whether a question wants two profiles compared: "difference between …", "… vs …", "what changes from … to …"."""

from __future__ import annotations

import re

_VERSUS = re.compile(r"\b(?:versus|vs\.?|against|compared?\s(?:to|with|against)|as opposed to)(?=\s)", re.IGNORECASE)
_COMPARES = re.compile(
    r"\b(?:compare|comparing|comparison|differences?|differs?|different|distinguish(?:es)?|distinction|separat(?:es?|ing))\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"\b(?:chang\w{1,3}|promot\w{1,5}|mov\w{1,3}|step\w{0,4}|grow\w{0,3}|progress\w{0,4}|transition\w{0,3}|jump|gap|"
    r"get|go|going|goes|what(?:'s| is) new)\b[^.?!]{0,60}?\bfrom\b",
    re.IGNORECASE,
)


def find_comparison(text: str, first_end: int, second_start: int) -> re.Match[str] | None:
    """Return the words of ``text`` that compare, where two things end and begin at the given characters."""
    between = _VERSUS.search(text, first_end, second_start)
    return between or _COMPARES.search(text) or _CHANGES.search(text)
