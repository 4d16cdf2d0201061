"""Pairs of key and value that the copied text runs together: ``code=43-0000title=Office Supportsource=inferred``.

A value ends where the next known key and its ``=`` begin. Values may hold key-like words and ``=`` themselves: a key is
read once, and not inside a web address or a longer word with underscores.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

KNOWN_KEYS = (
    "code", "title", "label", "source", "confidence", "score", "band", "confidenceBand", "reviewStatus",
    "review_status", "status", "predicate", "relation", "matchType", "match_type", "justification", "rationale",
    "scheme", "reviewer", "reviewedBy", "method", "note", "version", "vintage", "url", "uri",
)  # fmt: skip
_KEY = re.compile(rf"(?<![?&_#-])({'|'.join(KNOWN_KEYS)})\s?=")
_TRAILING = " ;,|·"


@dataclass(frozen=True, slots=True)
class Pair:
    """A key and its value as they stand."""

    key: str
    value: str


def split_pairs(text: str) -> tuple[str, list[Pair]]:
    """Return what stands before the first key in ``text``, and the pairs in order."""
    starts = _choose(text, list(_KEY.finditer(text)))
    pairs: list[Pair] = []
    for index, match in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(text)
        pairs.append(Pair(match.group(1), text[match.end() : end].strip().rstrip(_TRAILING)))
    head = text[: starts[0].start()] if starts else text
    return head.strip().rstrip(_TRAILING), pairs


def split_remainder(value: str) -> tuple[str, str]:
    """Split an unknown pair off a code or number: ``"13-1161year=2018"`` -> ``("13-1161", "year=2018")``."""
    match = re.fullmatch(r"(?P<value>[A-Z]?[\d.,-]*\d%?)\s*[;,|·]?\s*(?P<rest>[A-Za-z_]+\s?=.*)", value)
    return (match["value"], match["rest"]) if match else (value, "")


def _choose(text: str, matches: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return one match for each key: where a key seems to come twice, one of them belongs to a value.

    In text that is run together, one after a space is the value's ("Open source=..."); else all but the first are.
    """

    def is_glued(match: re.Match[str]) -> bool:
        return match.start() > 0 and not text[match.start() - 1].isspace()

    chosen: dict[str, re.Match[str]] = {}
    for match in matches:
        first = chosen.setdefault(match.group(1), match)
        if first.start() and not is_glued(first) and is_glued(match):
            chosen[match.group(1)] = match
    return sorted(chosen.values(), key=lambda match: match.start())
