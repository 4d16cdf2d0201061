"""Telling names from descriptions in a list that alternates between them, and may leave some out.

A name is short and no sentence; a description is long or a sentence. The list is cut into items of one name and up to two
descriptions so that the sum of the doubts is least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.page.blocks import ends_sentence

_INLINE = re.compile(r"(?P<name>[^:.!?]{2,60}?)(?::\s+|\s+[—–-]\s+)(?P<description>\S.*)")
_NAME_WORDS = 4
_LONG_WORDS = 6
_PHRASE_WORDS = 3
_MOST_DESCRIPTIONS = 2


def split_inline(text: str) -> tuple[str, str] | None:
    """Split ``"Communication: writes clearly to executives."`` into name and description; None where there is no such."""
    match = _INLINE.fullmatch(text)
    if match is None or len(match["name"].split()) > _LONG_WORDS:
        return None
    description = match["description"]
    if ends_sentence(description) or len(description.split()) >= _PHRASE_WORDS:
        return match["name"].strip(), description
    return None


def group_descriptions(texts: Sequence[str], *, least_share: float, count: int | None = None) -> list[list[int]]:
    """Return the items of ``texts`` as lists of indices: a name's, then its descriptions'.

    ``least_share`` of the texts must look like descriptions, else each text is a name. ``count`` is the number of items that
    the page declares, and wins where it can.
    """
    alone = [[i] for i in range(len(texts))]
    if count == len(texts) or not texts or ends_sentence(texts[0]):
        return alone
    described = sum(_is_description(text) for text in texts)
    if count is None and (not described or described < least_share * len(texts)):
        return alone
    if count is None and described > 2 * (len(texts) - described) + 1:
        return alone  # a list of sentences
    return _cut(texts, count) or alone


def _cut(texts: Sequence[str], count: int | None) -> list[list[int]]:
    """Return the cheapest cut of ``texts`` into items, of exactly ``count`` items where that is possible."""
    best: dict[tuple[int, int], tuple[float, list[list[int]]]] = {(0, 0): (0.0, [])}
    for start in range(len(texts)):
        for (end, items), (cost, cut) in list(best.items()):
            if end != start:
                continue
            for size in range(1, min(_MOST_DESCRIPTIONS + 1, len(texts) - start) + 1):
                key = (start + size, items + 1)
                total = cost + _cost(texts[start : start + size])
                if key not in best or total < best[key][0]:
                    best[key] = (total, [*cut, list(range(start, start + size))])
    whole = {items: found for (end, items), found in best.items() if end == len(texts)}
    if count in whole:
        return whole[count][1]
    return min(whole.values(), key=lambda found: found[0])[1]


def _cost(item: Sequence[str]) -> float:
    name, *descriptions = item
    cost = 4.0 if ends_sentence(name) else 0.5 * max(0, len(name.split()) - _NAME_WORDS)
    if not descriptions:
        return cost + 1.0
    for text in descriptions:
        words = len(text.split())
        if not ends_sentence(text):
            cost += 0.5 if words >= _LONG_WORDS else 1.5 if words >= _PHRASE_WORDS else 3.0
    return cost + 2.0 * (len(descriptions) - 1)


def _is_description(text: str) -> bool:
    return ends_sentence(text) or len(text.split()) >= _LONG_WORDS
