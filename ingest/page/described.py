"""Telling names from descriptions in a list that alternates between them, and may leave some out.

A name is short and no sentence; a description is long or a sentence. The list is cut into items of one name and up to
two descriptions so that the sum of the doubts is least. The weights are unitless; they only have to order the readings.
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
_MANY = 500  # texts, from which on cutting them to a declared count takes long

_NAME_IS_SENTENCE = 4.0
_NAME_WORD_TOO_MANY = 0.5
_NO_DESCRIPTION = 1.0
_LONG_PHRASE = 0.5
_PHRASE = 1.5
_WORD_AS_DESCRIPTION = 3.0
_SECOND_DESCRIPTION = 2.0


def split_inline(text: str) -> tuple[str, str] | None:
    """Split ``"Communication: writes clearly."`` into name and description; None where the text is one name."""
    match = _INLINE.fullmatch(text)
    if match is None or len(match["name"].split()) > _LONG_WORDS:
        return None
    description = match["description"]
    if ends_sentence(description) or len(description.split()) >= _PHRASE_WORDS:
        return match["name"].strip(), description
    return None


def group_descriptions(texts: Sequence[str], *, least_share: float, count: int | None = None) -> list[list[int]]:
    """Return the items of ``texts`` as lists of indices: a name's, then its descriptions'.

    ``least_share`` of the texts must look like descriptions, else each text is a name. ``count`` is the number of items
    that the page declares, and wins where the list can be cut so.
    """
    alone = [[i] for i in range(len(texts))]
    if count == len(texts) or not texts or ends_sentence(texts[0]):
        return alone
    if count is not None and (cut := _cut(texts, count)):
        return cut
    described = sum(ends_sentence(text) or len(text.split()) >= _LONG_WORDS for text in texts)
    is_list_of_sentences = described > _MOST_DESCRIPTIONS * (len(texts) - described) + 1
    if not described or described < least_share * len(texts) or is_list_of_sentences:
        return alone
    return _cut(texts, None) or alone


def _cut(texts: Sequence[str], count: int | None) -> list[list[int]]:
    """Return the cheapest cut of ``texts`` into items, of exactly ``count`` items if given; [] where there is none.

    ``best[end][items]`` is the cost of the cheapest cut of the texts before ``end`` and the size of its last item; the
    number of items is kept apart only where it matters.
    """
    if count is not None and not count <= len(texts) <= min(count * (_MOST_DESCRIPTIONS + 1), _MANY):
        return []
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}, *({} for _ in texts)]
    for start in range(len(texts)):
        for size in range(1, min(_MOST_DESCRIPTIONS + 1, len(texts) - start) + 1):
            cost = _cost(texts[start : start + size])
            for items, (before, _) in best[start].items():
                after = items if count is None else items + 1
                if before + cost < best[start + size].get(after, (float("inf"), 0))[0]:
                    best[start + size][after] = (before + cost, size)
    groups: list[list[int]] = []
    end, items = len(texts), count or 0
    while end:
        _, size = best[end][items]
        groups.append(list(range(end - size, end)))
        end, items = end - size, items if count is None else items - 1
    return groups[::-1]


def _cost(item: Sequence[str]) -> float:
    name, *descriptions = item
    cost = _NAME_IS_SENTENCE if ends_sentence(name) else _NAME_WORD_TOO_MANY * max(0, len(name.split()) - _NAME_WORDS)
    if not descriptions:
        return cost + _NO_DESCRIPTION
    for text in descriptions:
        words = len(text.split())
        if not ends_sentence(text):
            cost += (
                _LONG_PHRASE if words >= _LONG_WORDS else _PHRASE if words >= _PHRASE_WORDS else _WORD_AS_DESCRIPTION
            )
    return cost + _SECOND_DESCRIPTION * (len(descriptions) - 1)
